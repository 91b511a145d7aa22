"""Characters nobody expects, through plain strings, through type, and through the whole of reading.

Control characters, halves of surrogate pairs, emoji, variation selectors, accents, scripts that run
from right to left, hanzi no face has: nothing raises, nothing is lost, and what cannot be set well
is told at its place. A file cannot hold half a surrogate pair, a caller can.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from time import process_time
from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compositor.diagnostics import Diagnostic, Refused
from compositor.diagnostics.render import as_text, in_order
from compositor.galleyproof import Sheet, compose_galley
from compositor.manuscript import read_article
from compositor.model.galley import Line
from compositor.model.issue import Article, Span
from compositor.model.turns import words_of
from compositor.setting import (
    break_headline,
    break_paragraph,
    kinsoku,
    may_break,
    natural_widths,
    shape,
)
from compositor.setting.kinsoku import LEVELS, breaks
from compositor.setting.leastcost import least_cost
from compositor.setting.linebreak import LineBreaker, first_fit
from compositor.setting.plain import BREAKERS
from compositor.setting.punctuation import STYLES
from compositor.setting.setter import Setter
from compositor.sources import FolderSources, MemorySources
from tests.samples import ROOT, sikai
from tests.setting import checks
from tests.setting.samples import BODY, EM, faces, in_role, set_spans, set_text

LAYOUT = sikai()
ZI = LAYOUT.grid.zi

ODD = {
    "nothing": "",
    "spaces": "  \u3000 ",
    "white space": "国\t国\n国\u2028国\u2029国\x85国\x1c国\u1680国",
    "one mark": "。",
    "only marks": "，。！？”“……——》《·～",
    "opening marks": "“" * 30,
    "closing marks": "。" * 30,
    "control characters": "国\x00国\x07国\x1b国\x7f国",
    "halves of pairs": "国\ud83d国\ude00国\ud800",
    "emoji": "今天😀很好",
    "skin tone": "👍\U0001f3fd好",
    "family": "一家👩\u200d👩\u200d👧\u200d👦人",
    "flags": "🇨🇳🇨🇳🇨",
    "keycap": "1\ufe0f\u20e3",
    "variants": "葛\U000e0100城，葛\U000e0101，國\ufe00",
    "variant of nothing": "\U000e0100国 \U000e0100国",
    "accents": "cafe\u0301，Zoe\u0308，ǎ\u0301，国\u0301",
    "accents of nothing": "\u0301\u0301国 \u0301国",
    "tower of accents": "国" + "\u0301" * 40,
    "Hebrew": "他说שלום עולם。",
    "Arabic": "他说السلام عليكم، ١٢٣。",
    "bidi controls": "国\u202e国\u2066国\u2069国\u200f国",
    "zero width": "\ufeff国\u200b国\u2060国\u00ad国\u034f国",
    "extension B": "𠮷野家𪚥",
    "Hangul": "\u1112\u1161\u11ab국",
    "Devanagari": "नमस्ते国",
    "private use": "国\ue000国\U000f0000国",
    "no characters": "国\ufffe国\uffff国\ufdd0国",
    "ligature": "ﬁﬂ office",
    "long word": "a" * 300,
    "address": "见https://www.example.com/" + "abc/" * 40,
    "long number": "9" * 200 + "％",
    "Latin marks": "...--//!!??((()))",
}

odd = st.sampled_from(sorted(ODD.values()))
anything = st.one_of(
    odd,
    st.text(st.characters()),
    st.lists(st.one_of(odd, st.text(st.characters(), max_size=3))).map("".join),
)
styles = st.sampled_from(sorted(STYLES))
LONG = "近年来,工会😀做的是群众工作；实质上就是cafe\u0301、思想政治工作（第3届）。" * 250


# ----------------------------------------------------------------------------- plain strings


@given(anything, styles)
@example(LONG, "kaiming")
def test_there_is_a_width_for_every_character(text: str, style: str) -> None:
    widths = natural_widths(text, style)
    assert len(widths) == len(text)
    assert {*widths} <= {0, 0.3, 0.5, 1, 2}  # a space between words, the long dash


@given(
    anything,
    st.floats(0, 30),
    st.floats(0, 4),
    styles,
    st.sampled_from(sorted(LEVELS)),
    st.sampled_from(sorted(BREAKERS)),
)
@example(LONG, 13, 2, "kaiming", "gb", "least-cost")
def test_lines_together_are_the_text(
    text: str, measure: float, indent: float, style: str, level: str, breaker: str
) -> None:
    lines = break_paragraph(
        text,
        measure,
        indent,
        style=style,
        level=level,  # type: ignore[arg-type]
        breaker=breaker,
    )
    assert "".join(lines) == text
    assert all(lines)


@pytest.mark.parametrize(
    "sign", [" ", "\u3000", "“", "。", "—", "…", "'", "a", "a-", "1", "国 ", "？！"]
)
def test_ten_thousand_of_a_kind(sign: str) -> None:
    """In time that grows with their number: each would take seconds if it grew with its square."""
    text = (sign * 10_000)[:10_000]
    began = process_time()
    assert "".join(break_paragraph(text, 13)) == text
    assert checks.set_text(set_text(f"国{text}国", 13, BODY)) == f"国{text}国"
    assert process_time() - began < 2


@given(anything, st.floats(0, 30), st.integers(1, 4))
def test_rows_of_a_headline_are_its_words(text: str, width: float, lines: int) -> None:
    """Without bars, and without the spaces they end at."""
    assert seen("".join(break_headline(text, width, lines))) == seen(words_of(text))


@given(anything, st.integers(-3, 300))
def test_any_place_may_be_asked_for(text: str, at: int) -> None:
    assert may_break(text, at) == (0 < at < len(text) and breaks(text)[at])


@given(anything)
def test_no_line_end_parts_a_character_from_what_joins_it(text: str) -> None:
    """An accent, a variation selector, a skin tone, the parts of an emoji."""
    starts = [p for p, may in enumerate(breaks(text)) if may]
    joining = [p for p in starts if category(text[p]) in ("Mn", "Mc", "Me", "Cf")]
    assert [p for p in joining if not text[p - 1].isspace()] == []
    assert [p for p in starts if text[p - 1] == "\u200d" and not text[p].isspace()] == []


# ---------------------------------------------------------------------------------- type


# Default_Ignorable_Code_Point of Unicode 17: what shows nothing where it is not supported.
IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)


def seen(text: str) -> str:
    """What of a text shows: no white space, and nothing that is ignored where it has no glyph."""
    return "".join(IGNORABLE.sub("", text).split())


def drawn(lines: Iterable[Line]) -> str:
    return seen("".join(p.text for line in lines for p in checks.places(line)))


@given(
    anything,
    st.integers(2, 20),
    styles,
    st.sampled_from([first_fit, least_cost]),
    st.sampled_from(["song", "fang", "kai"]),
)
@example(LONG, 11, "kaiming", least_cost, "song")
def test_every_character_is_set_in_order_or_told(
    text: str, zi: int, style: str, breaker: LineBreaker, role: str
) -> None:
    """What no face has stands as its empty box and is told; nothing else does."""
    done = set_spans([Span(text)], zi, in_role(role), style, breaker)
    assert checks.set_text(done.lines) == text or not seen(text)
    assert drawn(done.lines) == seen(text)
    told = {m.character for m in done.missing}
    assert {text[m.offset] for m in done.missing} == told
    boxes = [p.text for line in done.lines for p in checks.places(line) if not p.gid]
    assert [text for text in boxes if not {*text} & told] == []


@given(anything, st.integers(4, 20), styles)
def test_no_line_is_wider_than_its_measure(text: str, zi: int, style: str) -> None:
    assert [x for x in set_text(text, zi, BODY, style) if x.width > zi * EM] == []


@given(anything)
def test_vertical_lines_take_any_text_too(text: str) -> None:
    setter = Setter(faces(), LAYOUT)
    galley = setter.vertical_galley(article_of(text), 12 * ZI)
    assert galley.text == text or not seen(text)


def test_character_by_character_an_accent_would_be_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A negative control: faces have é and no accent alone."""
    assert set_spans([Span("cafe\u0301")], 8).missing == ()
    monkeypatch.setattr(shape, "signs", list)
    assert set_spans([Span("cafe\u0301")], 8).missing == (("\u0301", 4, ""),)


