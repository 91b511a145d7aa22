"""The addresses: what the desk answers, of real issues, and that nothing asked wrongly breaks it."""

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from tests.proof.live import LiveDesk, live, room


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDesk]:
    with live(room(tmp_path_factory.mktemp("room"))) as served:
        wait_for(served, 1)
        yield served


def wait_for(desk: LiveDesk, version: int) -> dict[str, object]:
    """The state, once that version of it is shown."""
    with httpx2.stream("GET", f"{desk.address}events", timeout=60) as stream:
        event = ""
        for line in stream.iter_lines():
            event = line if line.startswith("event: ") else event
            if event == "event: state" and line.startswith("data: "):
                state: dict[str, object] = json.loads(line.removeprefix("data: "))
                if isinstance(state["version"], int) and state["version"] >= version:
                    return state
    raise AssertionError("the stream ended")


def pages(state: dict[str, object]) -> list[dict[str, object]]:
    found = state["pages"]
    assert isinstance(found, list)
    return found


def test_the_state_names_every_page(desk: LiveDesk) -> None:
    state = desk.get("/state").json()
    assert state["issue"] == "2025-08"
    assert state["is_current"]
    assert [page["page"] for page in state["pages"]] == [1, 2]
    assert state["spreads"] == [[1], [2]]
    assert all(len(page["imprint"]) == 64 for page in state["pages"])


def test_a_page_has_what_the_overlays_show(desk: LiveDesk) -> None:
    state = desk.get("/state").json()
    view = desk.get(f"/pages/{state['pages'][0]['imprint']}").json()
    assert len(view["grid"]["columns"]) == 6
    assert {module["article"] for module in view["modules"]} == {"nantong", "lvshunkou", "hongze"}
    lines = [line for frame in view["frames"] for line in frame["lines"]]
    assert len(lines) > 200
    assert any(part["part"] == "body/0" and part["article"] == "nantong" for part in view["parts"])


def test_a_tile_is_a_picture_that_may_be_kept(desk: LiveDesk) -> None:
    """It is named by its content: it will never be another."""
    state = desk.get("/state").json()
    tile = desk.get(f"/pages/{state['pages'][0]['imprint']}/all/48/0-0.png")
    assert tile.headers["content-type"] == "image/png"
    assert "immutable" in tile.headers["cache-control"]
    assert tile.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/pages/0000",
        "/pages/../../etc/passwd",
        "/static/../../session.py",
        "/static/%2e%2e/%2e%2e/session.py",
        "/static/nothing.js",
        "/source?file=/etc/passwd",
        "/source?file=../../compose.py",
        "/source",
    ],
)
def test_what_is_not_there_is_said(desk: LiveDesk, path: str) -> None:
    """In the form of all errors, and nothing outside the issue is shown."""
    answer = desk.get(path)
    assert answer.status_code == 404
    assert answer.json()["error"] == "not-found"


@pytest.mark.parametrize(
    "rest",
    ["all/48/-1-0.png", "all/x/0-0.png", "all/48/9999999-0.png", "q/48/0-0.png", "all/0/0-0.png",
     "all/99999/0-0.png", "all/48/500-0.png", "all/４８/0-0.png"],
)  # fmt: skip
def test_tiles_that_cannot_be_are_not_found(desk: LiveDesk, rest: str) -> None:
    imprint = desk.get("/state").json()["pages"][0]["imprint"]
    assert desk.get(f"/pages/{imprint}/{rest}").status_code == 404


def test_the_source_of_the_issue_is_shown(desk: LiveDesk) -> None:
    found = desk.get("/source", file="issues/2025-08/articles/nantong.md").json()
    assert found["text"] == (desk.folder / "articles/nantong.md").read_text()


def test_looking_with_the_wrong_method_is_said(desk: LiveDesk) -> None:
    answer = desk.post("/state", {})
    assert answer.status_code == 405
    assert answer.json()["error"] == "no-method"


