"""(a) A fresh process: the five seeds' ten pages, from the command to the PDF.

What is timed is what an editor waits for: `compose.py build` reads, checks, sets, makes up, draws,
reads the text back, writes PDF, pictures of the pages and reports. Peers write a PDF. Ours has
three rows: by itself; by a helper that has just been started, and has built the latest issue of the
project as every helper does (two of these ten pages are of it); and the same once more.
"""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from time import sleep
from urllib.parse import quote

from bench import ROOT
from bench.columns.peers import COMMANDS
from bench.process import Run, run, run_python
from bench.sheets import FONTS

COLD, WARM = {"COMPOSITOR_HELPER": "off"}, {"COMPOSITOR_HELPER": "on"}
MAY_BE_ABSENT = "vivliostyle"  # never installed for this
MODULES = ROOT / "build/bench/node_modules/.bin"


def cases(folder: Path, issue: Path) -> Mapping[str, Callable[[], Run]]:
    """What is run in turn, by name; a peer that is not here is missing."""
    build = ("compose.py", "build", str(issue), "--into", str(folder / "ours"))
    peer = ("-m", "bench.pressrun.peers")
    found: dict[str, Callable[[], Run]] = {
        "ours, no helper": lambda: run_python(*build, **COLD),
        "ours": lambda: _with_new_helper(build),
        "ours, again": lambda: _after_a_while(build),
        "Typst": lambda: run_python(*peer, "typst", str(folder), str(FONTS)),
        "WeasyPrint": lambda: run_python(*peer, "weasyprint", str(folder), str(FONTS)),
    }
    html, browser = folder / "pages.html", _chromium()
    if browser:
        found["Chromium"] = lambda: run(browser, *_printing(html, folder / "chromium.pdf"))
    if browser and (vivliostyle := _vivliostyle()):
        words = ("build", str(html), "-o", str(folder / "vivliostyle.pdf"))
        found["Vivliostyle"] = lambda: run(vivliostyle, *words, "--executable-browser", browser)
    return found


def _with_new_helper(build: tuple[str, ...]) -> Run:
    """A command as it is after the first of a day: the helper is there and knows nothing of it."""
    for action in ("stop", "start"):
        run_python("compose.py", "helper", action, **WARM)
    return run_python(*build, **WARM)


def _after_a_while(build: tuple[str, ...]) -> Run:
    """The same command again, when what the last one has made is ready to stand in."""
    sleep(1)
    return run_python(*build, **WARM)


def _printing(html: Path, pdf: Path) -> tuple[str, ...]:
    return (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--print-to-pdf={pdf}",
        f"file://{quote(str(html))}",
    )


def _chromium() -> str:
    return next((path for name in COMMANDS["chromium"] if (path := shutil.which(name))), "")


def _vivliostyle() -> str:
    path = os.pathsep.join((str(MODULES), os.environ.get("PATH", "")))
    return shutil.which(MAY_BE_ABSENT, path=path) or ""
