"""Pages in black alone: every colour becomes a grey as dark, and the PDF has black and no other ink."""

import subprocess
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ContentStream

from compositor.edition import Options, Planned, finish
from compositor.model.ink import Ink, grey_of
from compositor.model.press import ConditionName
from compositor.plate.colours import black_only, ink_rule
from compositor.sources import FolderSources
from tests.plate.looks import press_of
from tests.samples import ROOT, planned, sikai

SHARES = st.integers(0, 1000).map(lambda share: share / 1000)
CMYK = st.tuples(SHARES, SHARES, SHARES, SHARES)


def css_of(cmyk: tuple[float, ...]) -> str:
    return f"device-cmyk({' '.join(f'{share:g}' for share in cmyk)})"


def black_in(css: str) -> float:
    """The black of a colour that has no other ink."""
    *others, black = css.removeprefix("device-cmyk(").removesuffix(")").split()
    assert others == ["0", "0", "0"], css
    return float(black)


@given(CMYK)
def test_a_colour_becomes_black_alone_and_stays_so(cmyk: tuple[float, ...]) -> None:
    once = black_only(css_of(cmyk))
    assert 0 <= black_in(once) <= 1
    assert black_only(once) == once


@given(CMYK, st.integers(0, 3), SHARES)
def test_more_ink_is_never_lighter(cmyk: tuple[float, ...], plate: int, more: float) -> None:
    """On whichever plate."""
    heavier = tuple(max(share, more) if at == plate else share for at, share in enumerate(cmyk))
    assert black_in(black_only(css_of(heavier))) >= black_in(black_only(css_of(cmyk)))


@pytest.mark.parametrize(
    ("cmyk", "black"),
    [
        ((0, 0, 0, 0), 0),
        ((0, 0, 0, 37.5), 37.5),
        ((100, 100, 100, 0), 100),
        ((100, 0, 0, 0), 30),
        ((0, 100, 0, 0), 59),
        ((0, 0, 100, 0), 11),
        ((0, 95, 90, 10), 69.355),  # 10 + 90 × (0.59 × 0.95 + 0.11 × 0.9)
    ],
)
def test_a_grey_has_the_luminance_of_its_colour(
    cmyk: tuple[float, float, float, float], black: float
) -> None:
    """ISO 32000-1, 10.3.2: 0.3 red, 0.59 green, 0.11 blue."""
    assert grey_of(cmyk) == pytest.approx(black)


@pytest.mark.parametrize(
    ("css", "black"),
    [
        ("a { color: device-cmyk(0 1 0 0) }", "a { color: device-cmyk(0 0 0 0.59) }"),
        ("a { color: DEVICE-CMYK(0,1,0,0) }", "a { color: device-cmyk(0 0 0 0.59) }"),
        ("a { x: device-cmyk(0 100% 0 0 / .5) }", "a { x: device-cmyk(0 0 0 0.59 / 0.5) }"),
        ("a { x: var(--x, device-cmyk(0 1 0 0)) }", "a { x: var(--x, device-cmyk(0 0 0 0.59)) }"),
        ("/* device-cmyk(0 1 0 0) */", "/* device-cmyk(0 1 0 0) */"),
        ('a { content: "device-cmyk(0 1 0 0)" }', 'a { content: "device-cmyk(0 1 0 0)" }'),
        ("left:1.5000pt;width:3pt", "left:1.5000pt;width:3pt"),
    ],
)
def test_colours_are_changed_wherever_they_stand_and_nothing_else(css: str, black: str) -> None:
    """Comments and strings are no colours."""
    assert black_only(css) == black


def test_an_ink_becomes_the_grey_it_says() -> None:
    """Or that of its luminance, where it says none."""
    inks = (Ink("red", (0, 95, 90, 10), 80), Ink("sky", (100, 0, 0, 0)))
    assert ink_rule(inks, is_black=False) == (
        "html { --ink-red: device-cmyk(0 0.95 0.9 0.1); --ink-sky: device-cmyk(1 0 0 0); }\n"
    )
    assert ink_rule(inks, is_black=True) == (
        "html { --ink-red: device-cmyk(0 0 0 0.8); --ink-sky: device-cmyk(0 0 0 0.3); }\n"
    )
    assert black_only(ink_rule(inks, is_black=True)) == ink_rule(inks, is_black=True)


# -------------------------------------------------------------------------------------- in print


@cache
def printed(condition: ConditionName) -> bytes:
    """The seed issue as a press condition has it."""
    made: Planned = planned()
    issue = replace(made.issue, press=press_of(condition))
    return finish(FolderSources(ROOT), replace(made, issue=issue), Options(preview_dpi=20)).pdf


def colours(pdf: bytes) -> set[tuple[float, ...]]:
    """Every colour that a page sets, by whichever operator."""
    reader = PdfReader(BytesIO(pdf))
    found = set()
    for page in reader.pages:
        content = page.get_contents()
        assert content is not None
        for operands, operator in ContentStream(content, reader).operations:
            if operator in (b"scn", b"SCN", b"sc", b"SC", b"k", b"K", b"g", b"G", b"rg", b"RG"):
                found.add(tuple(float(operand) for operand in operands))
    return found


def test_a_mono_issue_is_drawn_in_black_alone() -> None:
    """Type, rules and tints; the control is the same issue in four colours."""
    black = colours(printed("mono"))
    assert {colour[:3] for colour in black} == {(0, 0, 0)}
    assert {len(colour) for colour in black} == {4}
    assert (0, 0.95, 0.9, 0.1) in colours(printed("newsprint"))


def coverage(pdf: bytes, folder: Path) -> list[tuple[float, ...]]:
    """Ink on each page by Ghostscript: shares of cyan, magenta, yellow and black."""
    file = folder / "pages.pdf"
    file.write_bytes(pdf)
    words = ["gs", "-q", "-o", "-", "-sDEVICE=inkcov", str(file)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return [tuple(float(share) for share in row.split()[:4]) for row in done.stdout.splitlines()]


def test_no_plate_but_black_has_ink(tmp_path: Path) -> None:
    """As another program separates it."""
    pages = coverage(printed("mono"), tmp_path)
    assert [page[:3] for page in pages] == [(0, 0, 0)] * len(planned().edition.pages)
    assert all(page[3] > 0 for page in pages)
    assert max(page[1] for page in coverage(printed("newsprint"), tmp_path)) > 0


def test_white_type_is_legible_on_the_label_in_black_alone() -> None:
    """Type is reversed out of 70 % of black or more (`docs/printing.md`), and the ink says so."""
    (red,) = (ink for ink in sikai().inks if ink.name == "red")
    assert red.grey >= 70
    assert grey_of(red.cmyk) < 70  # its luminance alone would not do
