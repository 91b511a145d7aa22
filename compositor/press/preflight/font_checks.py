"""Checks of fonts: P02 and P03. All fonts that show anything, be it invisible or off the page."""

from collections.abc import Iterator

from compositor.press.preflight.findings import Hit, hit
from compositor.press.preflight.fonts import Font
from compositor.press.preflight.look import Look

SUBSTITUTE = "courier"  # what programs set instead of a font they have not
OPENTYPE = "OpenType"
SINCE_OPENTYPE = 1.6  # ISO 32000-1, table 126


def check_fonts(look: Look) -> Iterator[Hit]:
    """P02: embedded, ours where that is asked, in part, and without signs that are not there."""
    for font, use in look.canvas.fonts.items():
        if code := _fault(font, look.wanted.fonts):
            yield hit(code, look.page, use.box, font.base_name, font=font.base_name or "?")
        if use.notdef is not None:
            yield hit("glyph-missing", look.page, use.notdef, font.name, font=font.base_name)


def _fault(font: Font, ours: frozenset[str] | None) -> str:
    if not font.is_embedded:
        return "font-not-embedded"
    if ours is not None and font.name not in ours:
        return "foreign-font"
    if SUBSTITUTE in font.name.lower():
        return "font-substituted"
    return "" if font.is_subset or font.kind == "Type3" else "font-not-subset"


def check_programs(look: Look, version: float) -> Iterator[Hit]:
    """P03: no OpenType program in a file before PDF 1.6, or of a standard before it."""
    if min(version, look.rules.version) >= SINCE_OPENTYPE:
        return
    for font, use in look.canvas.fonts.items():
        if font.program == OPENTYPE:
            yield hit("font-opentype", look.page, use.box, font.base_name, font=font.base_name)
