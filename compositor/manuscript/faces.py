"""Reading the font table: `fonts/fonts.yaml` to `FaceRecord`s.

A role stands once, and a fallback names a role of the table or `none`. The font files themselves
are opened by `typefaces`.
"""

from collections.abc import Iterator

from compositor.diagnostics import Diagnostic, diagnose, nearest
from compositor.manuscript.faults import Checked, check, has_errors
from compositor.manuscript.forms import FaceForm, FacesForm
from compositor.manuscript.yamlfile import YamlFile, load
from compositor.memory import Memory, Same
from compositor.model.typeface import FaceRecord
from compositor.sources import Sources

FONT_TABLE = "fonts/fonts.yaml"
NO_FALLBACK = "none"


def read_faces(sources: Sources, memory: Memory | None = None) -> Checked[tuple[FaceRecord, ...]]:
    """All faces of the font table, in its order."""
    memory = memory or Memory()
    file = load(sources, FONT_TABLE, memory=memory)
    return memory.of(("faces", Same(file)), lambda: _faces(file))


def _faces(file: YamlFile) -> Checked[tuple[FaceRecord, ...]]:
    form, found = check(FacesForm, file)
    problems = [*found, *(_roles_amiss(form, file) if form else ())]
    if form is None or has_errors(problems):
        return Checked(None, tuple(problems))
    return Checked(tuple(_records(form, file)), tuple(problems))


def _roles_amiss(form: FacesForm, file: YamlFile) -> Iterator[Diagnostic]:
    """Roles that stand twice, fallbacks that are no role."""
    lines: dict[str, int] = {}
    roles = [face.role for face in form.faces]
    for index, face in enumerate(form.faces):
        place = file.place(("faces", index, "role"))
        if face.role in lines:
            yield diagnose("role-twice", place, role=face.role, first=lines[face.role])
        lines.setdefault(face.role, place.line)
        if _fallback(face) not in (*roles, ""):
            place = file.place(("faces", index, "fallback"))
            known, near = ", ".join(roles), nearest(face.fallback, roles)
            yield diagnose("no-role", place, role=face.fallback, known=known, near=near)


def _records(form: FacesForm, file: YamlFile) -> Iterator[FaceRecord]:
    for index, face in enumerate(form.faces):
        yield FaceRecord(
            role=face.role,
            file=face.file,
            family=face.family,
            weight=face.weight,
            sha256=face.sha256.lower(),
            coverage=face.coverage,
            fallback=_fallback(face),
            place=file.place(("faces", index, "role")),
        )


def _fallback(face: FaceForm) -> str:
    return "" if face.fallback in (NO_FALLBACK, face.role) else face.fallback
