"""Threads: an article that goes on in another module, on its page or another, and what is printed."""

from dataclasses import replace
from functools import cache

import pytest

from compositor.diagnostics.render import message
from compositor.edition import Composed, Options, Planned, compose, plan
from compositor.makeup.threads import LEAST_AFTER, LEAST_BEFORE
from compositor.model.edition import Edition, Fill, Frame, Page
from compositor.model.issue import Article
from compositor.plate.draw import draw, read_template
from compositor.press.readback import Readback, fold
from compositor.press.textback import check_text_back, manuscript_text
from compositor.report import edition_data, ledger, report_data
from compositor.sources import MemorySources
from tests.samples import ISSUE, ISSUE_FOLDER, ROOT, issue_sources, sikai

GRID = sikai().grid
NANTONG = (ROOT / ISSUE / "articles/nantong.md").read_text(encoding="utf-8")
NOTES = {"supplied", "underfull"}


def sources(*pages: tuple[int, list[str]], text: str = NANTONG) -> MemorySources:
    """An issue of article a; each page with the keys of its entries."""
    rows = ["publication: {name: 报}", "date: 2025-08", "layout: sikai", "pages:"]
    for page, entries in pages:
        rows += [f"  - page: {page}", "    articles:"]
        rows += [f"      - {{article: a, {entry}}}" for entry in entries]
    return issue_sources("\n".join(rows) + "\n", {"a": text})


def at(lines: int, columns: int = 6, line: int = 8, column: int = 1) -> str:
    return f"at: {{column: {column}, line: {line}, columns: {columns}, lines: {lines}}}"


def jump(
    lines: int = 44, further: str = f"rank: third, text_columns: 4, {at(50, line=3)}"
) -> MemorySources:
    """The article on page 1 in six columns, and what is left on page 2 in `further`."""
    first = f"rank: lead, jump_to: 2, {at(lines)}"
    return sources((1, [first]), (2, [f"jump_from: 1, {further}"]))


@cache
def planned(lines: int = 44) -> Planned:
    return plan(jump(lines), ISSUE_FOLDER)


def of_kind(page: Page, kind: str) -> list[Frame]:
    return [frame for frame in page.frames if frame.kind == kind and frame.article]


def words(frames: list[Frame]) -> str:
    return "".join(placed.line.text for frame in frames for placed in frame.lines)


def body(edition: Edition) -> str:
    """The text that stands on all pages, in reading order."""
    return "".join(words(of_kind(page, "text")) for page in edition.pages)


def whole(article: Article) -> str:
    return "".join(block.text for block in article.body)


def codes(made: Planned) -> set[str]:
    return {d.code for d in made.diagnostics} - NOTES


# ---------------------------------------------------------------------- what stands where


def test_the_text_goes_on_where_it_stopped_in_another_measure() -> None:
    made = planned()
    first, second = made.edition.pages
    assert codes(made) == set()
    assert body(made.edition) == whole(made.articles[0])
    measures = [
        {placed.line.measure for frame in of_kind(page, "text") for placed in frame.lines}
        for page in (first, second)
    ]
    assert measures == [{11 * GRID.zi}, {17 * GRID.zi}]


def test_a_jump_line_stands_flush_right_in_the_last_line_of_the_last_leg() -> None:
    (page, _) = planned().edition.pages
    (frame,) = of_kind(page, "jump")
    (placed,) = frame.lines
    assert (placed.line.text, frame.style) == ("（下转第2版）", "jump")
    assert placed.line.width == placed.line.measure == GRID.column
    assert placed.x == GRID.column_x(6)
    assert placed.y == GRID.baseline(8 + 44 - 1)
    last = [f for f in of_kind(page, "text") if f.leg == 6][-1]
    assert placed.y - last.lines[-1].y == GRID.leading
    assert not last.lines[-1].line.ends and last.lines[-1].line.justified


def test_what_goes_on_has_a_keyword_head_and_says_where_it_is_from() -> None:
    """And neither label nor kicker, deck or byline."""
    first, second = planned().edition.pages
    heads = of_kind(second, "jump")
    assert [(f.style, words([f])) for f in heads] == [
        ("third-headline", "聚焦时代主题 汇聚磅礴力量"),
        ("jump", "（上接第1版）"),
    ]
    assert not of_kind(second, "heading") and not of_kind(second, "label")
    assert of_kind(first, "label") and len(of_kind(first, "heading")) == 3


def test_a_head_of_its_own_may_be_shorter() -> None:
    keys = f"rank: brief, head: 汇聚|力量, {at(70, line=3)}"
    made = plan(jump(further=keys), ISSUE_FOLDER)
    assert words(of_kind(made.edition.pages[1], "jump")) == "汇聚力量（上接第1版）"


