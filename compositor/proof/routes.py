"""The addresses of the desk, each a function from a request to an answer (`compositor.proof`).

    app = make_app(desk)        # an ASGI application; `guard` stands before it

What is asked wrongly gets a 4xx in the form of all errors, `{error, message, problems}`.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, get_args

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from compositor.comparing.changes import Changes
from compositor.comparing.tell import changes_data
from compositor.diagnostics import Refused
from compositor.diagnostics.render import Language, as_data
from compositor.proof import reviewing, working
from compositor.proof.answers import BY_STATUS, Wrong, number_of, refusal
from compositor.proof.archived import Archived, question_of
from compositor.proof.changelist import DPI, change_page, changes_of
from compositor.proof.session import Session
from compositor.proof.telling import Telling
from compositor.proof.tiles import Plates, Tiles
from compositor.proof.views import page_data
from compositor.review import read_review

STATIC = Path(__file__).parent / "static"
# The change list has its own look in it, and no script.
LIST_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
KEEP = "public, max-age=31536000, immutable"  # what is named by its content is never another


@dataclass(frozen=True, slots=True)
class Desk:
    """What the addresses are answered from."""

    session: Session
    telling: Telling
    tiles: Tiles
    archived: Archived
    language: Language

    def page_picture(self, imprint: str) -> bytes | None:
        """A small picture of a page, for a list: laid over itself it is grey."""
        return self.tiles.overlay(imprint, imprint, DPI)


def make_app(desk: Desk) -> Starlette:
    """The application, without its guard."""
    routes = [
        Route(path, _served(desk, path), methods=list(_methods(path)))
        for path in dict.fromkeys((*LOOKS, *CHANGES))
    ]
    mounted = Mount("/static", StaticFiles(directory=STATIC))
    return Starlette(routes=[*routes, mounted], exception_handlers=dict(UNSERVED))


def _methods(path: str) -> Iterator[str]:
    yield from ["GET"] * (path in LOOKS) + ["POST"] * (path in CHANGES)


def _served(desk: Desk, path: str) -> Callable[[Request], Any]:
    """What answers at a path, to those who look and to those who change."""

    async def answer(request: Request) -> Response:
        table = CHANGES if request.method == "POST" else LOOKS
        return await _answered(desk, table[path], request)

    return answer


async def _failed(request: Request, error: Exception) -> Response:
    """The desk's own fault; `guard` has it in the log."""
    del request, error
    return refusal("failed")


async def _unserved(request: Request, error: Exception) -> Response:
    """What Starlette itself turns away: no such address, not asked that way."""
    del request
    assert isinstance(error, HTTPException)
    return refusal(BY_STATUS.get(error.status_code, "bad-request"))


UNSERVED: Mapping[Any, Callable[[Request, Exception], Any]] = {
    HTTPException: _unserved,
    Exception: _failed,
}


# ----------------------------------------------------------------------------- answering


async def _answered(
    desk: Desk, answer: Callable[[Desk, Request], Any], request: Request
) -> Response:
    """An answer, or in words why there is none."""
    try:
        response: Response = await answer(desk, request)
    except Wrong as wrong:
        return refusal(wrong.code, more=wrong.more)
    except Refused as refused:
        problems = as_data(refused.diagnostics, _language(desk, request))
        return refusal("refused", problems)
    return response


def _language(desk: Desk, request: Request) -> Language:
    asked = request.query_params.get("lang")
    return {"zh": "zh", "en": "en"}.get(asked or "", desk.language)  # type: ignore[return-value]


async def _body(request: Request, wanted: Mapping[str, type]) -> dict[str, Any]:
    """The JSON object of a request; `Wrong` unless it has just these keys, of these types."""
    try:
        data = json.loads(await request.body())
    except ValueError:
        raise Wrong("bad-json") from None
    if not isinstance(data, dict) or data.keys() != wanted.keys():
        raise Wrong("bad-json", wanted=sorted(wanted))
    for key, kind in wanted.items():
        if type(data[key]) is not kind:
            raise Wrong("bad-json", key=key)
    return data


# ------------------------------------------------------------------------------- looking


