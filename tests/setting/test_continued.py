"""Text that goes on in another measure: not a character lost or doubled, and no second indent."""

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from compositor.diagnostics import Place
from compositor.model.galley import BEGINNING, Galley, TextPoint
from compositor.model.issue import Article, Block, BlockKind, Span
from compositor.setting.galley import set_galley, spans_after
from compositor.setting.setter import Setter
from tests.samples import sikai
from tests.setting.checks import not_flush, places
from tests.setting.samples import composer, faces
from tests.setting.texts import chinese_texts

LAYOUT = sikai()
ZI = LAYOUT.grid.zi
LONG = "工会工作做的是群众工作，实质上就是思想政治工作。" * 4
PLACE = Place("articles/a.md", 1)

kinds = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.CROSSHEAD])
blocks = st.lists(st.tuples(kinds, chinese_texts().filter(str.strip)), min_size=1, max_size=3)
parts = st.lists(st.tuples(st.integers(8, 30), st.integers(1, 9)), max_size=4)


def article(*blocks: tuple[BlockKind, str], source: str = "") -> Article:
    body = tuple(Block(kind, (Span(text),), PLACE) for kind, text in blocks)
    return Article("a", "articles/a.md", "", "", "主题", "", "", source, (), (), body, ())


def galley(one: Article, zi: int, start: TextPoint = BEGINNING) -> Galley:
    return set_galley(composer(), one, LAYOUT, zi * ZI, start)[0]


@given(blocks, parts, st.integers(8, 30))
def test_the_parts_together_are_the_whole(
    written: list[tuple[BlockKind, str]], cuts: list[tuple[int, int]], last: int
) -> None:
    """Each part is set in its own measure from where the one before stopped."""
    one = article(*written, source="工人日报")
    start, texts = BEGINNING, ""
    for zi, count in cuts:
        done = galley(one, zi, start)
        if count >= len(done.lines):
            break
        texts += "".join(item.line.text for item in done.lines[:count])
        start = done.lines[count].start
    assert texts + galley(one, last, start).text == galley(one, last).text
    assert galley(one, last).text == "".join(text for _, text in written) + "来源：工人日报"


@given(chinese_texts().filter(str.strip), st.data())
def test_text_may_go_on_after_any_character(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    one = article((BlockKind.PARAGRAPH, LONG), (BlockKind.PARAGRAPH, text))
    assert galley(one, 12, TextPoint(1, at)).text == text[at:]


def test_a_parted_paragraph_goes_on_without_an_indent() -> None:
    one = article((BlockKind.PARAGRAPH, LONG), (BlockKind.PARAGRAPH, LONG))
    whole = galley(one, 11)
    cut = whole.lines[3].start
    rest = galley(one, 17, cut)
    assert cut.block == 0 and cut.character == len("".join(i.line.text for i in whole.lines[:3]))
    assert places(rest.lines[0].line)[0].x == 0
    again = next(item for item in rest.lines if item.block == 1)
    assert places(again.line)[0].x == 2 * ZI


def test_the_line_before_a_cut_is_full() -> None:
    """Lines are those of the whole galley; none but a paragraph's last is short."""
    lines = [item.line for item in galley(article((BlockKind.PARAGRAPH, LONG)), 11).lines]
    assert len(lines) > 5
    assert not_flush(lines, faces()) == []


def test_a_line_knows_where_it_begins() -> None:
    one = article((BlockKind.PARAGRAPH, LONG), (BlockKind.CROSSHEAD, "小标题"))
    whole = galley(one, 11)
    for item in whole.lines:
        text = one.body[item.start.block].text
        assert text.startswith(item.line.text, item.start.character)
    later = galley(one, 9, whole.lines[4].start)
    assert later.lines[0].start == whole.lines[4].start
    assert later.lines[-1].start == TextPoint(1, 0)


def test_nothing_stands_above_what_goes_on() -> None:
    one = article((BlockKind.PARAGRAPH, LONG), (BlockKind.CROSSHEAD, "小标题"))
    assert [item.above for item in galley(one, 11, TextPoint(1, 0)).lines] == [0]


def test_after_the_end_there_is_nothing() -> None:
    assert galley(article((BlockKind.PARAGRAPH, LONG)), 11, TextPoint(1, 0)).lines == ()


def test_bold_words_stay_bold_after_a_cut() -> None:
    spans = (Span("本报讯", strong=True), Span("记者"), Span("张工", strong=True))
    for cut in range(sum(len(span.text) for span in spans) + 1):
        rest = list(spans_after(spans, cut))
        signs = chain.from_iterable([(c, span.strong) for c in span.text] for span in spans)
        left = chain.from_iterable([(c, span.strong) for c in span.text] for span in rest)
        assert list(left) == list(signs)[cut:]


def test_a_setter_remembers_each_part() -> None:
    setter = Setter(faces(), LAYOUT)
    one = article((BlockKind.PARAGRAPH, LONG))
    rest = setter.galley(one, 11 * ZI, TextPoint(0, 9))
    assert setter.galley(one, 11 * ZI, TextPoint(0, 9)) is rest
    assert setter.galley(one, 11 * ZI).text == LONG
    assert rest.text == setter.vertical_galley(one, 11 * ZI, TextPoint(0, 9)).text == LONG[9:]
