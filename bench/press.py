"""What a press run costs beside a build: stage by stage, in one warm process.

    python -m bench.press                         the back issues and the collected issue
    python -m bench.press issues/2025-08 --rounds 9

Each round builds an issue and makes its press files, one after the other; what is told are medians
over the rounds, in milliseconds of wall time. `added` is what `press` does and `build` does not,
Ghostscript and qpdf left out, which preflight asks: deflating the profile, stamping every file,
preflight by itself. Both read the text back; `build` makes previews, which `press` does not.
"""

import argparse
import gc
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from bench import ROOT
from bench.collected import write_issue
from bench.stopwatch import Stopwatch
from compositor import pressfile
from compositor.edition import Options, compose
from compositor.memory import COLLECT_AFTER
from compositor.sources import FolderSources

STAGES = ("plan", "draw", "read back", "deflate", "stamp", "preflight", "tools")
WATCHED = (
    ("plan", "compositor.pressfile", "plan_issue"),
    ("draw", "compositor.pressfile", "draw_pages"),
    ("deflate", "compositor.pressfile", "deflate_once"),
    ("stamp", "compositor.pressfile", "open_drawn"),
    ("stamp", "compositor.pressfile", "stamp"),
    ("stamp", "compositor.pressfile", "stamp_pages"),
    ("read back", "compositor.pressfile", "hold_against_manuscript"),
    ("preflight", "compositor.press.preflight.run", "open_pdf"),
    ("preflight", "compositor.press.preflight.run", "_looked"),
    ("preflight", "compositor.press.preflight.run", "_whole"),
    ("tools", "compositor.press.preflight.run", "check_ink"),
    ("tools", "compositor.press.preflight.run", "structure_faults"),
)
ADDED = ("deflate", "stamp", "preflight")
FIRST = ("issues/2025-08", "issues/specimen")
COLLECTED = "sikai"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.press")
    parser.add_argument("issue", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    gc.set_threshold(COLLECT_AFTER)  # as the command does
    stopwatch = Stopwatch(STAGES)
    for stage, place, name in WATCHED:
        stopwatch.watch(stage, place, name)
    issues = options.issue or [*map(Path, FIRST), _collected()]
    head = ("issue", "pages", "build", "press", *STAGES, "added", "added/page")
    print(" | ".join(head))
    for issue in issues:
        print(" | ".join(_row(issue, options.rounds, stopwatch)))


def _collected() -> Path:
    """All back issues as one, eight pages."""
    folder = ROOT / "build/collected" / COLLECTED
    write_issue(folder, COLLECTED)
    return folder


def _row(issue: Path, rounds: int, stopwatch: Stopwatch) -> tuple[str, ...]:
    sources = FolderSources(ROOT)
    key = sources.key(issue)
    builds, runs, stages = [], [], []
    pages = 0
    for _ in range(rounds + 1):  # the first warms caches and is dropped
        begun = perf_counter()
        pages = len(compose(FolderSources(ROOT), key, Options()).edition.pages)
        builds.append(perf_counter() - begun)
        stopwatch.take()
        begun = perf_counter()
        pressfile.make_press_files(FolderSources(ROOT), key)
        runs.append(perf_counter() - begun)
        stages.append(stopwatch.take())
    by_stage = [median(one[stage] for one in stages[1:]) for stage in STAGES]
    added = median(sum(one[stage] for stage in ADDED) for one in stages[1:])
    figures = (median(builds[1:]), median(runs[1:]), *by_stage, added, added / pages)
    return (issue.name, str(pages), *(f"{1000 * value:.0f}" for value in figures))


if __name__ == "__main__":
    main()
