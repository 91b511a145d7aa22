"""Checks of pictures and of how streams are packed: P09 and P18."""

from collections.abc import Iterator

from compositor.press.boxes import Box
from compositor.press.preflight.findings import Hit, hit
from compositor.press.preflight.look import Look
from compositor.press.preflight.objects import get, names
from compositor.press.preflight.painted import Picture

SMALL = 16  # pixels; a picture no larger either way is an ornament or a colour (GWG 2015)
DEEP = 8  # bits a channel that every press takes
FORBIDDEN = frozenset({"LZWDecode", "LZW"})  # ISO 15930-4, 6.12; -7, 6.13
RISKY = frozenset({"JPXDecode", "JBIG2Decode"})


def check_resolution(look: Look) -> Iterator[Hit]:
    """P09: pixels enough to the inch, the fewer of both ways; line art needs more."""
    limits = look.wanted.condition.resolution
    pictures = [one for one in look.printed if isinstance(one, Picture)]
    for one in sorted(pictures, key=lambda picture: min(picture.ppi)):
        if min(one.pixels) <= SMALL:
            continue
        is_line = one.bits == 1
        error = limits.line_error if is_line else limits.error
        warn = limits.line_warn if is_line else limits.warn
        ppi = min(one.ppi)
        if round(ppi) < warn:
            code = "resolution-low" if round(ppi) < error else "resolution-modest"
            yield hit(code, look.page, one.box, ppi=round(ppi), limit=warn)


def check_packing(look: Look) -> Iterator[Hit]:
    """P18: nothing packed in a way the standard forbids or old equipment cannot unpack."""
    for found, box in _filters(look):
        if found in FORBIDDEN:
            yield hit("filter-forbidden", look.page, box, found, filter=found)
        elif found in RISKY:
            code = "filter-risky" if look.rules.has_object_streams else "filter-forbidden"
            yield hit(code, look.page, box, found, filter=found)
    for item in look.printed:
        if isinstance(item, Picture) and item.bits > DEEP:
            yield hit("filter-risky", look.page, item.box, "bits", filter=f"{item.bits} bit")


def _filters(look: Look) -> Iterator[tuple[str, Box]]:
    for stream, box in look.canvas.streams.values():
        for found in names(get(stream, "/Filter")):
            yield found, box
    for font, use in look.canvas.fonts.items():
        for stream in font.streams:
            for found in names(get(stream, "/Filter")):
                yield found, use.box
    yield from look.canvas.inline_filters.items()