async def _page_itself(desk: Desk, request: Request) -> Response:
    language = _language(desk, request)
    html = (STATIC / "index.html").read_text(encoding="utf-8")
    tongue = {"zh": "zh-Hans", "en": "en"}[language]
    return HTMLResponse(html.replace('lang="zh-Hans"', f'lang="{tongue}"', 1))


async def _state(desk: Desk, request: Request) -> Response:
    return Response(desk.telling.state(_language(desk, request)), media_type="application/json")


async def _events(desk: Desk, request: Request) -> Response:
    stream = desk.telling.stream(_language(desk, request))
    return StreamingResponse(stream, media_type="text/event-stream")


async def _page(desk: Desk, request: Request) -> Response:
    page, proof = desk.session.page(request.path_params["imprint"]), desk.session.shown.proof
    if page is None or proof is None:
        raise Wrong("not-found")
    return JSONResponse(page_data(proof, page))


async def _tile(desk: Desk, request: Request) -> Response:
    asked = request.path_params
    dpi, x, y = (number_of(asked[key]) for key in ("dpi", "x", "y"))
    plates = asked["plates"]
    if plates not in get_args(Plates):
        raise Wrong("not-found")
    png = await run_in_threadpool(desk.tiles.png, asked["imprint"], plates, dpi, x, y)
    if png is None:
        raise Wrong("not-found")
    return Response(png, media_type="image/png", headers={"cache-control": KEEP})


async def _source(desk: Desk, request: Request) -> Response:
    """The text of a file that the issue is made of; no other file is shown."""
    path = request.query_params.get("file", "")
    text = desk.session.text(path)
    if text is None:
        raise Wrong("not-found")
    return JSONResponse({"file": path, "text": text})


async def _part(desk: Desk, request: Request) -> Response:
    """The words behind a place on the page, as their file has them now."""
    article, part = (request.query_params.get(key, "") for key in ("article", "part"))
    found = await desk.session.run(lambda: working.part(desk.session, article, part))
    return JSONResponse(asdict(found))


async def _review(desk: Desk, request: Request) -> Response:
    language = _language(desk, request)
    told = await run_in_threadpool(reviewing.told, desk.session, language)
    return JSONResponse(told)


async def _proofs(desk: Desk, request: Request) -> Response:
    """Every proof that is kept, the newest first."""
    del request
    kept = await run_in_threadpool(desk.session.place.kept.list)
    return JSONResponse(
        [
            {
                "number": one.number,
                "time": one.time,
                "fingerprint": one.fingerprint,
                "pages": [page.imprint for page in one.pages],
            }
            for one in reversed(kept)
        ]
    )


async def _changes(desk: Desk, request: Request) -> Response:
    before, after = (number_of(request.query_params.get(key, "")) for key in ("from", "to"))
    made = await run_in_threadpool(_compared, desk, before, after)
    return JSONResponse(changes_data(made, _language(desk, request)))


async def _change_list(desk: Desk, request: Request) -> Response:
    """The list to be printed; its pictures and its look are in it."""
    before, after = (number_of(request.path_params[key]) for key in ("before", "after"))
    language = _language(desk, request)

    def made() -> str:
        comments = read_review(desk.session.sources(), desk.session.place.folder)
        found = _compared(desk, before, after)
        return change_page(found, language, desk.page_picture, comments.review.open_comments)

    html = await run_in_threadpool(made)
    return HTMLResponse(html, headers={"content-security-policy": LIST_POLICY})


async def _laid_over(desk: Desk, request: Request) -> Response:
    """Two proofs of a page over each other; a page that only one has is there alone."""
    asked = request.path_params
    before, after, page, dpi = (number_of(asked[key]) for key in ("before", "after", "page", "dpi"))

    def drawn() -> bytes | None:
        kept = desk.session.place.kept
        numbers = [kept.read(number) for number in (before, after)]
        if None in numbers:
            return None
        names = [
            next((one.imprint for one in proof.pages if one.number == page), None)
            for proof in numbers
            if proof
        ]
        return desk.tiles.overlay(names[0], names[1], dpi) if any(names) else None

    png = await run_in_threadpool(drawn)
    if png is None:
        raise Wrong("not-found")
    return Response(png, media_type="image/png")


async def _archive(desk: Desk, request: Request) -> Response:
    """Articles of earlier issues that have the words."""
    question = question_of(request.query_params)
    return JSONResponse(await run_in_threadpool(desk.archived.search, question))


