"""Each check of a property can fail: a rule is switched off, and the check must see it.

The text is set soundly first, so that what is seen afterwards comes from the rule alone.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product

import pytest

from compositor.model.galley import Line
from compositor.model.issue import Span
from compositor.setting import glyphs, justify, kinsoku, paragraph, prepare
from compositor.setting.atoms import Shaped
from compositor.setting.glue import NO_GLUE
from compositor.setting.kinsoku import Kinsoku
from compositor.setting.linebreak import Breaks
from compositor.setting.paragraph import Job, set_block
from compositor.setting.prepare import Prepared
from tests.setting import checks
from tests.setting.samples import BODY, EM, composer, faces, forget, in_role, set_line, set_text
from tests.setting.test_properties import not_flush
from tests.setting.test_shape import MARKS

TEXT = (
    "“十四五”以来，全市工会新建职工之家１２８０个——其中省级90个，建成率达96.5％！"
    "（数据截至2025年8月）职工说：“好！真好！”……他们还走进《工人日报》编辑部，"
    "学习“安康杯”竞赛、“五小”活动的做法；“职工大讲堂”“夜校”“微课堂”同时开讲。"
)
MEASURES = [half / 2 for half in range(16, 48)]

Lines = Sequence[Line]


def settings() -> list[Lines]:
    """The text over many measures, in full-width style, where most can go wrong."""
    return [set_text(TEXT, zi, BODY, "quanjiao") for zi in MEASURES]


def forbidden() -> list[str]:
    return [why for lines in settings() for why in checks.forbidden_breaks(lines)]


def loose() -> list[str]:
    return [text for lines in settings() for text in not_flush(lines)]


def close() -> list[str]:
    return [text for lines in settings() for text in checks.too_close(lines)]


def wide() -> list[str]:
    return [text for lines in settings() for text in checks.too_wide(lines, faces())]


def untrimmed() -> list[str]:
    return [text for lines in settings() for text in checks.untrimmed(lines)]


def uneven() -> list[str]:
    return [text for lines in settings() for text in checks.uneven(lines)]


def backwards() -> list[str]:
    return [text for lines in settings() for text in checks.backwards(lines)]


def lost() -> list[Lines]:
    return [lines for lines in settings() if checks.drawn_text(lines) != TEXT]


def touching() -> list[str]:
    pairs = product(MARKS, MARKS)
    lines = [set_line(f"国{a}{b}国", in_role("fang"), "banjiao") for a, b in pairs]
    return [pair for line in lines for pair in checks.inks_touch(line, faces())]


def change(monkeypatch: pytest.MonkeyPatch, to: Callable[[Prepared], Prepared]) -> None:
    """Change every paragraph that was prepared for breaking."""
    monkeypatch.setattr(paragraph, "prepare", lambda *arguments: to(prepare.prepare(*arguments)))


@pytest.fixture(autouse=True)
def _fresh_rules() -> Iterator[None]:
    """What was worked out by the rules as they are is forgotten before one changes, and after."""
    forget()
    yield
    forget()


@pytest.mark.parametrize(
    "check", [forbidden, loose, close, wide, untrimmed, uneven, backwards, lost, touching]
)
def test_with_all_rules_on_nothing_is_found(check: object) -> None:
    assert callable(check)
    assert check() == []


def test_without_the_kinsoku_table_lines_start_and_end_with_forbidden_marks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(kinsoku.LEVELS, "gb", Kinsoku(frozenset(), frozenset()))
    found = forbidden()
    assert [why for why in found if why.endswith("starts a line")]
    assert [why for why in found if why.endswith("ends a line")]


def test_without_inseparables_numbers_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinsoku, "INSEPARABLE", frozenset())
    assert [why for why in forbidden() if why.endswith("is cut")]


def test_without_their_pairing_ellipses_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinsoku, "_in_pairs", lambda text: ())
    assert checks.forbidden_breaks(set_text("国国国国国……国国", 6)) == ["…… is cut"]


def test_without_the_half_width_line_end_lines_are_not_flush(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """GB/T 15834 5.1.10: the width says flush, the glyphs do not."""
    monkeypatch.setattr(prepare, "_foot_cuts", lambda *_: {})
    assert [text for text in loose() if text.rstrip()[-1] in checks.HALF_AT_END]


def test_without_trimmed_line_starts_opening_marks_keep_their_blank(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    change(monkeypatch, lambda p: replace(p, head_cut=(0,) * len(p.atoms)))
    assert untrimmed()


def test_without_justification_lines_are_not_flush(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(justify, "_share", lambda p, start, end, slack: [0] * (end - start - 1))
    assert loose()


def test_slack_given_to_one_gap_alone_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        justify, "_proportional", lambda weights, total: [total, *[0] * (len(weights) - 1)]
    )
    assert uneven()


def test_gaps_that_give_more_than_a_hair_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "HAIR_WIDTH", 40)
    assert close()


def test_a_breaker_that_takes_too_much_overflows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines two 字 longer than their measure; what cannot shrink stands out."""

    def greedy(prepared: Prepared, measures: Sequence[int], indent: int) -> Breaks:
        ends, start = [], 0
        while start < len(prepared.atoms):
            start = min(len(prepared.atoms), start + 2 + measures[0] // EM)
            ends.append(start)
        return tuple(ends)

    job = Job(BODY, EM, 8 * EM)
    lines = set_block(composer(breaker=greedy), [Span("国" * 40)], job).lines
    assert checks.too_wide(lines, faces())


def test_a_lost_character_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:

    def losing(shaped: Shaped, measure: int, indent: int) -> Shaped:
        return shaped._replace(atoms=shaped.atoms[:4] + shaped.atoms[5:])

    monkeypatch.setattr("compositor.setting.paragraph.split_wide", losing)
    assert lost()


def test_without_clearance_inks_touch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks squeezed by half an em whatever bearing the face gives them: Fang's 《 has less."""
    monkeypatch.setattr(glyphs, "INK_CLEARANCE", -500)
    assert touching()


def test_glyphs_that_overlap_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were an opening mark squeezed by more than an em, it would stand left of what precedes it."""
    change(monkeypatch, lambda p: replace(p, cut_lead=tuple(4 * cut for cut in p.cut_lead)))
    assert backwards()


def test_the_check_of_hanzi_and_western_type_sees_a_missing_gap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = set_line("国A国").width
    monkeypatch.setattr("compositor.setting.prepare.glue_between", lambda *arguments: NO_GLUE)
    assert set_line("国A国").width == before - 2 * EM // 8