# -------------------------------------------------------------------------------- following


def test_a_saved_change_is_shown_and_a_broken_file_leaves_the_last_pages(tmp_path: Path) -> None:
    """Only the page it touches is another; its changed places are told; problems follow the files."""
    with live(room(tmp_path)) as desk:
        first = wait_for(desk, 1)
        article = desk.folder / "articles/nantong.md"
        good = article.read_text()
        article.write_text(good.replace("聚焦", "紧扣", 1))
        second = wait_for(desk, int(str(first["version"])) + 1)
        while second["fingerprint"] == first["fingerprint"]:
            second = wait_for(desk, int(str(second["version"])) + 1)
        assert pages(second)[0]["imprint"] != pages(first)[0]["imprint"]
        assert pages(second)[1]["imprint"] == pages(first)[1]["imprint"]
        assert pages(second)[0]["changed"]
        assert not pages(second)[1]["changed"]

        manifest = desk.folder / "issue.yaml"
        manifest.write_text(manifest.read_text() + "\n  broken: [")
        third = second
        while third["is_current"]:
            third = wait_for(desk, int(str(third["version"])) + 1)
        assert pages(third)[0]["imprint"] == pages(second)[0]["imprint"]
        problems = third["problems"]
        assert isinstance(problems, list)
        assert problems[0]["file"] == "issues/2025-08/issue.yaml"


