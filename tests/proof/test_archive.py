"""Earlier issues at the desk: found, shown, and nothing served that is not in the archive."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from compositor.backissue import Workshop
from compositor.index.entryfile import read_entry
from compositor.index.schema import INDEX
from compositor.index.store import Index
from compositor.model.backissue import Recipe
from compositor.sources import FolderSources
from tests.index.samples import article, issue
from tests.proof.live import ROOT, LiveDesk, live, room
from tests.proof.test_front import EVIL, hook

OLD = "issues/2025-08"
SECRET = "issues/secret"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an archive: an issue with its pages, and some of which only words are left."""
    folder = tmp_path_factory.mktemp("room")
    archive = folder / "archive"
    made = Workshop().remake(FolderSources(ROOT), OLD, Recipe())
    for name, data in made.files.items():
        (archive / OLD).mkdir(parents=True, exist_ok=True)
        (archive / OLD / name).write_bytes(data)
    (folder / "outside").mkdir()
    (folder / "outside" / "archive.pdf").write_bytes(made.files["archive.pdf"])
    (archive / SECRET).symlink_to(folder / "outside")
    (archive / "issues" / "cut").mkdir()
    (archive / "issues" / "cut" / "archive.pdf").write_bytes(b"%PDF-1.7 no more")
    entry = read_entry(made.files["entry.json"])
    assert entry
    with Index(archive / INDEX) as index:
        index.put(entry)
        index.put(issue("evil", article("evil", EVIL, f"馒头{EVIL}")))
        for name in (SECRET, "issues/cut", "../outside", "issues/../../outside"):
            index.put(replace(issue("x", article("a", "秘密")), issue=name))
    return folder


@pytest.fixture(scope="module")
def desk(place: Path) -> Iterator[LiveDesk]:
    """A desk over it."""
    with live(room(place)) as served:
        yield served


# ------------------------------------------------------------------------------------ addresses


def test_a_search_gives_hits_with_their_places(desk: LiveDesk) -> None:
    """As the contract of the desk has them."""
    found = desk.get("/archive", q="南通新实践 -馒头").json()
    (hit,) = found["hits"]
    assert (found["total"], found["issues"]) == (1, 6)
    assert (hit["issue"], hit["page"], hit["part"]) == (OLD, 1, "deck")
    assert hit["has_pages"] and (hit["column"], hit["line"]) == (1, 16)
    start, end = hit["excerpt_marks"][0]
    assert hit["excerpt"][start:end] == "南通新实践"
    assert desk.get("/archive", q="馒头").json()["hits"][0]["has_pages"] is False
    assert desk.get("/archive", q="  ").json()["hits"] == []


def test_filters_and_steps(desk: LiveDesk) -> None:
    """Each is read; the list goes on where it stopped."""
    every = desk.get("/archive", q="职工").json()
    assert every["total"] > 2
    second = desk.get("/archive", q="职工", limit="1", skip="1").json()
    assert second["hits"] == every["hits"][1:2]
    for key, value in (("to", "2020"), ("page", "9"), ("paper", "晨报")):
        assert desk.get("/archive", q="职工", **{key: value}).json()["total"] == 0
    heads = desk.get("/archive", q="职工", **{"in": "headline"}).json()
    assert 0 < heads["total"] < every["total"]
    assert all(hit["part"] in ("headline", "kicker", "deck") for hit in heads["hits"])


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"in": "everything"}, 400),
        ({"from": "'; DROP TABLE issues; --"}, 400),
        ({"to": "2025-13"}, 400),
        ({"page": "-1"}, 404),
        ({"limit": "1e9"}, 404),
        ({"limit": "999999"}, 200),
        ({"q": '" OR * NEAR( {a b} : ^'}, 200),
        ({"q": "字" * 5000}, 200),
        ({"q": "\x00\ud7ff"}, 200),
    ],
)
def test_whatever_is_asked_is_answered(asked: dict[str, str], status: int, desk: LiveDesk) -> None:
    """By hits or by words, never by a fault."""
    assert desk.get("/archive", **{"q": "职工", **asked}).status_code == status


def test_pages_are_shown_as_they_are_kept(desk: LiveDesk) -> None:
    """A page as a picture of its trim, an issue as its file."""
    picture = desk.get("/archive/page.png", issue=OLD, page="2", dpi="20")
    assert picture.headers["content-type"] == "image/png"
    width, height = (int.from_bytes(picture.content[at : at + 4]) for at in (16, 20))
    assert (width, height) == (213, 308)
    file = desk.get("/archive/pages.pdf", issue=OLD)
    assert file.headers["content-type"] == "application/pdf"
    assert file.content.startswith(b"%PDF")
    assert file.headers["content-disposition"].startswith("inline")


