"""The flow of a press run: draw → stamp → read back → preflight, for every file that goes out.

    run = make_press_files(sources, "issues/2025-08", "saddle")
    run.files          {"press.pdf": …, "press-1.pdf": …, "archive.pdf": …}

`press.pdf` is the issue and `press-N.pdf` one page each, by the issue's own standard; `sheets.pdf`
has the pages imposed, where that is asked for; `archive.pdf` is the copy that is kept. An issue
that is not ready is `Refused`, and no file is made: missing pictures, overset, hard rules of
make-up, other pages than were signed, words that do not come back, errors of preflight.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from compositor.diagnostics import Diagnostic, ExitCode, Refused, diagnose
from compositor.edition import (
    Drawn,
    Options,
    Planned,
    draw_pages,
    hold_against_manuscript,
    name_page,
    refuse,
)
from compositor.edition import plan as plan_issue
from compositor.makeup.verdict import PRESS_CODES
from compositor.memory import Memory
from compositor.model.issue import Issue
from compositor.model.press import Press
from compositor.model.review import Signature, Standing
from compositor.packing import deflate_once
from compositor.photos.store import NO_STORE, Store
from compositor.press.impose import Imposed, impose
from compositor.press.preflight import (
    Batch,
    CheckResult,
    Preflighted,
    Wanted,
)
from compositor.press.readback import Readback
from compositor.press.signatures import ImpositionPlan, Scheme
from compositor.press.stamp.job import SheetNote, StampJob
from compositor.press.stamp.stamp import open_drawn, stamp, stamp_pages
from compositor.press.textback import text_difference
from compositor.signoff import Signed, signed_by, standing_of
from compositor.sources import Sources
from compositor.typefaces import font_name

ISSUE_FILE, ARCHIVE_FILE, SHEETS_FILE = "press.pdf", "archive.pdf", "sheets.pdf"
TEXT_BACK, NOT_OURS = "P23", "transparency-live"
# What an earlier run may have left that this one does not make.
OF_OTHER_RUNS = ("press-*.pdf", SHEETS_FILE)


@dataclass(frozen=True, slots=True)
class PressRun:
    """What a press run made: files by name, what was said on the way, and what preflight found.

    `signature` is the 签样 or 付印 that its pages were signed by; None if nobody signed them.
    """

    name: str
    files: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]
    reports: Mapping[str, Preflighted]
    signature: Signature | None = None


def make_press_files(
    sources: Sources,
    folder: str,
    scheme: Scheme | None = None,
    store: Store = NO_STORE,
    *,
    memory: Memory | None = None,
    is_unsigned: bool = False,
) -> PressRun:
    """All files of a press run; `Refused` if the issue is not ready for one.

    With a `scheme` also sheets, the pages imposed by it. `is_unsigned` is the leave to print pages
    that are not those that were signed; it is told all the same.
    """
    planned = plan_issue(sources, folder, memory)
    refuse_unready(planned)
    drawn = draw_pages(sources, planned, Options(store=store))
    return print_files(sources, planned, drawn, More(scheme), is_unsigned=is_unsigned)


class Checking(NamedTuple):
    """How the files of a run are looked over: those of all pages, and those of one."""

    whole: Callable[[bytes, Wanted], Preflighted]
    alone: Callable[[bytes, Wanted], Preflighted]


def measured() -> Checking:
    """For a printer: qpdf and Ghostscript give a second opinion."""
    batch = Batch()
    return Checking(batch.preflight, batch.preflight_alone)


def reckoned() -> Checking:
    """For an archive, of issues that were printed long ago: in this process, where that will do."""
    batch = Batch()
    return Checking(batch.preflight_reckoned, batch.preflight_alone)


class More(NamedTuple):
    """What is made besides `press.pdf` and `archive.pdf`: sheets, and each page by itself.

    Single pages are for a press that takes no others; an archive has no use for them.
    """

    scheme: Scheme | None = None
    is_each_page: bool = True


def print_files(
    sources: Sources,
    planned: Planned,
    drawn: Drawn,
    more: More,
    *,
    is_unsigned: bool = False,
    checking: Callable[[], Checking] = measured,
) -> PressRun:
    """The same of an issue that was found ready (`refuse_unready`), and drawn."""
    check = checking()
    signed = _signed(sources, planned, drawn)
    if not is_unsigned and any(d.is_error for d in signed.diagnostics):
        raise Refused((*planned.diagnostics, *signed.diagnostics), ExitCode.GATE)
    job = _job(planned, drawn)
    wanted = wanted_of(planned)
    pages = open_drawn(drawn.pdf)
    files = {ISSUE_FILE: stamp_pages(pages, job)}
    with Readback(files[ISSUE_FILE]) as readback:
        hold_against_manuscript(planned, readback.readings())
    reports = {ISSUE_FILE: check.whole(files[ISSUE_FILE], wanted)}
    for index, page in enumerate(planned.edition.pages if more.is_each_page else ()):
        name = f"press-{page.number}.pdf"
        files[name] = stamp_pages(pages, replace(job, part=f"page-{page.number}"), (index,))
        reports[name] = check.alone(files[name], replace(wanted, pages=1))
    said = (*planned.diagnostics, *signed.diagnostics)
    if more.scheme:
        imposed = impose(drawn.pdf, ImpositionPlan(more.scheme, job.press.bleed, job.press.paper))
        files[SHEETS_FILE] = _sheets(imposed, planned, job)
        texts = _texts(files[ISSUE_FILE])
        _hold_against_pages(planned, imposed, texts, _texts(files[SHEETS_FILE]))
        size, count = imposed.sides[0].size, len(imposed.sides)
        reports[SHEETS_FILE] = check.whole(
            files[SHEETS_FILE], replace(wanted, trim=size, pages=count)
        )
        said = (*said, *imposed.diagnostics)
    files[ARCHIVE_FILE] = archive_file(planned, drawn)
    if faults := tuple(dict.fromkeys(_faults(reports))):
        raise Refused((*said, *faults), ExitCode.GATE)
    return PressRun(planned.name, files, said, _with_text_back(reports), signed.signature)


def archive_file(planned: Planned, drawn: Drawn) -> bytes:
    """The copy that is kept: PDF/A-2b, in the inks of the press."""
    return stamp(drawn.pdf, replace(_job(planned, drawn), standard="pdf/a-2b"))


def _texts(pdf: bytes) -> tuple[str, ...]:
    with Readback(pdf) as readback:
        return readback.texts()


def _faults(reports: Mapping[str, Preflighted]) -> Iterator[Diagnostic]:
    """Errors, and transparency: X-4 has it, what we draw has not, so that X-1a can be had, too."""
    for report in reports.values():
        yield from (d for d in report.findings if d.is_error or d.code == NOT_OURS)


def _with_text_back(reports: Mapping[str, Preflighted]) -> dict[str, Preflighted]:
    """The reports with the text-back gate among their checks: it has been passed."""
    passed = CheckResult(TEXT_BACK, "passed")
    return {
        name: replace(
            report, checks=tuple(passed if c.number == TEXT_BACK else c for c in report.checks)
        )
        for name, report in reports.items()
    }


def _sheets(imposed: Imposed, planned: Planned, job: StampJob) -> bytes:
    """The imposed pages stamped, each side with its number, its pages, folds and cuts."""
    numbers = [page.number for page in planned.edition.pages]
    notes = []
    for side in imposed.sides:
        pages = "｜".join(str(numbers[c.page - 1]) if c.page else "—" for c in side.cells)
        face = "正面" if side.is_front else "反面"
        words = f"第 {side.number} 张{face} {pages}"
        notes.append(SheetNote(words, side.folds, side.cuts))
    return stamp(imposed.pdf, replace(job, sheets=tuple(notes), part="sheets"))


def _hold_against_pages(
    planned: Planned, imposed: Imposed, texts: Sequence[str], found: Sequence[str]
) -> None:
    """The gate of sheets: each side has the words of its pages, in the order they stand on it."""
    for side, words in zip(imposed.sides, found, strict=True):
        expected = "".join(texts[cell.page - 1] for cell in side.cells if cell.page)
        if words != expected:
            problem = text_difference(f"sheet {side.number}", expected, words)
            raise Refused((*planned.diagnostics, problem), ExitCode.GATE)


def wanted_of(planned: Planned) -> Wanted:
    """What the press file of an issue is held against."""
    press = _press(planned)
    return Wanted(
        press.condition,
        press.ink,
        press.bleed,
        trim=planned.layout.paper,
        pages=len(planned.edition.pages),
        fonts=frozenset(font_name(record) for record in planned.faces.records.values()),
        standard=press.standard,
    )


def _press(planned: Planned) -> Press:
    """The issue's press, with the bleed that its layout may ask for beyond it."""
    press = planned.issue.press
    return replace(press, bleed=max(press.bleed, planned.layout.bleed))


