"""`diff`: what changed between two proofs that were kept, or from another folder of an issue to it.

Proofs are kept by `build` and by the proof desk in `build/proofs/NAME`. Another folder is a backup
or a working tree; it is read as if it stood in the issue's place, so that nothing but what was
written differs. The list for the approver goes to `--html` and `--pdf`.
"""

import argparse
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from compositor.cli.keeping import kept_proofs
from compositor.cli.picturestore import FolderStore
from compositor.cli.shell import PICTURES, ROOT, Shell, shown
from compositor.comparing.changes import Changes
from compositor.comparing.compare import compare
from compositor.comparing.listing import PAPER_CSS
from compositor.comparing.take import snapshot_of
from compositor.comparing.tell import changes_data, changes_text
from compositor.diagnostics import Diagnostic, ExitCode, Place, Refused, diagnose
from compositor.manuscript.faces import read_faces
from compositor.model.proof import Proof
from compositor.output import write_all
from compositor.proof.changelist import change_body, change_page, page_picture
from compositor.recompose import Recomposer
from compositor.review import read_review
from compositor.sources import FolderElsewhere, FolderSources, Sources
from compositor.typefaces import Typefaces

PageOf = Callable[[str], bytes | None]


def diff_run(options: argparse.Namespace, folder: str, shell: Shell) -> int:
    """Say what changed; `folder` is the issue's."""
    before: str | None = options.before
    if before is None or before.isdecimal():
        numbers = [int(before), options.after] if before else []
        changes, page_of = _of_kept(folder, [n for n in numbers if n is not None], shell)
    else:
        changes, page_of = _of_folders(folder, Path(before))
    _write_lists(options, folder, changes, page_of, shell)
    if shell.as_json:
        print(json.dumps(changes_data(changes, shell.language), ensure_ascii=False, indent=1))
    shell.show(changes_text(changes, shell.language))
    return ExitCode.DONE


def _of_kept(folder: str, numbers: list[int], shell: Shell) -> tuple[Changes, PageOf]:
    """Two proofs by number; of those left out the latest, and the one before."""
    kept = kept_proofs(folder)
    known = [entry.number for entry in kept.list()]
    place = Place(shown(kept.folder))
    if len(known) < 2 and len(numbers) < 2:
        raise Refused([*kept.problems(), diagnose("too-few-proofs", place, count=len(known))])
    before, after = [*numbers, *known[-1:]][:2] if numbers else known[-2:]
    old, new = kept.read(before), kept.read(after)
    if old is None or new is None:
        wanted = [number for number, one in ((before, old), (after, new)) if one is None]
        raise Refused([_unread(number, known, place) for number in wanted])
    if not shell.as_json:
        shell.report_faults(kept.problems())
    return compare(old, new), kept.page_pdf


def _unread(number: int, known: list[int], place: Place) -> Diagnostic:
    if number in known:
        return diagnose("proof-unreadable", place, number=number)
    return diagnose("no-such-proof", place, number=number, known=_ranges(known) or "—")


def _ranges(numbers: list[int]) -> str:
    """Numbers with those that follow one another as a range: 1, 4–9."""
    told: list[tuple[int, int]] = []
    for number in numbers:
        if told and told[-1][1] == number - 1:
            told[-1] = (told[-1][0], number)
        else:
            told.append((number, number))
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in told)


def _of_folders(folder: str, path: Path) -> tuple[Changes, PageOf]:
    """Another folder of the issue, and the issue."""
    at = path.parent if path.name == "issue.yaml" else path
    before = _proof(FolderElsewhere(ROOT, folder, at), folder)
    after = _proof(FolderSources(ROOT), folder)
    pages: Mapping[str, bytes] = {
        page.imprint: page.pdf for proof in (before, after) for page in proof.pages
    }
    old = replace(snapshot_of(before), time=shown(at))
    new = replace(snapshot_of(after), time=shown(ROOT / folder))
    return compare(old, new), pages.get


def _proof(sources: Sources, folder: str) -> Proof:
    return Recomposer(folder, FolderStore(PICTURES)).proof(sources)


def _write_lists(
    options: argparse.Namespace, folder: str, changes: Changes, page_of: PageOf, shell: Shell
) -> None:
    """The change list as HTML and as PDF, where that is asked for."""
    if not options.html and not options.pdf:
        return
    sources, language = FolderSources(ROOT), shell.language
    comments = read_review(sources, folder).review.open_comments

    def picture_of(imprint: str) -> bytes | None:
        return page_picture(page_of(imprint))

    if options.html:
        page = change_page(changes, language, picture_of, comments)
        _write(options.html, page.encode("utf-8", "replace"), shell)
    if options.pdf:
        # Imported when needed: WeasyPrint takes 0.35 s.
        from compositor.plate.document import draw_document

        body = change_body(changes, language, picture_of, comments)
        records = read_faces(sources)
        if records.value is None:
            raise Refused(records.diagnostics)
        faces = Typefaces(records.value, sources)
        _write(options.pdf, draw_document(body, PAPER_CSS, faces), shell)


def _write(path: Path, data: bytes, shell: Shell) -> None:
    write_all(path.parent, {path.name: data})
    shell.say("made_list", file=shown(path))