NOWHERE = (
    SECRET, "../outside", "issues/../../outside", "issues/cut/../../../outside", "issues/evil",
    "issues/none", "", ".", "/etc", "issues/2025-08\x00", "issues/" + "a" * 5000, "..", "outside",
)  # fmt: skip


@pytest.mark.parametrize("name", NOWHERE)
def test_nothing_else_is_served(name: str, desk: LiveDesk) -> None:
    """Neither by dots nor by links, even if the index has such a name; nor what has no pages."""
    assert desk.get("/archive/pages.pdf", issue=name).status_code == 404
    assert desk.get("/archive/page.png", issue=name, page="1", dpi="20").status_code == 404


def test_what_is_no_page_is_not_there(desk: LiveDesk) -> None:
    """A page the issue has not, a resolution no picture has, a file that is cut short."""
    for asked in ({"page": "3"}, {"page": "0"}, {"dpi": "9"}, {"dpi": "301"}, {"page": "x"}):
        more = {"issue": OLD, "page": "1", "dpi": "20", **asked}
        assert desk.get("/archive/page.png", **more).status_code == 404
    cut = desk.get("/archive/page.png", issue="issues/cut", page="1", dpi="20")
    assert cut.status_code == 404


def test_without_an_index_it_is_said_how_to_make_one(tmp_path: Path) -> None:
    """In the form of all errors; pages are not there."""
    with live(room(tmp_path)) as served:
        answer = served.get("/archive", q="职工")
        assert answer.status_code == 422
        (problem,) = answer.json()["problems"]
        assert problem["code"] == "no-index" and "find --rebuild" in problem["hint"]
        assert served.get("/archive/pages.pdf", issue=OLD).status_code == 404


# -------------------------------------------------------------------------------- in a browser


@pytest.fixture(scope="module")
def page(chromium: Browser, desk: LiveDesk) -> Iterator[Page]:
    """The desk with its archive open; nothing may be said in the browser's console."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    opened = context.new_page()
    said: list[str] = []
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("console", lambda word: said.append(word.text) if word.type == "error" else None)
    opened.goto(f"{desk.address}?lang=zh")
    opened.locator("html[data-shown]").wait_for(state="attached")
    opened.click(hook("tab-archive"))
    yield opened
    context.close()
    assert said == []


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desktop", "phone"])
def test_a_person_finds_an_earlier_page(size: tuple[int, int], page: Page) -> None:
    """Types, sees hits with their words marked, opens one: its page, with the line marked on it."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.fill(hook("archive-q"), "南通新实践")
    hit = page.locator(hook("archive-hit")).first
    expect(hit).to_contain_text("2025-08")
    expect(hit).to_contain_text("第 1 版")
    assert hit.locator("mark").all_text_contents() == ["南通新实践"]
    assert page.locator("#stage").bounding_box()["height"] > 100  # type: ignore[index]
    assert not serious(page)
    hit.locator("button").click()
    picture = page.locator(hook("archive-page"))
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") == 1170
    spot = page.locator(".spot")
    place, sheet = spot.bounding_box(), page.locator(hook("archive-sheet")).bounding_box()
    assert place and sheet
    assert sheet["y"] <= place["y"] <= sheet["y"] + sheet["height"], "it is in sight"
    assert not serious(page)
    page.click(hook("archive-close"))
    expect(page.locator(hook("archive-dialog"))).to_have_count(0)


def test_old_text_is_text(page: Page) -> None:
    """Whatever stands in an old issue is shown, and does nothing; it has no pages to be opened."""
    page.fill(hook("archive-q"), "馒头")
    hit = page.locator(hook("archive-hit"))
    expect(hit).to_contain_text(EVIL)
    assert hit.locator("img, button").count() == 0
    assert re.search("校样台", page.title())


def test_nothing_found_offers_what_there_is(page: Page) -> None:
    """A click looks for it."""
    page.fill(hook("archive-q"), "南通新实贱")
    page.locator(hook("archive-near")).click()
    expect(page.locator(hook("archive-hit"))).to_have_count(1)
    expect(page.locator(hook("archive-q"))).to_have_value("南通新实践")


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [one["id"] for one in found if one["impact"] in ("serious", "critical")]
