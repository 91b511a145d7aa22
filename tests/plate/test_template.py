"""The template and the look: common to all layouts, with what one layout has of its own."""

import pytest

from compositor.diagnostics import Refused
from compositor.plate.draw import read_template
from compositor.sources import MemorySources
from tests.samples import sikai

COMMON = {
    "layouts/page.html.j2": "common",
    "layouts/page.css": ".page { color: black }\n",
}


def test_a_layout_without_files_of_its_own_takes_the_common_ones() -> None:
    """No layout needs a copy of the template to be drawn."""
    template = read_template(MemorySources({**COMMON}), sikai())
    assert (template.file, template.html) == ("layouts/page.html.j2", "common")
    assert template.css == COMMON["layouts/page.css"]


def test_what_a_layout_adds_to_the_look_comes_after_the_common_look() -> None:
    """So that its colours win."""
    own = {"layouts/sikai/page.css": ".nameplate { color: red }\n"}
    template = read_template(MemorySources({**COMMON, **own}), sikai())
    assert template.css == f"{COMMON['layouts/page.css']}{own['layouts/sikai/page.css']}"


def test_a_template_of_its_own_stands_for_the_common_one() -> None:
    """And its faults are told in its own file."""
    own = {"layouts/sikai/page.html.j2": "own"}
    template = read_template(MemorySources({**COMMON, **own}), sikai())
    assert (template.file, template.html) == ("layouts/sikai/page.html.j2", "own")


def test_a_project_without_a_template_is_told_so() -> None:
    """As a diagnostic, with the name of the file that is missing."""
    with pytest.raises(Refused) as refused:
        read_template(MemorySources({}), sikai())
    assert "layouts/page.css" in str(refused.value.diagnostics)
