"""WeasyPrint, imported with care; `draw` takes it from here.

WeasyPrint opens its system libraries by trying name after name, and for each wrong one the
standard library starts ldconfig, a compiler and a linker to look for it: 54 processes and 0.13 s
on Linux, measured. Its list ends with the real file names, so on Linux the search is left out
while it is imported. If a library is missing, that is said in one line instead of a traceback.
"""

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO

from compositor.diagnostics import ExitCode, Refused, diagnose

INSTALL = "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"


@contextmanager
def _no_search() -> Iterator[None]:
    """Names of libraries are opened as they stand."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


try:
    with _no_search(), redirect_stdout(StringIO()):  # it prints advice before it raises
        from weasyprint import DEFAULT_OPTIONS, HTML
        from weasyprint.css.units import LENGTHS_TO_PIXELS
        from weasyprint.document import Page
        from weasyprint.formatting_structure import boxes
        from weasyprint.images import get_image_from_uri
        from weasyprint.layout.background import layout_box_backgrounds
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse
except OSError as error:
    raise Refused(
        [diagnose("missing-library", library=error, command=INSTALL)], ExitCode.SYSTEM
    ) from None

PX_PER_PT: float = LENGTHS_TO_PIXELS["pt"]

__all__ = [
    "DEFAULT_OPTIONS",
    "HTML",
    "PX_PER_PT",
    "FatalURLFetchingError",
    "FontConfiguration",
    "Page",
    "URLFetcher",
    "URLFetcherResponse",
    "boxes",
    "get_image_from_uri",
    "layout_box_backgrounds",
]
