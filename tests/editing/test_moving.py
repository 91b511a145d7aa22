"""A module moved on the grid: it alone, and the manifest otherwise as its editor wrote it."""

from dataclasses import replace

import pytest

from compositor.diagnostics import Refused
from compositor.editing import Conflict, Saved, move_module
from compositor.edition import plan
from compositor.keepplan import manifest_of
from compositor.manuscript.issue import read_issue
from compositor.model.issue import At, Issue
from compositor.sources import FileInstead, MemorySources, Sources
from tests.editing.desk import codes, project, saved
from tests.makeup.test_bad_plans import ARTICLES
from tests.samples import ISSUE_FOLDER, issue_sources

BY_HAND = "issues/2025-11"
WUXI = At(5, 56, 2, 31)
HEAD = "publication: {name: 滨江工人}\ndate: 2025-11\nlayout: sikai\n"
MANIFEST = f"""{HEAD}# 一版由电脑排
pages:
  - page: 1  # 要闻
    make_up: auto
    articles:
      - a  # 头条
      - article: b
        weight: 2
  - page: 2
    articles:
      - article: c
        rank: lead
        at:  # 位置
          column: 1   # 起始栏
          line: 2
          lines: 40  # 深
          columns: 6
"""
POOL = f"{HEAD}make_up: auto\n# 待排\narticles: [a, b, c]\npages: [{{page: 1}}, {{page: 2}}]\n"


def sources_of(manifest: str) -> MemorySources:
    return issue_sources(manifest, {name: ARTICLES[name] for name in ("a", "b", "c")})


def places(issue: Issue) -> dict[tuple[int, str], At]:
    return {(page.number, p.article): p.at for page in issue.pages for p in page.placements}


def places_in(
    sources: Sources, folder: str, done: Saved | None = None
) -> dict[tuple[int, str], At]:
    there = FileInstead(sources, done.path, done.after) if done else sources
    return places(plan(there, folder).issue)


def test_only_the_numbers_change() -> None:
    done = saved(move_module(project(), BY_HAND, 2, "wuxi", replace(WUXI, lines=29), WUXI))
    written = b"at: {column: 5, line: 56, columns: 2, lines: 31}"
    assert done.before.count(written) == 1
    assert done.after == done.before.replace(written, written.replace(b"31", b"29"))
    assert (done.path, done.what) == (f"{BY_HAND}/issue.yaml", ("move", "2", "wuxi"))


def test_numbers_on_lines_of_their_own_keep_their_comments() -> None:
    done = saved(
        move_module(sources_of(MANIFEST), ISSUE_FOLDER, 2, "c", At(1, 3, 6, 41), At(1, 2, 6, 40))
    )
    changed = MANIFEST.replace("line: 2\n", "line: 3\n").replace("lines: 40 ", "lines: 41 ")
    assert done.after.decode() == changed


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_and_the_mark_stay(end: str) -> None:
    text = "\ufeff" + MANIFEST.replace("\n", end)
    done = saved(
        move_module(sources_of(text), ISSUE_FOLDER, 2, "c", At(1, 2, 6, 41), At(1, 2, 6, 40))
    )
    assert done.after.decode() == text.replace("lines: 40 ", "lines: 41 ")


def test_where_the_solver_made_the_page_it_is_written_down_first() -> None:
    """So that nothing else moves; the other pages, and every comment, stay."""
    sources = sources_of(MANIFEST)
    before = places_in(sources, ISSUE_FOLDER)
    at = before[1, "b"]
    done = saved(move_module(sources, ISSUE_FOLDER, 1, "b", replace(at, lines=at.lines - 1), at))
    after = places_in(sources, ISSUE_FOLDER, done)
    assert after == {**before, (1, "b"): replace(at, lines=at.lines - 1)}
    text = done.after.decode()
    head, tail = MANIFEST.split("  - page: 1")[0], MANIFEST[MANIFEST.index("  - page: 2") :]
    assert text.startswith(head) and text.endswith(tail)
    assert "# 头条" in text and "weight: 2" in text and "make_up: hand" in text


