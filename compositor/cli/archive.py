"""`compose.py archive`: issues made again by the thousand, with what is told of it.

What is to be made and how stands in `compositor.archive`; here an executor is chosen, outcomes are
shown as they come, and the exit status is the worst of them. `after` is where more is made of
outcomes on their way.
"""

import argparse
import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import get_args

from compositor.archive.cluster import DaskExecutor
from compositor.archive.executor import Executor
from compositor.archive.indexing import Indexing
from compositor.archive.pool import ProcessPool
from compositor.archive.preparing import Archive, Reason, Run, prepare
from compositor.archive.running import Summary, run_all, summary_of
from compositor.archive.sizing import MB, jobs_here
from compositor.archive.stores import is_url
from compositor.backissue import Workshop
from compositor.cli.picturestore import FolderStore
from compositor.cli.progress import Follow, following, show_table, while_looking
from compositor.cli.shell import PICTURES, ROOT, Shell, shown
from compositor.cli.words import WORDS, say
from compositor.diagnostics import Diagnostic, Refused, Severity, worst
from compositor.diagnostics.render import as_data
from compositor.model.backissue import Outcome, Recipe, State

STATES: tuple[State, ...] = get_args(State)


def archive_run(options: argparse.Namespace, shell: Shell) -> int:
    """Make issues again; the exit status is the worst of what came of them."""
    archive = archive_of(options)
    recipe = Recipe(press=options.press, library=options.library)
    patterns = [from_here(pattern, archive.root) for pattern in options.patterns]
    with while_looking(shell, say(shell.language, "looking")):
        run = prepare(archive, patterns, recipe, force=options.force)
    if not shell.as_json:
        shell.report(run.diagnostics)
    return _dry(run, options, shell) if options.dry_run else _wet(run, options, shell)


def archive_of(options: argparse.Namespace) -> Archive:
    """Where project and archive are: folders, or URLs."""
    root = options.root or str(ROOT)
    return Archive(root, options.into or f"{root.rstrip('/')}/archive")


def executor_of(options: argparse.Namespace) -> Executor:
    """Whatever does the work: a cluster, or processes of this machine.

    Photographs that are finished are kept for the next run.
    """
    begin = partial(Workshop, FolderStore(PICTURES))
    if options.scheduler:
        return DaskExecutor(options.scheduler, archive_of(options), options.memory, begin)
    return ProcessPool(options.jobs or jobs_here(options.memory), options.memory, begin)