def test_who_looks_on_adds_no_composing(tmp_path: Path) -> None:
    """Twenty streams get every state, and it was composed once."""
    with live(room(tmp_path)) as desk:
        wait_for(desk, 1)
        found: list[int] = []

        def look() -> None:
            state = wait_for(desk, 1)
            found.append(int(str(state["number"])))

        threads = [threading.Thread(target=look) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [1] * 20


def test_an_issue_that_cannot_be_read_is_served_with_its_problems(tmp_path: Path) -> None:
    place = room(tmp_path)
    (tmp_path / "issues/2025-08/issue.yaml").write_text("pages: [")
    with live(place) as desk:
        state = wait_for(desk, 1)
        assert not state["is_current"]
        assert state["pages"] == []
        assert state["problems"]


# -------------------------------------------------------------------------------- working


@pytest.fixture
def work(tmp_path: Path) -> Iterator[LiveDesk]:
    with live(room(tmp_path)) as served:
        wait_for(served, 1)
        yield served


def test_words_are_saved_into_the_article_and_shown(work: LiveDesk) -> None:
    article = work.folder / "articles/nantong.md"
    before = article.read_text()
    part = work.get("/part", article="nantong", part="headline").json()
    words = part["text"].replace("聚焦", "紧扣")
    answer = work.post(
        "/part",
        {
            "article": "nantong",
            "part": "headline",
            "base": part["text"],
            "text": words,
            "goes_on": False,
        },
    )
    assert answer.status_code == 200
    state = answer.json()
    assert state["number"] == 2
    assert state["pages"][0]["changed"]
    assert state["undo"]
    assert article.read_text() == before.replace("聚焦", "紧扣", 1)
    undone = work.post("/undo", {}).json()
    assert article.read_text() == before
    assert undone["redo"]
    assert undone["undo"] is None
    work.post("/redo", {})
    assert article.read_text() == before.replace("聚焦", "紧扣", 1)


def test_words_saved_while_they_are_typed_are_undone_together(work: LiveDesk) -> None:
    before = (work.folder / "articles/nantong.md").read_text()
    base = work.get("/part", article="nantong", part="headline").json()["text"]
    asked = {"article": "nantong", "part": "headline"}
    for count in (1, 2, 3):
        words = base + "！" * count
        body = {**asked, "base": base + "！" * (count - 1), "text": words, "goes_on": count > 1}
        assert work.post("/part", body).status_code == 200
    state = work.post("/undo", {}).json()
    assert (work.folder / "articles/nantong.md").read_text() == before
    assert state["undo"] is None


def test_many_at_once_lose_nothing_of_each_other(work: LiveDesk) -> None:
    """Every save is in the files, and in the journal; undone one by one all is as it was."""
    names = [f"body/{number}" for number in range(8)]
    before = (work.folder / "articles/nantong.md").read_text()
    bases = {name: work.get("/part", article="nantong", part=name).json()["text"] for name in names}

    def save(name: str) -> int:
        body = {"article": "nantong", "part": name, "base": bases[name]}
        return work.post(
            "/part", {**body, "text": bases[name] + "完", "goes_on": False}
        ).status_code

    with ThreadPoolExecutor(len(names)) as pool:
        assert set(pool.map(save, names)) == {200}
        for name in names:
            found = work.get("/part", article="nantong", part=name).json()["text"]
            assert found == bases[name] + "完"
        undone = list(pool.map(lambda _: work.post("/undo", {}).status_code, range(10)))
    assert sorted(undone) == [200] * 8 + [409] * 2
    assert (work.folder / "articles/nantong.md").read_text() == before


def test_what_others_changed_in_the_same_place_is_a_conflict(work: LiveDesk) -> None:
    """Both versions are given back, and nothing is written."""
    article = work.folder / "articles/nantong.md"
    article.write_text(article.read_text().replace("聚焦时代", "围绕时代", 1))
    theirs = article.read_text()
    asked = {"article": "nantong", "part": "headline"}
    base = "聚焦时代主题 汇聚磅礴力量"
    answer = work.post(
        "/part", {**asked, "base": base, "text": base.replace("聚焦", "紧扣"), "goes_on": False}
    )
    assert answer.status_code == 409
    assert answer.json()["error"] == "conflict"
    assert answer.json()["theirs"].startswith("围绕")
    assert article.read_text() == theirs


def test_a_module_moves_on_the_grid(work: LiveDesk) -> None:
    """The manifest gets its place, and keeps its comments."""
    base = {"column": 1, "line": 68, "columns": 5, "lines": 19}
    to = {**base, "lines": 18}
    body = {"page": 1, "article": "lvshunkou", "at": to, "from": base}
    answer = work.post("/move", body)
    assert answer.status_code == 200, answer.text
    manifest = (work.folder / "issue.yaml").read_text()
    assert "lines: 18" in manifest
    assert manifest.startswith("# yaml-language-server")
    outside = work.post("/move", {**body, "at": {**to, "columns": 9}, "from": to})
    assert outside.status_code == 422
    assert outside.json()["problems"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/part", {}),
        ("/part", {"article": 1, "part": "headline", "base": "", "text": "", "goes_on": False}),
        (
            "/part",
            {
                "article": "a",
                "part": "headline",
                "base": "",
                "text": "",
                "goes_on": False,
                "more": 1,
            },
        ),
        ("/part", []),
        ("/part", "text"),
        ("/move", {"page": True, "article": "a", "at": {}, "from": {}}),
        ("/move", {"page": 1, "article": "a", "at": {"column": 1}, "from": {}}),
        ("/move", {"page": 1, "article": "a", "at": {"column": "1"}, "from": {}}),
        ("/remake", {"page": 1, "pinned": [1]}),
        ("/undo", {"all": 1}),
    ],
)
def test_a_body_that_is_not_what_is_asked_for_is_said(
    desk: LiveDesk, path: str, body: object
) -> None:
    answer = desk.post(path, body)
    assert answer.status_code == 400
    assert answer.json()["error"] == "bad-json"


@pytest.mark.parametrize("article", ["../issue", "/etc/passwd", "nothing", "", "nantong/../x"])
def test_no_article_but_the_issues_own_is_touched(desk: LiveDesk, article: str) -> None:
    body = {"article": article, "part": "headline", "base": "", "text": "x", "goes_on": False}
    assert desk.post("/part", body).status_code == 422
    assert desk.get("/part", article=article, part="headline").status_code == 422


