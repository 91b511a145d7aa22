"""YAML becomes data with places, and whatever is wrong with it a diagnostic."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.manuscript import yamlfile
from compositor.manuscript.yamlfile import Data, YamlFile, load, parse
from compositor.sources import MemorySources
from tests.manuscript.samples import told, values


def data(text: str) -> Data:
    file = parse("f.yaml", text)
    assert file.root and not file.diagnostics, file.diagnostics
    return file.root.data


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025-08", "2025-08"),
        ("2025-08-15", "2025-08-15"),
        ("12:30", "12:30"),
        ("yes", "yes"),
        ("on", "on"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("99999999999999999999", "99999999999999999999"),
        ("007", 7),
        ("-3", -3),
        ("11.25", 11.25),
        ("true", True),
        ("null", None),
        ("", None),
        ("'1'", "1"),
        ('"true"', "true"),
        ("|\n  甲\n  乙\n", "甲\n乙\n"),
    ],
)
def test_a_scalar_is_what_it_looks_like(text: str, value: Data) -> None:
    """Dates, times, `yes` and strange numbers stay text; the rest is YAML 1.2's core schema."""
    assert data(f"a: {text}") == {"a": value}


def test_an_empty_file_is_an_empty_mapping() -> None:
    """Then every key it should have is missing, which says more than `null`."""
    assert data("# nothing yet\n") == {}


def test_keys_are_text() -> None:
    """So that unknown ones can be told by their name."""
    assert data("1: a\ntrue: b") == {"1": "a", "true": "b"}


FILE = parse(
    "f.yaml", "# 注\npages:\n  - page: 1\n    title: 要闻\n  - {page: 二, at: [1, 2]}\nempty:\n"
)


@pytest.mark.parametrize(
    ("loc", "where"),
    [
        (("pages", 0, "title"), (4, 12, 2)),
        (("pages", 1, "page"), (5, 12, 1)),
        (("pages", 1, "at"), (5, 19, 6)),
        (("pages", 1, "at", 1), (5, 23, 1)),
        (("pages", 1), (5, 5, 21)),
        (("pages", 0, "articles"), (3, 5, 4)),
        (("pages", 1, "at", 7), (5, 15, 2)),
        (("empty",), (6, 1, 5)),
        (("date",), (2, 1, 5)),
        ((), (2, 1, 5)),
    ],
)
def test_a_value_has_a_place_and_a_missing_one_that_of_its_holder(
    loc: yamlfile.Loc, where: tuple[int, int, int]
) -> None:
    """Line, column, length: of the value, or where it should have stood."""
    place = FILE.place(loc)
    assert (place.line, place.column, place.length) == where
    assert place.quote == FILE_LINES[place.line - 1]


FILE_LINES = [
    "# 注",
    "pages:",
    "  - page: 1",
    "    title: 要闻",
    "  - {page: 二, at: [1, 2]}",
    "empty:",
]


def test_a_key_has_a_place_too() -> None:
    """An unknown key is shown itself, not its value."""
    place = FILE.key_place(("pages", 0, "title"))
    assert (place.line, place.column, place.length) == (4, 5, 5)


FAULTS = [
    ("a: b: c", "yaml-colon 1:5 1"),
    ("headline： 甲\nbyline: 乙", "yaml-colon 1:9 1"),
    ("headline:甲\nbyline: 乙", "yaml-colon 1:9 1"),
    ("a:\n  - headline：甲\n    byline: 乙", "yaml-colon 2:13 1"),
    ("a: [1, 2\n", "yaml-unclosed 1:4 1"),
    ("a: {b: 1\n", "yaml-unclosed 1:4 1"),
    ("a: 1\nb: '甲\n", "yaml-unclosed 2:4 1"),
    ('a: "五力"工程', "yaml-quote 1:8 1"),
    ("a: [快讯] 甲", "yaml-quote 1:9 1"),
    ("a:\n\tb: 1", "yaml-tab 2:1 1"),
    ("a: @甲", "yaml-start 1:4 1"),
    ("a: `甲`", "yaml-start 1:4 1"),
    ("a: %甲", "yaml-start 1:4 1"),
    ("a: *x", "yaml-start 1:4 2"),
    ("a: *注", "yaml-start 1:5 1"),
    ("a: &x 甲", "yaml-start 1:4 4"),
    ("a: !甲 乙", "yaml-start 1:5 1"),
    ("a: |甲", "yaml-start 1:5 1"),
    ("a: !!python/object:os.system x", "yaml-start 1:4 27"),
    ("a: - b", "yaml-start 1:4 1"),
    ("a: 1\n b: 2", "yaml-colon 2:3 1"),
    ("- a: 1\n b: 2", "yaml-indent 2:2 1"),
    ("a: 1\nb: 2\na: 3", "yaml-duplicate-key 3:1 1"),
    ("? [甲]\n: 乙", "yaml-construct 1:3 3"),
    ("? {a: 1}\n: 乙", "yaml-construct 1:3 6"),
    ("a: 1\n---\nb: 2", "yaml-construct 2:1 3"),
    ("[" * 100_000, "yaml-construct 1:26 1"),
    ("a: 甲\n  乙", "yaml-folded 1:4 1"),
    ("a: >\n  甲\n  乙\n", "yaml-folded 1:4 1"),
    ("a: '甲\n  乙'", "yaml-folded 1:4 2"),
    ('a: "甲\\u200b"', "bad-character 1:4 9"),
]


