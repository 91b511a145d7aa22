"""The font table looked at: is every file there and unchanged, and has a text all its characters.

states, findings = list_faces(sources)
missing_characters(sources, {"issues/2025-08/articles/nantong.md": text})
"""

from collections.abc import Iterable, Mapping

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose
from compositor.manuscript.faces import read_faces
from compositor.model.typeface import FaceRecord
from compositor.setting.classes import signs
from compositor.sources import Sources
from compositor.typefaces import SELECTOR, Typefaces


def list_faces(sources: Sources) -> tuple[list[dict[str, str]], tuple[Diagnostic, ...]]:
    """One row a face (role, file, family, weight, state, sum) and what is wrong with them.

    `state` is a word of the command: ok, changed, unpinned, missing or bad.
    """
    records = _records(sources)
    faces = Typefaces(records, sources)
    rows: list[dict[str, str]] = []
    findings: list[Diagnostic] = []
    for record in records:
        state, problem, digest = _state(record, faces)
        rows.append(
            {
                "role": record.role,
                "file": record.file,
                "family": record.family,
                "weight": str(record.weight),
                "state": state,
                "sum": digest,
            }
        )
        findings += [problem] if problem else []
    return rows, tuple(findings)


def missing_characters(sources: Sources, texts: Mapping[str, str]) -> Iterable[Diagnostic]:
    """Each character of some texts, by path, that no face has, at its first place in each."""
    faces = Typefaces(_records(sources), sources)
    for path, text in texts.items():
        seen: set[str] = set()
        for number, line in enumerate(text.split("\n"), start=1):
            for column, character in _unknown(line, faces):
                if character not in seen:
                    seen.add(character)
                    place = Place(path, number, column, 1, line)
                    codepoint = f"{ord(character):04X}"
                    yield diagnose("no-glyph", place, character=character, codepoint=codepoint)


def _unknown(line: str, faces: Typefaces) -> Iterable[tuple[int, str]]:
    """The characters of a line that no face has, by column; an accent may come with its letter."""
    column = 1
    for sign in signs(line):
        lacks = [faces[role].lacks(sign) for role in faces.records]
        if not sign.isspace() and lacks and all(lacks):
            yield from ((column + p, sign[p]) for p in lacks[0] if not SELECTOR.match(sign[p]))
        column += len(sign)


def _records(sources: Sources) -> tuple[FaceRecord, ...]:
    read = read_faces(sources)
    if read.value is None:
        raise Refused(read.diagnostics)
    return read.value


STATES = {"font-missing": "missing", "font-changed": "changed", "font-unreadable": "bad"}


def _state(record: FaceRecord, faces: Typefaces) -> tuple[str, Diagnostic | None, str]:
    try:
        digest = faces[record.role].digest
    except Refused as refused:
        problem = refused.diagnostics[0]
        return STATES.get(problem.code, "bad"), problem, ""
    if record.sha256:
        return "ok", None, digest
    note = diagnose("font-unpinned", record.place, file=record.file, found=digest)
    return "unpinned", note, digest
