"""A page read back without its bleed: what is left when the paper has been cut."""

from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import RectangleObject

from compositor.press.readback import Readback


def pdf() -> bytes:
    """A page of 200 x 300 pt with 10 pt of bleed round it."""
    writer, out = PdfWriter(), BytesIO()
    page = writer.add_blank_page(220, 320)
    page.trimbox = RectangleObject((10, 10, 210, 310))
    writer.write(out)
    return out.getvalue()


def size(png: bytes) -> tuple[int, int]:
    return Image.open(BytesIO(png)).size


def test_a_trimmed_page_has_no_bleed_and_a_preview_has() -> None:
    with Readback(pdf()) as readback:
        assert size(next(iter(readback.previews(72)))) == (220, 320)
        assert size(next(iter(readback.trimmed(72)))) == (200, 300)
