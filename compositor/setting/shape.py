"""Shaping: text in one or two faces → atoms, the smallest pieces a line is made of.

A paragraph is cut into runs of one face and one script, each run is shaped whole by HarfBuzz, and
its clusters become atoms: a hanzi, a mark, a two-em dash, a Latin word or number. Characters that
the asked face lacks come from its fallback, one character at a time; one that no face has is
reported and stands as the face's own empty box, so nothing is dropped silently.

What an atom is stands in `atoms`, how a sign becomes one in `glyphs`; spacing is `prepare`'s.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, count, groupby
from operator import attrgetter
from typing import TypeAlias

from compositor.model.issue import Span
from compositor.model.layout import Level
from compositor.setting.atoms import Atom, Fallback, MissingGlyph, Run, Shaped, Type
from compositor.setting.classes import WESTERN, CharClass, classes_of, is_one, joined, signs
from compositor.setting.glyphs import (
    IN_WORDS,
    SPACES,
    in_word,
    known_characters,
    known_signs,
    sign_atom,
    word_atom,
)
from compositor.setting.kinsoku import permitted
from compositor.typefaces import SELECTOR, Face, Glyph, Script, Typefaces
from compositor.units import Emu

WHITE = frozenset(c for c in map(chr, range(0x3001)) if c.isspace())  # every face can set it


def shape(spans: Sequence[Span], type_: Type, faces: Typefaces, level: Level = "gb") -> Shaped:
    """Shape the spans of one paragraph as atoms of `type_.size`; `level` is of `kinsoku`."""
    return shape_by(level_atoms, spans, type_, faces, level)


def shape_by(
    set_run: "RunSetter", spans: Sequence[Span], type_: Type, faces: Typefaces, level: Level = "gb"
) -> Shaped:
    """The same with another way to make the atoms of a run (`vertical` has one)."""
    text = "".join(span.text for span in spans)
    roles, missing, fallbacks = _roles(spans, type_, faces)
    kinds = classes_of(text)
    allowed = permitted(text, kinds, level)
    atoms: list[Atom] = []
    for start, end, role, script in _runs(kinds, roles):
        run = Run(text[start:end], start, kinds[start:end], allowed[start:end])
        atoms += set_run(run, script, faces[role], type_.size)
    return Shaped(text, tuple(atoms), tuple(allowed), tuple(missing), tuple(fallbacks))


def _roles(
    spans: Iterable[Span], type_: Type, faces: Typefaces
) -> tuple[list[str], list[MissingGlyph], list[Fallback]]:
    """For each character the role that sets it, with what is missing and what fell back."""
    roles: list[str] = []
    missing: list[MissingGlyph] = []
    fallbacks: dict[Fallback, None] = {}
    for span in spans:
        asked = type_.strong if span.strong else type_.role
        parts = signs(span.text)
        others = faces.others_for({*parts} - WHITE, asked)
        if not others:
            roles += [asked] * len(span.text)
            continue
        for sign in dict.fromkeys(parts):
            if role := others.get(sign):
                fallbacks[Fallback(sign, asked, role)] = None
        if None in others.values():
            missing += _missing(parts, others, len(roles), faces[asked])
        roles += chain.from_iterable([others.get(s) or asked] * len(s) for s in parts)
    return roles, missing, list(fallbacks)


def _missing(
    parts: Iterable[str], others: Mapping[str, str | None], at: int, face: Face
) -> Iterable[MissingGlyph]:
    """What no face has of the signs that begin at an offset: all of one, or only what joins it."""
    for sign in parts:
        if others.get(sign, "") is None:
            lacks = face.lacks(sign)
            for p in lacks:
                base = sign[p - 1] if p and SELECTOR.match(sign[p]) else ""
                if not base or p - 1 not in lacks:
                    yield MissingGlyph(sign[p], at + p, base)
        at += len(sign)


def _runs(
    kinds: Sequence[CharClass], roles: Sequence[str]
) -> Iterable[tuple[int, int, str, Script]]:
    """Maximal runs of one face and one script, as (start, end, role, script)."""
    start = 0
    for (role, western), group in groupby(
        zip(roles, map(WESTERN.__contains__, kinds), strict=True)
    ):
        end = start + len([*group])
        yield start, end, role, Script.LATIN if western else Script.HAN
        start = end


RunSetter: TypeAlias = Callable[[Run, Script, Face, Emu], Iterable[Atom]]


def level_atoms(run: Run, script: Script, face: Face, size: Emu) -> Iterable[Atom]:
    """Cut a shaped run into atoms: Latin letters and digits up to the next break, else clusters."""
    if script is Script.HAN:
        rests = [*map(known_characters(face, size).__getitem__, run.text)]
        if all(rests):
            return _placed(run, rests)
    glyphs = face.shape(run.text.translate(SPACES), script)
    if script is Script.HAN and _one_to_one(run.text, glyphs):
        rows = zip(run.text, run.kinds, glyphs, strict=True)
        known = known_signs(face, size)
        rests = [known[text, kind, g.gid, g.advance, g.x_offset] for text, kind, g in rows]
        return _placed(run, rests)
    if script is Script.LATIN and not IN_WORDS.isdisjoint(run.text):
        glyphs = tuple(in_word(g, face) if run.text[g.cluster] in IN_WORDS else g for g in glyphs)
    return _clusters(run, glyphs, face, size)


def _placed(run: Run, rests: Sequence[tuple[object, ...]]) -> Sequence[Atom]:
    """Atoms of one character each, in their places."""
    places = zip(run.text, count(run.start), rests, strict=False)
    new = tuple.__new__  # which `_make` calls too, in twice the time
    return [new(Atom, (text, start, *rest)) for text, start, rest in places]


def _one_to_one(text: str, glyphs: Sequence[Glyph]) -> bool:
    """Whether every character is one glyph and one atom, as nearly all of a Chinese text."""
    return [g.cluster for g in glyphs] == list(range(len(text))) and not joined(text)


def _clusters(run: Run, glyphs: Sequence[Glyph], face: Face, size: Emu) -> Iterable[Atom]:
    clusters = [tuple(g) for _, g in groupby(glyphs, key=attrgetter("cluster"))]
    starts = [cluster[0].cluster for cluster in clusters] + [len(run.text)]
    first = 0
    for index in range(1, len(starts)):
        at = starts[index]
        if at < len(run.text) and not run.allowed[at] and is_one(run.text, run.kinds, at):
            continue
        begin = starts[first]
        if index == first + 1 and len(clusters[first]) == 1:
            (glyph,) = clusters[first]
            atom = sign_atom(run.text[begin:at], run.kinds[begin], glyph, face, size)
        else:
            texts = [run.text[starts[i] : starts[i + 1]] for i in range(first, index)]
            kinds = (run.kinds[begin], run.kinds[at - 1])
            atom = word_atom(kinds, clusters[first:index], texts, face, size)
        yield atom._replace(start=run.start + begin)
        first = index
