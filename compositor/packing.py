"""Bytes deflated, always the same way, as PDF has them (`/FlateDecode`).

    deflate(data)

The level was chosen by measurement, of what a newspaper page has: 30 KB of content, 125 KB of CFF
and 33 KB of TrueType outlines, 10 KB of texts of glyphs.

    level       1      3      4      6      9
    KB      141.0  139.0  137.8  136.5  136.3
    ms        3.4    3.8    4.3    5.5    6.0
"""

from zlib import compress

LEVEL = 4


def deflate(data: bytes) -> bytes:
    """The bytes as `/FlateDecode` reads them."""
    return compress(data, LEVEL)
