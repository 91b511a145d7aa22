"""`library`: an issue with what describes it for libraries: PDF/A, METS, ALTO, in one folder."""

import argparse
from time import perf_counter

from compositor.cli.picturestore import FolderStore
from compositor.cli.shell import BUILD, PICTURES, Shell, issue_at, shown
from compositor.diagnostics import ExitCode
from compositor.output import remove_stale, write_all

FOLDER = "library"
MEGABYTE = 1_000_000


def library(options: argparse.Namespace, shell: Shell) -> int:
    """Write `build/NAME/library/`: all of its files, or none."""
    from compositor.backissue import EDITION_FILE, REPORT_FILE, Workshop
    from compositor.index.entryfile import ENTRY_FILE
    from compositor.mets.library import ALTO_FILES, METS_FILE
    from compositor.model.backissue import Recipe

    begun = perf_counter()
    sources, folder = issue_at(options.issue)
    made = Workshop(FolderStore(PICTURES)).remake(sources, folder, Recipe(library=True))
    ours = {EDITION_FILE, ENTRY_FILE, REPORT_FILE}
    files = {name: data for name, data in made.files.items() if name not in ours}
    target = options.into or BUILD / made.issue.name / FOLDER
    write_all(target, files)
    remove_stale(target, ALTO_FILES, files)
    shell.report_faults(made.diagnostics)
    shell.say(
        "made_library",
        file=shown(target / METS_FILE),
        files=len(files),
        size=sum(map(len, files.values())) / MEGABYTE,
        seconds=perf_counter() - begun,
    )
    return ExitCode.DONE