async def _archive_page(desk: Desk, request: Request) -> Response:
    """A page of an earlier issue as a picture, cut at its trim."""
    asked = request.query_params
    page, dpi = (number_of(asked.get(key, "")) for key in ("page", "dpi"))

    def drawn() -> bytes | None:
        pdf = desk.archived.page(asked.get("issue", ""), page)
        return desk.tiles.picture(pdf, dpi) if pdf else None

    png = await run_in_threadpool(drawn)
    if png is None:
        raise Wrong("not-found")
    return Response(png, media_type="image/png")


async def _archive_file(desk: Desk, request: Request) -> Response:
    """The pages of an earlier issue as they are kept."""
    path = await run_in_threadpool(desk.archived.file, request.query_params.get("issue", ""))
    if path is None:
        raise Wrong("not-found")
    # A browser shows a PDF by a plug-in of its own, which the desk's policy would not let it load.
    return FileResponse(
        path,
        headers={"content-security-policy": "frame-ancestors 'none'"},
        media_type="application/pdf",
        filename=f"{path.parent.name}.pdf",
        content_disposition_type="inline",
    )


def _compared(desk: Desk, before: int, after: int) -> Changes:
    made = changes_of(desk.session.place.kept, before, after)
    if made is None:
        raise Wrong("not-found")
    return made


# -------------------------------------------------------------------------------- working


async def _act(desk: Desk, request: Request) -> Response:
    """A comment, a reply, a signature; their fields are looked at by `review`."""
    try:
        action = json.loads(await request.body())
    except ValueError:
        raise Wrong("bad-json") from None
    await run_in_threadpool(reviewing.act, desk.session, action)
    await desk.session.reviewed()
    return await _review(desk, request)


async def _save_part(desk: Desk, request: Request) -> Response:
    wanted = {"article": str, "part": str, "base": str, "text": str, "goes_on": bool}
    asked = await _body(request, wanted)
    change = working.save(desk.session, asked)
    return await _written(desk, request, change)


async def _move(desk: Desk, request: Request) -> Response:
    asked = await _body(request, {"page": int, "article": str, "at": dict, "from": dict})
    try:
        at, base = working.at(asked["at"]), working.at(asked["from"])
    except (TypeError, ValueError):
        raise Wrong("bad-json", key="at") from None
    change = working.move(desk.session, asked["page"], asked["article"], at, base)
    return await _written(desk, request, change)


async def _remake(desk: Desk, request: Request) -> Response:
    asked = await _body(request, {"page": int, "pinned": list})
    if not all(isinstance(name, str) for name in asked["pinned"]):
        raise Wrong("bad-json", key="pinned")
    change = working.remake(desk.session, asked["page"], frozenset(asked["pinned"]))
    return await _written(desk, request, change)


async def _undo(desk: Desk, request: Request) -> Response:
    await _body(request, {})
    return await _written(desk, request, working.undo)


async def _redo(desk: Desk, request: Request) -> Response:
    await _body(request, {})
    return await _written(desk, request, working.redo)


async def _written(desk: Desk, request: Request, change: working.Change) -> Response:
    """The state after a change; what others have changed meanwhile is a conflict."""
    conflict = await desk.session.write(change)
    if conflict is not None:
        raise Wrong("conflict", **asdict(conflict))
    return await _state(desk, request)


LOOKS: Mapping[str, Callable[[Desk, Request], Any]] = {
    "/": _page_itself,
    "/state": _state,
    "/events": _events,
    "/pages/{imprint}": _page,
    "/pages/{imprint}/{plates}/{dpi}/{x}-{y}.png": _tile,
    "/source": _source,
    "/part": _part,
    "/review": _review,
    "/proofs": _proofs,
    "/changes": _changes,
    "/changes/{before}/{after}.html": _change_list,
    "/changes/{before}/{after}/{page}/{dpi}.png": _laid_over,
    "/archive": _archive,
    "/archive/page.png": _archive_page,
    "/archive/pages.pdf": _archive_file,
}
CHANGES: Mapping[str, Callable[[Desk, Request], Any]] = {
    "/part": _save_part,
    "/move": _move,
    "/remake": _remake,
    "/undo": _undo,
    "/redo": _redo,
    "/review": _act,
}
