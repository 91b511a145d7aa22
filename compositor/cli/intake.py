"""The commands by which an issue begins: `new`; `import`, and `account` after corrections by hand.

Their flows are imported when they are called: a build should not wait for readers of Word files.
"""

import argparse
from datetime import date
from pathlib import Path
from time import perf_counter

from compositor.cli.shell import ROOT, Shell, schema_from, shown
from compositor.diagnostics import ExitCode, worst
from compositor.output import write_all, write_folder
from compositor.sources import FolderSources

REPORT = "import.md"


def import_run(options: argparse.Namespace, shell: Shell) -> int:
    """Make an issue of files of any sort."""
    from compositor.importing import Wanted, import_files
    from compositor.newissue import date_named

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
    shell.report(made.diagnostics)
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


def new(options: argparse.Namespace, shell: Shell) -> int:
    """Begin an issue in a folder of its own."""
    from compositor.newissue import Wanted, date_named, new_issue

    folder = options.issue.absolute()
    sources = FolderSources(ROOT)
    wanted = Wanted(
        folder=sources.key(folder),
        date=date_named(folder.name) or date.today().isoformat(),
        language=shell.language,
        issue_schema=schema_from(folder, "issue"),
        article_schema=schema_from(folder / "articles", "article"),
    )
    kept = write_folder(folder, new_issue(sources, wanted), options.force)
    shell.report_faults(())
    if kept:
        shell.say("kept", folder=shown(kept))
    shell.say("made_new", folder=shown(folder))
    return ExitCode.DONE
