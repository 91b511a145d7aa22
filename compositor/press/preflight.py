"""Preflight: what a press run must find true of the bytes of the file.

Checked on every page: the trim is the layout's to a tenth of a millimetre and MediaBox ⊇ BleedBox ⊇
TrimBox (P06), every font is embedded and ours (P02), every colour operator and image is CMYK or
grey (P04); numbers as in the press rules. It does not yet make or claim PDF/X, and has no eye for
ink limits or resolution. The only owner of pypdf.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from compositor.diagnostics import Diagnostic, diagnose
from compositor.geometry import Size
from compositor.units import pt, to_mm

TRIM_TOLERANCE_MM = 0.1
RGB_OPERATORS = frozenset({b"rg", b"RG"})
FORBIDDEN_SPACES = ("/DeviceRGB", "/CalRGB", "/Lab", "/ICCBased")
SUBSET_TAG = 7  # `ABCDEF+` before the name of a subset


def preflight(pdf: bytes, trim: Size, families: Iterable[str]) -> tuple[Diagnostic, ...]:
    """All findings on a finished PDF; `families` are the names of the faces we set with."""
    ours = {family.replace(" ", "") for family in families}
    findings: list[Diagnostic] = []
    for number, page in enumerate(PdfReader(BytesIO(pdf)).pages, start=1):
        findings += _check_boxes(number, page, trim)
        findings += _check_fonts(page, ours)
        findings += _check_colours(number, page)
    return tuple(dict.fromkeys(findings))


def _check_boxes(number: int, page: PageObject, trim: Size) -> Iterator[Diagnostic]:
    box, bleed, media = page.trimbox, page.bleedbox, page.mediabox
    found = (to_mm(pt(float(box.width))), to_mm(pt(float(box.height))))
    expected = (to_mm(trim.width), to_mm(trim.height))
    off = max(abs(a - b) for a, b in zip(found, expected, strict=True))
    nested = _inside(box, bleed) and _inside(bleed, media)
    if off > TRIM_TOLERANCE_MM or not nested:
        yield diagnose("wrong-trim", page=number, found=_size(found), expected=_size(expected))


def _inside(inner: Any, outer: Any) -> bool:
    slack = 0.01
    return bool(
        inner.left >= outer.left - slack
        and inner.bottom >= outer.bottom - slack
        and inner.right <= outer.right + slack
        and inner.top <= outer.top + slack
    )


def _size(size: tuple[float, float]) -> str:
    return f"{size[0]:.1f}×{size[1]:.1f}"


def _check_fonts(page: PageObject, ours: set[str]) -> Iterator[Diagnostic]:
    for font in _values(page, "/Font"):
        name = str(font.get("/BaseFont", "/?")).lstrip("/")
        family = name[SUBSET_TAG:].split("-")[0]
        if family not in ours or not _is_embedded(font):
            yield diagnose("foreign-font", font=name)


def _is_embedded(font: Any) -> bool:
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor", {})
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _check_colours(number: int, page: PageObject) -> Iterator[Diagnostic]:
    content = page.get_contents()
    operations = content.operations if isinstance(content, ContentStream) else []
    for operands, operator in operations:
        if operator in RGB_OPERATORS:
            yield diagnose("not-cmyk", page=number, space="DeviceRGB")
        elif operator in (b"cs", b"CS") and _is_forbidden(operands[0], page):
            yield diagnose("not-cmyk", page=number, space=operands[0])
    for image in _values(page, "/XObject"):
        space = str(image.get("/ColorSpace", ""))
        if any(name in space for name in FORBIDDEN_SPACES):
            yield diagnose("not-cmyk", page=number, space=space)


def _is_forbidden(name: Any, page: PageObject) -> bool:
    """A colour space by name: a device space, or one of the page's resources."""
    spaces = _resources(page).get("/ColorSpace", {}).get_object()
    definition = str(spaces.get(name, name)) if spaces else str(name)
    return any(space in definition for space in FORBIDDEN_SPACES)


def _values(page: PageObject, kind: str) -> Iterator[Any]:
    found = _resources(page).get(kind)
    for value in (found.get_object() if found is not None else {}).values():
        yield value.get_object()


def _resources(page: PageObject) -> Any:
    return page["/Resources"].get_object()
