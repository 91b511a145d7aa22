"""The checks put to a file, one after the other, and what came of each."""

from collections.abc import Callable, Iterator, Mapping

from compositor.press.preflight.canvas import Library
from compositor.press.preflight.checks import CHECK_OF, CHECKS
from compositor.press.preflight.colour_checks import (
    check_inks,
    check_spaces,
    check_transparency,
    check_white,
)
from compositor.press.preflight.file_checks import (
    check_active,
    check_count,
    check_info,
    check_intent,
    check_layers,
    check_proof,
    check_version,
    rules_of,
)
from compositor.press.preflight.findings import Hit, gather, hit
from compositor.press.preflight.font_checks import check_fonts, check_programs
from compositor.press.preflight.image_checks import check_packing, check_resolution
from compositor.press.preflight.ink import check_ink
from compositor.press.preflight.look import Look
from compositor.press.preflight.opened import Opened, Sheet, damage, heard, open_pdf
from compositor.press.preflight.page_checks import (
    check_annotations,
    check_bleed,
    check_boxes,
    check_empty,
    check_safe,
    check_watermarks,
)
from compositor.press.preflight.type_checks import (
    check_black_rules,
    check_black_text,
    check_thickness,
    check_type,
)
from compositor.press.preflight.walk import TOO_MUCH, walk_page
from compositor.press.preflight.wanted import CheckResult, Preflighted, State, Wanted
from compositor.press.tools import Absent, structure_faults

OVERPRINT = ("P11", "P13")  # of use where plates can be off register
BROKEN = frozenset({"pdf-damaged", "pdf-content"})  # qpdf would say the same in other words
OFF_PLATE = frozenset({"not-cmyk", "not-black"})

FILE_CHECKS: Mapping[str, tuple[Callable[[Opened, Wanted], Iterator[Hit]], ...]] = {
    "P01": (check_version,),
    "P05": (check_intent,),
    "P19": (check_active,),
    "P20": (check_layers,),
    "P21": (check_count,),
    "P22": (check_info,),
    "P24": (check_proof,),
}
PAGE_CHECKS: Mapping[str, tuple[Callable[[Look], Iterator[Hit]], ...]] = {
    "P02": (check_fonts,),
    "P04": (check_spaces,),
    "P07": (check_bleed,),
    "P08": (check_safe,),
    "P09": (check_resolution,),
    "P11": (check_black_text,),
    "P12": (check_white,),
    "P13": (check_black_rules,),
    "P14": (check_type,),
    "P15": (check_thickness,),
    "P16": (check_transparency,),
    "P17": (check_inks,),
    "P18": (check_packing,),
    "P19": (check_annotations,),
    "P21": (check_empty,),
    "P24": (check_watermarks,),
}


def preflight(pdf: bytes, wanted: Wanted) -> Preflighted:
    """All findings on a PDF, whatever its bytes are, and how each check came out."""
    opened = open_pdf(pdf, wanted.bleed)
    if not isinstance(opened, Opened):
        skipped = {number: "unread" for number in CHECKS if number != "P01"}
        return Preflighted(gather(opened, {}), _results(opened, skipped))
    skipped = _not_asked(opened, wanted)
    with heard():
        of_pages = tuple(_pages(opened, wanted, skipped))
        hits = [*opened.faults, *of_pages, *_whole(opened, wanted, skipped)]
    if not _of(hits, BROKEN):
        hits += _second_opinion(opened, skipped)
    hits += _ink(opened, wanted, skipped, hits)
    trims = {sheet.number: sheet.trim for sheet in opened.sheets}
    return Preflighted(gather(hits, trims), _results(tuple(hits), skipped))


def _of(hits: list[Hit], codes: frozenset[str]) -> list[Hit]:
    return [one for one in hits if one.code in codes]


def _not_asked(opened: Opened, wanted: Wanted) -> dict[str, str]:
    """Checks that have nothing to look at, and why."""
    skipped = {"P23": "no-manuscript"}
    if wanted.bleed <= 0:
        skipped["P07"] = "no-bleed"
    if wanted.condition.safe <= 0:
        skipped["P08"] = "not-trimmed"
    if wanted.condition.is_black:
        skipped.update(dict.fromkeys(OVERPRINT, "one-plate"))
    elif rules_of(opened, wanted).is_archive:
        skipped.update(dict.fromkeys(OVERPRINT, "archive"))
    return skipped


def _whole(opened: Opened, wanted: Wanted, skipped: dict[str, str]) -> Iterator[Hit]:
    for number, checks in FILE_CHECKS.items():
        try:
            for check in checks:
                yield from check(opened, wanted)
        except Exception as error:  # pypdf raises anything on broken objects
            yield damage(error)
            skipped[number] = "unread-part"


def _pages(opened: Opened, wanted: Wanted, skipped: dict[str, str]) -> Iterator[Hit]:
    library, broken = Library(), False
    for sheet in opened.sheets:
        try:
            yield from _page(opened, sheet, library, wanted, skipped)
        except Exception as error:  # pypdf raises anything on broken objects
            yield damage(error, sheet.number)
            broken = True
    for number in (*PAGE_CHECKS, "P03", "P06") if broken else ():
        skipped.setdefault(number, "unread-part")


def _page(
    opened: Opened, sheet: Sheet, library: Library, wanted: Wanted, skipped: Mapping[str, str]
) -> Iterator[Hit]:
    canvas = walk_page(sheet.page, library, sheet.bleed, sheet.bounds)
    look = Look(sheet, canvas, wanted, rules_of(opened, wanted))
    for fault in canvas.faults:
        yield hit("pdf-content", sheet.number, reason=fault)
    yield from check_programs(look, opened.version)
    yield from check_boxes(look, opened.sheets[0])
    for number, checks in PAGE_CHECKS.items():
        for check in checks if number not in skipped else ():
            yield from check(look)


def _second_opinion(opened: Opened, skipped: dict[str, str]) -> Iterator[Hit]:
    """What qpdf says of a file that was read without a fault."""
    try:
        yield from [hit("pdf-damaged", reason=said) for said in structure_faults(opened.pdf)]
    except Absent as absent:
        skipped["P01"] = absent.why


def _ink(opened: Opened, wanted: Wanted, skipped: dict[str, str], hits: list[Hit]) -> Iterator[Hit]:
    """Ink by page; on one plate, not told again where colour has been found by itself."""
    told = {one.page for one in _of(hits, OFF_PLATE)} if wanted.condition.is_black else set()
    if any(dict(one.values).get("reason") == TOO_MUCH for one in hits):
        skipped["P10"] = "too-much"
        return
    try:
        for one in check_ink(opened.pdf, opened.sheets, wanted):
            if one.page not in told:
                yield one
    except Absent as absent:
        skipped["P10"] = absent.why


def _results(hits: tuple[Hit, ...], skipped: Mapping[str, str]) -> tuple[CheckResult, ...]:
    found = gather(hits, {})
    errors = {CHECK_OF[one.code] for one in found if one.is_error}
    warned = {CHECK_OF[one.code] for one in found}

    def state(number: str) -> State:
        if number in errors:
            return "failed"
        if number in warned:
            return "warned"
        return "skipped" if number in skipped and number != "P01" else "passed"

    return tuple(CheckResult(n, state(n), skipped.get(n, "")) for n in CHECKS)
