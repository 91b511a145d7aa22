"""A look to be linted: the project's own, with CSS or a template a test writes."""

from dataclasses import replace

from compositor.diagnostics import Diagnostic
from compositor.model.ink import Ink
from compositor.model.press import CONDITIONS, DEFAULT_PRESS, ConditionName, Press
from compositor.plate.template_lint import check_look
from compositor.sources import MemorySources
from tests.samples import ROOT, sikai

RED = Ink("red", (0, 95, 90, 10))
OWN_CSS, COMMON_HTML = "layouts/sikai/page.css", "layouts/page.html.j2"
SHIPPED = {name: (ROOT / name).read_text() for name in ("layouts/page.css", COMMON_HTML)}


def press_of(name: ConditionName) -> Press:
    """What an issue of that press condition is printed by."""
    condition = CONDITIONS[name]
    return replace(DEFAULT_PRESS, condition=condition, bleed=condition.bleed, ink=condition.ink)


def looked_at(
    css: str = "", html: str | None = None, press: Press = DEFAULT_PRESS
) -> tuple[Diagnostic, ...]:
    """What is found in the project's look with a layout's own CSS, or with another template."""
    files = {**SHIPPED, OWN_CSS: css}
    if html is not None:
        files[COMMON_HTML] = html
    return check_look(MemorySources(files), replace(sikai(), inks=(RED,)), press)


def told(found: tuple[Diagnostic, ...]) -> list[tuple[str, int, int]]:
    """Code, line and column of each, in the order of their places."""
    places = [(d.code, d.place) for d in found]
    return sorted(
        ((code, place.line, place.column) for code, place in places if place),
        key=lambda one: one[1:],
    )