@pytest.mark.parametrize(("text", "expected"), FAULTS, ids=lambda text: text[:20])
def test_a_fault_is_told_in_its_place(text: str, expected: str) -> None:
    """Syntax, repeats, references, tags, strange keys, depth: a diagnostic each."""
    assert told(parse("f.yaml", text).diagnostics)[0] == expected


def test_an_alias_is_refused_before_it_can_turn_on_itself() -> None:
    """`&x [*x]` would be a list that holds itself."""
    assert told(parse("f.yaml", "a: &x [*x]").diagnostics) == [
        "yaml-start 1:4 4",
        "yaml-start 1:8 2",
    ]


def test_the_sign_of_a_reference_is_named() -> None:
    """The hint is to put quotes round the text, so the sign must be the one that needs them."""
    assert values(parse("f.yaml", "a: *注").diagnostics[0])["sign"] == "*"


def test_all_repeated_keys_are_told() -> None:
    """Not only the first."""
    assert told(parse("f.yaml", "a: 1\na: 2\nb: {c: 1, c: 2}").diagnostics) == [
        "yaml-duplicate-key 2:1 1",
        "yaml-duplicate-key 3:11 1",
    ]


@pytest.mark.parametrize("text", ["a: trade\n  union", "a: >\n  trade\n  union\n", "a: >\n  甲\n"])
def test_latin_text_and_single_lines_may_be_folded(text: str) -> None:
    """A space between Latin words is right."""
    data(text)


def test_a_character_yaml_cannot_read_is_told_with_all_other_faults() -> None:
    """The parser is given U+FFFD for it, so that it can go on."""
    file = load(MemorySources({"f.yaml": "a: 甲\x07\nb: 1\nb: 2\n"}), "f.yaml")
    assert told(file.diagnostics) == ["bad-character 1:5 1", "yaml-duplicate-key 3:1 1"]


def test_line_ends_that_only_yaml_knows_do_not_shift_the_lines() -> None:
    """YAML 1.1 counts U+2028 as a line end; editors do not."""
    file = load(MemorySources({"f.yaml": "a: 甲\u2028乙\nb: 1\nb: 2\n"}), "f.yaml")
    assert told(file.diagnostics) == ["bad-character 1:5 1", "yaml-duplicate-key 3:1 1"]


def test_a_missing_file_is_a_diagnostic() -> None:
    """Named at the file itself where nothing names it."""
    file = load(MemorySources({}), "f.yaml")
    assert (file.root, told(file.diagnostics)) == (None, ["no-file 0:0 1"])


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yamlfile.LOADER])
def test_both_parsers_say_the_same(loader: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without libyaml, words and places stay what they are."""
    monkeypatch.setattr(yamlfile, "LOADER", loader)
    for text, expected in FAULTS:
        if text[:3] != "[[[":  # the Python parser is slow on it
            assert told(parse("f.yaml", text).diagnostics)[0] == expected, text
    assert parse("f.yaml", "a: [1, 甲]").root == FLOW.root


FLOW: YamlFile = parse("f.yaml", "a: [1, 甲]")

YAMLISH = "ab:-[]{},&*!|>'\"#%@`?~ \n\t.01甲：“”\\"


@given(st.text(YAMLISH, max_size=40))
@settings(max_examples=1000)
def test_no_text_ends_in_a_traceback(text: str) -> None:
    """Either the file is read, or it is told why not."""
    file = parse("f.yaml", text)
    assert file.root or file.diagnostics
