"""Earlier issues at the desk: words searched for in the archive, and the pages they stand on.

    archived = Archived(root / "archive")
    archived.search(question)              Found of the contract; `Refused` where there is no index
    archived.page("issues/2020-01", 2)     page 2 as a PDF of its own, or None
    archived.file("issues/2020-01")        its `archive.pdf`, or None

Only issues that the index knows are opened, and only files that are in the archive: a name that
leads out of it, by dots or by a link, leads nowhere.
"""

from collections.abc import Mapping
from pathlib import Path

from compositor.diagnostics import Refused
from compositor.index.query import pages_of, search
from compositor.index.question import COLUMNS, PERIOD, Question, read_question
from compositor.index.schema import INDEX
from compositor.index.told import found_data, hit_data
from compositor.press.onepage import one_page
from compositor.pressfile import ARCHIVE_FILE
from compositor.proof.answers import Wrong, number_of

MOST_HITS = 100  # told of at once


def question_of(asked: Mapping[str, str]) -> Question:
    """What is looked for; a filter that is none is a wrong request."""
    period = {key: asked.get(key, "") for key in ("from", "to")}
    if not all(PERIOD.fullmatch(text) for text in period.values() if text):
        raise Wrong("bad-request")
    within = next((one for one in COLUMNS if one == asked.get("in")), None)
    if asked.get("in") and within is None:
        raise Wrong("bad-request")
    return read_question(
        asked.get("q", ""),
        within=within,
        since=period["from"],
        until=period["to"],
        paper=asked.get("paper", ""),
        page=number_of(asked["page"]) if asked.get("page") else None,
        limit=min(number_of(asked.get("limit", "20")), MOST_HITS),
        skip=number_of(asked.get("skip", "0")),
    )


class Archived:
    """The archive of a paper, to be looked at."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def search(self, question: Question) -> dict[str, object]:
        """What was found; `has_pages` says of each hit whether its pages can be shown."""
        found = search(self._folder / INDEX, question)
        hits = [
            {**hit_data(hit), "has_pages": self._inside(hit.issue) is not None}
            for hit in found.hits
        ]
        return {**found_data(found), "hits": hits}

    def file(self, issue: str) -> Path | None:
        """The pages of an issue as a file."""
        return self._inside(issue) if self._pages(issue) else None

    def page(self, issue: str, number: int) -> bytes | None:
        """A page of an issue by its number, as a PDF of its own."""
        pages, path = self._pages(issue), self._inside(issue)
        if path is None or number not in pages:
            return None
        try:
            return one_page(path.read_bytes(), pages.index(number))
        except OSError:
            return None

    def _pages(self, issue: str) -> tuple[int, ...]:
        try:
            return pages_of(self._folder / INDEX, issue)
        except Refused:
            return ()

    def _inside(self, issue: str) -> Path | None:
        try:
            home = self._folder.resolve()
            path = (home / issue / ARCHIVE_FILE).resolve()
            return path if path.is_relative_to(home) and path.is_file() else None
        except (OSError, ValueError, RuntimeError):  # a name too long, a NUL in it, a loop of links
            return None
