"""The flow of a back issue: read → … → draw → stamp → read back, into the files that are kept.

    shop = Workshop(store)
    made = shop.remake(FolderSources(root), "issues/2025-08", Recipe(press=True))
    made.files      {"archive.pdf": …, "edition.json": …, "entry.json": …, "report.json": …, …}

With `Recipe(library=True)` METS and ALTO for libraries besides (`mets`).

`archive.pdf` is PDF/A-2b in the inks of the press, its text held against the manuscript. Made one
after another in one workshop, issues share faces, templates and shaped type; whatever was made
before, the same files give the same bytes.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from compositor.diagnostics import Diagnostic
from compositor.edition import Drawn, Options, Planned, draw_pages, hold_against_manuscript, plan
from compositor.index.entries import entry_of
from compositor.index.entryfile import ENTRY_FILE, write_entry
from compositor.memory import Memory
from compositor.mets.library import library_files
from compositor.mets.mets import File
from compositor.model.backissue import Recipe
from compositor.model.edition import Edition
from compositor.model.issue import Issue
from compositor.photos.store import NO_STORE, Store
from compositor.press.preflight import WHY, Preflighted
from compositor.press.readback import Readback
from compositor.pressfile import (
    ARCHIVE_FILE,
    More,
    archive_file,
    print_files,
    reckoned,
    refuse_unready,
)
from compositor.report import edition_data, report_data, written
from compositor.sources import KnownSources, Sources

EDITION_FILE, REPORT_FILE = "edition.json", "report.json"


@dataclass(frozen=True, slots=True)
class Remade:
    """A back issue, all of it in memory: its files by name, and what they were made of."""

    issue: Issue
    edition: Edition
    files: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]
    fingerprint: str
    inputs: tuple[tuple[str, str], ...]


class Workshop:
    """Where issues are made one after another; what the next can use of the last is kept."""

    def __init__(self, store: Store = NO_STORE) -> None:
        self._store = store
        self._memory = Memory()
        self._known: dict[str, tuple[Hashable, str]] = {}

    def knowing(self, sources: Sources) -> Sources:
        """Sources whose large files are known here by their stamps: not read again to be known."""
        return KnownSources(sources, self._known)

    def remake(self, sources: Sources, folder: str, recipe: Recipe) -> Remade:
        """Make an issue again; `Refused` with every diagnostic where it cannot be made."""
        try:
            made = self._remake(self.knowing(sources), folder, recipe)
        except BaseException:
            self._memory.drop()
            raise
        self._memory.end()
        return made

    def _remake(self, sources: Sources, folder: str, recipe: Recipe) -> Remade:
        planned = plan(sources, folder, self._memory)
        if recipe.press:
            refuse_unready(planned)
        drawn = draw_pages(sources, planned, Options(store=self._store))
        if recipe.press:
            more = More(is_each_page=False)
            run = print_files(sources, planned, drawn, more, is_unsigned=True, checking=reckoned)
            files, said, checked = dict(run.files), run.diagnostics, run.reports
        else:
            files, said, checked = (
                {ARCHIVE_FILE: _proven(planned, drawn)},
                planned.diagnostics,
                {},
            )
        files |= _data(planned, drawn, said, checked)
        if recipe.library:
            files |= _described(planned, files[ARCHIVE_FILE])
        return Remade(planned.issue, planned.edition, files, said, drawn.fingerprint, drawn.inputs)


def _proven(planned: Planned, drawn: Drawn) -> bytes:
    """The copy that is kept, its words those of the manuscript."""
    pdf = archive_file(planned, drawn)
    with Readback(pdf) as readback:
        hold_against_manuscript(planned, readback.readings())
    return pdf


def _data(
    planned: Planned,
    drawn: Drawn,
    said: tuple[Diagnostic, ...],
    checked: Mapping[str, Preflighted],
) -> dict[str, bytes]:
    edition = planned.edition
    report = report_data(edition, said, drawn.fingerprint, drawn.inputs)
    if checked:
        report["preflight"] = {name: _checks(found) for name, found in checked.items()}
    return {
        EDITION_FILE: written(edition_data(edition, drawn.fingerprint)),
        ENTRY_FILE: write_entry(entry_of(planned.issue, planned.layout, edition)),
        REPORT_FILE: written(report),
    }


def _described(planned: Planned, pdf: bytes) -> Mapping[str, bytes]:
    issue, layout, edition = planned.issue, planned.layout, planned.edition
    return library_files(issue, layout, edition, planned.faces, File(ARCHIVE_FILE, pdf))


def _checks(found: Preflighted) -> dict[str, str]:
    """How each check came out, with what is to be said of it: `passed: reckoned from …`."""
    return {
        check.number: ": ".join((check.state, WHY[check.why][0])) if check.why else check.state
        for check in found.checks
    }
