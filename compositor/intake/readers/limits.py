"""How large a document may be; looked at before it is unpacked or decoded.

A newspaper page is 25 kB of text, and the largest Word file of a page is its photographs. What is
beyond these limits is no manuscript but a mistake, or made to fill a machine's memory (a zip that
unpacks to a thousand times its size).
"""

from compositor.diagnostics import Place, Refused, diagnose

MB = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how files of old Word, and locked ones, begin
MAX_TEXT = 4 * MB
MAX_FILE = 64 * MB  # a document with its pictures in it
MAX_UNPACKED = 256 * MB  # all parts of a .docx
MAX_XML = 16 * MB  # one part of a .docx: a million characters of text, read in 380 MB of memory
MAX_PICTURE = 64 * MB


def check_size(file: str, size: int, limit: int, part: str | None = None) -> None:
    """`Refused` with `too-large` if a file, or a part of it, is larger than it may be."""
    if size > limit:
        found, allowed = f"{size / MB:.1f} MB", f"{limit // MB} MB"
        what = f"{file}: {part}" if part else file
        raise Refused([diagnose("too-large", Place(file), file=what, size=found, limit=allowed)])
