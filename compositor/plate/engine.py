"""WeasyPrint, imported with care; `draw` takes it from here.

WeasyPrint opens its system libraries by trying name after name, and for each wrong one the
standard library starts ldconfig, a compiler and a linker to look for it: 54 processes and 0.13 s
on Linux, measured. Its list ends with the real file names, so on Linux the search is left out
while it is imported. What it imports of fontTools (0.09 s) is for faces that HarfBuzz cannot take
and for variable ones: that is left until it is called. If a library is missing, that is said in one
line instead of a traceback.
"""

import ctypes.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from importlib import import_module
from io import StringIO
from types import ModuleType
from typing import Any

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


# Modules that WeasyPrint imports for what it seldom calls, and the functions it takes from them.
LATE = {
    "fontTools.subset": ("Options", "Subsetter"),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}


@contextmanager
def _late() -> Iterator[None]:
    """Modules that are not there yet are stood in for by others, which import them when called."""
    absent = [name for name in LATE if name not in sys.modules]
    for name in absent:
        stand_in = ModuleType(name)
        for function in LATE[name]:
            setattr(stand_in, function, _calling(name, function))
        sys.modules[name] = stand_in
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def _calling(module: str, function: str) -> Callable[..., Any]:
    def call(*values: object, **named: object) -> object:
        return getattr(import_module(module), function)(*values, **named)

    return call


try:
    with _late(), _no_search(), redirect_stdout(StringIO()):  # it prints advice before it raises
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
