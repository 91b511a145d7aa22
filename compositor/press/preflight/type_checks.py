"""Checks of type and rules: P11, P13, P14 and P15."""

import re
from collections.abc import Iterator

from compositor.press.preflight.findings import Hit, hit
from compositor.press.preflight.look import Look
from compositor.press.preflight.painted import Fill, Item, Picture, Shade, Text
from compositor.units import to_pt

NEARLY = 0.02  # points; sizes are the products of several rounded numbers
# Whose thin strokes fill up first: Song and its like, by the names their fonts have.
SONG = re.compile(r"song|sun|ming|mincho|(?<!sans)serif|宋|明")
RICH_BLACK, RICH_SUM = 0.85, 2.2  # black that is more than black, as shares of solid
MOST_GROUNDS = 1000  # things that are looked at for what lies under a text
MOST_WHITES = 3000  # white texts of a page whose ground is looked for


def check_black_text(look: Look) -> Iterator[Hit]:
    """P11: small black type overprints, so that no white rim shows where plates are off."""
    limit = to_pt(look.wanted.condition.overprint)
    for text in look.texts:
        if text.size < limit - NEARLY and text.paint.is_black and not text.overprints:
            is_grey = text.paint.space.family == "DeviceGray"
            code = "black-text-grey" if is_grey else "black-text-knocks-out"
            yield hit(code, look.page, text.box, size=_size(text.size), limit=f"{limit:g}")


def check_black_rules(look: Look) -> Iterator[Hit]:
    """P13: black rules overprint, as long as they are thin."""
    limit = to_pt(look.wanted.condition.thin)
    for box, width, paint, overprints in look.lines:
        if width < limit - NEARLY and paint.is_black and not overprints:
            yield hit("black-rule-knocks-out", look.page, box, limit=f"{limit:g}")


def check_thickness(look: Look) -> Iterator[Hit]:
    """P15: rules that a plate can hold."""
    limit = to_pt(look.wanted.condition.rule)
    thin = [(w, box) for box, w, *_ in look.lines if w < limit - NEARLY / 4]
    for width, box in sorted(thin):
        yield hit("hairline", look.page, box, width=f"{width:.2f}", limit=f"{limit:g}")


# --------------------------------------------------------------------------------------- P14: type


def check_type(look: Look) -> Iterator[Hit]:
    """P14: type is large enough for the inks it is made of, or that it is left out of."""
    grounds: list[Item] = []
    whites = 0
    for item in look.printed:
        if isinstance(item, Text):
            whites += item.paint.is_white
            yield from _check_text(look, item, grounds if whites <= MOST_WHITES else [])
        elif isinstance(item, Fill | Picture | Shade) and not _is_rule(look, item):
            grounds.append(item)


def _is_rule(look: Look, item: Item) -> bool:
    thin = to_pt(look.wanted.condition.thin)
    return isinstance(item, Fill) and item.width is not None and item.width < thin


def _check_text(look: Look, text: Text, grounds: list[Item]) -> Iterator[Hit]:
    limits, plates = look.wanted.condition.type, text.paint.plates()
    if plates is None:
        return
    if not plates:
        inks = _inks_under(text, grounds)
        limit = to_pt(limits.reversed if inks == 1 else limits.reversed_inks)
        if inks and _is_below(text, limit):
            yield _hit("small-reversed-text", look, text, limit, inks)
    elif plates.get("Black", 0.0) >= RICH_BLACK and sum(plates.values()) > RICH_SUM:
        total = f"{100 * sum(plates.values()):.0f}"
        yield hit("rich-black-text", look.page, text.box, total=total)
    elif len(plates) > 1:
        is_song = SONG.search(text.font.name.lower()) is not None
        limit = to_pt(limits.song_inks if is_song else limits.inks)
        if _is_below(text, limit):
            yield _hit("small-colour-text", look, text, limit, len(plates))
    elif _is_below(text, to_pt(limits.solid)):
        yield _hit("small-text", look, text, to_pt(limits.solid), 1)


def _is_below(text: Text, limit: float) -> bool:
    return text.size < limit - NEARLY


def _hit(code: str, look: Look, text: Text, limit: float, inks: int) -> Hit:
    values = {"size": _size(text.size), "limit": f"{limit:g}", "inks": inks}
    return hit(code, look.page, text.box, f"{text.size:.1f} {inks}", **values)


def _inks_under(text: Text, grounds: list[Item]) -> int:
    """How many inks a white text is left out of: those of the last thing painted under it."""
    x, y = (text.box.left + text.box.right) / 2, (text.box.bottom + text.box.top) / 2
    for ground in reversed(grounds[-MOST_GROUNDS:]):
        box = ground.box
        if box.left <= x <= box.right and box.bottom <= y <= box.top:
            return _inks_of(ground)
    return 0


def _inks_of(ground: Item) -> int:
    if isinstance(ground, Fill):
        plates = ground.paint.plates()
        return 2 if plates is None else len(plates)
    if isinstance(ground, Picture | Shade) and ground.space is not None:
        return 2 if ground.space.is_coloured() else 1
    return 1


def _size(size: float) -> str:
    return f"{size:.1f}"
