"""Checks of colour: P04, P12, P16 and P17."""

from collections.abc import Iterator

from compositor.press.preflight.colours import ALL, NO_INK, PROCESS, Paint, Space, space_of
from compositor.press.preflight.findings import Hit, hit
from compositor.press.preflight.look import Look
from compositor.press.preflight.objects import NONE, dictionary, get, name
from compositor.press.preflight.painted import Fill, Group, Item, Picture, Shade, Stroke, Text

COLOURS = frozenset(PROCESS[:3])
OF_PAGE = "page"
BLENDS = frozenset({"DeviceCMYK", "DeviceGray", ""})


def _space(item: Item) -> Space | None:
    """The space something is painted in; None for a group, and for what has none of its own."""
    if isinstance(item, Group):
        return None
    if isinstance(item, Shade):
        return item.space
    if isinstance(item, Picture) and item.space is not None:
        return item.space
    return item.paint.space if item.paint is not None else None


def check_spaces(look: Look) -> Iterator[Hit]:
    """P04: CMYK, grey and inks, anywhere on the page; only black where there is only black."""
    is_black = look.wanted.condition.is_black
    for item in look.canvas.items:
        space = _space(item)
        if space is None:
            continue
        if foreign := space.foreign():
            yield hit("not-cmyk", look.page, item.box, foreign, space=foreign)
        elif is_black and _is_coloured(item, space):
            yield hit("not-black", look.page, item.box)


def _is_coloured(item: Item, space: Space) -> bool:
    if isinstance(item, Text | Fill | Stroke):
        plates = item.paint.plates()
        if plates is not None:
            return ALL not in space.inks and bool(COLOURS & plates.keys())
        return False  # a pattern, whose cell is looked at by itself
    return space.is_coloured()


def check_white(look: Look) -> Iterator[Hit]:
    """P12: what is white and overprints is not there on the press."""
    for item in look.printed:
        if isinstance(item, Text | Fill | Stroke) and item.overprints and _puts_nothing(item.paint):
            yield hit("white-overprints", look.page, item.box)


def _puts_nothing(paint: Paint) -> bool:
    return paint.plates() == {}


def check_transparency(look: Look) -> Iterator[Hit]:
    """P16: nothing transparent, by the standard or for safety; groups blend in CMYK."""
    code = "transparency-live" if look.rules.has_transparency else "transparency"
    for item in (*_page_group(look), *look.canvas.items):
        if isinstance(item, Group) and item.space not in BLENDS:
            yield hit("blend-space", look.page, item.box, item.space, space=item.space)
        what = item.veil or ("Group" if isinstance(item, Group) else "")
        if what and what != OF_PAGE:
            yield hit(code, look.page, item.box, what, what=what)


def _page_group(look: Look) -> Iterator[Group]:
    """The page as a group: that makes nothing transparent, but old standards do not know it."""
    group = dictionary(get(look.sheet.page, "/Group"))
    if name(get(group, "/S")) == "Transparency":
        space = space_of(get(group, "/CS"), NONE).family
        yield Group(look.sheet.trim, space, OF_PAGE if look.rules.has_transparency else "Group")


def check_inks(look: Look) -> Iterator[Hit]:
    """P17: no ink but the four on the page; All is for marks beside it."""
    for item in look.printed:
        space = _space(item)
        for ink in space.all_inks() if space is not None else ():
            if ink == ALL:
                yield hit("registration-inside", look.page, item.box)
            elif ink not in PROCESS and ink != NO_INK:
                yield hit("spot-colour", look.page, item.box, ink, ink=ink)
