"""Checks of a page as a whole: P06, P07, P08, and parts of P19, P21 and P24."""

from collections.abc import Iterator

from compositor.press.boxes import Box
from compositor.press.preflight.findings import POINTS_PER_MM, Hit, hit
from compositor.press.preflight.look import Look
from compositor.press.preflight.objects import box, dictionary, get, name, sequence
from compositor.press.preflight.opened import Sheet, turned
from compositor.press.preflight.painted import Fill, Group, Item, Picture, Shade, Stroke, Text
from compositor.units import to_mm, to_pt

TRIM_TOLERANCE_MM = 0.1
SLACK = 0.05  # points between boxes
TOUCHES = 0.2 * POINTS_PER_MM  # art that comes so near the trim was meant to reach it
SHORT = 0.1 * POINTS_PER_MM  # of the bleed that is wanted
NOT_INSIDE = frozenset({"PrinterMark", "TrapNet"})
WATERMARK = "Watermark"
MOST_EDGES = 1000  # things at the trim that are looked at, and things beyond it


def check_boxes(look: Look, first: Sheet) -> Iterator[Hit]:
    """P06: the trim is there and right, and the boxes lie in one another; nothing is turned."""
    sheet, trim, wanted = look.sheet, look.sheet.trim, look.wanted.trim
    found, begun = _millimetres(trim), _millimetres(first.trim)
    if not sheet.has_trim:
        yield hit("no-trim", look.page)
    elif wanted is not None and _off(found, said := (to_mm(wanted.width), to_mm(wanted.height))):
        yield hit("wrong-trim", look.page, found=_size(found), expected=_size(said))
    if wanted is None and _off(found, begun):
        yield hit("trims-differ", look.page, found=_size(found), expected=_size(begun))
    if not (sheet.bleed.holds(trim, SLACK) and sheet.media.holds(_own_bleed(sheet), SLACK)):
        yield hit("boxes-nested", look.page)
    if sheet.crop is not None and not _same(sheet.crop, sheet.media):
        yield hit("crop-box", look.page)
    if what := turned(sheet.page):
        yield hit("page-turned", look.page, what=what)


def _own_bleed(sheet: Sheet) -> Box:
    return sheet.bleed if sheet.has_bleed else sheet.trim


def _same(one: Box, other: Box) -> bool:
    return one.holds(other, SLACK) and other.holds(one, SLACK)


def _millimetres(area: Box) -> tuple[float, float]:
    return area.width / POINTS_PER_MM, area.height / POINTS_PER_MM


def _off(found: tuple[float, float], expected: tuple[float, float]) -> bool:
    return max(abs(a - b) for a, b in zip(found, expected, strict=True)) > TRIM_TOLERANCE_MM


def _size(size: tuple[float, float]) -> str:
    return f"{size[0]:.1f}×{size[1]:.1f}"


# -------------------------------------------------------------------------------------- P07, P08


def check_bleed(look: Look) -> Iterator[Hit]:
    """P07: there is room for the bleed, and art that touches the trim goes on into it."""
    sheet, bleed = look.sheet, to_pt(look.wanted.bleed)
    wanted = sheet.trim.grown(bleed)
    if not (sheet.bleed.holds(wanted, SHORT) and sheet.media.holds(wanted, SHORT)):
        found = _least_bleed(sheet) / POINTS_PER_MM
        yield hit(
            "bleed-too-small",
            look.page,
            found=f"{found:.1f}",
            expected=f"{to_mm(look.wanted.bleed):g}",
        )
        return
    yield from _short_art(look, wanted)


def _short_art(look: Look, wanted: Box) -> Iterator[Hit]:
    """Art that touches the trim and stops there, unless other art goes on where it stops."""
    trim, bleed = look.sheet.trim, f"{to_mm(look.wanted.bleed):g}"
    outside = [o.box for o in look.printed if _is_art(o) and not trim.holds(o.box, TOUCHES)]
    begun = (item.box for item in look.printed if _is_art(item))
    short = [(area, strips) for area in begun if (strips := tuple(_missing(area, trim, wanted)))]
    for area, strips in short[:MOST_EDGES]:
        covers = outside[:MOST_EDGES]
        if not all(any(o.holds(strip, SHORT) for o in covers) for strip in strips):
            yield hit("no-bleed", look.page, area, bleed=bleed)


