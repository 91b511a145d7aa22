"""`import.md`: what it says reads back, and an editor's words survive when it is made again."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.intake.account import Account, Part, Span, account_for, parts_of
from compositor.intake.reasons import DOUBTS, REASONS, Language, code_of, doubtful, why
from compositor.intake.report import (
    SURE,
    Reasons,
    checks_of,
    doubt_lists,
    place_of,
    read_reasons,
    read_sources,
    report,
)
from compositor.intake.worked import Doubt
from compositor.model.draft import LeftOut, Traced, supplied, traced
from tests.intake.samples import SEEDS, document, page, taken

LANGUAGES: tuple[Language, ...] = ("en", "zh")


def of_seed(seed: str) -> Account:
    parts = tuple(parts_of(taken(seed).articles))
    return account_for((page(seed),), parts, taken(seed).left_out)


def made(seed: str, language: Language = "zh", reasons: Reasons | None = None) -> str:
    """The report of an import."""
    checks = doubt_lists(of_seed(seed), taken(seed).doubts, language)
    return report("2025-11", of_seed(seed), checks, language, reasons)


def small(text: str, *parts: Part, out: tuple[LeftOut, ...] = ()) -> Account:
    return account_for((document(text),), parts, out)


def rows(text: str, head: str) -> list[str]:
    """The rows of the table below a heading."""
    section = text.split(f"\n{head}\n")[1].split("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("| ")][1:]


# ----------------------------------------------------------------------- read back


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sources_a_report_names_are_read_back(seed: str, language: Language) -> None:
    """By their paths, so that the account can be made again."""
    assert read_sources(made(seed, language)) == (page(seed).file,)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reasons_for_what_was_left_out_are_read_back(seed: str, language: Language) -> None:
    """As codes, for the very characters, in either language."""
    account = of_seed(seed)
    read = read_reasons(made(seed, language))
    spans = {
        (Span(account.origin(first), account.origin(last) + 1), code)
        for first, last, code in read.left_out
    }
    assert spans == {(row.span, row.why) for row in account.rows if row.why}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_checks_of_a_report_survive(seed: str) -> None:
    """As they stand, ticked off or not."""
    text = made(seed).replace("- [ ]", "- [x]", 1)
    assert checks_of(text) == doubt_lists(of_seed(seed), taken(seed).doubts, "zh").replace(
        "- [ ]", "- [x]", 1
    )
    again = report("2025-11", of_seed(seed), checks_of(text), "zh", read_reasons(text))
    assert again == text


def test_an_editors_own_reason_survives() -> None:
    """In the words it was written in, for what was left out and for what was changed."""
    changed = Part("a01", "body 1", traced("丙丁。", 3).replaced(0, 1, "戊"))
    account = small("甲乙\n丙丁。\n", changed, out=(LeftOut((0, 1), "furniture"),))
    mine = report("x", account, "", "zh").replace(why("furniture", "zh"), "广告，不收")
    mine = mine.replace(why("by-hand", "zh"), "作者来电改正")
    reasons = read_reasons(mine)
    assert reasons.left_out == (("1:1", "1:2", "广告，不收"),)
    again = small("甲乙\n丙丁。\n", changed, out=(LeftOut((0, 1), reasons.left_out[0][2]),))
    assert report("x", again, "", "zh", reasons) == mine


@pytest.mark.parametrize("text", ["", "甲", "## To check\n", "\n## 略去的文字\n\n| a |\n"])
def test_what_is_no_report_reads_as_nothing(text: str) -> None:
    """Not an error: an editor may have cut it down."""
    assert read_sources(text) == () and checks_of(text) == ""
    assert read_reasons(text) == Reasons()


@given(st.text(alphabet="甲|\\`- ·", min_size=1, max_size=12), st.data())
def test_bars_and_backslashes_in_a_text_break_no_table(text: str, data: st.DataObject) -> None:
    """What was left out and what was changed read back, whatever signs there are."""
    if not text.strip():
        return
    at = data.draw(st.integers(0, len(text) - 1))
    new = data.draw(st.text(alphabet="乙|\\`-", min_size=1, max_size=3))
    kept = Traced(new, (at, *[-1] * (len(new) - 1)))
    out = tuple(o for o in range(len(text)) if o != at)
    account = small(text, Part("a01", "deck", kept), out=(LeftOut(out, "repeated"),))
    first = report("x", account, "", "en")
    reasons = read_reasons(first)
    assert len(reasons.left_out) == len([row for row in account.rows if row.why])
    theirs = Reasons(reasons.left_out, dict.fromkeys(reasons.changed, "mine"))
    again = report("x", account, "", "en", theirs)
    assert again.count("| mine |") == len(account.changes)


# ---------------------------------------------------------------------- what it says


@pytest.mark.parametrize("seed", SEEDS)
def test_the_tables_hold_every_character(seed: str) -> None:
    """The characters of the two tables together are those of the source."""
    text = made(seed)
    cells = [
        row.split(" | ") for row in rows(text, "## 略去的文字") + rows(text, "## 每个字符的去向")
    ]
    assert sum(int(cell[1]) for cell in cells) == of_seed(seed).counted


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_less_sure_is_to_be_ticked_off(seed: str) -> None:
    """The rest is for the record; at most a handful a page."""
    text = made(seed)
    unsure = [d for d in taken(seed).doubts if d.confidence < SURE]
    assert text.count("- [ ]") == len(set(unsure)) <= 8
    sure = re.findall(r"^- \d.*把握 (\d+)%", text, re.MULTILINE)
    assert len(sure) == len(set(taken(seed).doubts)) - len(set(unsure))
    assert all(int(one) >= SURE for one in sure)


def test_characters_nobody_owns_to_are_named_as_unexplained() -> None:
    """In the table of what was left out, and in the sum."""
    text = report("x", small("甲乙丙。", Part("a", "deck", traced("甲", 0))), "", "zh")
    assert rows(text, "## 略去的文字") == ["| 1:2–1:4 | 3 | 去向不明 | 乙丙。 |"]
    assert "去向不明 3 个" in text


@pytest.mark.parametrize(
    ("text", "part", "reason"),
    [
        (supplied("职工夜读"), "headline", "supplied"),
        (supplied("〔下文缺〕"), "body 1", "lost-mark"),
        (traced(",", 0).replaced(0, 1, "，"), "body 1", "house-style"),
        (traced("甲", 1).replaced(0, 1, "乙"), "body 1", "by-hand"),
        (supplied("乙"), "body 1", "by-hand"),
    ],
)
def test_the_reason_for_a_change_is_told_from_the_texts(
    text: Traced, part: str, reason: str
) -> None:
    """As far as it shows."""
    said = report("x", small(",甲", Part("a01", part, text)), "", "zh", Reasons())
    (row,) = rows(said, "## 改动与补入")
    assert row.endswith(f"| {why(reason, 'zh')} |")


def test_an_import_changes_nothing_but_by_house_style() -> None:
    text = traced("甲", 1).replaced(0, 1, "乙")
    said = report("x", small(",甲", Part("a01", "body 1", text)), "", "zh")
    (row,) = rows(said, "## 改动与补入")
    assert row.endswith(f"| {why('house-style', 'zh')} |")


@pytest.mark.parametrize(
    ("span", "place"), [(Span(0, 1), "1:1"), (Span(0, 2), "1:1–1:2"), (Span(1, 4), "1:2–2:1")]
)
def test_a_place_is_the_first_and_last_character(span: Span, place: str) -> None:
    """One of them if there is only one."""
    assert place_of(small("甲乙\n丙"), span) == place


def test_a_page_without_doubts_says_so() -> None:
    """In either language."""
    account = small("甲。", Part("a", "body 1", traced("甲。", 0)))
    assert "没有存疑之处。" in report("x", account, doubt_lists(account, (), "zh"), "zh")
    assert "Nothing doubtful." in report("x", account, doubt_lists(account, (), "en"), "en")


def test_doubts_stand_in_the_order_of_the_page_and_once() -> None:
    """With the place, the decision, how sure, and the words."""
    account = small("甲乙\n丙丁")
    doubts = (Doubt(3, "parted", 60, "丙丁"), Doubt(0, "headline", 70, "甲乙"))
    assert doubt_lists(account, doubts * 2, "zh").splitlines()[2:] == [
        "- [ ] 1:1 当作标题：新的一篇 (把握 70%)：甲乙",
        "- [ ] 2:1 此处起为另一篇，没有标题 (把握 60%)：丙丁",
    ]


# -------------------------------------------------------------------------- reasons


@pytest.mark.parametrize("code", REASONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_and_its_words_are_one(code: str, language: Language) -> None:
    """No two codes share words."""
    assert code_of(why(code, language)) == code


def test_words_of_an_editors_own_are_their_own_code() -> None:
    """And come out as they went in."""
    assert code_of("广告，不收") == "广告，不收" == why("广告，不收", "en")


@pytest.mark.parametrize("seed", SEEDS)
def test_every_code_an_import_uses_has_words(seed: str) -> None:
    """In both languages."""
    assert {one.why for one in taken(seed).left_out} <= set(REASONS)
    assert {d.code for d in taken(seed).doubts} <= set(DOUBTS)
    assert all(doubtful(d.code, "zh") != d.code for d in taken(seed).doubts)
