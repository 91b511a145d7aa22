"""The commands, one function each: they call the flow, write what it made and say so."""

import argparse
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

from compositor.cli.find import find
from compositor.cli.helper import helper
from compositor.cli.intake import account, import_run, new
from compositor.cli.library import library
from compositor.cli.picturestore import FolderStore
from compositor.cli.shell import BUILD, PICTURES, ROOT, Shell, issue_at, shown
from compositor.cli.web import web
from compositor.cli.words import WORDS
from compositor.diagnostics import ExitCode, Refused, Severity, worst
from compositor.diagnostics.catalog import CATALOG
from compositor.edition import Composed, Options, Planned, finish, plan
from compositor.fontlist import list_faces, missing_characters
from compositor.galleyproof import Sheet, compose_galley
from compositor.manuscript.schema import FOLDER as SCHEMA_FOLDER
from compositor.manuscript.schema import SCHEMAS, schema_file
from compositor.output import MANIFEST, free_name, remove_stale, write_all
from compositor.report import edition_data, ledger, report_data, written
from compositor.sources import FolderSources, read_text


def build(options: argparse.Namespace, shell: Shell) -> int:
    """Compose an issue and write `build/<issue>/`."""
    from compositor.cli.keeping import keep_build

    begun = perf_counter()
    folders, folder = issue_at(options.issue)
    sources = shell.room.sources(folders)
    planned = plan(sources, folder, shell.room.memory)
    drawing = Options(allow_overset=options.allow_overset, store=FolderStore(PICTURES))
    composed = finish(sources, planned, drawing)
    target = _target(options, composed.name)
    files = _files(composed, shell)
    write_all(target, files)
    remove_stale(target, "page-*.png", files)
    kept = () if options.into else keep_build(planned, composed)
    shell.report_faults((*composed.diagnostics, *kept))
    shell.show(files["ledger.txt"].decode())
    shell.say("made", pdf=shown(target / "pages.pdf"), seconds=perf_counter() - begun)
    return ExitCode.DONE


def check(options: argparse.Namespace, shell: Shell) -> int:
    """Report what is wrong with an issue; makes nothing, and changes articles only for `--fix`."""
    from compositor.copycheck import check_copy

    sources, folder = issue_at(options.issue)
    is_changed = options.fix and _fix(sources, folder, shell)
    said = check_copy(sources, folder)
    try:
        planned = plan(shell.room.sources(sources), folder, shell.room.memory)
        found, status = (*planned.diagnostics, *said), ExitCode.DONE
    except Refused as refused:
        found, status = (*refused.diagnostics, *said), refused.exit_code
    shell.report(found)
    errors = [d for d in found if d.is_error]
    if errors:
        shell.say_failed(errors, "failed_fixed" if is_changed else "failed")
        return status or worst(errors)
    remarks = sum(d.severity is Severity.WARNING for d in found)
    shell.say("warnings" if remarks else "clean", issue=folder, count=remarks)
    return ExitCode.DONE


def _fix(sources: FolderSources, folder: str, shell: Shell) -> bool:
    """Write what the automatic rules of the copy desk change, and show it; whether it was any."""
    from compositor.copycheck import mend_copy

    mended = mend_copy(sources, folder)
    if mended:
        files = {Path(one.path).name: one.after.encode() for one in mended}
        write_all(sources.root / Path(mended[0].path).parent, files)
    for one in mended:
        shell.show(one.diff())
    shell.say("fixed", places=sum(one.places for one in mended), files=len(mended))
    return bool(mended)


def make_up(options: argparse.Namespace, shell: Shell) -> int:
    """Show the plan of an issue, and keep it in its manifest if that is asked for."""
    from compositor.cli.plans import plan_data, plan_text

    sources, folder = issue_at(options.issue)
    planned = plan(shell.room.sources(sources), folder, shell.room.memory)
    if shell.as_json:
        print(json.dumps(plan_data(planned, shell.language), ensure_ascii=False, indent=1))
    else:
        shell.report_faults(planned.diagnostics)
        shell.show(plan_text(planned, shell.language, explain=options.explain))
    errors = [d for d in planned.diagnostics if d.is_error]
    if errors:
        shell.say_failed(errors)
        return worst(errors)
    if options.write:
        _keep(sources, folder, planned, shell)
    return ExitCode.DONE


