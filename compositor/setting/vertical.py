"""Vertical setting (竖排): the atoms of a text whose lines run downwards.

Each run of a text is cut by how its signs stand (GB/T 15834 5.2, clreq 6.3, typography §1.8):

    中  ，        upright, in vertical forms; quotes become the brackets 『』 and 「」
    ——  ……        running downwards, by the face's vertical form or turned
    G D P         single letters and figures, short acronyms: upright, an em each
    11  5%  A+    two or three figures and the like: side by side in one cell (直排内横排)
    2025  iPhone  turned a quarter clockwise

The atoms are those of `shape`, with their places across the line besides, so that breaking and
justifying know nothing of it. Upright cells count as hanzi there: a gap parts only what is turned
from its neighbours. Kinsoku is that of level lines (GB 5.2.6); the source text stays as it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise
from operator import attrgetter

from compositor.model.galley import Stance
from compositor.model.issue import Span
from compositor.model.layout import Layout, Level
from compositor.setting.atoms import Atom, Run, Shaped, Type
from compositor.setting.cells import cells, middle_down, stretches, upright_atom
from compositor.setting.classes import MARKS, WESTERN, CharClass, signs
from compositor.setting.glyphs import blanks
from compositor.setting.punctuation import QUARTER, PunctuationStyle
from compositor.setting.shape import level_atoms, shape_by
from compositor.typefaces import Face, Glyph, Script, Typefaces
from compositor.units import Emu, divide

C = CharClass

# Quotes take corner brackets, double ones outside (GB 5.2.3); a half-width mark beside Chinese
# stands as its full-width sister does.
FORMS = str.maketrans("“”‘’,;:!?.()", "『』「」，；：！？．（）")
FIXED = frozenset("：；？！")  # one em in vertical lines, squeezed by none (clreq 6.3.2.1)
TURNABLE = frozenset({C.DASH, C.ELLIPSIS, C.CONNECTOR, C.SOLIDUS, C.OPENING, C.CLOSING})
NEVER_TURNED = frozenset("／")  # clreq#623: U+002F turns, U+FF0F does not
PAIRED = frozenset({C.DASH, C.ELLIPSIS})  # shaped together, so that a face may join them


def shape_downwards(
    spans: Sequence[Span], type_: Type, faces: Typefaces, level: Level = "gb"
) -> Shaped:
    """Shape the spans of one paragraph for lines that run downwards; see `shape.shape`."""
    shaped = shape_by(_atoms, spans, type_, faces, level)
    return shaped._replace(atoms=tuple(_closed_up(shaped.atoms)))


def downwards(style: PunctuationStyle) -> PunctuationStyle:
    """A punctuation style in vertical lines: 1/4 em beside whatever is turned (typography §1.8)."""
    return replace(style, letter=QUARTER, digit=QUARTER)


def in_vertical_lines(layout: Layout) -> Layout:
    """A layout whose galleys are set in vertical lines."""
    return replace(
        layout,
        body=replace(layout.body, vertical=True),
        crosshead=replace(layout.crosshead, vertical=True),
        note=replace(layout.note, vertical=True),
        source=replace(layout.source, vertical=True),
    )


def _closed_up(atoms: Iterable[Atom]) -> Iterator[Atom]:
    """Typed spaces beside upright cells: none towards hanzi, a word space towards what is turned.

    In level lines such a space becomes the gap, of which a cell has none.
    """
    atoms = list(atoms)
    for i in range(1, len(atoms) - 1):
        left, space, right = atoms[i - 1 : i + 2]
        if space.kind is not C.SPACE or "\u3000" in space.text:
            continue
        if _is_cell(left) and right.kind in WESTERN:
            atoms[i - 1] = left._replace(last_kind=C.LATIN)
        elif _is_cell(right) and left.last_kind in WESTERN:
            atoms[i + 1] = right._replace(kind=C.LATIN)
        elif _is_cell(left) != _is_cell(right):
            atoms[i] = space._replace(text="")
    return (atom for atom in atoms if atom.text)


def _is_cell(atom: Atom) -> bool:
    return atom.stance is Stance.UPRIGHT and atom.text[0].isascii()


def _atoms(run: Run, script: Script, face: Face, size: Emu) -> Iterable[Atom]:
    return (_latin if script is Script.LATIN else _chinese)(run, face, size)


# ------------------------------------------------------------------------------- Chinese


def _chinese(run: Run, face: Face, size: Emu) -> Iterator[Atom]:
    """Sign by sign, each with what joins it; the halves of a dash or an ellipsis together."""
    parts = signs(run.text)
    places = zip(accumulate(map(len, parts), initial=0), parts, strict=False)
    together = groupby(places, key=lambda p: k if (k := run.kinds[p[0]]) in PAIRED else p[0])
    for _, group in together:
        members = list(group)
        start, end = members[0][0], members[-1][0] + len(members[-1][1])
        yield from _piece(run.part(start, end), face, size)


def _piece(run: Run, face: Face, size: Emu) -> Iterable[Atom]:
    kind = run.kinds[0]
    if kind is C.SPACE:
        return _turned(run, Script.HAN, face, size)
    shown = run.text.translate(FORMS) if kind in MARKS else run.text
    shown = shown if all(map(face.has, shown)) else run.text
    glyphs = face.shape_down(shown)
    if not glyphs:
        return ()  # nothing of it can be seen
    if kind in TURNABLE and run.text not in NEVER_TURNED and not _has_form(shown, glyphs, face):
        return _turned(run, Script.HAN, face, size)
    if kind is C.INTERPUNCT:
        return (_interpunct(run, glyphs[0], face, size),)
    if kind not in PAIRED:
        return (_upright(run, glyphs, shown, face, size),)
    clusters = [tuple(group) for _, group in groupby(glyphs, key=attrgetter("cluster"))]
    starts = [cluster[0].cluster for cluster in clusters] + [len(run.text)]
    halves = (run.part(*ends) for ends in pairwise(starts))
    return [_upright(h, c, shown, face, size) for h, c in zip(halves, clusters, strict=True)]


def _has_form(shown: str, glyphs: Sequence[Glyph], face: Face) -> bool:
    """Whether the face has a vertical form of a sign: other glyphs than in a level line."""
    return [g.gid for g in glyphs] != [g.gid for g in face.shape(shown, Script.HAN)]


def _upright(run: Run, cluster: Sequence[Glyph], shown: str, face: Face, size: Emu) -> Atom:
    xs: list[Emu] = []
    pen = 0
    for glyph in cluster:
        xs.append(divide((pen - glyph.y_offset) * size, face.upem))
        pen += glyph.advance
    kind = run.kinds[0]
    lead, trail = (0, 0) if shown[0] in FIXED else _blanks(kind, cluster[0], face, size)
    return upright_atom(
        run,
        face,
        [glyph.gid for glyph in cluster],
        xs,
        [size // 2 + divide(glyph.x_offset * size, face.upem) for glyph in cluster],
        divide(cluster[0].advance * size, face.upem),  # what joins it adds nothing
    )._replace(lead=lead, trail=trail)


def _blanks(kind: CharClass, glyph: Glyph, face: Face, size: Emu) -> tuple[Emu, Emu]:
    """Removable blank above and below a mark, by its ink downwards."""
    top, bottom = face.ink_down(glyph.gid)
    above, below = -glyph.y_offset - top, glyph.advance + glyph.y_offset + bottom
    return blanks(kind, above, below, face.upem, size)


def _interpunct(run: Run, glyph: Glyph, face: Face, size: Emu) -> Atom:
    """The interpunct stands centred in half an em (GB 5.1.7)."""
    x = size // 4 + middle_down([glyph.gid], face, size)
    y = size // 2 - divide(sum(face.ink(glyph.gid)) * size, 2 * face.upem)
    return upright_atom(run, face, [glyph.gid], [x], [y], size // 2)


# ------------------------------------------------------------- letters, figures, turned signs


def _latin(run: Run, face: Face, size: Emu) -> Iterator[Atom]:
    for start, end, is_turned in stretches(run.text, face):
        part = run.part(start, end)
        if is_turned:
            yield from _turned(part, Script.LATIN, face, size)
        else:
            yield from cells(part, face, size)


def _turned(run: Run, script: Script, face: Face, size: Emu) -> Iterator[Atom]:
    """The atoms of a level line, turned a quarter clockwise.

    Words stand with their em box in the cell, signs alone in its middle by their ink.
    """
    is_word = any(kind in WESTERN for kind in run.kinds) and any(map(str.isalnum, run.text))
    for atom in level_atoms(run, script, face, size):
        if is_word:
            across = size - divide(face.em_top * size, face.upem)
        else:
            across = size // 2 - middle_down(atom.glyphs, face, size)
        yield atom._replace(stance=Stance.TURNED, ys=(across,) * len(atom.glyphs))
