"""In a child: our stages on an issue, timed in the flow itself.

    python -m bench.ours ISSUE RUNS     prints {"imports": {…}, "runs": [{stage: seconds}, …]}

The stages are timed where `compositor.edition.compose` calls them, so that what is measured is
what a build does. A stage's time is its own: what make-up asks of setting counts as setting. The
first run is that of a fresh process: faces are opened, WeasyPrint reads its own style sheet.
"""

import json
import sys
from pathlib import Path
from pkgutil import resolve_name
from time import perf_counter

from bench import ROOT
from bench.stopwatch import Stopwatch

STAGES = ("read", "set", "make up", "draw", "read back", "preview")

# What belongs to which stage: (stage, where the flow looks the function up, its name).
WATCHED = (
    ("read", "compositor.edition", "read_issue"),
    ("set", "compositor.setting.setter:Setter", "galley"),
    ("set", "compositor.setting.setter:Setter", "vertical_galley"),
    ("set", "compositor.setting.setter:Setter", "text"),
    ("set", "compositor.setting.setter:Setter", "display"),
    ("set", "compositor.setting.setter:Setter", "diagnostics"),
    ("make up", "compositor.edition", "make_up"),
    ("draw", "compositor.plate.draw", "read_template"),
    ("draw", "compositor.plate.draw", "draw"),
    ("read back", "compositor.press.readback:Readback", "__init__"),
    ("read back", "compositor.edition", "hold_against_manuscript"),
    ("preview", "compositor.edition", "_previews"),  # drawn here, deflated beside the reading back
)


def import_all() -> dict[str, float]:
    """Import what each command needs; seconds from the start, `build` including `check`."""
    begun = perf_counter()
    resolve_name("compositor.cli")
    check = perf_counter() - begun
    for module in ("plate.draw", "press.readback", "press.textback"):
        resolve_name(f"compositor.{module}")
    return {"check": check, "build": perf_counter() - begun}


def measure(issue: str, runs: int) -> dict[str, object]:
    """Import and compose; what `main` prints."""
    imports = import_all()
    from compositor.edition import Options, compose
    from compositor.sources import FolderSources

    stopwatch = Stopwatch(STAGES)
    for watched in WATCHED:
        stopwatch.watch(*watched)
    taken = []
    for _ in range(runs):
        begun = perf_counter()
        sources = FolderSources(ROOT)
        compose(sources, sources.key(Path(issue)), Options())
        taken.append({**stopwatch.take(), "whole": perf_counter() - begun})
    return {"imports": imports, "runs": taken}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
