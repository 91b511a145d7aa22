"""From an edition to a site: hot areas, lists, order, and what an article goes by."""

from dataclasses import replace

import pytest

from compositor.digital.planning import Pictures, Told, plan_site, title_of
from compositor.digital.site import Site
from compositor.digitaledition import phrases
from compositor.edition import Planned, plan
from compositor.model.issue import Article
from compositor.photos.screen import Shot
from compositor.sources import FolderSources
from tests.digital.samples import hostile_sources
from tests.samples import ISSUE_FOLDER, ROOT, planned

SLACK = 0.04  # percent: a tenth of a millimetre
SHOTS = (Shot(240, 346, b"s"), Shot(1169, 1689, b"m"), Shot(2339, 3379, b"l"))


def site_of(made: Planned) -> Site:
    pictures = Pictures({page.number: SHOTS for page in made.edition.pages}, {})
    told = Told("2025年8月", lambda title: (title,))
    return plan_site(made.issue, made.layout, made.edition, pictures, told)


@pytest.mark.parametrize("name", ["2023-08", "2025-11"])
def test_a_hot_area_holds_all_that_is_drawn_of_its_article(name: str) -> None:
    """Every frame and picture, to a tenth of a millimetre; and no two areas overlap."""
    made = plan(FolderSources(ROOT), f"issues/{name}")
    for page, drawn in zip(site_of(made).pages, made.edition.pages, strict=True):
        areas = {area.article: area for area in page.areas}
        assert len(areas) == len(page.areas)
        things = [(frame.article, frame.rect) for frame in drawn.frames]
        things += [(picture.article, picture.rect) for picture in drawn.pictures]
        wide, high = drawn.size
        for name_, rect in things:
            if name_:
                area = areas[name_]
                assert area.left - SLACK <= 100 * rect.x / wide
                assert 100 * rect.right / wide <= area.left + area.width + SLACK
                assert area.top - SLACK <= 100 * rect.y / high
                assert 100 * rect.bottom / high <= area.top + area.height + SLACK


def test_an_article_that_goes_on_has_an_area_on_both_pages() -> None:
    """And both lists say where its other part is."""
    site = site_of(plan(hostile_sources(), ISSUE_FOLDER))
    first, second = site.pages
    assert [area.anchor for page in site.pages for area in page.areas].count("long") == 2
    (goes,) = [entry for entry in first.entries if entry.article == "long"]
    (comes,) = [entry for entry in second.entries if entry.article == "long"]
    assert (goes.goes_to, goes.comes_from) == (2, None)
    assert (comes.goes_to, comes.comes_from) == (None, 1)
    assert site.article("long").pages == (1, 2)


def test_two_modules_on_one_page_have_two_addresses() -> None:
    """And stand in its list once."""
    made = planned()
    plan_ = made.issue.pages[0]
    twice = replace(plan_, placements=(*plan_.placements, plan_.placements[0]))
    issue = replace(made.issue, pages=(twice, *made.issue.pages[1:]))
    page = site_of(replace(made, issue=issue)).pages[0]
    anchors = [area.anchor for area in page.areas]
    assert len(set(anchors)) == len(anchors) == len(page.entries) + 1
    assert anchors[-1] == f"{anchors[0]}.2"


def test_articles_stand_in_the_order_of_the_pages() -> None:
    """Each once; what stands on no page is not in the site."""
    made = planned()
    site = site_of(made)
    order = [p.article for page in made.issue.pages for p in page.placements]
    assert [article.name for article in site.articles] == order
    unused = replace(made.issue.articles[0], name="unused")
    more = replace(made.issue, articles=(*made.issue.articles, unused))
    assert len(site_of(replace(made, issue=more)).articles) == len(order)


def article(**fields: str) -> Article:
    return replace(planned().issue.articles[0], **{"headline": "", "label": "", **fields})  # type: ignore[arg-type]


def test_an_article_goes_by_its_headline_or_by_what_stands_for_one() -> None:
    assert title_of(article(headline="题目", label="栏目")) == "题目"
    assert title_of(article(label="栏目")) == "栏目"
    first = title_of(article())
    assert first.endswith("……") and article().body[0].text.startswith(first.removesuffix("……"))
    assert title_of(replace(article(), body=(), pictures=())) == "无题"


def test_a_title_is_cut_between_phrases_and_loses_nothing() -> None:
    """No cut inside a word or a number."""
    title = "省总工会召开十四届七次全委会议"
    assert "".join(phrases(title)) == title and len(phrases(title)) > 2
    assert "十四届七次全委会议" in phrases(title)
    assert phrases("夜空要黑 墨不能多")[0].endswith(" ") or len(phrases("夜空要黑 墨不能多")) > 2
    assert "".join(phrases("夜空要黑 墨不能多")) == "夜空要黑 墨不能多"
    assert phrases("") == ()