def _job(planned: Planned, drawn: Drawn) -> StampJob:
    issue, press = planned.issue, _press(planned)
    return StampJob(
        standard=press.standard,
        press=press,
        profile=planned.memory.of(("deflated", drawn.profile), lambda: deflate_once(drawn.profile)),
        title=planned.edition.title,
        issue=_slug(issue),
        date=issue.date,
        identifier=drawn.fingerprint,
        sheets=tuple(SheetNote(f"第 {page.number} 版") for page in planned.edition.pages),
        faces=planned.faces,
    )


def _slug(issue: Issue) -> str:
    """What every sheet of an issue is marked with."""
    paper = issue.publication
    words = (paper.name, paper.section, issue.number, str(issue.date))
    return " ".join(word for word in words if word)


# ------------------------------------------------------------------------ whether it is ready


def refuse_unready(planned: Planned) -> None:
    """Raise `Refused` if an issue is not fit for the press, drawn or not."""
    coarse = [d for d in planned.for_press if d.code == "picture-too-coarse"]
    if unfit := (*_missing_pictures(planned), *coarse):
        raise Refused((*planned.diagnostics, *unfit))
    if unready := tuple(_unready_pages(planned)):
        found = (*planned.diagnostics, *planned.for_press, *unready)
        raise Refused(found, ExitCode.GATE)


