"""A galley: blocks in their order and style, what make-up must know of each line, and its depth."""

from dataclasses import replace

from compositor.diagnostics import Place
from compositor.model.galley import Galley
from compositor.model.issue import Article, Block, BlockKind, Span
from compositor.setting.galley import body_blocks, set_galley
from tests.samples import sikai
from tests.setting.checks import places
from tests.setting.samples import composer

LAYOUT = sikai()
ZI = LAYOUT.grid.zi
MEASURE = 11 * ZI
LONG = "工会工作做的是群众工作，实质上就是思想政治工作。" * 2

PARAGRAPH, CROSSHEAD, NOTE, SOURCE = BlockKind


def article(*blocks: tuple[BlockKind, str], source: str = "") -> Article:
    place = Place("articles/a.md", 1)
    body = tuple(Block(kind, (Span(text),), place) for kind, text in blocks)
    return Article("a", "articles/a.md", "", "", "主题", "", "", source, (), (), body, ())


def galley(*blocks: tuple[BlockKind, str], source: str = "") -> Galley:
    return set_galley(composer(), article(*blocks, source=source), LAYOUT, MEASURE)[0]


def test_blocks_stand_in_their_order_and_nothing_is_lost() -> None:
    done = galley((NOTE, "编者按"), (PARAGRAPH, LONG), (CROSSHEAD, "小标题"), (PARAGRAPH, LONG))
    assert done.text == f"编者按{LONG}小标题{LONG}"
    assert (done.article, done.measure) == ("a", MEASURE)
    assert {item.line.measure for item in done.lines} == {MEASURE}


def test_every_line_carries_the_style_of_its_block_and_its_number() -> None:
    done = galley((PARAGRAPH, LONG), (CROSSHEAD, "小标题"), (NOTE, "编者按"), source="工人日报")
    styles = dict.fromkeys((item.block, item.line.style) for item in done.lines)
    assert list(styles) == [(0, "body"), (1, "crosshead"), (2, "note"), (3, "source")]
    assert [item.block for item in done.lines] == sorted(item.block for item in done.lines)


def test_the_last_line_of_each_block_ends_it() -> None:
    done = galley((PARAGRAPH, LONG), (PARAGRAPH, LONG))
    ends = [item.block for item in done.lines if item.line.ends]
    assert ends == [0, 1]


# ----------------------------------------------------------------------------- crossheads


def test_a_crosshead_asks_for_an_empty_line_above_it() -> None:
    done = galley((PARAGRAPH, LONG), (CROSSHEAD, "小标题"), (PARAGRAPH, LONG))
    assert {item.block: item.above for item in done.lines if item.above} == {
        1: LAYOUT.crosshead_above
    }
    assert LAYOUT.crosshead_above == 1


def test_a_crosshead_keeps_two_lines_of_text_under_it() -> None:
    """No heading at a column foot (make-up rule R19)."""
    done = galley((CROSSHEAD, "小标题"), (PARAGRAPH, LONG))
    assert [item.keep for item in done.lines] == [2] + [0] * (len(done.lines) - 1)


def test_a_crosshead_of_two_lines_is_not_parted_from_its_second() -> None:
    """Only its first line has room above; each keeps what follows of it and two lines of text."""
    head = "健全职工思想引领体系，进一步夯实阶级基础"
    done = galley((PARAGRAPH, LONG), (CROSSHEAD, head), (PARAGRAPH, LONG))
    crosshead = [item for item in done.lines if item.block == 1]
    assert [(item.above, item.keep) for item in crosshead] == [(1, 3), (0, 2)]


def test_a_crosshead_turns_at_its_bars() -> None:
    """As a headline does; bars are none of its words."""
    barred = Block(CROSSHEAD, (Span("小标题二"),), Place("articles/a.md", 1), (), "小标||题二")
    done, _ = set_galley(composer(), replace(article(), body=(barred,)), LAYOUT, MEASURE)
    assert [item.line.text for item in done.lines] == ["小标", "题二"]


def test_a_crosshead_is_centred_without_indent() -> None:
    line = galley((PARAGRAPH, LONG), (CROSSHEAD, "小标题")).lines[-1].line
    left, right = places(line)[0].x, MEASURE - line.width
    assert abs(left - right) <= 1
    assert line.runs[0].face == "hei"


# ----------------------------------------------------------------- notes and source lines


def test_a_note_stands_apart_from_the_text_before_it() -> None:
    done = galley((PARAGRAPH, "国"), (NOTE, "一"), (NOTE, "二"), (PARAGRAPH, "国"), (NOTE, "三"))
    assert [item.above for item in done.lines] == [0, 1, 0, 0, 1]


def test_nothing_stands_above_the_first_line_of_a_galley() -> None:
    for kind in (CROSSHEAD, NOTE, PARAGRAPH):
        assert galley((kind, "国")).lines[0].above == 0


def test_the_source_is_the_last_block_set_by_the_layouts_text() -> None:
    """Flush right, in its own style; an article without a source has none."""
    done = galley((PARAGRAPH, LONG), source="《工人日报》")
    last = done.lines[-1].line
    assert (last.style, last.text, last.width) == ("source", "来源：《工人日报》", MEASURE)
    assert [b.kind for b in body_blocks(article((PARAGRAPH, LONG)), LAYOUT)] == [PARAGRAPH]


# ---------------------------------------------------------------------------------- depth


def test_depth_counts_grid_lines_and_the_empty_ones_between() -> None:
    done = galley((PARAGRAPH, "国"), (CROSSHEAD, "小标题"), (PARAGRAPH, "国"), (NOTE, "编者按"))
    assert (len(done.lines), done.depth) == (4, 6)


def test_an_article_without_a_body_makes_an_empty_galley() -> None:
    done = galley()
    assert (done.lines, done.depth, done.text) == ((), 0, "")