def test_without_joining_a_line_end_would_part_an_accent(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not may_break("国\u0301国", 1)
    monkeypatch.setattr(kinsoku, "joined", lambda text: [])
    assert may_break("国\u0301国", 1)


def test_a_combining_accent_stands_on_its_letter() -> None:
    """A face has é whole: the two characters are one glyph, which stands for both."""
    (line,) = set_text("cafe\u0301", 8)
    assert [place.text for place in checks.places(line)] == ["c", "a", "f", "e\u0301"]
    assert checks.places(line)[3].gid == checks.places(set_text("é", 8)[0])[0].gid


def test_the_base_of_a_variant_no_face_has_is_set() -> None:
    """One glyph stands for the hanzi and its selector; no empty box, no gap."""
    done = set_spans([Span("葛\U000e0100城")], 8)
    assert [place.text for place in checks.places(done.lines[0])] == ["葛\U000e0100", "城"]
    assert done.lines[0].width == 2 * EM
    assert done.missing == (("\U000e0100", 1, "葛"),)


def test_what_runs_from_right_to_left_keeps_its_order() -> None:
    """Refused in a file; of a caller it is set as it comes, sign by sign."""
    (line,) = set_text("他说שלום。", 20)
    assert "".join(place.text for place in checks.places(line)) == "他说שלום。"
    xs = [place.x for place in checks.places(line)]
    assert xs == sorted(xs)


# ------------------------------------------------------------------------------ from a file


def article_of(text: str) -> Article:
    """A sound article whose one paragraph is replaced, as no file could write it."""
    path = "issues/t/articles/a.md"
    source = MemorySources({path: "---\nheadline: 标题\n---\n国"})
    read = read_article(source, path, "issues/t").value
    assert read
    (block,) = read.body
    return replace(read, body=(replace(block, spans=(Span(text),)),))


def marks(problem: Diagnostic) -> str:
    """The words of the file a diagnostic is placed at."""
    assert problem.place
    assert problem.place.line > 0
    assert problem.place.column > 0
    start = problem.place.column - 1
    return problem.place.quote[start : start + problem.place.length]


@given(anything)
def test_a_file_is_set_whole_or_refused_at_its_place(text: str) -> None:
    """Up to the galley: what reading lets pass setting sets, or says where it cannot."""
    path = "issues/t/articles/a.md"
    written = f"---\nheadline: 标题\n---\n{text}\n".encode(errors="replace")
    read = read_article(MemorySources({path: written}), path, "issues/t")
    assert as_text(read.diagnostics) or not read.diagnostics
    assert read.value or [d for d in read.diagnostics if d.is_error and d.place]
    if read.value:
        setter = Setter(faces(), LAYOUT)
        galley = setter.galley(read.value, 11 * ZI)
        assert seen(galley.text) == seen("".join(block.text for block in read.value.body))
        for problem in setter.diagnostics():
            assert problem.code == "fallback-face" or marks(problem) in (
                dict(problem.values)["character"],
            )


# text of an article → code, line and column of what is said, or nothing
WHOLE = {
    "cafe\u0301，Zoe\u0308": [],
    "葛\U000e0100城": ["no-variant 5:1 葛\U000e0100"],
    "©\ufe0f版权，\ufe0e所有": ["no-variant 5:1 ©\ufe0f"],
    "第一行，\n第二行😀": ["no-glyph 6:4 😀"],
    "## 小标题𠮷\n\n国": ["no-glyph 5:7 𠮷"],
    "❤\ufe0f": ["no-glyph 5:1 ❤"],
    "国\u0301": ["no-glyph 5:2 \u0301"],
    "👍\U0001f3fd": ["no-glyph 5:1 👍", "no-glyph 5:2 \U0001f3fd"],
    "👩\u200d👩": ["bad-character 5:2 \ufffd"],
    "他说שלום עולם。": ["right-to-left 5:3 שלום עולם"],
    "他说السلام。": ["right-to-left 5:3 السلام"],
    "国\x07国\x85国": ["bad-character 5:2 \ufffd", "bad-character 5:4 \ufffd"],
    "国\u200b国\u2028国\ufeff": [
        "bad-character 5:2 \ufffd",
        "bad-character 5:4 \ufffd",
        "bad-character 5:6 \ufffd",
    ],
    "国\u202e国": ["bad-character 5:2 \ufffd"],
    "，。！？": [],
    "a" * 300: [],
    ODD["address"]: [],
    "国\u00a0国20\u202fkm": [],
}


@pytest.mark.parametrize("text", WHOLE, ids=lambda text: ascii(text)[:30])
def test_the_whole_way(text: str, tmp_path: Path) -> None:
    """Read, set, made up, drawn and read back; errors are refused with their places."""
    path = tmp_path / "a.md"
    path.write_text(f"---\nheadline: 标题\n---\n\n{text}\n", encoding="utf-8")
    try:
        done = compose_galley(FolderSources(ROOT), str(path), Sheet("sikai", 11, 1)).diagnostics
    except Refused as refused:
        done = refused.diagnostics
    found = [
        f"{d.code} {d.place.line}:{d.place.column} {marks(d)}" for d in in_order(done) if d.place
    ]
    assert found == WHOLE[text]
    assert len(found) == len(done)


@given(anything, st.sampled_from([False, True]))
def test_a_heading_takes_any_text_too(text: str, vertical: bool) -> None:
    """And a caption, and what the program writes itself."""
    setter = Setter(faces(), LAYOUT)
    setter.display(text, replace(LAYOUT.ranks[0].headline, vertical=vertical), 30 * ZI)
    setter.text(text, LAYOUT.caption, 9 * ZI)
    setter.program_text(text, LAYOUT.fpo, 30 * ZI)
    assert as_text(setter.diagnostics()) or not setter.diagnostics()


def test_half_a_surrogate_pair_is_told_by_its_number() -> None:
    """It cannot be printed, not even in a message."""
    setter = Setter(faces(), LAYOUT)
    setter.galley(article_of("国\ud83d国"), 11 * ZI)
    (problem,) = setter.diagnostics()
    assert (problem.code, dict(problem.values)["codepoint"]) == ("no-glyph", "D83D")
    assert as_text([problem]).encode()
