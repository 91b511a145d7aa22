"""What is told of pages made up by the solver where the manuscript does not allow a good one."""

from functools import cache

import pytest

from compositor.diagnostics import Diagnostic, ExitCode, Refused, Severity
from compositor.edition import Options, Planned, plan, refuse
from compositor.pressfile import make_press_files
from tests.samples import ISSUE_FOLDER, issue_sources

HEAD = "publication: {name: 滨江工人}\ndate: 2025-11\nlayout: sikai\nmake_up: auto\n"
SENTENCE = (
    "县总工会在开发区启动“查身边隐患”百日行动，组织职工查找岗位隐患，整改之后由企业给予奖励。"
)
PIN = "{{article: {name}, rank: third, at: {{column: {at[0]}, line: {at[1]}, columns: {at[2]}, lines: {at[3]}}}}}"


def article(headline: str, paragraphs: int, more: str = "") -> str:
    body = "\n\n".join([SENTENCE * 3] * paragraphs)
    return f"---\nheadline: {headline}\n{more}---\n\n{body}\n"


ARTICLES = {
    "a": article("隐患查在班前", 8),
    "b": article("责任落到岗位", 6),
    "c": article("百日行动启动", 4),
    "long": article("一篇很长的稿件", 160),
    "wide": article("图片太宽", 6, "photos: [{file: photos/x.jpg, columns: 9}]\n"),
}


@cache
def planned(manifest: str) -> Planned:
    names = [name for name in ARTICLES if name in manifest]
    sources = issue_sources(HEAD + manifest, {name: ARTICLES[name] for name in names})
    return plan(sources, ISSUE_FOLDER)


def told(manifest: str, code: str) -> list[tuple[Diagnostic, dict[str, str]]]:
    found = planned(manifest).diagnostics
    return [(d, dict(d.values)) for d in found if d.code == code]


def pin(name: str, *at: int) -> str:
    return PIN.format(name=name, at=at)


def test_too_little_text_leaves_a_short_page_and_says_how_short() -> None:
    ((problem, values),) = told("articles: [c]\n", "page-short")
    assert problem.severity is Severity.WARNING and problem.place
    page = planned("articles: [c]\n").edition.pages[0]
    assert page.fills and values["columns"] == "6"
    assert int(values["empty"]) == 6 * int(values["lines"]) > 100


def test_an_article_longer_than_a_page_is_told_with_both_figures() -> None:
    """The page is made of the others."""
    manifest = "pages: [{page: 1, articles: [long, a, b, c]}]\n"
    ((problem, values),) = told(manifest, "longer-than-page")
    assert problem.place and problem.place.quote.startswith("pages")
    assert int(values["lines"]) > int(values["capacity"]) > 400
    assert {fill.article for fill in planned(manifest).edition.fills} == {"a", "b", "c"}
    assert planned(manifest).edition.left == ("long",)
    with pytest.raises(Refused) as refused:
        refuse(planned(manifest).diagnostics, Options())
    assert refused.value.exit_code is ExitCode.OVERSET
    refuse(planned(manifest).diagnostics, Options(allow_overset=True))


def test_a_photo_wider_than_the_page_is_told_where_it_is_written() -> None:
    manifest = "articles: [wide, b, c]\n"
    ((problem, values),) = told(manifest, "picture-columns")
    assert (values["columns"], values["has"]) == ("9", "6")
    assert problem.place and problem.place.file.endswith("wide.md")
    assert planned(manifest).edition.fills


@pytest.mark.parametrize(
    ("entries", "code", "left"),
    [
        ([pin("a", 5, 40, 3, 30), "b", "c"], "outside-grid", {"b", "c"}),
        ([pin("a", 1, 8, 6, 40), pin("b", 1, 47, 3, 30), "c"], "modules-overlap", {"a", "c"}),
    ],
)
def test_places_that_cannot_be_are_told_and_the_rest_is_made_up(
    entries: list[str], code: str, left: set[str]
) -> None:
    manifest = f"pages: [{{page: 1, articles: [{', '.join(entries)}]}}]\n"
    ((problem, _),) = told(manifest, code)
    assert problem.is_error and problem.place
    assert {fill.article for fill in planned(manifest).edition.fills} == left
    assert not told(manifest, "no-room")


def test_a_name_in_the_pool_and_on_a_page_is_told() -> None:
    manifest = HEAD + "articles: [a, b]\npages: [{page: 1, articles: [a]}]\n"
    with pytest.raises(Refused) as refused:
        plan(issue_sources(manifest, {n: ARTICLES[n] for n in "ab"}), ISSUE_FOLDER)
    assert [d.code for d in refused.value.diagnostics] == ["article-twice"]


# -------------------------------------------------------------------------------- for the press


def test_press_refuses_a_short_page() -> None:
    sources = issue_sources(HEAD + "articles: [c]\n", {"c": ARTICLES["c"]})
    with pytest.raises(Refused) as refused:
        make_press_files(sources, ISSUE_FOLDER)
    assert refused.value.exit_code is ExitCode.GATE
    (problem,) = [d for d in refused.value.diagnostics if d.is_error]
    values = dict(problem.values)
    assert (problem.code, values["page"]) == ("page-not-ready", "1")
    assert "page-short" in values["faults"]


def test_a_hard_rule_broken_is_told_with_its_articles_and_refused() -> None:
    """The lead below another article (R08), by hand."""
    manifest = (
        HEAD.replace("auto", "hand")
        + f"pages:\n  - page: 2\n    articles:\n      - {pin('c', 1, 2, 6, 30)}\n"
        + f"      - {pin('b', 1, 34, 6, 30).replace('third', 'lead')}\n"
    )
    sources = issue_sources(manifest, {n: ARTICLES[n] for n in "bc"})
    found = [d for d in plan(sources, ISSUE_FOLDER).diagnostics if d.code == "rule-broken"]
    assert "R08" in {dict(d.values)["rule"] for d in found}
    assert all(d.severity is Severity.WARNING and d.place for d in found)
    with pytest.raises(Refused) as refused:
        make_press_files(sources, ISSUE_FOLDER)
    assert refused.value.exit_code is ExitCode.GATE
    assert "R08 (`b`" in str([d.values for d in refused.value.diagnostics])