@pytest.mark.parametrize("part", ["body/99", "body/-1", "places", "", "__class__", "body/0/../1"])
def test_no_part_but_the_articles_own_is_touched(desk: LiveDesk, part: str) -> None:
    assert desk.get("/part", article="nantong", part=part).status_code == 422


def test_there_is_nothing_to_undo_at_first(desk: LiveDesk) -> None:
    assert desk.post("/undo", {}).json()["error"] == "nothing"
    assert desk.post("/redo", {}).json()["error"] == "nothing"


# ------------------------------------------------------------------------------ reviewing


def test_a_comment_is_written_into_the_reviews_file(work: LiveDesk) -> None:
    action = {"action": "comment", "who": "王敏", "page": 1, "text": "<b>地名</b>有误"}
    answer = work.post("/review", action)
    assert answer.status_code == 200, answer.text
    comment = answer.json()["comments"][0]
    assert comment["text"] == "<b>地名</b>有误"
    assert "地名" in (work.folder / "review.jsonl").read_text()
    resolved = work.post("/review", {"action": "resolve", "who": "李强", "of": comment["id"]})
    assert resolved.json()["comments"][0]["is_resolved"]
    assert work.get("/state").json()["number"] == 1, "a comment does not change the print"


def test_what_is_signed_is_what_is_shown(work: LiveDesk) -> None:
    """A change of a page afterwards is told of that page alone."""
    work.post("/review", {"action": "sign", "who": "王敏", "step": "一校"})
    steps = {step["step"]: step for step in work.get("/review").json()["steps"]}
    assert steps["first-reading"]["state"] == "signed"
    asked = {"article": "binhai", "part": "headline"}
    part = work.get("/part", **asked).json()
    work.post(
        "/part", {**asked, "base": part["text"], "text": part["text"] + "！", "goes_on": False}
    )
    steps = {step["step"]: step for step in work.get("/review").json()["steps"]}
    assert steps["first-reading"]["state"] == "changed"
    assert steps["first-reading"]["changed_pages"] == [2]


def test_an_action_that_is_none_is_refused(work: LiveDesk) -> None:
    unsigned = {"action": "sign", "who": "", "step": "一校"}
    actions: list[object] = [{"action": "burn"}, {}, [], unsigned]
    for action in actions:
        assert work.post("/review", action).status_code == 422
    assert not (work.folder / "review.jsonl").exists()


# ----------------------------------------------------------------------------- comparing


def test_any_two_proofs_are_compared(work: LiveDesk) -> None:
    """Words at character level, the pages laid over each other, and a list to be printed."""
    asked = {"article": "nantong", "part": "headline"}
    part = work.get("/part", **asked).json()
    work.post(
        "/part",
        {
            **asked,
            "base": part["text"],
            "text": part["text"].replace("聚焦", "紧扣"),
            "goes_on": False,
        },
    )
    deadline = time.monotonic() + 20
    while len(proofs := work.get("/proofs").json()) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert [one["number"] for one in proofs] == [2, 1]
    changes = work.get("/changes", **{"from": "1", "to": "2"}).json()
    hunks = [tuple(hunk) for hunk in changes["articles"][0]["parts"][0]["hunks"]]
    assert ("-", "聚焦") in hunks
    assert ("+", "紧扣") in hunks
    picture = work.get("/changes/1/2/1/72.png")
    assert picture.content.startswith(b"\x89PNG")
    listed = work.get("/changes/1/2.html")
    assert "紧扣" in listed.text
    assert "<script" not in listed.text
    assert "'none'" in listed.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    ["/changes", "/changes?from=1&to=99", "/changes?from=x&to=1", "/changes/1/99.html",
     "/changes/1/1/9/72.png", "/changes/1/1/1/9999.png", "/changes/../1.html"],
)  # fmt: skip
def test_proofs_that_are_not_kept_are_not_found(desk: LiveDesk, path: str) -> None:
    assert desk.get(path).status_code == 404
