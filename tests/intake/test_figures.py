"""How well an import does alone: the figures it must reach, and that each step earns them."""

from functools import cache
from statistics import mean

import pytest

from bench import ROOT
from bench.intake import ISSUES, Figures, compare, measure, measure_damaged, total
from compositor.importing.again import trace_issue
from compositor.intake.headings import Told
from compositor.intake.restore import STEPS
from compositor.intake.restore.flow import join_lines
from compositor.sources import FolderSources, MemorySources

DAMAGED = tuple(range(12))
LEAST = {
    "precision": 0.9,
    "recall": 0.9,
    "headline": 0.9,
    "byline": 0.9,
    "label": 0.9,
    "placed": 0.97,
}
LEAST_DAMAGED = {
    "precision": 0.8,
    "recall": 0.85,
    "headline": 0.75,
    "byline": 0.75,
    "label": 0.85,
    "placed": 0.93,
}


@cache
def seeds() -> Figures:
    """All five pages together."""
    return total([measure(issue) for issue in ISSUES])


@cache
def damaged() -> Figures:
    """Twelve pages nobody has seen."""
    return total([measure_damaged(number) for number in DAMAGED])


def share(figures: Figures, name: str) -> float:
    value: float = getattr(figures, name).value
    return value


# ------------------------------------------------------------------- what is reached


@pytest.mark.parametrize(("name", "least"), LEAST.items())
def test_the_seeds_reach_their_figures(name: str, least: float) -> None:
    """Boundaries of articles, heading fields, characters in the right article."""
    assert share(seeds(), name) >= least


def test_the_text_of_the_seeds_is_in_order() -> None:
    """Kendall's tau."""
    assert seeds().order >= 0.95


@pytest.mark.parametrize(("name", "least"), LEAST_DAMAGED.items())
def test_damaged_pages_reach_lower_figures(name: str, least: float) -> None:
    """The rules were made with the seeds at hand, not with these."""
    assert share(damaged(), name) >= least


def test_the_text_of_damaged_pages_is_in_order() -> None:
    """Nearly all of it."""
    assert damaged().order >= 0.95


def test_nothing_is_ever_lost() -> None:
    """Not a character of any page."""
    assert seeds().lost == damaged().lost == 0


def test_an_editor_has_few_places_to_look_at() -> None:
    """Ten a page at most, where ten thousand characters are."""
    assert mean(measure(issue).to_check for issue in ISSUES) <= 5
    assert seeds().to_check <= 10


# ---------------------------------------------- negative controls: a step is switched off


def test_without_links_the_columns_are_not_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """宜兴 falls apart, and the reports of seed 001 lose their order."""
    monkeypatch.setattr("compositor.intake.joins.LEAST", 99.0)
    assert measure("2024-11").placed.value < 0.95
    assert measure("2024-04").order < 0.95


def test_without_telling_headings_articles_fall_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every crosshead begins one."""
    monkeypatch.setattr("compositor.intake.take_in.tell_headings", lambda b, _: Told(tuple(b), ()))
    found = measure("2025-11")
    assert found.precision.value < 0.7 and found.headline.value < 0.7


def test_without_joining_lines_seed_003_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its lines are lines of type; here those of its first article, which is whole with the step."""
    gold = trace_issue(FolderSources(ROOT), "issues/2025-08")
    parts = [part for part in gold.parts if part.article == "binhai"]
    whole = gold.documents[0].text
    page = MemorySources({"page.txt": whole[: whole.index("【主席之声】")]})
    assert compare(page, ["page.txt"], parts, set()).precision.value == 1
    steps = tuple(step for step in STEPS if step is not join_lines)
    monkeypatch.setattr("compositor.intake.restore.STEPS", steps)
    assert compare(page, ["page.txt"], parts, set()).precision.value < 0.7


def test_without_undoubling_headlines_are_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """实施实施““五力五力”” is no headline."""
    monkeypatch.setattr("compositor.intake.restore.STEPS", STEPS[1:])
    assert measure("2025-08").headline.value < 0.9


def test_without_unstacking_a_label_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """【 工 会 博 览 】 of seed 003."""
    steps = (STEPS[0], *STEPS[2:])
    monkeypatch.setattr("compositor.intake.restore.STEPS", steps)
    assert measure("2025-08").label.value < 0.9


def test_without_names_bylines_are_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A post and a name are taken for a headline."""
    monkeypatch.setattr("compositor.intake.kinds.is_byline", lambda _: False)
    found = measure("2025-11")
    assert found.byline.value < 0.5


def test_a_figure_falls_if_text_goes_to_the_wrong_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """The measure sees it: nothing is ever attached, so that 江阴 has only its first half."""
    monkeypatch.setattr("compositor.intake.casting.SAME", 2.0)
    assert measure("2023-08").placed.value < 0.97


def test_the_measure_counts_what_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that drops pieces without a record."""
    steps = (*STEPS, lambda worked: worked.then(worked.pieces[:-1]))
    monkeypatch.setattr("compositor.intake.restore.STEPS", steps)
    assert measure("2025-11").lost > 100