def test_articles_of_any_page_are_written_down_with_it() -> None:
    sources = sources_of(POOL)
    before = places_in(sources, ISSUE_FOLDER)
    (page, name), at = next(iter(before.items()))
    done = saved(
        move_module(sources, ISSUE_FOLDER, page, name, replace(at, lines=at.lines - 1), at)
    )
    assert places_in(sources, ISSUE_FOLDER, done) == {
        **before,
        (page, name): replace(at, lines=at.lines - 1),
    }
    assert "# 待排" in done.after.decode()


def test_other_pages_are_left_to_the_solver() -> None:
    text = f"{HEAD}make_up: auto\npages:\n  - {{page: 1, articles: [a]}}\n  - {{page: 2, articles: [b]}}\n"
    sources = sources_of(text)
    before = places_in(sources, ISSUE_FOLDER)
    at = before[2, "b"]
    done = saved(move_module(sources, ISSUE_FOLDER, 2, "b", replace(at, lines=at.lines - 1), at))
    assert done.after.decode().startswith(text[: text.index("  - {page: 2")])
    there = FileInstead(sources, done.path, done.after)
    asked = read_issue(there, ISSUE_FOLDER).issue
    assert asked and asked.pages[0].open and not asked.pages[1].open


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (At(5, 56, 3, 31), "outside-grid"),
        (At(5, 56, 2, 32), "outside-grid"),
        (At(0, 56, 2, 31), "outside-grid"),
        (At(5, 1, 2, 31), "outside-grid"),
        (At(4, 56, 2, 31), "modules-overlap"),
        (At(5, 53, 2, 31), "modules-overlap"),
        (At(5, 56, 2, 3), "module-too-small"),
        (At(5, 56, 0, 31), "bad-value"),
        (At(5, 60, 2, -2), "bad-value"),
        (At(10**9, 56, 2, 31), "outside-grid"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(at: At, code: str) -> None:
    with pytest.raises(Refused) as refused:
        move_module(project(), BY_HAND, 2, "wuxi", at, WUXI)
    assert codes(refused.value)[0] == code


@pytest.mark.parametrize(
    ("page", "article", "code"),
    [(9, "wuxi", "no-such-page"), (1, "wuxi", "not-on-page"), (2, "../wuxi", "not-on-page")],
)
def test_what_is_not_there_does_not_move(page: int, article: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        move_module(project(), BY_HAND, page, article, WUXI, WUXI)
    assert codes(refused.value) == [code]


def test_a_manifest_with_errors_is_left_alone() -> None:
    with pytest.raises(Refused) as refused:
        move_module(sources_of("pages: ["), ISSUE_FOLDER, 1, "a", WUXI, WUXI)
    assert "yaml-syntax" in codes(refused.value)
    with pytest.raises(Refused) as refused:
        move_module(MemorySources({}), ISSUE_FOLDER, 1, "a", WUXI, WUXI)
    assert codes(refused.value)[0] == "no-file"


def test_what_was_changed_meanwhile_is_merged_or_a_conflict() -> None:
    """Number by number: another moved it down while she made it narrower."""
    base = replace(WUXI, line=55)
    done = saved(move_module(project(), BY_HAND, 2, "wuxi", replace(base, lines=30), base))
    assert done.is_merged
    assert places_in(project(), BY_HAND, done)[2, "wuxi"] == replace(WUXI, lines=30)
    made = move_module(project(), BY_HAND, 2, "wuxi", replace(base, line=57), base)
    theirs = "{column: 5, line: 56, columns: 2, lines: 31}"
    assert made == Conflict(theirs, theirs.replace("56", "57"))


def test_a_module_that_lies_over_another_already_may_move_away_bit_by_bit() -> None:
    sources = project()
    text = sources.read(manifest_of(BY_HAND)).decode()
    there = FileInstead(
        sources,
        manifest_of(BY_HAND),
        text.replace("{column: 5, line: 56", "{column: 5, line: 50").encode(),
    )
    at = replace(WUXI, line=50)
    assert saved(move_module(there, BY_HAND, 2, "wuxi", replace(at, line=52), at)).is_change
    with pytest.raises(Refused) as refused:
        move_module(there, BY_HAND, 2, "wuxi", replace(at, line=52, column=4), at)
    assert codes(refused.value) == ["modules-overlap"]
