"""How much memory a picture takes while it is developed, and what is too much.

A header may claim any number of pixels, and a build should stay below 400 MB. JPEGs are decoded
reduced by 2, 4 or 8 as they are read, so that only the 178 million pixels at which Pillow stops
bound them; progressive ones keep all their coefficients in memory, two bytes each. Everything else
is decoded as it is. Figures and limits are in docs/architecture.md; measured as the peak of a
process that does nothing else.
"""

from typing import TYPE_CHECKING

from compositor.diagnostics import Diagnostic, Place, diagnose

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 178_000_000  # of any picture: Pillow refuses more on its own
MOST_BYTES = 100_000_000  # of decoded pixels, or of a progressive JPEG's coefficients
JPEG_BYTES = 178_000_000  # of pixels of a JPEG that is read reduced, whose file is small
# Bytes of memory for a pixel, by Pillow's modes: of colours it keeps four bytes.
PIXEL_BYTES = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2}
COLOUR_BYTES = 4
WEBP_BYTES = 8  # its decoder holds a canvas of its own beside the picture, always in colour
COEFFICIENT = 2
MILLION = 1_000_000


def too_large(picture: "Image", file: str, place: Place) -> Diagnostic | None:
    """A `picture-too-large` that says how many million pixels this kind may have, or None."""
    width, height = picture.size
    weight = _bytes_per_pixel(picture)
    most = min(MOST_PIXELS, int(MOST_BYTES / weight)) if weight else MOST_PIXELS
    return None if width * height <= most else bomb(file, place, most)


def bomb(file: str, place: Place, most: int = MOST_PIXELS) -> Diagnostic:
    """The refusal itself; on its own for what Pillow does not even open."""
    return diagnose("picture-too-large", place, file=file, most=most // MILLION)


def _bytes_per_pixel(picture: "Image") -> float:
    """What one pixel of the file costs; 0 for a JPEG that is read piece by piece."""
    if picture.format in ("JPEG", "MPO"):
        is_kept = "progression" in picture.info or "progressive" in picture.info
        return _coefficients(picture) if is_kept else 0
    if picture.format == "WEBP":
        return WEBP_BYTES
    return PIXEL_BYTES.get(picture.mode, COLOUR_BYTES)


def _coefficients(picture: "Image") -> float:
    """Of a JPEG's components, sampled less finely or not: (id, across, down, table) each."""
    layers: list[tuple[int, int, int, int]] = picture.layer  # type: ignore[attr-defined]
    finest = max(across for _, across, _, _ in layers) * max(down for _, _, down, _ in layers)
    return COEFFICIENT * sum(across * down for _, across, down, _ in layers) / finest
