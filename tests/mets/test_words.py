"""The words of an issue in ALTO: all of them, once, in reading order, whole where a line parts them."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compositor.mets.strings import String, strings_of, wording
from compositor.model.galley import Line
from compositor.model.layout import TypeStyle
from compositor.press.readback import fold
from compositor.press.textback import manuscript_text
from tests.mets.samples import SAMPLES, Described, described, hostile, strings, text_of
from tests.mets.schema_rules import ALTO, METS
from tests.setting.samples import BODY, faces, set_text
from tests.setting.texts import chinese_texts

PARTS = {
    "heading": ("SECTION_TITLE", "OVERLINE", "TITLE", "SUBTITLE", "AUTHOR"),
    "text": ("PARAGRAPH", "CROSSHEADING", "NOTE", "SOURCE"),
    "caption": ("CAPTION", "CREDIT"),
    "quote": ("QUOTE",),
}
every_sample = pytest.mark.parametrize("name", SAMPLES)


def words_of(sample: Described, article: str, part: str) -> str:
    """The words of a part of an article as METS and ALTO have them, in their order."""
    div = sample.articles()[article]
    found = (d for d in div.iter(f"{METS}div") if d.get("TYPE") in PARTS[part])
    return fold("".join(text_of(block) for d in found for block in sample.areas(d)))


@every_sample
def test_the_words_of_every_article_are_the_manuscripts(name: str) -> None:
    sample = SAMPLES[name]()
    printed = [a for a in sample.planned.articles if a.name not in sample.planned.edition.left]
    assert sample.articles().keys() == {article.name for article in printed}
    for article in printed:
        for part, words in manuscript_text(article, sample.planned.layout).items():
            if part in PARTS:
                assert words_of(sample, article.name, part) == words, (article.name, part)


def test_a_word_that_is_lost_is_seen() -> None:
    """Negative control."""
    sample = replace(described("issues/2024-11"))
    block = sample.areas(sample.articles()["changshu"])[3]
    (row, *_) = block.iter(f"{ALTO}TextLine")
    row.remove(strings(row)[1])
    (article,) = (a for a in sample.planned.articles if a.name == "changshu")
    expected = manuscript_text(article, sample.planned.layout)["text"]
    assert words_of(sample, "changshu", "text") != expected


@every_sample
def test_every_page_has_all_its_words_once(name: str) -> None:
    """Furniture, jump lines and fillers too; blocks stand in the order of `ReadingOrder`."""
    sample = SAMPLES[name]()
    pages = zip(sample.planned.edition.pages, sample.pages.values(), strict=True)
    for page, alto in pages:
        placed = [line.line.text for frame in page.frames for line in frame.lines]
        assert sorted(fold(text_of(alto))) == sorted(fold("".join(placed)))
        read = [ref.get("REF") for ref in alto.iter(f"{ALTO}ElementRef")]
        blocks = [
            e.get("ID") for e in alto.iter() if e.tag in (f"{ALTO}TextBlock", f"{ALTO}Illustration")
        ]
        assert sorted(read, key=str) == sorted(blocks, key=str)
        space = alto.find(f".//{ALTO}PrintSpace")
        assert space is not None
        inside = [e.get("ID") for e in space if e.tag != f"{ALTO}GraphicalElement"]
        assert inside == [name for name in read if name in inside]


def test_an_article_over_two_pages_is_one() -> None:
    """Its blocks are named in the order they are read, on whatever page; jump lines are not."""
    sample = hostile()
    div = sample.articles()["long"]
    files = [area.get("FILEID") for area in div.iter(f"{METS}area")]
    assert files == sorted(files, key=str) and set(files) == {"ALTO00001", "ALTO00002"}
    said = "".join(text_of(block) for block in sample.areas(div))
    assert "下转" not in said and "上接" not in said
    whole = "".join(text_of(page) for page in sample.pages.values())
    assert "下转" in whole and "上接" in whole


@every_sample
def test_a_word_that_a_line_parts_is_known_whole_by_both_halves(name: str) -> None:
    sample = SAMPLES[name]()
    for div in sample.mets.iter(f"{METS}div"):
        if div.get("TYPE") not in PARTS["text"]:
            continue
        row = [s for block in sample.areas(div) for s in strings(block)]
        for first, second in zip(row, [*row[1:], None], strict=True):
            if first.get("SUBS_TYPE") == "HypPart1":
                assert second is not None and second.get("SUBS_TYPE") == "HypPart2"
                whole = first.get("CONTENT", "") + second.get("CONTENT", "")
                assert whole == first.get("SUBS_CONTENT") == second.get("SUBS_CONTENT")
        halves = [s.get("SUBS_TYPE") for s in row if s.get("SUBS_TYPE")]
        assert halves == ["HypPart1", "HypPart2"] * (len(halves) // 2)


def test_words_are_parted_by_lines_in_every_issue() -> None:
    """The rule above has something to look at."""
    for page in described("issues/2024-11").pages.values():
        assert len([s for s in strings(page) if s.get("SUBS_TYPE")]) > 50


# ---------------------------------------------------------------------------------- lines


def items_of(lines: tuple[Line, ...]) -> list[list[object]]:
    told = wording(lines)
    return [list(strings_of(line, told, number, faces())) for number, line in enumerate(lines)]


MIXED = "他说：“好！”——（2025年）iPhone 15 和 A股、C919；《工会法》……"
DOWN = replace(BODY, vertical=True)


@given(chinese_texts(), st.integers(8, 30), st.sampled_from([BODY, DOWN]))
@example(MIXED * 4, 9, BODY)
@example(MIXED * 4, 9, DOWN)
@example("　　前面空两格 Trade Union 后面", 8, BODY)
@example("a" * 200, 8, BODY)
def test_strings_are_the_text_and_stand_side_by_side(text: str, zi: int, style: TypeStyle) -> None:
    """No string overlaps the next or leaves its line; all white space aside they are the text."""
    lines = set_text(text, zi, style)
    said = ""
    for line, items in zip(lines, items_of(lines), strict=True):
        end = 0
        for item in items:
            assert isinstance(item, tuple)
            if isinstance(item, String):
                assert not any(map(str.isspace, item.text))
                said += item.text
            room = item[1] if isinstance(item, String) else item[0]
            assert end <= room.start <= room.end, (line.text, item)
            end = room.end
        assert end <= max(line.width, line.measure)
    assert said == "".join(text.split())


def test_a_squeezed_mark_stands_in_its_half() -> None:
    """。 and “ have glyphs of one em each and half an em on the line: neither takes the other's."""
    ((*_, stop, quote, _),) = items_of(set_text("国。“国", 20, BODY))
    assert isinstance(stop, String) and isinstance(quote, String)
    em = BODY.size
    assert (stop.text, quote.text) == ("。", "“")
    assert 0 < stop.room.end - stop.room.start < em
    assert 0 < quote.room.end - quote.room.start < em


def test_a_space_has_the_room_between_words() -> None:
    ((a, space, b),) = items_of(set_text("Trade Union", 20, replace(BODY, indent=0)))
    assert isinstance(a, String) and isinstance(b, String) and not isinstance(space, String)
    assert space[0] == (a.room.end, b.room.start)  # type: ignore[index]
    assert b.room.start > a.room.end


@pytest.mark.parametrize("style", [BODY, DOWN])
def test_a_dash_of_two_em_has_them_both(style: TypeStyle) -> None:
    """One glyph for two characters, level or downwards."""
    ((before, dash, after),) = items_of(set_text("国——国", 20, replace(style, indent=0)))
    assert isinstance(dash, String) and dash.text == "——"
    assert isinstance(before, String) and isinstance(after, String)
    assert after.room.start - before.room.end == pytest.approx(2 * BODY.size, rel=0.02)
    assert dash.room.end - dash.room.start == pytest.approx(2 * BODY.size, rel=0.1)
