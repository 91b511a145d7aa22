"""A page made anew round what is pinned: that page alone, and it reads back as it was made."""

import pytest

from compositor.diagnostics import Refused
from compositor.editing import Saved, remake_page
from compositor.edition import Planned, plan
from compositor.sources import FileInstead, MemorySources
from tests.editing.desk import codes, project
from tests.editing.test_moving import BY_HAND, HEAD, MANIFEST, POOL, places, places_in, sources_of
from tests.makeup.test_bad_plans import ARTICLES, article
from tests.samples import ISSUE_FOLDER, issue_sources


def after(sources: MemorySources, done: Saved) -> Planned:
    return plan(FileInstead(sources, done.path, done.after), ISSUE_FOLDER)


def test_what_is_pinned_stays_and_the_rest_is_placed() -> None:
    before = places_in(project(), BY_HAND)
    done = remake_page(project(), BY_HAND, 2, {"wuxi"})
    made = plan(FileInstead(project(), done.path, done.after), BY_HAND)
    now = places(made.issue)
    assert done.what == ("remake", "2") and done.is_change
    assert now.keys() == before.keys()
    assert now != before
    assert {key: at for key, at in now.items() if key[0] == 1 or key[1] == "wuxi"} == {
        key: at for key, at in before.items() if key[0] == 1 or key[1] == "wuxi"
    }
    kept = [line for line in done.before.splitlines() if b"at:" not in line]
    assert [line for line in done.after.splitlines() if b"at:" not in line] == kept
    assert not [d.code for d in made.diagnostics if d.is_error]


def test_making_it_again_changes_nothing() -> None:
    done = remake_page(project(), BY_HAND, 2, set())
    there = FileInstead(project(), done.path, done.after)
    assert not remake_page(there, BY_HAND, 2, set()).is_change


def test_what_the_editor_said_of_an_article_is_kept() -> None:
    text = f"""{HEAD}pages:
  - page: 1
    articles:
      - {{article: a, rank: second, weight: 9, box: true, at: {{column: 1, line: 8, columns: 6, lines: 30}}}}
      # 第二条
      - article: b
        rank: third  # 小些
        at: {{column: 1, line: 40, columns: 3, lines: 20}}  # 手工
"""
    sources = sources_of(text)
    done = remake_page(sources, ISSUE_FOLDER, 1, set())
    placed = {p.article: p for p in after(sources, done).issue.pages[0].placements}
    assert (placed["a"].rank, placed["a"].weight, placed["a"].box) == ("second", 9, True)
    assert placed["b"].rank == "third"
    written = done.after.decode()
    assert "# 第二条" in written and "# 小些" in written and "}  # 手工" in written


def test_columns_that_do_not_go_elsewhere_are_left_to_the_solver() -> None:
    """An article in six columns of its own beside a pin that leaves it room for two."""
    text = f"""{HEAD}pages:
  - page: 2
    articles:
      - {{article: c, rank: lead, at: {{column: 1, line: 2, columns: 4, lines: 85}}}}
      - {{article: a, rank: third, text_columns: 6, column_rules: true, at: {{column: 1, line: 10, columns: 6, lines: 30}}}}
"""
    sources = issue_sources(text, {"a": article("隐患查在班前", 12), "c": ARTICLES["c"]})
    done = remake_page(sources, ISSUE_FOLDER, 2, {"c"})
    at = places_in(sources, ISSUE_FOLDER, done)[2, "a"]
    assert (at.column, at.columns) == (5, 2)
    text = text.replace("text_columns: 6, ", "")
    assert text[: text.rindex("at:")] in done.after.decode()


@pytest.mark.parametrize("manifest", [MANIFEST, POOL], ids=["open page", "pool"])
def test_a_page_of_the_solvers_is_written_down(manifest: str) -> None:
    """Of the other pages nothing moves."""
    sources = sources_of(manifest)
    before = plan(sources, ISSUE_FOLDER)
    done = remake_page(sources, ISSUE_FOLDER, 1, set())
    now = after(sources, done)
    assert now.edition.pages[1:] == before.edition.pages[1:]
    assert {p.article for p in now.issue.pages[0].placements} == {
        p.article for p in before.issue.pages[0].placements
    }
    assert all(line in done.after.decode() for line in ("# 一版", "# 头条") if line in manifest)


def test_where_not_all_is_placed_nothing_is_written() -> None:
    texts = {**ARTICLES, "long": article("很长", 400)}
    text = f"""{HEAD}pages:
  - page: 1
    articles:
      - {{article: a, rank: lead, at: {{column: 1, line: 8, columns: 6, lines: 60}}}}
      - {{article: long, rank: third, at: {{column: 1, line: 70, columns: 6, lines: 10}}}}
"""
    sources = issue_sources(text, {name: texts[name] for name in ("a", "long")})
    with pytest.raises(Refused) as refused:
        remake_page(sources, ISSUE_FOLDER, 1, {"a"})
    assert codes(refused.value) == ["not-remade"]


def test_modules_of_an_article_that_jumps_stay() -> None:
    texts = {"a": article("长稿", 60), "b": ARTICLES["b"]}
    text = f"""{HEAD}pages:
  - page: 1
    articles:
      - {{article: a, rank: lead, jump_to: 2, at: {{column: 1, line: 8, columns: 6, lines: 20}}}}
  - page: 2
    articles:
      - {{article: a, rank: third, jump_from: 1, at: {{column: 1, line: 2, columns: 6, lines: 60}}}}
      - {{article: b, rank: third, at: {{column: 1, line: 63, columns: 2, lines: 10}}}}
"""
    sources = issue_sources(text, texts)
    before = places_in(sources, ISSUE_FOLDER)
    with pytest.raises(Refused) as refused:
        remake_page(sources, ISSUE_FOLDER, 1, set())
    assert codes(refused.value) == ["nothing-to-remake"]
    done = remake_page(sources, ISSUE_FOLDER, 2, set())
    now = places_in(sources, ISSUE_FOLDER, done)
    assert now[2, "b"] != before[2, "b"]
    assert now[1, "a"] == before[1, "a"] and now[2, "a"] == before[2, "a"]


@pytest.mark.parametrize(
    ("page", "pinned", "code"),
    [
        (9, set(), "no-such-page"),
        (2, {"jiangdu"}, "not-on-page"),
        (2, {"../x"}, "not-on-page"),
        (2, {"wuxi", "wenzhou", "yangjian"}, "nothing-to-remake"),
    ],
)
def test_what_cannot_be_is_refused(page: int, pinned: set[str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        remake_page(project(), BY_HAND, page, pinned)
    assert codes(refused.value) == [code]
