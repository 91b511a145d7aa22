"""`web`: an issue as a digital edition (数字报), written into a folder that a browser opens; and
the search through all issues of an archive.
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

from compositor.cli.picturestore import FolderStore
from compositor.cli.shell import BUILD, PICTURES, ROOT, Shell, issue_at, shown
from compositor.diagnostics import ExitCode
from compositor.output import remove_listed, remove_others, write_all, write_series
from compositor.sources import FolderSources

FOLDER = "web"
DRAFT = "writing"  # of a folder of data that is not whole yet
MEGABYTE = 1_000_000


def web(options: argparse.Namespace, shell: Shell) -> int:
    """Make the digital edition of an issue, or the search through an archive."""
    make = _archive if options.archive else _issue
    return make(options, shell)


def _issue(options: argparse.Namespace, shell: Shell) -> int:
    """In `build/NAME/web/`: all of its files, or none."""
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


def _archive(options: argparse.Namespace, shell: Shell) -> int:
    """The search page, beside the sites of issues in folders of their names.

    Its index goes into a folder of its own name first; the page comes last, and names it.
    """
    from compositor.digital.names import ARCHIVE, CATALOGUE
    from compositor.digitaledition import DATA, ArchiveSearch
    from compositor.index.schema import INDEX

    begun = perf_counter()
    target: Path = options.into or BUILD / "archive" / FOLDER

    def site_of(name: str) -> bytes | None:
        try:
            return (target / name / CATALOGUE).read_bytes()
        except (OSError, ValueError):
            return None

    made = ArchiveSearch(FolderSources(ROOT), options.archive / INDEX, site_of)
    draft = target / DATA / DRAFT
    files, size = write_series(draft, made.data(), lambda: target / made.folder)
    pages = made.pages()
    write_all(target, pages)
    remove_others(target / made.folder)
    files, size = files + len(pages), size + sum(map(len, pages.values()))
    seconds = perf_counter() - begun
    where = shown(target / ARCHIVE)
    shell.say("made_web", file=where, files=files, size=size / MEGABYTE, seconds=seconds)
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
