"""(b) An edit of one paragraph, from the changed file to the new PDF, in a process that is warm.

Ours: the proof desk's `Recomposer` on the issue of six pages; it reads what changed, makes the
pages again that it touches, and gives each as a PDF. Typst: its compiler on the same words, all
pages in one PDF. Both make the same edits.
"""

import gc
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from bench import ROOT
from bench.pressrun.sheets import write_sheets, write_words
from bench.pressrun.words import pages_of
from bench.process import run_python
from bench.recompose import edits
from bench.sheets import FONTS
from bench.sixpages import write_six_pages
from compositor.memory import COLLECT_AFTER
from compositor.recompose import Recomposer
from compositor.sources import FolderSources

UNCOUNTED = 2  # edits before those that are counted


def measure(folder: Path, count: int) -> dict[str, float]:
    """Medians in seconds: `ours`, `Typst`."""
    ours = json.loads(run_python("-m", "bench.pressrun.edits", str(folder), str(count)).output)
    names = [f"edit-{number}.json" for number in range(count)]
    peer = ("-m", "bench.pressrun.peers", "typst-edit", str(folder), str(FONTS), *names)
    typst = json.loads(run_python(*peer).output)
    return {"ours": median(ours[UNCOUNTED:]), "Typst": median(typst[UNCOUNTED:])}


def edit_ours(folder: Path, count: int) -> Iterator[float]:
    """Seconds of each edit; the words after each are left for Typst."""
    issue = write_six_pages(folder / "six")
    write_sheets(pages_of(issue), folder)
    desk = Recomposer(issue.as_posix())
    desk.proof(FolderSources(ROOT))
    for number, _ in enumerate(edits(issue, count)):
        begun = perf_counter()
        desk.proof(FolderSources(ROOT))
        yield perf_counter() - begun
        write_words(pages_of(issue), folder, f"edit-{number}.json")


if __name__ == "__main__":
    gc.set_threshold(COLLECT_AFTER)  # as the command does
    print(json.dumps(list(edit_ours(Path(sys.argv[1]), int(sys.argv[2])))))
