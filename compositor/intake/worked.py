"""What the steps of an import hand on: texts, what was left out of them, and what is doubtful."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from compositor.model.draft import LeftOut, Piece, Traced


@dataclass(frozen=True, slots=True)
class Doubt:
    """A decision an editor should look at: where (an origin), which (a code of `reasons`), how
    sure.

    `confidence` is in hundredths; `words` quotes what it is about.
    """

    origin: int
    code: str
    confidence: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Worked:
    """Pieces as far as they are restored, with the record of what was taken away."""

    pieces: tuple[Piece, ...]
    left_out: tuple[LeftOut, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def then(
        self,
        pieces: tuple[Piece, ...],
        left_out: tuple[LeftOut, ...] = (),
        doubts: tuple[Doubt, ...] = (),
    ) -> "Worked":
        """The next state: other pieces, the record longer."""
        return replace(
            self,
            pieces=pieces,
            left_out=self.left_out + left_out,
            doubts=self.doubts + doubts,
        )


class Record:
    """Where the steps that put a page together note what they leave out and what is doubtful."""

    def __init__(self) -> None:
        self._left_out: list[LeftOut] = []
        self._doubts: list[Doubt] = []

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """All that was left out."""
        return tuple(self._left_out)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """All that is doubtful."""
        return tuple(self._doubts)

    def add(self, left_out: Iterable[LeftOut], doubts: Iterable[Doubt]) -> None:
        """Note what another step noted."""
        self._left_out += left_out
        self._doubts += doubts

    def leave_out(self, text: Traced, why: str) -> None:
        """Note that a text of the source is in no article."""
        self._left_out.append(LeftOut(tuple(o for o in text.origins if o >= 0), why))

    def doubt(self, text: Traced, code: str, confidence: int, words: str = "") -> None:
        """Note a doubt about a text; `words` quotes it, else all of it is quoted."""
        origin = next((o for o in text.origins if o >= 0), 0)
        self._doubts.append(Doubt(origin, code, confidence, words or text.text))