def _signed(sources: Sources, planned: Planned, drawn: Drawn) -> Signed:
    """Whom the pages are signed by; read after they were drawn, since it is no part of them."""
    folder = planned.issue.file.rpartition("/")[0]

    def standing() -> Standing:
        imprints = [name_page(planned, page, drawn.inputs) for page in planned.edition.pages]
        return standing_of(planned.issue, planned.edition, imprints, drawn.fingerprint)

    return signed_by(sources, folder, standing)


def _missing_pictures(planned: Planned) -> Iterable[Diagnostic]:
    missing = [d for d in planned.diagnostics if d.code == "missing-picture"]
    if missing:
        yield diagnose("press-refused", missing=", ".join(dict(d.values)["file"] for d in missing))


def _unready_pages(planned: Planned) -> Iterable[Diagnostic]:
    """Pages that no press should print: hard rules broken, holes, a foot that is left empty.

    Overset text and articles that found no room are errors of any build.
    """
    refuse(planned.diagnostics, Options())
    found = (*planned.diagnostics, *planned.for_press)
    told = [(d.code, dict(d.values)) for d in found if d.code in PRESS_CODES]
    for page in planned.edition.pages:
        names = {fill.article for fill in page.fills}
        faults = [
            f"{said.get('rule', code)}{said.get('of') or _of(said.get('article', ''))}"
            for code, said in told
            if said.get("page") == str(page.number) or said.get("article") in names
        ]
        if faults:
            values = {"page": page.number, "count": len(faults), "faults": ", ".join(faults)}
            yield diagnose("page-not-ready", **values)


def _of(article: str) -> str:
    return f" (`{article}`)" if article else ""
