"""Preflight: what a press run must find true of the bytes of the file.

Checked on every page: the trim is the layout's to a tenth of a millimetre and MediaBox ⊇ BleedBox ⊇
TrimBox (P06), every font is embedded and ours (P02), every colour operator, image and shading is
CMYK or grey (P04), and nothing is transparent (P16); also inside patterns and forms. It does not
yet make or claim PDF/X, and has no eye for ink limits or resolution. The only owner of pypdf.
"""

from collections.abc import Collection, Iterator
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, StreamObject

from compositor.diagnostics import Diagnostic, diagnose
from compositor.geometry import Size
from compositor.units import pt, to_mm

TRIM_TOLERANCE_MM = 0.1
BOX_SLACK_PT = 0.01
RGB_OPERATORS = frozenset({b"rg", b"RG"})
FORBIDDEN_SPACES = ("/DeviceRGB", "/CalRGB", "/Lab", "/ICCBased")


def preflight(pdf: bytes, trim: Size, fonts: Collection[str]) -> tuple[Diagnostic, ...]:
    """All findings on a finished PDF; `fonts` are the names of our faces in a PDF."""
    findings: list[Diagnostic] = []
    reader = PdfReader(BytesIO(pdf))
    for number, page in enumerate(reader.pages, start=1):
        findings += _check_boxes(number, page, trim)
        for resources, content in _layers(page, reader):
            findings += _check_fonts(resources, fonts)
            findings += _check_operators(number, resources, content)
            findings += _check_objects(number, resources)
    return tuple(dict.fromkeys(findings))


def _layers(page: PageObject, reader: PdfReader) -> Iterator[tuple[Any, ContentStream | None]]:
    """Resources and content of the page and of every form and pattern it can reach, each once."""
    waiting: list[tuple[Any, ContentStream | None]] = [
        (page["/Resources"].get_object(), page.get_contents())
    ]
    seen: set[int] = set()
    while waiting:
        resources, content = waiting.pop()
        yield resources, content
        for kind in ("/XObject", "/Pattern"):
            for part in _values(resources, kind):
                if id(part) not in seen and isinstance(part, StreamObject) and "/Resources" in part:
                    seen.add(id(part))
                    inner = part["/Resources"].get_object()
                    waiting.append((inner, ContentStream(part, reader)))


def _check_boxes(number: int, page: PageObject, trim: Size) -> Iterator[Diagnostic]:
    box, bleed, media = page.trimbox, page.bleedbox, page.mediabox
    found = (to_mm(pt(float(box.width))), to_mm(pt(float(box.height))))
    expected = (to_mm(trim.width), to_mm(trim.height))
    off = max(abs(a - b) for a, b in zip(found, expected, strict=True))
    nested = _inside(box, bleed) and _inside(bleed, media)
    if off > TRIM_TOLERANCE_MM or not nested:
        yield diagnose("wrong-trim", page=number, found=_size(found), expected=_size(expected))


def _inside(inner: Any, outer: Any) -> bool:
    return bool(
        inner.left >= outer.left - BOX_SLACK_PT
        and inner.bottom >= outer.bottom - BOX_SLACK_PT
        and inner.right <= outer.right + BOX_SLACK_PT
        and inner.top <= outer.top + BOX_SLACK_PT
    )


def _size(size: tuple[float, float]) -> str:
    return f"{size[0]:.1f}×{size[1]:.1f}"


def _check_fonts(resources: Any, ours: Collection[str]) -> Iterator[Diagnostic]:
    for font in _values(resources, "/Font"):
        name = str(font.get("/BaseFont", "/?")).lstrip("/")
        if name.partition("+")[2] not in ours or not _is_embedded(font):
            yield diagnose("foreign-font", font=name)


def _is_embedded(font: Any) -> bool:
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor", {})
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _check_operators(
    number: int, resources: Any, content: ContentStream | None
) -> Iterator[Diagnostic]:
    for operands, operator in content.operations if content is not None else ():
        if operator in RGB_OPERATORS:
            yield diagnose("not-cmyk", page=number, space="DeviceRGB")
        elif operator in (b"cs", b"CS") and (space := _forbidden(_space(operands[0], resources))):
            yield diagnose("not-cmyk", page=number, space=space)


def _check_objects(number: int, resources: Any) -> Iterator[Diagnostic]:
    """Images, shadings and graphics states: their colours, and whether they are transparent."""
    shadings = [
        p["/Shading"].get_object() for p in _values(resources, "/Pattern") if "/Shading" in p
    ]
    coloured = [*_values(resources, "/XObject"), *_values(resources, "/Shading"), *shadings]
    for part in coloured:
        if space := _forbidden(str(part.get("/ColorSpace", ""))):
            yield diagnose("not-cmyk", page=number, space=space)
        if "/SMask" in part:
            yield diagnose("transparency", page=number, what="SMask")
    for state in _values(resources, "/ExtGState"):
        for key in ("/ca", "/CA"):
            if float(state.get(key, 1)) < 1:
                yield diagnose("transparency", page=number, what=f"{key[1:]} {state[key]}")
        if state.get("/SMask", "/None") != "/None":
            yield diagnose("transparency", page=number, what="SMask")
        if state.get("/BM", "/Normal") != "/Normal":
            yield diagnose("transparency", page=number, what=f"BM {state['/BM']}")


def _space(name: Any, resources: Any) -> str:
    """A colour space by name: a device space, or one of the resources."""
    spaces = resources.get("/ColorSpace", {}).get_object()
    return str(spaces.get(name, name)) if spaces else str(name)


def _forbidden(space: str) -> str:
    """The forbidden colour space that a definition names, or ""."""
    return next((name[1:] for name in FORBIDDEN_SPACES if name in space), "")


def _values(resources: Any, kind: str) -> Iterator[Any]:
    found = resources.get(kind)
    for value in (found.get_object() if found is not None else {}).values():
        yield value.get_object()
