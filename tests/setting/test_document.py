"""What docs/setting.md and the layout guide say of setting is so: examples, signatures, tables."""

import doctest
import inspect
import re

import pytest

from compositor import setting
from compositor.setting import may_break, natural_widths
from compositor.setting.kinsoku import LEVELS
from compositor.setting.leastcost import LINE, SHORT_LAST, SOFT_BEGINNING
from compositor.setting.punctuation import STYLES
from compositor.setting.unions import PART, UNIT
from tests.test_docs import FENCE, LAYOUTS, text_of

DOCUMENT = "docs/setting.md"
NAMES = setting.__all__


def python_blocks() -> list[str]:
    return [code for kind, _, code in FENCE.findall(text_of(DOCUMENT)) if kind == "python"]


def failures(code: str) -> int:
    """How many examples do not come out as shown."""
    test = doctest.DocTestParser().get_doctest(code, {}, DOCUMENT, DOCUMENT, 0)
    return doctest.DocTestRunner(verbose=False).run(test, out=lambda _: None).failed


def table(head: str) -> list[list[str]]:
    """The cells of the table whose head begins with a word, row by row, the head first."""
    text = text_of(DOCUMENT)
    lines = text[text.index(f"\n| {head} |") :].strip().split("\n\n")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [rows[0], *rows[2:]]


def in_code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


# ------------------------------------------------------------------------------- plain strings


@pytest.mark.parametrize("name", NAMES)
def test_every_function_is_shown(name: str) -> None:
    examples = [code for code in python_blocks() if ">>>" in code and name in code]
    assert examples
    assert f"**`{name}`**" in text_of(DOCUMENT)


def test_the_examples_come_out_as_shown() -> None:
    shown = "\n".join(code for code in python_blocks() if ">>>" in code)
    assert failures(shown) == 0
    assert failures(shown.replace("[1.0, 1.0, 0.5", "[1.0, 1.0, 0.7")) == 1  # the control


@pytest.mark.parametrize("name", NAMES)
def test_the_signatures_are_the_programs(name: str) -> None:
    stubs: dict[str, object] = {}
    exec(python_blocks()[0], stubs)
    assert stubs.keys() >= {*NAMES}
    shown, real = stubs[name], getattr(setting, name)
    assert callable(shown)
    assert _parameters(shown) == _parameters(real)


def _parameters(function: object) -> list[tuple[str, object, object]]:
    assert callable(function)
    found = inspect.signature(function).parameters.values()
    return [(parameter.name, parameter.kind, parameter.default) for parameter in found]


# --------------------------------------------------------------------------- styles and levels


def test_the_widths_of_the_styles_are_right() -> None:
    head, *rows = table("style")
    assert {in_code(row[0])[0] for row in rows} == STYLES.keys()
    marks = {i: in_code(cell)[0] for i, cell in enumerate(head) if "`" in cell}
    assert len(marks) == 7
    for row in rows:
        style = in_code(row[0])[0]
        for i, mark in marks.items():
            assert f"{sum(natural_widths(f'国{mark}国', style)[1:-1]):g}" == row[i], (style, mark)


def test_the_gaps_of_the_styles_are_right() -> None:
    shown = {"1/8, at most 1/3": (125, 125, 333), "1/4, 1/8 to 1/2": (250, 125, 500)}
    for row in table("style")[1:]:
        style = STYLES[in_code(row[0])[0]]
        assert style.letter == style.digit == shown[row[-2]]


def test_the_signs_of_the_levels_are_right() -> None:
    """Each row adds to the one above it, where its signs were free."""
    rows = table("level")[1:]
    assert [in_code(row[0])[0] for row in rows] == list(LEVELS)
    starts: set[str] = set()
    ends: set[str] = set()
    for level, (_, start, end, _) in zip(LEVELS, rows, strict=True):
        starts |= {sign for run in in_code(start) for sign in _signs(run)}
        ends |= {sign for run in in_code(end) if run not in LEVELS for sign in _signs(run)}
        assert {s for s in EVERY_SIGN if not may_break(f"国{s}国", 1, level)} == starts
        assert {s for s in EVERY_SIGN if not may_break(f"国{s}国", 1 + len(s), level)} == ends


def _signs(run: str) -> list[str]:
    return [run] if run in ("——", "……") else list(run)


EVERY_SIGN = [*"。．？！，、；：”’）》」』】〉〕·～–／％‰℃々“‘（《「『【〈〔", "——", "……"]


PRICES = {
    "parted from what it counts": UNIT,
    "parts of a date": PART,
    "begins with": SOFT_BEGINNING,
    "a last line of two": SHORT_LAST,
    "a line more": LINE,
}


@pytest.mark.parametrize("what", PRICES)
def test_prices_are_told_as_the_looseness_they_are_worth(what: str) -> None:
    """A line's looseness, in thousandths of an em, costs its square."""
    (worth,) = (row[-1] for row in table("what") if what in row[0])
    shown = re.search(r"by ([\d.]+) em", worth)
    assert shown
    assert round(1000 * float(shown[1])) == round(PRICES[what] ** 0.5)


def test_the_layout_guide_says_the_same() -> None:
    """Marks that stand alone: whole or half."""
    widths = {"whole": 1.0, "half": 0.5}
    for style in STYLES:
        row = re.search(rf"^\| `{style}` .*$", text_of(LAYOUTS), re.M)
        assert row
        cells = [cell.strip() for cell in row[0].strip("|").split("|")][1:4]
        for cell, mark in zip(cells, "。，”", strict=True):
            assert natural_widths(f"国{mark}国", style)[1] == widths[cell]
    assert {*LEVELS} <= {*re.findall(r"^\| `(\w+)` \|", text_of(LAYOUTS), re.M)}