def test_an_article_without_a_headline_says_only_where_it_is_from() -> None:
    text = "---\nlabel: 栏目\n---\n\n" + "工会深入学习贯彻，服务职工群众。" * 150
    first, further = f"rank: lead, jump_to: 2, {at(20)}", f"rank: third, jump_from: 1, {at(40)}"
    made = plan(sources((1, [first]), (2, [further]), text=text), ISSUE_FOLDER)
    assert words(of_kind(made.edition.pages[1], "jump")) == "（上接第1版）"


def test_a_further_module_of_the_page_goes_on_without_a_word() -> None:
    """Pictures, label and heading stand at the first."""
    entries = [f"rank: lead, {at(40)}", f"rank: third, text_columns: 5, {at(30, line=50)}"]
    made = plan(sources((1, entries)), ISSUE_FOLDER)
    assert codes(made) == set()
    assert not of_kind(made.edition.pages[0], "jump")
    assert body(made.edition) == whole(made.articles[0])
    assert [fill.page for fill in made.edition.fills] == [1, 1]


def test_a_thread_may_run_through_several_modules_of_both_pages() -> None:
    first = [f"rank: lead, {at(26)}", f"rank: third, jump_to: 2, {at(20, 3, 40)}"]
    second = [
        f"rank: third, jump_from: 1, {at(20, 4, 3)}",
        f"rank: third, text_columns: 2, {at(50, 3, 30)}",
    ]
    made = plan(sources((1, first), (2, second)), ISSUE_FOLDER)
    assert codes(made) <= {"jump-last-line"}
    assert body(made.edition) == whole(made.articles[0])
    jumps = [words(of_kind(page, "jump")) for page in made.edition.pages]
    assert jumps == ["（下转第2版）", "聚焦时代主题 汇聚磅礴力量（上接第1版）"]


def test_a_text_may_go_on_in_vertical_lines() -> None:
    keys = f"rank: third, writing: vertical, {at(40, line=3)}"
    made = plan(jump(further=keys), ISSUE_FOLDER)
    assert codes(made) == set()
    assert body(made.edition) == whole(made.articles[0])
    lines = [p.line for f in of_kind(made.edition.pages[1], "jump") for p in f.lines]
    assert all(line.vertical for line in lines)


def test_vertical_text_jumps_at_the_left_of_its_last_tier() -> None:
    first = f"rank: third, writing: vertical, jump_to: 2, {at(30)}"
    further = f"rank: third, jump_from: 1, {at(60, line=3)}"
    made = plan(sources((1, [first]), (2, [further])), ISSUE_FOLDER)
    (frame,) = of_kind(made.edition.pages[0], "jump")
    text = of_kind(made.edition.pages[0], "text")
    assert frame.lines[0].line.vertical
    assert frame.lines[0].x < min(placed.x for f in text for placed in f.lines)
    assert body(made.edition) == whole(made.articles[0])


PICTURED = NANTONG.replace("headline:", "photos:\n  - {file: p.jpg, columns: 2}\nheadline:")


@pytest.mark.parametrize("lines", [25, 26, 27, 30, 44])
def test_a_jump_line_stands_under_no_picture_but_beside_it(lines: int) -> None:
    """Pictures stand at the beginning only; where they fill the last legs, the line goes before."""
    first, further = (
        f"rank: lead, jump_to: 2, {at(lines)}",
        f"rank: third, jump_from: 1, {at(84, line=3)}",
    )
    made = plan(sources((1, [first]), (2, [further]), text=PICTURED), ISSUE_FOLDER)
    one, two = made.edition.pages
    assert len(one.pictures) == 1 and not two.pictures
    lost = "".join(fill.overset.text for fill in made.edition.oversets if fill.overset)
    assert body(made.edition) + lost == whole(made.articles[0])
    (frame,) = of_kind(one, "jump")
    assert not any(frame.rect.overlaps(p.rect) for p in one.pictures)
    assert not any(frame.rect.overlaps(f.rect) for f in of_kind(one, "text"))


def test_parts_may_stand_in_boxes() -> None:
    first, further = (
        f"rank: lead, box: true, jump_to: 2, {at(44)}",
        f"rank: third, box: true, {at(50, line=3)}",
    )
    made = plan(sources((1, [first]), (2, [f"jump_from: 1, {further}"])), ISSUE_FOLDER)
    assert codes(made) == set()
    assert body(made.edition) == whole(made.articles[0])


# ------------------------------------------------------------------------------- the parting


