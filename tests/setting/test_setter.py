"""The `TypeSetter` of a build: what it remembers, and where it places what the faces could not do."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from compositor.diagnostics import Diagnostic
from compositor.manuscript import read_article
from compositor.model.issue import Article
from compositor.setting.setter import Setter
from compositor.sources import MemorySources
from tests.samples import sikai
from tests.setting.samples import faces, texts

LAYOUT = sikai()
ZI = LAYOUT.grid.zi
FACE = "\U0001f600"  # no face of a newspaper has it
PATH = "issues/t/articles/a.md"

TEXT = """\
---
headline: 工会主题
byline: 王雪
---

工会工作做的是群众工作。

## 小标题

思想政治工作。
"""


@pytest.fixture
def setter() -> Setter:
    return Setter(faces(), LAYOUT)


def article(text: str, name: str = "a") -> Article:
    """An article as it is read from a file of this text."""
    path = f"issues/t/articles/{name}.md"
    read = read_article(MemorySources({path: text}), path, "issues/t").value
    assert read is not None
    return read


def spots(diagnostics: Sequence[Diagnostic]) -> list[tuple[str, int, int]]:
    """Code, line and column of each."""
    places = [(d.code, d.place) for d in diagnostics]
    return [(code, place.line, place.column) if place else (code, 0, 0) for code, place in places]


# --------------------------------------------------------------------------------- memory


def test_what_was_set_once_is_handed_out_again(setter: Setter) -> None:
    """The same object: make-up may try as it likes."""
    one, rank = article(TEXT), LAYOUT.ranks[0]
    assert setter.galley(one, 11 * ZI) is setter.galley(one, 11 * ZI)
    assert setter.text("工会", LAYOUT.caption, 9 * ZI) is setter.text(
        "工会", LAYOUT.caption, 9 * ZI
    )
    assert setter.display("主题", rank.headline, 30 * ZI) is setter.display(
        "主题", rank.headline, 30 * ZI
    )


def test_other_measures_and_styles_are_set_anew(setter: Setter) -> None:
    one, rank = article(TEXT), LAYOUT.ranks[0]
    assert setter.galley(one, 11 * ZI) != setter.galley(one, 13 * ZI)
    assert setter.text("工会", LAYOUT.caption, 9 * ZI) != setter.text("工会", LAYOUT.credit, 9 * ZI)
    assert setter.display("主题", rank.headline, 30 * ZI) != setter.display(
        "主题", rank.deck, 30 * ZI
    )


def test_setting_in_another_setter_gives_equal_galleys(setter: Setter) -> None:
    one = article(TEXT)
    assert setter.galley(one, 11 * ZI) == Setter(faces(), LAYOUT).galley(one, 11 * ZI)


def test_the_punctuation_style_is_the_layouts() -> None:
    kaiming = Setter(faces(), LAYOUT).text("工会，工会", LAYOUT.caption, 30 * ZI)
    quanjiao = Setter(faces(), replace(LAYOUT, punctuation="quanjiao"))
    wider = quanjiao.text("工会，工会", LAYOUT.caption, 30 * ZI)
    assert wider[0].width - kaiming[0].width == LAYOUT.caption.size // 2


def test_the_level_of_line_starts_is_the_layouts() -> None:
    """GB 5.1.5 lets …… start a line, the strict level of clreq does not."""
    starts = {}
    for level in ("gb", "strict"):
        setter = Setter(faces(), replace(LAYOUT, kinsoku=level))
        style = replace(LAYOUT.caption, indent=0)
        lines = setter.text("国国国国……国国国国国国", style, 4 * style.size)
        starts[level] = lines[1].text[0]
    assert starts == {"gb": "…", "strict": "国"}


def test_a_short_text_is_set_in_the_first_size_of_its_style(setter: Setter) -> None:
    lines = setter.text("图为工会服务站。", LAYOUT.caption, 5 * ZI)
    assert texts(lines) == ["图为工会服", "务站。"]
    assert {run.size for line in lines for run in line.runs} == {LAYOUT.caption.size}


# ----------------------------------------------------------------------- what was missing


def test_a_sound_article_leaves_nothing_to_say(setter: Setter) -> None:
    setter.galley(article(TEXT), 11 * ZI)
    assert setter.diagnostics() == ()


def test_a_missing_character_is_placed_where_it_stands_in_the_file(setter: Setter) -> None:
    """Line and column of the manuscript, and the line quoted."""
    setter.galley(article(TEXT.replace("政治", f"政{FACE}治")), 11 * ZI)
    (problem,) = setter.diagnostics()
    assert spots([problem]) == [("no-glyph", 10, 4)]
    assert problem.place
    assert (problem.place.file, problem.place.quote) == (PATH, f"思想政{FACE}治工作。")
    assert dict(problem.values) == {"character": FACE, "codepoint": "1F600"}
    assert problem.is_error


def test_a_missing_character_is_found_behind_markup(setter: Setter) -> None:
    setter.galley(article(TEXT.replace("## 小标题", f"## 小标题{FACE}")), 11 * ZI)
    setter.galley(article(TEXT.replace("政治", f"**政{FACE}**"), "b"), 11 * ZI)
    assert spots(setter.diagnostics()) == [("no-glyph", 8, 7), ("no-glyph", 10, 6)]


def test_a_missing_character_is_reported_once_however_often_it_is_set(setter: Setter) -> None:
    one = article(TEXT.replace("政治", f"政{FACE}治"))
    for zi in (9, 11, 13):
        setter.galley(one, zi * ZI)
    assert len(setter.diagnostics()) == 1


def test_a_missing_character_of_a_heading_is_placed_in_its_field(setter: Setter) -> None:
    one = article(TEXT.replace("工会主题", f"工会{FACE}主题"))
    setter.display(one.headline, LAYOUT.ranks[0].headline, 60 * ZI)
    assert spots(setter.diagnostics(one.display_texts())) == [("no-glyph", 2, 13)]
    assert spots(setter.diagnostics()) == [("no-glyph", 0, 0)], "without articles it has no place"


def test_of_many_headings_with_a_missing_character_the_first_is_named(setter: Setter) -> None:
    """The same one in every process: no order may come from a set."""
    many = [article(TEXT.replace("主题", FACE), f"a{number:02}") for number in range(40)]
    setter.display(many[-1].headline, LAYOUT.ranks[0].headline, 60 * ZI)
    (problem,) = setter.diagnostics(text for one in many for text in one.display_texts())
    assert problem.place
    assert problem.place.file == many[0].file


def test_a_missing_character_in_a_further_line_of_a_paragraph(setter: Setter) -> None:
    """Lines of one paragraph are joined: it is the line of the file that counts, also in a note."""
    setter.galley(article(TEXT.replace("政治", f"政治，\n又一行{FACE}")), 11 * ZI)
    setter.galley(article(TEXT.replace("政治", f"政治\n\n> 编者\n> 按{FACE}"), "b"), 11 * ZI)
    assert spots(setter.diagnostics()) == [("no-glyph", 11, 4), ("no-glyph", 13, 4)]


def test_a_variant_no_face_has_is_a_warning_at_its_place(setter: Setter) -> None:
    """The hanzi is set in its usual form; the selector behind it cannot be seen, so it is named."""
    setter.galley(article(TEXT.replace("政治", "葛\U000e0100")), 11 * ZI)
    (problem,) = setter.diagnostics()
    assert spots([problem]) == [("no-variant", 10, 3)]
    assert not problem.is_error
    values = dict(problem.values)
    assert (values["base"], values["codepoint"]) == ("葛", "E0100")
    assert problem.place
    assert problem.place.length == 2


def test_of_a_missing_character_no_variant_is_told(setter: Setter) -> None:
    setter.galley(article(TEXT.replace("政治", f"{FACE}\ufe0f")), 11 * ZI)
    assert spots(setter.diagnostics()) == [("no-glyph", 10, 3)]


# ------------------------------------------------------------------------------- fallbacks


def fang() -> Setter:
    """A setter whose body is set in 仿宋, which lacks some signs."""
    return Setter(faces(), replace(LAYOUT, body=replace(LAYOUT.body, role="fang")))


def test_fallbacks_are_noted_once_an_article() -> None:
    """With every character, the face that was asked and the face that has it."""
    setter = fang()
    one = article(TEXT.replace("政治", "①政治※").replace("群众", "群众※"))
    setter.galley(one, 11 * ZI)
    setter.galley(one, 13 * ZI)
    setter.galley(article(TEXT.replace("政治", "①政治"), "b"), 11 * ZI)
    notes = [dict(d.values) for d in setter.diagnostics()]
    assert notes == [
        {"article": "a", "characters": "※①", "face": "song", "role": "fang"},
        {"article": "b", "characters": "①", "face": "song", "role": "fang"},
    ]


CAPTION = "photos:\n  - {caption: 图①, credit: 王雪, lost: true}\n"


def test_fallbacks_around_the_text_are_noted_with_it() -> None:
    """Heading lines and captions too, in one note an article."""
    setter = fang()
    text = TEXT.replace("工会主题", "工会※主题").replace("byline", f"{CAPTION}byline")
    one = article(text.replace("政治", "①政治"))
    other = article(TEXT.replace("工会主题", "另①题"), "b")
    headline, caption = (replace(s, role="fang") for s in (LAYOUT.crosshead, LAYOUT.caption))
    for each in (one, other):
        setter.galley(each, 11 * ZI)
        setter.display(each.headline, headline, 60 * ZI)
    setter.text(one.pictures[0].caption, caption, 9 * ZI)
    homes = [home for each in (one, other) for home in each.display_texts()]
    notes = [dict(d.values) for d in setter.diagnostics(homes)]
    assert notes == [
        {"article": "a", "characters": "①※", "face": "song", "role": "fang"},
        {"article": "b", "characters": "①", "face": "song", "role": "fang"},
    ]


def test_a_barred_headline_is_known_by_its_words() -> None:
    setter = fang()
    one = article(TEXT.replace("工会主题", "工会※|主题"))
    setter.galley(one, 11 * ZI)
    headline = replace(LAYOUT.crosshead, role="fang")
    setter.display(one.with_bars("headline"), headline, 60 * ZI)
    assert [dict(d.values)["characters"] for d in setter.diagnostics(one.display_texts())] == ["※"]


def test_a_fallback_of_text_that_is_nobodys_is_not_noted() -> None:
    """Line numbers, dates and whatever else the program writes."""
    setter = fang()
    setter.text("①", replace(LAYOUT.caption, role="fang"), 9 * ZI)
    assert setter.diagnostics(article(TEXT).display_texts()) == ()


def test_a_fallback_is_a_note_and_no_error() -> None:
    setter = fang()
    setter.galley(article(TEXT.replace("政治", "①政治")), 11 * ZI)
    assert [(d.code, d.is_error) for d in setter.diagnostics()] == [("fallback-face", False)]


# ----------------------------------------------------------------------------------- bars


def test_a_bar_where_no_line_may_end_is_told_at_its_place(setter: Setter) -> None:
    """In display lines and in crossheads, offered or forced; 避头尾 outranks it."""
    text = TEXT.replace("工会主题", "工会 ||主|，题").replace("小标题", "小|标||”题")
    one = article(text)
    setter.galley(one, 11 * ZI)
    setter.display(one.with_bars("headline"), LAYOUT.crosshead, 60 * ZI)
    found = setter.diagnostics(one.display_texts())
    assert spots(found) == [("idle-bar", 8, 7), ("idle-bar", 2, 17)]
    assert [d.place.length for d in found if d.place] == [2, 1]
    assert dict(found[0].values) == {"before": "标", "after": "”"}


def test_a_bar_that_is_not_taken_for_another_is_not_idle(setter: Setter) -> None:
    one = article(TEXT.replace("工会主题", "工|会|主|题||"))
    setter.display(one.with_bars("headline"), LAYOUT.crosshead, 60 * ZI)
    assert setter.diagnostics(one.display_texts()) == ()
