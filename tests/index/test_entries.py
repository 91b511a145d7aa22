"""An entry has every word of the pages, each where it stands."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.backissue import Workshop
from compositor.edition import Planned, plan
from compositor.index.entries import entry_of
from compositor.index.entryfile import ENTRY_FILE, read_entry, write_entry
from compositor.index.places import line_at
from compositor.model.backissue import ArticleEntry, IssueEntry, Recipe
from compositor.model.edition import PlacedLine
from compositor.model.parts import part_of
from compositor.press.readback import fold
from compositor.press.textback import manuscript_text
from compositor.sources import FolderSources
from tests.index.samples import article, issue
from tests.makeup.test_threads import planned as jumped
from tests.samples import ROOT, planned

SPECIMEN = "issues/specimen"
GROUPS = {
    "heading": ("label", "kicker", "headline", "deck", "byline"),
    "text": ("body", "source"),
    "caption": ("caption", "credit"),
    "quote": ("quote",),
}


@pytest.fixture(scope="module")
def specimen() -> Planned:
    """The issue with articles that jump, vertical text, pictures and quotes."""
    return plan(FolderSources(ROOT), SPECIMEN)


def entry(made: Planned) -> IssueEntry:
    return entry_of(made.issue, made.layout, made.edition)


def words(one: ArticleEntry, fields: tuple[str, ...]) -> str:
    return fold("".join(p.text for p in one.passages if p.part.partition("/")[0] in fields))


def test_the_words_of_an_entry_are_those_the_pages_are_held_against(specimen: Planned) -> None:
    """What the gate of every PDF asks of the pages is in the entry, part by part."""
    for made in (planned(), specimen):
        found = {one.name: one for one in entry(made).articles}
        assert set(found) == {one.name for one in made.issue.articles}
        for one in made.issue.articles:
            wanted = manuscript_text(one, made.layout)
            assert {group: words(found[one.name], GROUPS[group]) for group in GROUPS} == wanted


def test_every_line_of_the_pages_is_where_the_entry_says(specimen: Planned) -> None:
    """A line's first sign is found on its page, at its own height; so are articles that jump."""
    for made in (planned(), specimen, jumped()):
        passages = {(a.name, p.part): p for a in entry(made).articles for p in a.passages}
        done: dict[tuple[str, str], int] = {}
        for page, placed, key in _lines(made):
            passage = passages[key]
            signs = [at for at, sign in enumerate(passage.text) if not sign.isspace()]
            at = done.get(key, 0)
            line = line_at(passage, signs[at])
            assert line.page == page
            size = max(run.size for run in placed.line.runs)
            top = placed.y - (0 if placed.line.vertical else size * 88 // 100)
            assert (line.rect.x, line.rect.y) == (placed.x, top)
            done[key] = at + len(fold(placed.line.text))
        assert len(done) == len(passages), "no passage without its lines"


def test_an_article_that_jumps_is_found_on_its_page() -> None:
    """Its passages are on the page they begin on, their lines on both."""
    (one,) = entry(jumped()).articles
    assert one.pages == (1, 2)
    assert (one.passages[0].page, one.passages[-1].page) == (1, 2)
    parted = next(p for p in one.passages if len({s.page for s in p.lines}) == 2)
    assert line_at(parted, 0).page == 1
    assert line_at(parted, len(parted.text) - 1).page == 2


def _lines(made: Planned) -> list[tuple[int, PlacedLine, tuple[str, str]]]:
    articles = {one.name: one for one in made.issue.articles}
    return [
        (page.number, placed, (frame.article, part))
        for page in made.edition.pages
        for frame in page.frames
        for placed in frame.lines
        if frame.article and (part := part_of(frame, placed, articles[frame.article]))
    ]


def test_columns_and_rows_are_those_of_the_manifest() -> None:
    """The first line of a body stands in its module's first column, below its first row."""
    made = planned()
    places = {p.article: p.at for page in made.issue.pages for p in page.placements}
    for one in entry(made).articles:
        at, first = places[one.name], one.passages[0].lines[0]
        assert first.column == at.column
        for passage in one.passages:
            for stretch in passage.lines:
                assert at.column <= stretch.column < at.column + at.columns
                assert at.line <= stretch.row < at.line + at.lines


def test_lines_of_text_go_together() -> None:
    """A paragraph takes a stretch for each column it stands in, not one for each line."""
    bodies = [p for a in entry(planned()).articles for p in a.passages if p.part[:4] == "body"]
    lines = sum(len(stretch.starts) for p in bodies for stretch in p.lines)
    assert lines > 300
    assert sum(len(p.lines) for p in bodies) < lines / 5


def test_what_no_line_shows_is_left_out() -> None:
    """An article that found no room is in the issue and not in its entry."""
    made = planned()
    pages = tuple(
        replace(page, frames=tuple(f for f in page.frames if f.article != "nantong"))
        for page in made.edition.pages
    )
    found = entry(replace(made, edition=replace(made.edition, pages=pages)))
    assert "nantong" not in [one.name for one in found.articles]


# -------------------------------------------------------------------------------- as a file


def test_an_entry_is_kept_with_its_issue_and_is_the_same_again() -> None:
    """`entry.json` is among the files of a back issue."""
    made = Workshop().remake(FolderSources(ROOT), "issues/2025-08", Recipe())
    found = entry(planned())
    assert made.files[ENTRY_FILE] == write_entry(found)
    assert read_entry(write_entry(found)) == found


NO_ENTRIES = (b"", b"{}", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"format": 2}')


@pytest.mark.parametrize("data", NO_ENTRIES)
def test_what_is_no_entry_is_none(data: bytes) -> None:
    """Never an exception, whatever a file holds."""
    assert read_entry(data) is None


@given(st.data())
def test_a_spoilt_entry_is_none_or_an_entry(data: st.DataObject) -> None:
    """One value of it another: a type that is wrong anywhere is noticed."""
    good = json.loads(write_entry(issue("2020-01", article("a", "题", "文"))))
    places = list(_places(good, ()))
    *way, last = data.draw(st.sampled_from(places))
    holder = good
    for key in way:
        holder = holder[key]
    holder[last] = data.draw(st.sampled_from([None, [], {}, "文", 1.5, True, 10**30, "\ud800"]))
    found = read_entry(json.dumps(good).encode())
    assert found is None or read_entry(write_entry(found)) == found


def _places(value: object, at: tuple[object, ...]) -> list[tuple[object, ...]]:
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [place for key, one in inside for place in ((*at, key), *_places(one, (*at, key)))]
