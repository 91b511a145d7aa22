"""The checks put to a file, one after the other, and what came of each."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeAlias

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
from compositor.press.preflight.reckoned import is_within
from compositor.press.preflight.sameness import Sameness
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
IN_ANOTHER_WAY = frozenset({"reckoned", "read-twice"})  # a check was made, and how is said
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


class Looked(NamedTuple):
    """What came of looking at a page: its hits, whether all of it could be read, and whether it is
    reckoned to be within its ink.
    """

    hits: tuple[Hit, ...]
    is_whole: bool
    is_within: bool


class Batch:
    """Files of one run, looked over one after another: a page that was seen is not walked again.

    It has to be the same object for object, held against the same; whatever is of a file as a
    whole is looked at in each.
    """

    def __init__(self) -> None:
        self._seen: dict[Hashable, Looked] = {}

    def preflight(self, pdf: bytes, wanted: Wanted) -> Preflighted:
        """All findings on a PDF, whatever its bytes are, and how each check came out."""
        return self._put(pdf, wanted, _others)

    def preflight_alone(self, pdf: bytes, wanted: Wanted) -> Preflighted:
        """The same without other programs: for a page of an issue they have looked at whole."""
        return self._put(pdf, wanted, _no_others)

    def preflight_reckoned(self, pdf: bytes, wanted: Wanted) -> Preflighted:
        """The same without other programs, for the archive: ink is reckoned, of pages that are
        surely within their limit; other files are drawn and measured as any other.
        """
        return self._put(pdf, wanted, _reckoned)

    def _put(self, pdf: bytes, wanted: Wanted, others: "Others") -> Preflighted:
        opened = open_pdf(pdf, wanted.bleed)
        if not isinstance(opened, Opened):
            skipped = {number: "unread" for number in CHECKS if number != "P01"}
            return Preflighted(gather(opened, {}), _results(opened, skipped))
        skipped = _not_asked(opened, wanted)
        with heard():
            looked = tuple(self._pages(opened, wanted, skipped))
            of_pages = (one for page in looked for one in page.hits)
            hits = [*opened.faults, *of_pages, *_whole(opened, wanted, skipped)]
        is_within = all(page.is_within for page in looked)
        hits += others(File(opened, wanted, is_within), skipped, hits)
        trims = {sheet.number: sheet.trim for sheet in opened.sheets}
        return Preflighted(gather(hits, trims), _results(tuple(hits), skipped))

    def _pages(self, opened: Opened, wanted: Wanted, skipped: dict[str, str]) -> Iterator[Looked]:
        library, same = Library(), Sameness()
        held = (replace(wanted, pages=None), rules_of(opened, wanted), opened.sheets[0].trim)
        is_whole = True
        for sheet in opened.sheets:
            key = (same.digest(sheet.page), *held, opened.version, *skipped)
            if key not in self._seen:
                self._seen[key] = _looked(opened, sheet, library, wanted, skipped)
            found = self._seen[key]
            hits = tuple(one._replace(page=sheet.number) for one in found.hits)
            yield found._replace(hits=hits)
            is_whole &= found.is_whole
        for number in () if is_whole else (*PAGE_CHECKS, "P03", "P06"):
            skipped.setdefault(number, "unread-part")


class File(NamedTuple):
    """A file that was looked at, what it is held against, and whether its ink is reckoned well."""

    opened: Opened
    wanted: Wanted
    is_within: bool


def preflight(pdf: bytes, wanted: Wanted) -> Preflighted:
    """All findings on a PDF by itself."""
    return Batch().preflight(pdf, wanted)


def _others(file: File, skipped: dict[str, str], hits: list[Hit]) -> tuple[Hit, ...]:
    """What qpdf and Ghostscript find."""
    second = () if _of(hits, BROKEN) else tuple(_second_opinion(file.opened, skipped))
    return (*second, *_ink(file.opened, file.wanted, skipped, hits))


def _no_others(file: File, skipped: dict[str, str], hits: list[Hit]) -> tuple[Hit, ...]:
    del file, hits
    skipped["P10"] = "measured-whole"
    return ()


def _reckoned(file: File, skipped: dict[str, str], hits: list[Hit]) -> tuple[Hit, ...]:
    if not file.is_within:
        return _others(file, skipped, hits)
    skipped |= {"P01": "read-twice", "P10": "reckoned"}
    return ()


Others: TypeAlias = Callable[[File, dict[str, str], list[Hit]], tuple[Hit, ...]]


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


def _looked(
    opened: Opened, sheet: Sheet, library: Library, wanted: Wanted, skipped: Mapping[str, str]
) -> Looked:
    hits: list[Hit] = []
    try:
        canvas = walk_page(sheet.page, library, sheet.bleed, sheet.bounds)
        look = Look(sheet, canvas, wanted, rules_of(opened, wanted))
        hits += _page(opened, look, skipped)
        return Looked(tuple(hits), True, not canvas.faults and is_within(look))
    except Exception as error:  # pypdf raises anything on broken objects
        return Looked((*hits, damage(error, sheet.number)), False, False)


def _page(opened: Opened, look: Look, skipped: Mapping[str, str]) -> Iterator[Hit]:
    for fault in look.canvas.faults:
        yield hit("pdf-content", look.page, reason=fault)
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
        is_skipped = number in skipped and skipped[number] not in IN_ANOTHER_WAY
        return "skipped" if is_skipped and number != "P01" else "passed"

    return tuple(CheckResult(n, state(n), skipped.get(n, "")) for n in CHECKS)