@pytest.mark.parametrize("lines", range(22, 56, 2))
def test_nothing_is_lost_at_any_depth_and_the_jump_is_a_good_one(lines: int) -> None:
    """Legs level to a line and full; more than a line of a parted paragraph left (makeup §A5)."""
    made = planned(lines)
    assert codes(made) <= {"overset"}
    lost = "".join(fill.overset.text for fill in made.edition.oversets if fill.overset)
    assert body(made.edition) + lost == whole(made.articles[0])
    first, second = made.edition.pages
    foots = {f.leg: f.lines[-1].y for f in of_kind(first, "text")}
    foots[6] = of_kind(first, "jump")[0].lines[0].y
    assert max(foots.values()) == GRID.baseline(8 + lines - 1)
    assert max(foots.values()) - min(foots.values()) <= GRID.leading
    before, after = (
        [placed.line for f in of_kind(page, "text") for placed in f.lines]
        for page in (first, second)
    )
    assert before[-1].ends or not after[0].ends


def test_a_text_is_parted_within_a_paragraph_if_it_can_be() -> None:
    parted = [_is_parted(planned(lines)) for lines in range(22, 56, 2)]
    assert sum(parted) >= len(parted) - 1


def _is_parted(made: Planned) -> bool:
    lines = [p.line for f in of_kind(made.edition.pages[0], "text") for p in f.lines]
    return not lines[-1].ends


# --------------------------------------------------------------------------- what is told


def test_what_is_left_over_is_that_of_the_last_module() -> None:
    made = plan(jump(further=f"rank: third, {at(10, line=3)}"), ISSUE_FOLDER)
    first, last = made.edition.fills
    assert first.overset is None and last.overset
    (told,) = [d for d in made.diagnostics if d.code == "overset"]
    assert told.place and told.place.line == 10
    more = int(dict(told.values)["near"])
    for lines, fits in ((10 + more - 1, False), (10 + more, True)):
        again = plan(jump(further=f"rank: third, {at(lines, line=3)}"), ISSUE_FOLDER)
        assert (not again.edition.oversets) is fits


def test_a_module_that_gets_no_text_is_an_error() -> None:
    made = plan(jump(70), ISSUE_FOLDER)
    (told,) = [d for d in made.diagnostics if d.code == "thread-empty"]
    assert told.is_error and told.place and told.place.line == 10
    assert not of_kind(made.edition.pages[0], "jump")


def test_jumps_after_or_for_a_few_lines_are_told() -> None:
    early = plan(jump(13, f"rank: third, {at(84, line=3)}"), ISSUE_FOLDER)
    (told,) = [d for d in early.diagnostics if d.code == "jump-early"]
    assert dict(told.values)["lines"] == str(early.edition.fills[0].lines)
    assert early.edition.fills[0].lines < LEAST_BEFORE
    late = next(made for made in map(planned, range(52, 60)) if _after(made) < LEAST_AFTER)
    assert "jump-late" in codes(late)
    assert "只有" in message(next(d for d in late.diagnostics if d.code == "jump-late"), "zh")


def _after(made: Planned) -> int:
    return made.edition.fills[1].lines


def test_a_part_that_cannot_be_made_says_so_and_nothing_else() -> None:
    """How much is left for the next nobody knows: no word of overset or empty lines."""
    first = f"rank: lead, jump_to: 2, {at(90)}"
    further = f"rank: third, jump_from: 1, {at(10, line=3)}"
    made = plan(sources((1, [first]), (2, [further])), ISSUE_FOLDER)
    assert {d.code for d in made.diagnostics} == {"outside-grid"}


def test_a_head_is_told_at_its_own_line() -> None:
    """A character no face has, and a head that is wider than its module."""
    keys = f'rank: lead, head: "汇聚\U0001f600力量汇聚力量汇聚力量", {at(84, 1, 3)}'
    made = plan(jump(further=keys), ISSUE_FOLDER)
    told = {d.code: d.place for d in made.diagnostics}
    for code in ("no-glyph", "headline-too-wide"):
        place = told[code]
        assert place and (place.file, place.line) == (f"{ISSUE_FOLDER}/issue.yaml", 10)


# ------------------------------------------------------------------------- reports and print


def test_ledger_report_and_edition_show_every_part() -> None:
    made = planned()
    rows = [row.split() for row in ledger(made.edition, (), "en").splitlines()]
    assert [row[:2] for row in rows if row[:1] == ["a"]] == [["a", "1"], ["a", "2"]]
    modules = report_data(made.edition, (), "", ())["modules"]
    assert isinstance(modules, list) and [m["page"] for m in modules] == [1, 2]
    assert sum(fill.characters for fill in made.edition.fills) == len(fold(whole(made.articles[0])))
    assert "'kind': 'jump'" in str(edition_data(made.edition, ""))


