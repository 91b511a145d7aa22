"""The light of pixels: what ink of any colour takes of it.

    darkest(width, height, rgb)     → a byte a pixel: the least of red, green and blue

So yellow type, which is hardly darker than paper to the eye, is as dark as any.
"""

from PIL import Image, ImageChops


def darkest(width: int, height: int, rgb: bytes) -> bytes:
    """The least of each pixel's three bytes, row by row."""
    red, green, blue = Image.frombytes("RGB", (width, height), rgb).split()
    return ImageChops.darker(ImageChops.darker(red, green), blue).tobytes()
