"""Places for articles nobody has placed: what they leave free."""

from dataclasses import replace

import pytest

from compositor.diagnostics import Place
from compositor.importing.placing import Begun, place
from compositor.makeup.module import check_places
from compositor.manuscript.write import manifest_text
from compositor.model.draft import DraftArticle, ManifestDraft, PlacementDraft
from compositor.model.issue import PagePlan, Placement
from compositor.model.layout import NO_FURNITURE, Furniture, FurnitureText, Layout
from compositor.sources import MemorySources
from compositor.units import mm
from tests.samples import sikai

HERE = Place("m")


def layout(foot: int) -> Layout:
    """The 四开 layout with a date as end matter, so many lines deep; 0 for none."""
    text = FurnitureText("{date}", sikai().fpo, "left", 0, mm(365))
    return replace(sikai(), last=Furniture((text,), (), foot) if foot else NO_FURNITURE)


def placed(articles: int, foot: int) -> list[tuple[PlacementDraft, ...]]:
    """The modules of each page; nothing is known of the articles, so each is guessed 8 lines."""
    begun = Begun("issues/x", {}, lambda draft: manifest_text(draft, ""))
    draft = ManifestDraft((("name", "报"),), "", "2025-11", "sikai", ())
    names = [DraftArticle(f"a{n}", (), ()) for n in range(articles)]
    pages = place(MemorySources({}), begun, draft, layout(foot), names).pages
    return [page.placements for page in pages]


@pytest.mark.parametrize(("foot", "pages"), [(0, [8]), (4, [8]), (20, [7, 1])])
def test_the_last_module_stands_above_the_end_matter(foot: int, pages: list[int]) -> None:
    """Eight modules of 8 lines with a line between them reach from line 8 to 78."""
    assert [len(page) for page in placed(8, foot)] == pages


@pytest.mark.parametrize("foot", [0, 4, 20, 60])
@pytest.mark.parametrize("articles", [1, 8, 9, 18])
def test_no_module_is_placed_outside_the_free_lines(articles: int, foot: int) -> None:
    """On whichever page the end matter comes to stand."""
    found = placed(articles, foot)
    for number, modules in enumerate(found, start=1):
        placements = (Placement(m.article, m.at, m.rank, None, False, False, HERE) for m in modules)
        plan = PagePlan(number, "", tuple(placements), HERE)
        assert not check_places(plan, layout(foot), is_last=number == len(found))