def test_a_full_part_is_full_with_its_jump_line() -> None:
    fill: Fill = planned().edition.fills[0]
    assert 0 <= fill.slack <= len(fill.legs)
    assert fill.overset is None


SEED = """\
      - article: nantong
        rank: lead
        jump_to: 2
        at: {column: 1, line: 8, columns: 6, lines: 44}
"""
FURTHER = """\
      - article: nantong
        rank: third
        head: 汇聚磅礴力量
        jump_from: 1
        text_columns: 4
        at: {column: 1, line: 68, columns: 6, lines: 19}
"""


@cache
def composed() -> Composed:
    """The seed issue, its lead jumping from page 1 to page 2, in place of an article there."""
    folder = ROOT / ISSUE
    names = ("nantong", "lvshunkou", "hongze", "binhai")
    texts = {n: (folder / f"articles/{n}.md").read_text(encoding="utf-8") for n in names}
    manifest = (folder / "issue.yaml").read_text(encoding="utf-8")
    old = SEED.replace("        jump_to: 2\n", "").replace("44", "59")
    assert old in manifest
    manifest = manifest.replace(old, SEED).partition("      - article: qingjiangpu")[0] + FURTHER
    return compose(issue_sources(manifest, texts), ISSUE_FOLDER, Options(preview_dpi=50))


@cache
def articles() -> tuple[Article, ...]:
    return planned().articles


def read_back(edition: Edition) -> list[str]:
    """What the gate says of an edition as it is printed, held against the manuscript of a."""
    made = planned()
    template = read_template(jump(), made.layout)
    pdf = draw(edition, made.layout, template, made.faces, {}, b"0" * 16)
    with Readback(pdf) as readback:
        found = check_text_back(made.articles, edition, made.layout, readback.texts())
    return [dict(d.values)["article"] for d in found]


def test_a_real_article_jumps_and_comes_back_whole_from_the_pdf() -> None:
    done = composed()
    first, second = done.edition.pages
    assert not {d.code for d in done.diagnostics if d.is_error}
    assert "（下转第2版）" in words(of_kind(first, "jump"))
    with Readback(done.pdf) as readback:
        one, two = (fold(text) for text in readback.texts())
    assert one.count("（下转第2版）") == two.count("（上接第1版）") == 1
    article = next(f for f in done.edition.fills if f.article == "nantong")
    assert article.page == 1
    text = words([f for p in (first, second) for f in of_kind(p, "text") if f.article == "nantong"])
    assert fold(text) == manuscript_text(articles()[0], sikai())["text"]


def test_the_gate_passes_a_jump_that_lost_nothing() -> None:
    assert read_back(planned().edition) == []


@pytest.mark.parametrize("page", [0, 1])
@pytest.mark.parametrize("which", [0, -1])
def test_the_gate_finds_a_line_that_is_dropped_at_a_jump(page: int, which: int) -> None:
    """The first or last line of either part: the manuscript has it, print has not."""
    edition = planned().edition
    frames = edition.pages[page].frames
    place = [i for i, f in enumerate(frames) if f.kind == "text"][which]
    lines = frames[place].lines
    kept = lines[1:] if which == 0 else lines[:-1]
    short = replace(frames[place], lines=kept)
    assert read_back(_with_frame(edition, page, place, short)) == ["a"]


def test_the_gate_finds_a_line_that_is_printed_on_both_pages() -> None:
    edition = planned().edition
    again = [f for f in edition.pages[0].frames if f.kind == "text"][-1].lines[-1:]
    place = next(i for i, f in enumerate(edition.pages[1].frames) if f.kind == "text")
    frame = edition.pages[1].frames[place]
    doubled = replace(frame, lines=(*again, *frame.lines))
    assert read_back(_with_frame(edition, 1, place, doubled)) == ["a"]


def _with_frame(edition: Edition, page: int, place: int, frame: Frame) -> Edition:
    frames = list(edition.pages[page].frames)
    frames[place] = frame
    pages = list(edition.pages)
    pages[page] = replace(pages[page], frames=tuple(frames))
    return replace(edition, pages=tuple(pages))


def test_the_gate_finds_a_jump_line_that_is_wrong_in_print() -> None:
    """Jump lines are held against what make-up placed."""
    made = planned()
    with Readback(draw_whole()) as readback:
        first, second = readback.texts()
    wrong = first.replace("下转第2版", "下转第3版"), second
    found = check_text_back(made.articles, made.edition, made.layout, wrong)
    assert [dict(d.values)["article"] for d in found] == ["page 1"]


def draw_whole() -> bytes:
    made = planned()
    template = read_template(jump(), made.layout)
    return draw(made.edition, made.layout, template, made.faces, {}, b"0" * 16)
