"""`web`: an issue as a digital edition (数字报), written into a folder that a browser opens."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

from compositor.cli.picturestore import FolderStore
from compositor.cli.shell import BUILD, PICTURES, Shell, issue_at, shown
from compositor.diagnostics import ExitCode
from compositor.output import remove_listed, write_all

FOLDER = "web"
MEGABYTE = 1_000_000


def web(options: argparse.Namespace, shell: Shell) -> int:
    """Make the digital edition of an issue in `build/NAME/web/`: all of its files, or none."""
    from compositor.digital.names import CATALOGUE, INDEX
    from compositor.digitaledition import make_digital_edition

    begun = perf_counter()
    folders, folder = issue_at(options.issue)
    sources, memory, store = shell.room.sources(folders), shell.room.memory, FolderStore(PICTURES)
    made = make_digital_edition(sources, folder, with_pdf=options.pdf, store=store, memory=memory)
    target = options.into or BUILD / made.name / FOLDER
    before = listed(target / CATALOGUE)
    write_all(target, made.files)
    remove_listed(target, before, made.files)
    shell.report_faults(made.diagnostics)
    size = sum(map(len, made.files.values())) / MEGABYTE
    shell.say(
        "made_web",
        file=shown(target / INDEX),
        files=len(made.files),
        size=size,
        seconds=perf_counter() - begun,
    )
    return ExitCode.DONE


def listed(catalogue: Path) -> tuple[str, ...]:
    """The files that a digital edition made earlier says are its own; none if it cannot say."""
    try:
        data = json.loads(catalogue.read_bytes())
    except (OSError, ValueError, RecursionError):
        return ()
    is_ours = isinstance(data, Mapping) and str(data.get("format", "")).startswith("digital")
    names = data.get("files") if is_ours else None
    return tuple(n for n in names if isinstance(n, str)) if isinstance(names, list) else ()