def after(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """What is made of outcomes as they come, before they are told."""
    yield from outcomes


def from_here(pattern: str, root: str) -> str:
    """A path that is there, seen from where the editor stands, in full; anything else as it is."""
    is_path = not is_url(root) and Path(pattern).exists()
    return str(Path(pattern).absolute()) if is_path else pattern


# ------------------------------------------------------------------------------ without making


def _dry(run: Run, options: argparse.Namespace, shell: Shell) -> int:
    status = worst(run.diagnostics)
    if shell.as_json:
        issues = {one.issue: {"state": "unchanged"} for one in run.unchanged} | {
            one.task.issue: {"state": "wanted", "reasons": _reasons_data(one.reasons)}
            for one in run.wanted
        }
        _print({"issues": [{"issue": name, **issues[name]} for name in sorted(issues)]}, run, shell)
        return status
    for one in run.wanted:
        _row(shell, "wanted", one.task.issue, [], () if options.explain else one.reasons)
        _explain(one.reasons if options.explain else (), shell)
    rows = [("wanted", len(run.wanted)), ("unchanged", len(run.unchanged))]
    head = (_word(shell, "outcome"), _word(shell, "issues"))
    show_table(head, [(_state(shell, state).strip(), f"{count}") for state, count in rows])
    shell.say("nothing_made")
    return status


# ------------------------------------------------------------------------------------- making


def _wet(run: Run, options: argparse.Namespace, shell: Shell) -> int:
    told: list[Outcome] = []
    reasons, status = run.reasons, worst(run.diagnostics)
    with (
        following(shell, len(run.wanted)) as follow,
        Indexing(run.archive.place) as indexing,
        closing(_made(run, options)) as outcomes,
    ):
        try:
            for outcome in indexing.following(outcomes):
                told.append(_slim(outcome))
                if outcome.state != "unchanged":
                    follow.step(outcome.pages)
                _tell(outcome, reasons.get(outcome.issue, ()), options, shell)
        except KeyboardInterrupt:
            shell.say("run_stopped")
            raise
        except Refused as refused:
            if not told:
                raise
            run, status = _add(refused.diagnostics, run, shell), refused.exit_code
    run, status = _add(indexing.said, run, shell), max(status, worst(indexing.said))
    summary = summary_of(told, status)
    _conclude(run, told, summary, follow, shell)
    return summary.exit_code


def _made(run: Run, options: argparse.Namespace) -> Generator[Outcome, None, None]:
    """Outcomes as they come; the run ends when they are no longer asked for."""
    with (
        executor_of(options) as executor,
        closing(run_all(run, executor, is_fail_fast=options.fail_fast)) as outcomes,
    ):
        yield from after(outcomes)


def _add(said: Sequence[Diagnostic], run: Run, shell: Shell) -> Run:
    """Tell what has ended a run before its time, or hindered lock or index from being written."""
    if not shell.as_json:
        shell.report(said)
    return replace(run, diagnostics=(*run.diagnostics, *said))


def _slim(outcome: Outcome) -> Outcome:
    """An outcome as it is kept until the end, one of ten thousand."""
    return replace(outcome, inputs=())


def _tell(
    outcome: Outcome, reasons: tuple[Reason, ...], options: argparse.Namespace, shell: Shell
) -> None:
    """An outcome, as soon as it is there; of what is unchanged the table at the end tells."""
    if shell.as_json or outcome.state == "unchanged":
        return
    language = shell.language
    facts = [say(language, "fact_seconds", seconds=outcome.seconds)] if outcome.seconds else []
    if outcome.state == "composed":
        remarks = sum(d.severity is Severity.WARNING for d in outcome.diagnostics)
        facts.insert(0, say(language, "fact_pages", pages=outcome.pages))
        facts += [say(language, "fact_warnings", count=remarks)] if remarks else []
    _row(shell, outcome.state, outcome.issue, facts, () if options.explain else reasons)
    _explain(reasons if options.explain else (), shell)
    shell.report(d for d in outcome.diagnostics if d.is_error)


def _conclude(
    run: Run, told: list[Outcome], summary: Summary, follow: Follow, shell: Shell
) -> None:
    if shell.as_json:
        reasons, by_name = run.reasons, sorted(told, key=lambda one: one.issue)
        issues = [_outcome_data(one, reasons, shell) for one in by_name]
        _print({"issues": issues, "summary": _summary_data(summary, follow)}, run, shell)
        return
    pages = {state: sum(one.pages for one in told if one.state == state) for state in STATES}
    rows = [
        (_state(shell, state).strip(), f"{summary.issues[state]}", f"{pages[state]}")
        for state in STATES
    ]
    show_table(tuple(_word(shell, key) for key in ("outcome", "issues", "pages")), rows)
    where = place if is_url(place := run.archive.place) else shown(Path(place))
    if not run.wanted:
        shell.say("run_of_nothing", archive=where)
        return
    peak, rate = summary.peak / MB, follow.rate()
    shell.say("run_total", seconds=follow.seconds, rate=rate, peak=peak, archive=where)


# -------------------------------------------------------------------------------------- words


def _row(
    shell: Shell, state: str, issue: str, facts: list[str], reasons: tuple[Reason, ...]
) -> None:
    """An issue on one line: what came of it, and the first reason why it was made."""
    told = [*facts, *_first(reasons, shell)]
    row = {"state": _state(shell, state), "issue": issue, "facts": "  ".join(told)}
    shell.say("issue_row", **row)


def _first(reasons: tuple[Reason, ...], shell: Shell) -> Iterator[str]:
    for reason in reasons[:1]:
        yield _sentence(reason, shell)
    if len(reasons) > 1:
        yield say(shell.language, "and_more", count=len(reasons) - 1)


def _sentence(reason: Reason, shell: Shell) -> str:
    return say(shell.language, f"because_{reason.cause}", what=reason.what)


def _explain(reasons: tuple[Reason, ...], shell: Shell) -> None:
    """All reasons, each on a line."""
    for reason in reasons:
        shell.show(f"    {_sentence(reason, shell)}")


def _state(shell: Shell, state: str) -> str:
    return _word(shell, f"state_{state}")


def _word(shell: Shell, key: str) -> str:
    return WORDS[shell.language][key]


# --------------------------------------------------------------------------------------- data


def _print(data: dict[str, object], run: Run, shell: Shell) -> None:
    said = as_data(run.diagnostics, shell.language)
    whole = {"archive": run.archive.place, **data, "diagnostics": said}
    print(json.dumps(whole, ensure_ascii=False, indent=1))


def _outcome_data(
    one: Outcome, reasons: Mapping[str, tuple[Reason, ...]], shell: Shell
) -> dict[str, object]:
    return {
        "issue": one.issue,
        "state": one.state,
        "exit_code": int(one.exit_code),
        "reasons": _reasons_data(reasons.get(one.issue, ())),
        "pages": one.pages,
        "seconds": round(one.seconds, 3),
        "peak": one.peak,
        "fingerprint": one.fingerprint,
        "outputs": [output._asdict() for output in one.outputs],
        "diagnostics": as_data(one.diagnostics, shell.language),
        **({"trace": one.trace} if one.trace else {}),
    }


def _reasons_data(reasons: tuple[Reason, ...]) -> list[dict[str, str]]:
    return [{"cause": one.cause, "what": one.what} for one in reasons]


def _summary_data(summary: Summary, follow: Follow) -> dict[str, object]:
    seconds = follow.seconds
    return {
        **{state: summary.issues[state] for state in STATES},
        "pages": summary.pages,
        "seconds": round(seconds, 3),
        "pages_per_second": round(follow.pages / seconds, 3),
        "issues_per_second": round(follow.issues / seconds, 3),
        "peak": summary.peak,
        "exit_code": int(summary.exit_code),
    }