def _keep(sources: FolderSources, folder: str, planned: Planned, shell: Shell) -> None:
    from compositor.keepplan import keep_plan

    if planned.solution is None:
        shell.say("nothing_open", issue=folder)
        return
    data = keep_plan(sources, folder, planned)
    path = sources.root / folder / MANIFEST
    kept = free_name(path)
    write_all(path.parent, {kept.name: path.read_bytes(), path.name: data})
    shell.say("written", file=shown(path), kept=shown(kept))


def press_run(options: argparse.Namespace, shell: Shell) -> int:
    """Compose an issue for the printer; `Refused` where it is not ready."""
    from compositor.cli.preflight import preflight_data, preflight_text, tools_missing
    from compositor.cli.review import step_word
    from compositor.pressfile import ISSUE_FILE, OF_OTHER_RUNS, make_press_files

    begun = perf_counter()
    folders, folder = issue_at(options.issue)
    sources, store = shell.room.sources(folders), FolderStore(PICTURES)
    memory, scheme = shell.room.memory, options.impose
    run = make_press_files(
        sources, folder, scheme, store, memory=memory, is_unsigned=options.unsigned
    )
    target, language = _target(options, run.name), shell.language
    told = [preflight_text(name, found, language) for name, found in run.reports.items()]
    data = [preflight_data(name, found, language) for name, found in run.reports.items()]
    reports = {"preflight.txt": "\n".join(told).encode(), "preflight.json": written(data)}
    write_all(target, {**run.files, **reports})
    for pattern in OF_OTHER_RUNS:
        remove_stale(target, pattern, run.files)
    shell.report_faults((*run.diagnostics, *run.reports[ISSUE_FILE].findings))
    for check, why in tools_missing(run.reports[ISSUE_FILE], language):
        shell.say("unchecked", check=check, why=why)
    if run.signature:
        by = run.signature
        shell.say("released_by", step=step_word(by.step, shell), who=by.who, when=by.when)
    shell.say("made_press", pdf=shown(target / ISSUE_FILE), seconds=perf_counter() - begun)
    return ExitCode.DONE


def galley(options: argparse.Namespace, shell: Shell) -> int:
    """Set one article or text as a galley proof."""
    begun = perf_counter()
    sources = FolderSources(ROOT)
    path = sources.key(options.file)
    sheet = Sheet(options.layout, options.measure, options.columns)
    composed = compose_galley(shell.room.sources(sources), path, sheet, shell.room.memory)
    target = options.into or BUILD / "galleys"
    name = f"{Path(path).stem}.pdf"
    write_all(target, {name: composed.pdf})
    shell.report_faults(composed.diagnostics)
    shell.say("made", pdf=shown(target / name), seconds=perf_counter() - begun)
    return ExitCode.DONE


def fonts(options: argparse.Namespace, shell: Shell) -> int:
    """List the faces, check their files, and say what a text needs that none has."""
    sources = FolderSources(ROOT)
    states, findings = list_faces(sources)
    for state in states:
        shell.say("face_row", **{**state, "state": _word(shell, state["state"])})
    texts = {p: read_text(sources, sources.key(p)) for p in options.text}
    by_name = {sources.key(path): text for path, text in texts.items()}
    found = [*findings, *missing_characters(sources, by_name)]
    shell.report(found)
    if texts and not any(d.code == "no-glyph" for d in found):
        count = len({c for text in texts.values() for c in text if not c.isspace()})
        shell.say("all_there", count=count)
    return worst(found)


def grade(options: argparse.Namespace, shell: Shell) -> int:
    """Grade finished PDFs; nothing is written."""
    from compositor.grading.tell import places, table
    from compositor.pdfgrade import grade_all, grades_data

    sources = FolderSources(ROOT)
    graded = grade_all(sources, [sources.key(path) for path in options.pdf])
    if shell.as_json:
        print(json.dumps(grades_data(graded, shell.language), ensure_ascii=False, indent=1))
    else:
        shell.report(d for one in graded for d in one.problems)
        shell.show(table([(Path(one.path).name, one.grades) for one in graded], shell.language))
        for one in graded if options.lines else ():
            shell.show(f"\n{one.path}\n{places(one.grades, shell.language)}")
    return ExitCode.DONE if all(one.grades.passed for one in graded) else ExitCode.GRADE


def preflight(options: argparse.Namespace, shell: Shell) -> int:
    """Check finished PDFs for the press."""
    # Imported when needed: pypdf alone takes 0.1 s.
    from compositor.cli.preflight import preflight_run

    return preflight_run(options, shell)


