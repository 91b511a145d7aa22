"""A face of `fonts/fonts.yaml`: the role layouts ask for, and the file that has it."""

from dataclasses import dataclass

from compositor.diagnostics import Place


@dataclass(frozen=True, slots=True)
class FaceRecord:
    """One entry of the font table.

    `role` is the trade's name that layouts use (song, hei, kai …), `fallback` the role that
    supplies characters this face lacks ("" for none), `sha256` "" where the entry gives none.
    """

    role: str
    file: str
    family: str
    weight: int
    sha256: str
    coverage: str
    fallback: str
    place: Place
