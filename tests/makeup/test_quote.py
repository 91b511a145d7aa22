"""Pull quotes: where they stand beside the text, and how they are read back."""

from compositor.edition import Options, Planned, compose, plan
from compositor.model.edition import Frame, Page
from compositor.sources import MemorySources
from tests.samples import ISSUE_FOLDER, issue_sources, sikai

GRID = sikai().grid
BODY = "工会深入学习贯彻，服务职工群众，把温暖送到职工身边。" * 24
AT = "{column: 1, line: 3, columns: 4, lines: 40}"


def sources(placement: str, heading: str) -> MemorySources:
    """Page 2 with one article, as a manifest places it."""
    manifest = (
        "publication: {name: 报}\ndate: 2025-11-20\nlayout: sikai\npages:\n"
        f"  - {{page: 2, articles: [{{article: a, rank: third, {placement}}}]}}\n"
    )
    return issue_sources(manifest, {"a": f"---\n{heading}\n---\n\n{BODY}\n"})


def planned(placement: str, heading: str) -> Planned:
    return plan(sources(placement, heading), ISSUE_FOLDER)


def page_of(placement: str, heading: str) -> Page:
    return planned(placement, heading).edition.pages[0]


def codes(placement: str, heading: str) -> list[str]:
    return [d.code for d in planned(placement, heading).diagnostics]


def frames(page: Page, kind: str) -> list[Frame]:
    return [frame for frame in page.frames if frame.kind == kind]


QUOTE = "headline: 主题\nquote: 把温暖送到职工身边"


def test_a_quote_stands_in_the_middle_leg_on_whole_rows() -> None:
    """Two short rules round it, text above and below, and it is no part of the text."""
    page = page_of(f"at: {AT}", QUOTE)
    (quote,) = frames(page, "quote")
    assert quote.rect.x == GRID.column_x(3)
    assert sum(rule.kind == "quote" for rule in page.rules) == 2
    assert "".join(p.line.text for f in frames(page, "text") for p in f.lines) == BODY
    assert not any(quote.rect.overlaps(frame.rect) for frame in frames(page, "text"))


def test_a_quote_is_put_on_record() -> None:
    assert "quote-repeats" in codes(f"at: {AT}", QUOTE)
    assert "quote-own" in codes(f"at: {AT}", "headline: 主题\nquote: 另有一句")


def test_a_quote_without_room_is_an_error() -> None:
    assert "quote-no-room" in codes(f"at: {AT.replace('40', '12')}", QUOTE)


def test_a_quote_in_vertical_text_is_an_error() -> None:
    assert "vertical-quote" in codes(f"writing: vertical, at: {AT}", QUOTE)


def test_the_gate_reads_quotes_apart_from_the_text() -> None:
    done = compose(sources(f"at: {AT}", QUOTE), ISSUE_FOLDER, Options(preview_dpi=40))
    assert not [d for d in done.diagnostics if d.code == "text-lost"]
