"""The grades of finished PDFs, ours and anyone's.

    graded = grade_pdf(sources, "build/2025-08/pages.pdf")
    graded.grades.passed, graded.problems

Where the edition.json of the same build stands beside a PDF it is used; the file's identifier
tells whether it is of the same build.
"""

import json
import posixpath
from collections.abc import Iterable
from dataclasses import dataclass

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose
from compositor.diagnostics.render import Language, as_data
from compositor.grading import Grades, Truth, grade, read_truth
from compositor.grading.tell import data
from compositor.press.signs import read_signs
from compositor.sources import Sources, read_bytes, read_text

EDITION = "edition.json"


@dataclass(frozen=True, slots=True)
class Graded:
    """A PDF's grades, and what was said on the way."""

    path: str
    grades: Grades
    problems: tuple[Diagnostic, ...]


def grade_pdf(sources: Sources, path: str) -> Graded:
    """Grade one PDF; `Refused` if it is none or has no running text."""
    document = read_signs(path, read_bytes(sources, path))
    truth, problems = _truth_beside(sources, path, document.identifier)
    grades = grade(document.pages, truth)
    if not grades.lines:
        raise Refused([*problems, diagnose("pdf-no-lines", Place(path), file=path)])
    return Graded(path, grades, problems)


def grade_all(sources: Sources, paths: Iterable[str]) -> tuple[Graded, ...]:
    """Grade several; `Refused` with the problems of all that cannot be."""
    graded: list[Graded] = []
    refused: list[Diagnostic] = []
    for path in paths:
        try:
            graded.append(grade_pdf(sources, path))
        except Refused as problem:
            refused += problem.diagnostics
    if refused:
        raise Refused(refused)
    return tuple(graded)


def grades_data(graded: Iterable[Graded], language: Language) -> list[dict[str, object]]:
    """The grades as plain data, each with its problems."""
    return [
        {**data(one.path, one.grades), "problems": as_data(one.problems, language)}
        for one in graded
    ]


def _truth_beside(
    sources: Sources, path: str, identifier: str
) -> tuple[Truth | None, tuple[Diagnostic, ...]]:
    beside = posixpath.join(posixpath.dirname(path), EDITION)
    if not sources.exists(beside):
        return None, ()
    try:
        truth = read_truth(json.loads(read_text(sources, beside)))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None, (diagnose("edition-unfit", Place(beside), file=beside),)
    if not truth.is_of(identifier):
        return None, (diagnose("edition-other", Place(beside), file=beside, pdf=path),)
    return truth, ()