def archive(options: argparse.Namespace, shell: Shell) -> int:
    """Make issues again, as many as are named."""
    from compositor.cli.archive import archive_run

    return archive_run(options, shell)


def verify(options: argparse.Namespace, shell: Shell) -> int:
    """Say what a rebuild would change of an archive."""
    from compositor.cli.verify import verify_run

    return verify_run(options, shell)


def diff(options: argparse.Namespace, shell: Shell) -> int:
    """Say what changed between two proofs."""
    from compositor.cli.diff import diff_run

    _, folder = issue_at(options.issue)
    return diff_run(options, folder, shell)


def proof(options: argparse.Namespace, shell: Shell) -> int:
    """Open the proof desk, or make a proof on paper."""
    _, folder = issue_at(options.issue)
    if options.pdf:
        from compositor.cli.paperproof import paper_proof

        return paper_proof(options, folder, shell)
    from compositor.cli.proof import proof_desk

    return proof_desk(options, folder, shell)


def review(options: argparse.Namespace, shell: Shell) -> int:
    """List the comments on an issue and who has signed it."""
    from compositor.cli.review import review_run

    return review_run(options, shell)


def sign(options: argparse.Namespace, shell: Shell) -> int:
    """Sign a step for the pages of an issue as they are."""
    from compositor.cli.review import sign_run

    return sign_run(options, shell)


def schema(options: argparse.Namespace, shell: Shell) -> int:
    """Print a JSON Schema, for editors that complete and check YAML while typing; or write all."""
    if not options.write:
        print(schema_text(options.kind), end="")
        return ExitCode.DONE
    folder = ROOT / SCHEMA_FOLDER
    write_all(folder, {Path(schema_file(k)).name: schema_text(k).encode() for k in SCHEMAS})
    shell.say("made_schemas", folder=shown(folder), count=len(SCHEMAS))
    return ExitCode.DONE


def schema_text(kind: str) -> str:
    """A schema as `docs/schema/` holds it."""
    return json.dumps(SCHEMAS[kind](), ensure_ascii=False, indent=2) + "\n"


def errors(options: argparse.Namespace, shell: Shell) -> int:
    """Print the table of codes that `docs/errors.md` holds."""
    del options, shell
    print(error_table())
    return ExitCode.DONE


def error_table() -> str:
    """The catalogue as a Markdown table, in both languages."""
    rows = ["| code | | what it says | what to do | 含义 | 处理 |", "|---|---|---|---|---|---|"]
    for code, entry in CATALOG.items():
        english, chinese = (entry.en, entry.hint_en), (entry.zh, entry.hint_zh)
        cells = [*map(_cell, english), *(_cell(text).replace("**", "\\*\\*") for text in chinese)]
        words = " | ".join(cells)
        rows.append(f"| `{code}` | {entry.severity.value} | {words} |")
    return "\n".join(rows)


def _cell(text: str) -> str:
    """A sentence as a Markdown table shows it: without plural endings, doubled braces single."""
    plain = re.sub(r"\{\w+:s\}", "(s)", text).replace("{{", "{").replace("}}", "}")
    return plain.replace("|", "\\|")


COMMANDS: Mapping[str, Callable[[argparse.Namespace, Shell], int]] = {
    "build": build,
    "check": check,
    "make-up": make_up,
    "press": press_run,
    "web": web,
    "library": library,
    "galley": galley,
    "fonts": fonts,
    "grade": grade,
    "preflight": preflight,
    "proof": proof,
    "diff": diff,
    "schema": schema,
    "new": new,
    "import": import_run,
    "account": account,
    "errors": errors,
    "review": review,
    "sign": sign,
    "find": find,
    "archive": archive,
    "verify": verify,
    "helper": helper,
}


def _target(options: argparse.Namespace, name: str) -> Path:
    into: Path | None = options.into
    return into if into is not None else BUILD / name


def _files(composed: Composed, shell: Shell) -> dict[str, bytes]:
    """Everything a build writes, by file name."""
    edition, problems = composed.edition, composed.diagnostics
    report = report_data(edition, problems, composed.fingerprint, composed.inputs)
    pages = zip(edition.pages, composed.previews, strict=True)
    return {
        "pages.pdf": composed.pdf,
        **{f"page-{page.number}.png": png for page, png in pages},
        "edition.json": written(edition_data(edition, composed.fingerprint)),
        "report.json": written(report),
        "ledger.txt": ledger(edition, problems, shell.language).encode(),
    }


def _word(shell: Shell, key: str) -> str:
    return WORDS[shell.language][key]
