"""The commands that take manuscripts in: `import`, and `account` after corrections by hand."""

import argparse
from pathlib import Path
from time import perf_counter

from compositor.cli.output import write_all, write_folder
from compositor.cli.shell import ROOT, Shell, schema_from, shown
from compositor.diagnostics import ExitCode, worst
from compositor.newissue import date_named
from compositor.sources import FolderSources

REPORT = "import.md"


def import_run(options: argparse.Namespace, shell: Shell) -> int:
    """Make an issue of files of any sort."""
    from compositor.importing import Wanted, import_files

    begun = perf_counter()
    folder = options.into.absolute()
    sources = FolderSources(ROOT)
    wanted = Wanted(
        folder=sources.key(folder),
        date=options.date or date_named(folder.name),
        layout=options.layout,
        language=shell.language,
        issue_schema=schema_from(folder, "issue"),
        article_schema=schema_from(folder / "articles", "article"),
    )
    made = import_files(sources, [sources.key(path) for path in options.file], wanted)
    kept = write_folder(folder, made.files, options.force)
    shell.report_faults(made.diagnostics)
    if kept:
        shell.say("kept", folder=shown(kept))
    account = made.account
    shell.say(
        "imported",
        folder=shown(folder),
        articles=len(made.articles),
        characters=account.counted,
        placed=account.in_articles,
        left=account.counted - account.in_articles,
        seconds=perf_counter() - begun,
    )
    shell.say("to_check", report=shown(folder / REPORT), count=made.to_check)
    return ExitCode.DONE


def account(options: argparse.Namespace, shell: Shell) -> int:
    """Account for the sources of an issue again; status 1 if a character is not explained."""
    from compositor.importing import account_again

    folder: Path = options.issue.absolute()
    sources = FolderSources(ROOT)
    made = account_again(sources, sources.key(folder), shell.language)
    write_all(folder, made.files)
    shell.report_faults(made.diagnostics)
    lost = sum(span.end - span.start for span in made.account.missing)
    counted = made.account.counted
    shell.say("accounted", report=shown(folder / REPORT), counted=counted, missing=lost)
    return worst(made.diagnostics)
