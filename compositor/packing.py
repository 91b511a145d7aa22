"""Bytes deflated, always the same way, as PDF has them (RFC 1950).

    deflate(data)           what is of one file
    deflate_once(data)      what is the same in many: the output profile, 1 MB

libdeflate does it: the bytes of Python's own zlib depend on the system's, libdeflate comes with its
wheel and is of the lock file's version. The levels were chosen by measurement, of the streams that
three issues of two pages have (7.5 MB, the profile among them):

                     zlib 4    zlib 6    libdeflate 3       6       9
    MB                 4.10      4.06            4.04    4.01    3.99
    ms                  150       209              59      71     166
"""

from deflate import zlib_compress

LEVEL, LEVEL_ONCE = 6, 9


def deflate(data: bytes) -> bytes:
    """The bytes as `/FlateDecode` reads them."""
    return bytes(zlib_compress(data, LEVEL))


def deflate_once(data: bytes) -> bytes:
    """The same, smaller, for bytes that are kept deflated."""
    return bytes(zlib_compress(data, LEVEL_ONCE))
