"""The desk as a whole: its table, the edits it makes by itself, and real text."""

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.copydesk import (
    NUMBERING,
    PASSES,
    RULES,
    Context,
    Edit,
    Finding,
    Passage,
    automatic,
    edited,
    edits_of,
    findings,
    look,
    mode_of,
)
from compositor.copydesk.marks import FULL
from compositor.diagnostics import Severity
from compositor.diagnostics.catalog import COPYDESK
from compositor.model.house import Avoided, House, HouseStyle, PassageKind, Person, WordLists
from compositor.model.issue import IssueDate
from tests.copydesk.samples import HOUSE, SEEDS, clean, only

KINDS: tuple[PassageKind, ...] = get_args(PassageKind)
# Every sign some rule looks for, and enough letters to stand between them.
ALPHABET = (
    "工会人的了在一二三十五己经曰年月日时第周星期个名近约余几百千万分之前末来國"
    "0123456789０１AzＡ,;:!?.()\"'，。、；：？！（）《》“”‘’「」『』【】…⋯—―─⸺-－–~～·．％% 　|#>*"
)
TEXTS = st.text(ALPHABET, max_size=40)


# ---------------------------------------------------------------------------- the table


def test_rules_and_catalogue_have_the_same_codes() -> None:
    """So a house file can name each rule, and each finding has its sentence."""
    codes = [*(rule.code for rule in RULES), *NUMBERING]
    assert sorted(codes) == sorted(COPYDESK)
    assert len(codes) == len({*codes})


def test_findings_never_fail_a_build() -> None:
    assert {entry.severity for entry in COPYDESK.values()} == {Severity.WARNING}


def test_the_house_has_the_last_word_on_a_mode() -> None:
    style = HouseStyle((("dash", "off"), ("range-sign", "automatic")))
    assert (mode_of("dash", style), mode_of("range-sign", style)) == ("off", "automatic")
    assert (mode_of("dash", HOUSE), mode_of("range-sign", HOUSE)) == ("automatic", "suggested")
    assert mode_of("issue-number", HOUSE) == "suggested"


def test_a_rule_that_is_off_finds_nothing() -> None:
    """And one that is automatic by the house is written."""
    assert automatic("拨5-7万元--好", "paragraph", only("range-sign")) == (
        Edit(2, 3, "—", "range-sign"),
    )
    assert [f.code for f in findings("拨5-7万元--好", Context(style=only("dash")))] == ["dash"]


# ---------------------------------------------------------------------------- the edits


def test_of_edits_that_overlap_the_first_is_made() -> None:
    found = [
        Finding("b", 1, 3, "x"),
        Finding("a", 0, 2, "y"),
        Finding("c", 2, 3),
        Finding("d", 2, 4, ""),
    ]
    assert edits_of(found) == (Edit(0, 2, "y", "a"), Edit(2, 4, "", "d"))
    assert edited("甲乙丙丁", edits_of(found)) == "y"


@given(TEXTS, st.sampled_from(KINDS))
def test_what_is_clean_stays_as_it_is(text: str, kind: PassageKind) -> None:
    """The automatic rules come to rest within `PASSES`, and do nothing a second time."""
    assert automatic(clean(text, kind), kind, HOUSE) == ()


EVERYTHING = HouseStyle(
    tuple((rule.code, "automatic") for rule in RULES if rule.code != "word-to-avoid"),
    range_sign="～",
)


@given(TEXTS, st.sampled_from(KINDS))
def test_even_a_house_that_automates_all_comes_to_rest(text: str, kind: PassageKind) -> None:
    seen = {text}
    for _ in range(len(text) + PASSES):
        text = edited(text, automatic(text, kind, EVERYTHING))
        if automatic(text, kind, EVERYTHING) == ():
            return
        assert text not in seen, "the rules go in a circle"
        seen.add(text)
    raise AssertionError(text)


CONTEXTS = st.builds(
    Context,
    kind=st.sampled_from(KINDS),
    lists=st.just(
        WordLists((Avoided("工人", "职工"),), (Person("人的", "主席"), Person("工会", "部长")))
    ),
    date=st.none() | st.builds(IssueDate, st.just(2025), st.integers(1, 12)),
    following=TEXTS,
)


@given(TEXTS, CONTEXTS)
def test_every_finding_is_a_stretch_of_its_text(text: str, context: Context) -> None:
    """Never empty, never outside; whatever the text, no rule breaks on it."""
    for finding in findings(text, context):
        assert 0 <= finding.start < finding.end <= len(text), finding
        assert text[finding.start : finding.end] != finding.replacement, finding


@given(TEXTS, st.sampled_from(KINDS))
def test_only_marks_and_the_width_of_letters_change(text: str, kind: PassageKind) -> None:
    """Hanzi and words come out as they went in, in their order."""

    def words(of: str) -> str:
        wide = {w: w - 0xFEE0 for w in range(0xFF01, 0xFF5F)}
        return "".join(re.findall(r"[\w]", of.translate(wide)))

    assert words(clean(text, kind)) == words(text)


# ---------------------------------------------------------------------------- real text


def test_the_half_width_marks_of_seed_004_all_become_full_width() -> None:
    """223 commas, also ; : ( ), and nothing else of it changes; 1.2万 keeps its point."""
    text = SEEDS[4].read_text(encoding="utf-8")
    style = only("half-width-mark", "half-width-bracket", "half-width-stop")
    lines = [edited_to_rest(line, style) for line in text.split("\n")]
    assert text.count(",") == 223
    assert "\n".join(lines) == "".join(FULL.get(sign, sign) for sign in text)


def edited_to_rest(text: str, style: HouseStyle) -> str:
    """As `mended`, in a house of its own."""
    while edits := automatic(text, "paragraph", style):
        text = edited(text, edits)
    return text


@pytest.mark.parametrize(
    ("seed", "changes"),
    [
        (0, ["half-width-mark", "corner-quote", "corner-quote"]),
        (1, ["half-width-bracket"] * 4),
        (2, ["corner-quote"] * 4 + ["half-width-bracket"] * 2),
        (3, ["space-beside-mark"] * 3),
    ],
)
def test_of_other_seeds_only_what_is_amiss_changes(seed: int, changes: list[str]) -> None:
    """Line by line as they were printed; seeds/README.md lists what is wrong with them."""
    lines = SEEDS[seed].read_text(encoding="utf-8").split("\n")
    edits = [edit.code for line in lines for edit in automatic(line.strip(), "paragraph", HOUSE)]
    assert edits == changes


def test_the_lost_quotation_marks_of_the_seeds_are_found() -> None:
    """争做中国好网民” has none before it, 栋梁。“光图 none behind it."""
    found = []
    for seed in SEEDS[:2]:
        text = seed.read_text(encoding="utf-8").replace("强调“大\n\n国工匠", "强调“大国工匠")
        passages = [Passage(line, "paragraph") for line in text.split("\n") if line]
        for index, finding, _ in look(passages, House()):
            if finding.code == "unpaired-quote":
                found.append(passages[index].text[max(0, finding.start - 4) : finding.end])
    assert "国好网民”" in found
    assert any("强调“" in words for words in found)


def test_the_next_paragraph_is_one_of_the_same_kind() -> None:
    """A quotation goes on in it; a note below does not take it up."""
    first, second = Passage("他说：“甲。", "paragraph"), Passage("“乙。”", "paragraph")
    assert list(look([first, second], House())) == []
    found = look([first, Passage("“乙。”", "note")], House())
    assert [(one.passage, one.finding.code) for one in found] == [(0, "unpaired-quote")]