def _least_bleed(sheet: Sheet) -> float:
    around = sheet.bleed.within(sheet.media)
    pairs = zip(around, sheet.trim, strict=True)
    left, bottom, right, top = (own - cut for own, cut in pairs)
    return min(-left, -bottom, right, top)


def _is_art(item: Item) -> bool:
    if isinstance(item, Fill | Stroke):
        return not item.paint.is_white
    return isinstance(item, Picture | Shade)


def _missing(area: Box, trim: Box, wanted: Box) -> Iterator[Box]:
    """The strips of the bleed, beside something that touches the trim, that it does not fill."""
    if not area.meets(trim):
        return
    if area.left <= trim.left + TOUCHES and area.left > wanted.left + SHORT:
        yield area._replace(left=wanted.left, right=trim.left).within(wanted)
    if area.right >= trim.right - TOUCHES and area.right < wanted.right - SHORT:
        yield area._replace(left=trim.right, right=wanted.right).within(wanted)
    if area.bottom <= trim.bottom + TOUCHES and area.bottom > wanted.bottom + SHORT:
        yield area._replace(bottom=wanted.bottom, top=trim.bottom).within(wanted)
    if area.top >= trim.top - TOUCHES and area.top < wanted.top - SHORT:
        yield area._replace(bottom=trim.top, top=wanted.top).within(wanted)


def check_safe(look: Look) -> Iterator[Hit]:
    """P08: type, and rules that do not run off the page, keep away from the trim."""
    condition, trim = look.wanted.condition, look.sheet.trim
    safe = trim.grown(-to_pt(condition.safe))
    limit = f"{to_mm(condition.safe):g}"
    for text in look.texts:
        if text.box.meets(trim) and not safe.holds(text.box, SLACK) and not text.paint.is_white:
            yield hit("too-near-trim", look.page, text.box, limit=limit)
    thin = to_pt(condition.thin)
    for area, width, paint, _ in look.lines:
        is_rule = width < thin and trim.holds(area) and not paint.is_white
        if is_rule and not safe.holds(area, SLACK):
            yield hit("too-near-trim", look.page, area, limit=limit)


# --------------------------------------------------------------------------------- P19, P21, P24


def check_annotations(look: Look) -> Iterator[Hit]:
    """P19: no annotation in trim and bleed, and no action of a page."""
    if dictionary(get(look.sheet.page, "/AA")):
        yield hit("active-content", look.page, what="action")
    for note in sequence(get(look.sheet.page, "/Annots")):
        held = dictionary(note)
        kind, place = name(get(held, "/Subtype")), box(get(held, "/Rect"))
        if kind in NOT_INSIDE or kind == WATERMARK or not held:
            continue
        if place is None or place.meets(look.sheet.bleed):
            yield hit("annotation-inside", look.page, place or look.sheet.trim, kind, what=kind)


def check_watermarks(look: Look) -> Iterator[Hit]:
    """P24: no watermark, as an annotation or as an artifact of the page."""
    kinds = [
        name(get(dictionary(n), "/Subtype")) for n in sequence(get(look.sheet.page, "/Annots"))
    ]
    if WATERMARK in (*kinds, *look.canvas.marked):
        yield hit("proof-file", look.page, what=WATERMARK)


def check_empty(look: Look) -> Iterator[Hit]:
    """P21: something is printed on every page."""
    trim = look.sheet.trim
    inked = (item for item in look.printed if item.box.meets(trim) and _prints(item))
    if next(inked, None) is None:
        yield hit("page-empty", look.page)


def _prints(item: Item) -> bool:
    if isinstance(item, Group):
        return False
    return not (isinstance(item, Text | Fill | Stroke) and item.paint.is_white)
