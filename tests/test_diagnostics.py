"""Diagnostics: the catalogue is whole in both languages, and shows well where it stands."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from compositor.diagnostics import (
    Diagnostic,
    ExitCode,
    Place,
    Refused,
    Severity,
    diagnose,
    nearest,
    worst,
)
from compositor.diagnostics.catalog import CATALOG, Entry
from compositor.diagnostics.render import as_data, as_text, hint, in_order, message

PACKAGE = Path(__file__).resolve().parents[1] / "compositor"
ENTRIES = sorted(CATALOG.items())


def fields(*texts: str) -> set[str]:
    """The `{names}` of some texts, a name and its Chinese counterpart as one."""
    names = (name for text in texts for _, name, _, _ in Formatter().parse(text) if name)
    return {name.removesuffix("_zh") for name in names}


# --------------------------------------------------------------------------- the catalogue


@pytest.mark.parametrize(("code", "entry"), ENTRIES, ids=lambda value: value)
def test_every_entry_is_whole_in_both_languages(code: str, entry: Entry) -> None:
    """Sentence, hint and near hint stand in both or in neither, with the same values."""
    assert entry.en and entry.zh
    assert bool(entry.hint_en) == bool(entry.hint_zh), code
    assert bool(entry.near_en) == bool(entry.near_zh), code
    assert fields(entry.en) == fields(entry.zh), code
    assert fields(entry.hint_en) == fields(entry.hint_zh), code


@pytest.mark.parametrize(("code", "entry"), ENTRIES, ids=lambda value: value)
def test_a_sentence_keeps_the_style_of_the_house(code: str, entry: Entry) -> None:
    """No full stop, no capital at the start; an error says what to do; codes are kebab-case."""
    assert not entry.en.endswith(".") and not entry.zh.endswith("。"), code
    assert not entry.hint_en.endswith(".") and not entry.hint_zh.endswith("。"), code
    first = entry.en.split()[0]
    assert first == first.lower() or first.isupper(), code
    assert entry.severity is not Severity.ERROR or entry.hint_en, code
    assert code == code.lower().replace("_", "-"), code


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every `diagnose(…)` of the program whose code is written there."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                is_ours = node.func.id == "diagnose" and node.args
                if is_ours and isinstance(node.args[0], ast.Constant):
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


@pytest.mark.parametrize(("where", "call"), list(calls()), ids=lambda value: str(value)[:60])
def test_every_diagnostic_gives_the_values_its_sentence_needs(where: str, call: ast.Call) -> None:
    """Otherwise an editor would read a `?`."""
    code = call.args[0]
    assert isinstance(code, ast.Constant) and code.value in CATALOG, where
    given = {keyword.arg for keyword in call.keywords}
    if None not in given:  # `**values` cannot be followed from here
        entry = CATALOG[code.value]
        texts = (entry.en, entry.zh, entry.hint_en, entry.hint_zh)
        needed = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
        assert needed <= given, where


# ------------------------------------------------------------------------------ the values


def test_an_unknown_code_is_a_fault_of_the_program() -> None:
    """Not of the manuscript."""
    with pytest.raises(AssertionError):
        diagnose("no-such-code")


def test_values_that_are_none_are_left_out() -> None:
    """So that a hint can depend on a near miss having been found."""
    assert diagnose("no-file", None, file="a", near=None).values == (("file", "a"),)


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [("kiker", ["kicker", "deck"], "kicker"), ("xyz", ["kicker"], None), ("a", [], None)],
)
def test_the_nearest_word_is_offered_if_it_is_near(
    word: str, known: list[str], near: str | None
) -> None:
    """A hint that guesses wildly is worse than a list."""
    assert nearest(word, known) == near


def test_only_errors_fail_a_build() -> None:
    """Warnings and notes are for looking at."""
    note, warning = diagnose("lost-picture", article="a"), diagnose("article-unused", name="a")
    assert worst([note, warning]) is ExitCode.DONE
    assert worst([note, diagnose("empty-article")]) is ExitCode.INPUT


def test_a_refusal_carries_what_was_collected() -> None:
    """And the exit code for the shell."""
    refused = Refused([diagnose("empty-article")], ExitCode.GATE)
    assert ([d.code for d in refused.diagnostics], refused.exit_code) == (["empty-article"], 4)
    assert str(refused) == "empty-article"


# ------------------------------------------------------------------------------- rendering

PLACE = Place("issues/t/issue.yaml", 12, 5, 8, "  - jiangdou  # 江都")
NO_ARTICLE = diagnose("no-article", PLACE, name="jiangdou", known="jiangdu", near="jiangdu")


def test_a_diagnostic_is_shown_with_its_line() -> None:
    """Address, severity, code, sentence; the line, marked; the hint."""
    assert as_text([NO_ARTICLE]) == (
        "issues/t/issue.yaml:12:5: error[no-article]: no article is named `jiangdou`\n"
        "  12 |   - jiangdou  # 江都\n"
        "     |     ^^^^^^^^\n"
        "  hint: did you mean `jiangdu`? articles/ holds jiangdu"
    )


def test_the_same_is_shown_in_chinese() -> None:
    """Full-width colon, Chinese labels."""
    assert as_text([NO_ARTICLE], "zh").splitlines()[0] == (
        "issues/t/issue.yaml:12:5: 错误[no-article]: 没有名为「jiangdou」的稿件"
    )
    assert as_text([NO_ARTICLE], "zh").splitlines()[-1].startswith("  提示：是不是「jiangdu」")


def test_the_general_hint_stands_where_there_is_no_near_miss() -> None:
    """The near hint takes its place where there is one."""
    far = diagnose("no-article", PLACE, name="x", known="jiangdu")
    assert (hint(far), hint(far, "zh")) == ("articles/ holds jiangdu", "articles/ 里有：jiangdu")


def test_carets_stand_under_full_width_characters() -> None:
    """A Chinese character takes two columns of a terminal."""
    place = Place("a.md", 3, 3, 2, "主席之声")
    lines = as_text([diagnose("markup", place, construct="x", construct_zh="x")]).splitlines()
    assert lines[1:3] == ["  3 | 主席之声", "    |     ^^^^"]


def test_an_accent_takes_no_column() -> None:
    """Nor does a variation selector, which nobody sees."""
    place = Place("a.md", 3, 3, 2, "e\u0301葛\U000e0100字")
    lines = as_text([diagnose("markup", place, construct="x", construct_zh="x")]).splitlines()
    assert lines[2] == "    |  ^^"


@pytest.mark.parametrize("column", [1, 30, 199, 200])
def test_a_long_line_is_cut_round_the_fault(column: int) -> None:
    """A paragraph is one line, often of hundreds of characters; the mark stays under its word."""
    quote = "文" * (column - 1) + "X" + "字" * (200 - column)
    place = Place("a.md", 1, column, 1, quote)
    shown, marks = as_text([diagnose("empty-article", place)]).splitlines()[1:3]
    at = next(i for i, c in enumerate(shown) if c == "X")
    assert len(shown) < 60
    columns = sum(2 if ord(c) > 0x2000 else 1 for c in shown[:at])
    assert marks.index("^") == columns


def test_a_diagnostic_of_a_whole_file_has_no_line() -> None:
    """Line 0 is the file itself."""
    shown = as_text([diagnose("article-unused", Place("a.md"), name="a")])
    assert shown.splitlines()[0] == "a.md: warning[article-unused]: the article `a` is on no page"


def test_diagnostics_are_shown_once_and_in_the_order_of_the_files() -> None:
    """Those without a place come first."""

    def at(file: str, line: int) -> Diagnostic:
        return diagnose("empty-article", Place(file, line))

    nowhere = diagnose("press-refused", missing="x")
    shuffled = [at("b", 1), at("a", 10), at("a", 2), nowhere, at("a", 2)]
    assert in_order(shuffled) == [nowhere, at("a", 2), at("a", 10), at("b", 1)]


def test_diagnostics_are_data_for_other_programs() -> None:
    """The proof desk and scripts read JSON."""
    assert as_data([NO_ARTICLE]) == [
        {
            "code": "no-article",
            "severity": "error",
            "file": "issues/t/issue.yaml",
            "line": 12,
            "column": 5,
            "length": 8,
            "message": "no article is named `jiangdou`",
            "hint": "did you mean `jiangdu`? articles/ holds jiangdu",
        }
    ]


def test_a_value_that_was_forgotten_shows_as_a_question_mark() -> None:
    """Never as a traceback."""
    assert message(diagnose("no-file")) == "there is no file `?`"
