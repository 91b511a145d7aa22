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
    assert setter.galley(one, 11 * ZI) is setter.galley(article(TEXT), 11 * ZI)
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
    setter.galley(article(TEXT.replace("政治", f"政治，\n又一行{FACE}")), 11 * ZI)
    assert spots(setter.diagnostics()) == [("no-glyph", 11, 4)]


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


def test_a_fallback_is_a_note_and_no_error() -> None:
    setter = fang()
    setter.galley(article(TEXT.replace("政治", "①政治")), 11 * ZI)
    assert [(d.code, d.is_error) for d in setter.diagnostics()] == [("fallback-face", False)]
