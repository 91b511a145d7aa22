"""`compose.py verify`: what a rebuild would change of an archive, before anything is rebuilt.

Issues are told as they come, those that are identical in the table at the end only. The exit
status is 0 if every issue is identical or the same print, else that of the worst.
"""

import argparse
import json
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from compositor.archive.preparing import Archive
from compositor.archive.stores import is_url
from compositor.archive.verifying import ToVerify, verify, what_to_verify
from compositor.cli.archive import archive_of, executor_of, from_here
from compositor.cli.progress import Follow, following, show_table, while_looking
from compositor.cli.shell import Shell, shown
from compositor.cli.verified import Overlays, say, verified_data, verified_lines
from compositor.cli.words import say as say_plainly
from compositor.diagnostics import ExitCode, worst
from compositor.diagnostics.render import as_data
from compositor.model.backissue import OtherEngine, Verified, VerifiedState
from compositor.output import write_all

STATES: tuple[VerifiedState, ...] = get_args(VerifiedState)


@dataclass(slots=True)
class _Told:
    """What was told so far: figures for the end; whole issues are kept for `--json` alone."""

    issues: Counter[VerifiedState] = field(default_factory=Counter)
    pages: Counter[VerifiedState] = field(default_factory=Counter)
    engines: Counter[OtherEngine] = field(default_factory=Counter)
    differing: int = 0
    exit_code: ExitCode = ExitCode.DONE
    data: list[dict[str, object]] = field(default_factory=list)

    def count(self, one: Verified) -> None:
        """Take an issue into the figures."""
        self.issues[one.state] += 1
        self.pages[one.state] += one.pages_made
        self.engines.update(one.engines)
        self.differing += len(one.pages)
        self.exit_code = max(self.exit_code, one.exit_code)


def verify_run(options: argparse.Namespace, shell: Shell) -> int:
    """Say what a rebuild would change; the exit status is the worst of what was found."""
    archive = archive_of(options)
    patterns = [from_here(pattern, archive.root) for pattern in options.patterns]
    with while_looking(shell, say_plainly(shell.language, "looking")):
        asked = what_to_verify(archive, patterns, overlays=options.pictures is not None)
    if not shell.as_json:
        shell.report(asked.diagnostics)
    told = _Told(exit_code=worst(asked.diagnostics))
    with following(shell, len(asked.tasks)) as follow:
        try:
            _verify(asked, options, shell, follow, told)
        except KeyboardInterrupt:
            if not shell.as_json:
                shell.show(say(shell.language, "stopped"))
            raise
    _conclude(asked, archive, told, follow, shell)
    return told.exit_code


def _verify(
    asked: ToVerify, options: argparse.Namespace, shell: Shell, follow: Follow, told: _Told
) -> None:
    for one in asked.missing:
        _tell(one, {}, shell, told)
    with (
        executor_of(options) as executor,
        closing(verify(asked.tasks, executor, is_fail_fast=options.fail_fast)) as found,
    ):
        for one in found:
            overlays = _write_overlays(one, options.pictures) if options.pictures else {}
            _tell(one, overlays, shell, told)
            follow.step(one.pages_made)


def _tell(one: Verified, overlays: Overlays, shell: Shell, told: _Told) -> None:
    """Tell of an issue; of those that are identical the table tells."""
    told.count(one)
    if shell.as_json:
        told.data.append(verified_data(one, overlays, shell.language))
    elif one.state != "identical":
        for line in verified_lines(one, overlays, shell.language):
            shell.show(line)
        shell.report(found for found in one.diagnostics if found.is_error)


def _write_overlays(one: Verified, folder: Path) -> Overlays:
    """Write the pictures of an issue's pages that differ; their names."""
    files: dict[str, bytes] = {}
    overlays: dict[tuple[int, str], str] = {}
    for page in one.pages:
        for drawn in page.prints:
            name = f"{Path(drawn.file).stem}-page-{page.page}.png"
            files[name] = drawn.overlay
            overlays[page.page, drawn.file] = shown(folder / one.issue / name)
    if files:
        write_all(folder / one.issue, files)
    return overlays


def _conclude(asked: ToVerify, archive: Archive, told: _Told, follow: Follow, shell: Shell) -> None:
    if shell.as_json:
        _print(asked, archive, told, follow, shell)
        return
    language = shell.language
    rows = [
        (say(language, state), f"{told.issues[state]}", f"{told.pages[state]}") for state in STATES
    ]
    show_table([say(language, key) for key in ("outcome", "issues", "pages")], rows)
    shell.show(_engines(told, shell))
    values = {"rate": follow.rate(), "pages": told.differing, "seconds": follow.seconds}
    place = archive.place if is_url(archive.place) else shown(Path(archive.place))
    shell.show(say(language, "total", archive=place, **values))


def _engines(told: _Told, shell: Shell) -> str:
    """Which versions were others when the archive was made."""
    if not told.engines:
        return say(shell.language, "no_engines")
    each = (
        say(shell.language, "engine", **one._asdict(), count=count)
        for one, count in sorted(told.engines.items())
    )
    separator = say(shell.language, "separator")
    return say(shell.language, "engines", engines=separator.join(each))


def _print(asked: ToVerify, archive: Archive, told: _Told, follow: Follow, shell: Shell) -> None:
    summary: dict[str, object] = {
        **{str(state): told.issues[state] for state in STATES},
        "pages_that_differ": told.differing,
        "seconds": round(follow.seconds, 3),
        "exit_code": int(told.exit_code),
    }
    whole = {
        "archive": archive.place,
        "issues": sorted(told.data, key=lambda one: str(one["issue"])),
        "summary": summary,
        "diagnostics": as_data(asked.diagnostics, shell.language),
    }
    print(json.dumps(whole, ensure_ascii=False, indent=1))
