"""Total ink (P10) reckoned from what a page paints, without drawing it.

    is_within(look)        True where no window can have more ink than the paper takes well

A point has the ink of what was painted there last, and of what overprints it. So a page is within
its limit if each thing it paints is, together with all that overprints and meets it; photographs
by their own heaviest window (`photos.coverage`). That is never less than what is printed: where it
is too much, or cannot be told (shadings, patterns, transparency, inks of other names), the page is
drawn and measured (`ink`). On a press of black alone nothing may be of another ink.
"""

from collections.abc import Iterable, Mapping

from compositor.photos.coverage import heaviest_of_jpeg
from compositor.press.preflight.colours import PROCESS
from compositor.press.preflight.look import Look
from compositor.press.preflight.objects import get, name, number, sequence
from compositor.press.preflight.painted import Fill, Item, Picture, Stroke, Text

PERCENT = 100
BLACK = PROCESS[-1]
LIGHT = (1.0, 0.0)  # a `/Decode` of samples that say light, not ink

Inks = Mapping[str, float]  # shares of 1, by plate


def is_within(look: Look) -> bool:
    """Whether a page cannot have too much ink; False where it may, or nobody can tell."""
    over: dict[str, float] = {}
    painted: list[tuple[Item, Inks]] = []
    for item in look.printed:
        inks = _inks(item)
        if inks is None or not _are_of_the_press(look, inks):
            return False
        if _overprints(item):
            over.update({ink: max(share, over.get(ink, 0.0)) for ink, share in inks.items()})
        painted.append((item, inks))
    above = [item for item, _ in painted if _overprints(item)]
    limit = look.wanted.ink.warn
    return all(_is_within(item, inks, over, above, limit) for item, inks in painted)


def _is_within(item: Item, inks: Inks, over: Inks, above: Iterable[Item], limit: float) -> bool:
    alone = PERCENT * sum(inks.values())
    together = PERCENT * sum(max(inks.get(i, 0.0), over.get(i, 0.0)) for i in {*inks, *over})
    if isinstance(item, Picture):  # its inks are those of one window
        together = alone + PERCENT * sum(over.values())
    if together <= limit:
        return True
    meeting = (one for one in above if one is not item and one.box.meets(item.box))
    return alone <= limit and next(meeting, None) is None


def _are_of_the_press(look: Look, inks: Inks) -> bool:
    plates = {BLACK} if look.wanted.condition.is_black else set(PROCESS)
    return set(inks) <= plates


def _overprints(item: Item) -> bool:
    return isinstance(item, Text | Fill | Stroke) and item.overprints


def _inks(item: Item) -> Inks | None:
    """What an item prints of each ink at most; None where it cannot be told."""
    if item.veil:
        return None
    if isinstance(item, Text | Fill | Stroke):
        return item.paint.plates()
    return _inks_of_picture(item) if isinstance(item, Picture) else None


def _inks_of_picture(picture: Picture) -> Inks | None:
    if picture.space is None:
        return picture.paint.plates() if picture.paint else None
    if picture.space.family == "DeviceGray":
        return {BLACK: 1.0}
    image = picture.image
    if picture.space.family != "DeviceCMYK" or name(get(image, "/Filter")) != "DCTDecode":
        return None
    decode = [number(value) for value in sequence(get(image, "/Decode"))]
    is_light = tuple(decode[:2]) == LIGHT
    if decode not in ([], [*LIGHT] * len(PROCESS)) and decode != [0.0, 1.0] * len(PROCESS):
        return None
    total = heaviest_of_jpeg(image._data, min(picture.ppi), is_light=is_light) / PERCENT
    return dict.fromkeys(PROCESS, total / len(PROCESS))
