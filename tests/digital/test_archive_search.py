"""The search through an archive: its files, and the page in Chromium, from disk, the network off."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from compositor.cli import main
from compositor.digital.catalogue import FORMAT, addresses
from compositor.index.schema import INDEX
from compositor.index.sharding import Sharding, pairs, shard_of
from compositor.index.store import Index
from compositor.output import write_series
from tests.browser import NARROW, WIDE, Scheme, open_page
from tests.index.samples import article, issue

EVIL = """<script>alert(1)</script>"'&amp;</title>\u2028{{ 7*7 }}"""
CALL = re.compile(r'ARCHIVE\.take\("([a-z0-9-]+)",(.*)\);\n', re.DOTALL)
BODIES = [f"第{number}篇说的是运河，水从南通来。" for number in range(40)]
ISSUES = (
    issue("2019-05", article("old", "江南通史", "讲的是江南，通俗。"), article("evil", EVIL, EVIL)),
    issue("2025-08", article("南通", "学生到南通", "江都与GDP𠮷野家", caption_0="医学部 照片")),
    issue("2024-01", *(article(f"a{n}", f"运河 {n}", body) for n, body in enumerate(BODIES))),
)
CATALOGUE = {
    "format": FORMAT,
    "articles": [{"article": "南通", "html": "article-a-12345678.html"}],
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that is an index and nothing else."""
    folder = tmp_path_factory.mktemp("archive")
    with Index(folder / INDEX) as index:
        for one in ISSUES:
            index.put(one)
    return folder


@pytest.fixture(scope="module")
def site(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its search, beside the site of one issue."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "2025-08").mkdir()
    (folder / "2025-08" / "edition.json").write_text(json.dumps(CATALOGUE))
    assert main(["web", "--archive", str(archive), "--into", str(folder)]) == 0
    return folder


def taken(files: Mapping[str, bytes]) -> dict[str, Any]:
    """What the scripts hand over, by name."""
    found = {}
    for name, data in files.items():
        call = CALL.fullmatch(data.decode())
        assert call and f"{call[1]}.js" == name
        found[call[1]] = json.loads(call[2])
    return found


# ------------------------------------------------------------------------------------ the files


def test_every_pair_of_signs_leads_to_its_articles(archive: Path) -> None:
    """And to no other; those of headlines are marked."""
    sharding = Sharding(archive / INDEX, lambda issue, name: "")
    files = taken(dict(sharding.files()))
    rows = [row for name, block in files.items() if name[:2] == "ar" for row in block]
    assert len(rows) == sharding.told["articles"] == 43
    assert [row[3] for row in rows] == sorted((row[3] for row in rows), reverse=True)
    for number, row in enumerate(rows):
        has = {pair for pair in _known(files) if number in _numbers(files, pair)}
        parts = "\n".join(row[:3]).split("\n")
        wanted = {pair for part in parts for pair in pairs(part)}
        assert {pair for pair in has if len(pair) == 2} == wanted
        assert {pair[1:] for pair in has if len(pair) == 3} == pairs(row[0])


def _known(files: dict[str, Any]) -> set[str]:
    return {pair for name, words in files.items() if name[:2] == "wo" for pair in words}


def _numbers(files: dict[str, Any], pair: str) -> list[int]:
    count = sum(name.startswith("words-") for name in files)
    found, at = [], 0
    for step in files[f"words-{shard_of(pair[-2:], count)}"][pair]:
        at += step
        found.append(at)
    return found


@given(st.text(max_size=20), st.integers(1, 50))
def test_every_pair_has_one_file(text: str, count: int) -> None:
    """Whatever signs it is of."""
    for pair in pairs(text):
        assert len(pair) == 2
        assert 0 <= shard_of(pair, count) < count


def test_the_same_index_gives_the_same_files(archive: Path, site: Path, tmp_path: Path) -> None:
    """And of an earlier state nothing is left; what others have put there stays."""
    old = tmp_path / "search" / ("0" * 16)
    old.mkdir(parents=True)
    (tmp_path / "search" / "mine").mkdir()
    (tmp_path / "2025-08").mkdir()
    (tmp_path / "2025-08" / "edition.json").write_text(json.dumps(CATALOGUE))
    for _ in range(2):
        assert main(["web", "--archive", str(archive), "--into", str(tmp_path)]) == 0
    assert not old.exists()
    (tmp_path / "search" / "mine").rmdir()
    assert _tree(tmp_path) == _tree(site)


def _tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_where_there_is_no_index_nothing_is_written(tmp_path: Path) -> None:
    """As of any command."""
    assert main(["web", "--archive", str(tmp_path / "none"), "--into", str(tmp_path / "out")]) == 5
    assert not (tmp_path / "out" / "archive.html").exists()
    assert not list((tmp_path / "out").rglob("*.js"))


def test_a_series_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    """Neither the draft nor half a folder."""

    def files() -> Iterator[tuple[str, bytes]]:
        yield "a.js", b"1"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_series(tmp_path / "writing", files(), lambda: tmp_path / "done")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "data",
    [
        b"", b"[]", b"{}", b"\xff", b'{"format": "other", "articles": []}',
        json.dumps({"format": FORMAT, "articles": [{"article": "a", "html": "../x.html"}]}).encode(),
        json.dumps({"format": FORMAT, "articles": [{"article": "a", "html": "javascript:x"}]}).encode(),
        json.dumps({"format": FORMAT, "articles": [{"article": 1, "html": 2}, {}]}).encode(),
    ],
)  # fmt: skip
def test_what_is_no_catalogue_has_no_addresses(data: bytes) -> None:
    """Nor has one whose files are not its own."""
    assert addresses(data) == {}


# -------------------------------------------------------------------------------- in a browser

Look = Callable[..., Page]


@pytest.fixture
def look(chromium: Browser, site: Path) -> Iterator[Look]:
    """The page as a reader opens it."""
    opened: list[Page] = []

    def look_at(query: str = "", width: int = WIDE, scheme: Scheme = "light") -> Page:
        address = f"{(site / 'archive.html').as_uri()}{query}"
        opened.append(open_page(chromium, address, width, scheme))
        return opened[-1]

    yield look_at
    for page in opened:
        page.context.close()


def ask(page: Page, words: str) -> list[str]:
    """The headlines that are found."""
    page.locator(".count").evaluate("one => { one.textContent = ''; }")
    page.fill("input", words)
    expect(page.locator(".count")).to_have_text(re.compile("篇|没有|两个字"))
    return page.locator(".results .headline").all_text_contents()


def test_a_reader_finds_articles_of_all_issues(look: Look) -> None:
    """Words as they stand, headlines first, then the newest; links where there is a site."""
    page = look("?q=%E5%8D%97%E9%80%9A")
    expect(page.locator(".count")).to_have_text("找到 42 篇")
    titles = page.locator(".results .headline").all_text_contents()
    assert titles[:2] == ["学生到南通", "江南通史"] and len(titles) == 10
    assert page.locator(".results a").get_attribute("href") == "2025-08/article-a-12345678.html"
    page.click(".more button")
    expect(page.locator(".results li")).to_have_count(20)
    assert ask(page, "江都 gdp") == ["学生到南通"]
    assert ask(page, "医学部照片") == ["学生到南通"], "blanks are left aside"
    assert ask(page, "𠮷野") == ["学生到南通"]
    assert ask(page, "通史江") == [], "pairs that it has, and not the word"
    assert ask(page, "野家医学部") == [], "no word goes from one part into the next"
    assert ask(page, "通") == [] and page.locator(".count").text_content() == "每个词至少两个字"
    assert ask(page, "script") == [EVIL]
    assert not page.locator(".results script").count()


@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_axe_finds_nothing(look: Look, width: int, scheme: Scheme) -> None:
    """Neither in the list of all issues nor in what is found; and nothing is too wide."""
    page = look("", width, scheme)
    for words in ("", "南通"):
        if words:
            assert ask(page, words)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_index_with_a_file_missing_says_so(look: Look, site: Path) -> None:
    """And does not say that there is nothing."""
    page = look()
    (folder,) = (site / "search").iterdir()
    file = next(folder.glob("words-0.js"))
    data = file.read_bytes()
    file.unlink()
    try:
        page.fill("input", "南通")
        expect(page.locator(".count")).to_have_text("索引不全，无法检索")
    finally:
        file.write_bytes(data)
