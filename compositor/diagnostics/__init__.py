"""What is wrong, and where: the values every stage reports problems with.

A `Diagnostic` is data: a code of the catalogue, a place, and the values its sentence needs. The
sentence itself, in English or Chinese, is made when it is shown (`diagnostics.render`), from the
texts in `diagnostics.catalog`; `docs/errors.md` is made from the same table. `rulewords` has the
words of the rules of make-up.

Stages collect diagnostics and go on as far as they can, so that an editor sees all problems at
once. `Refused` ends a stage that cannot go on and carries what it collected.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum

from compositor.diagnostics.catalog import CATALOG, Severity

__all__ = ["Diagnostic", "ExitCode", "Place", "Refused", "Severity", "diagnose", "nearest", "worst"]


class ExitCode(int, Enum):
    """What the command's exit status says; the table stands in the README."""

    DONE = 0
    INPUT = 1
    USAGE = 2
    OVERSET = 3
    GATE = 4
    SYSTEM = 5
    GRADE = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a source line; `line` and `column` count from 1, `length` in characters.

    `quote` is the whole line as read, so that a diagnostic can be shown without its file.
    Line 0 means the file as a whole.
    """

    file: str
    line: int = 0
    column: int = 0
    length: int = 1
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: `values` are the (name, text) pairs its sentence is made from."""

    code: str
    place: Place | None = None
    values: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """How bad it is, by the catalogue."""
        return CATALOG[self.code].severity

    @property
    def is_error(self) -> bool:
        """Whether a build must fail because of it."""
        return self.severity is Severity.ERROR


class Refused(Exception):  # noqa: N818 - the stage refuses its input; nothing is broken in the program
    """A stage could not go on; `diagnostics` says why, `exit_code` what the shell is told."""

    def __init__(
        self, diagnostics: Iterable[Diagnostic], exit_code: ExitCode = ExitCode.INPUT
    ) -> None:
        self.diagnostics = tuple(diagnostics)
        self.exit_code = exit_code
        super().__init__("; ".join(d.code for d in self.diagnostics))


def diagnose(code: str, place: Place | None = None, /, **values: object) -> Diagnostic:
    """Make a diagnostic; `KeyError` if the catalogue does not know `code`.

    Values that are None are left out: the sentence then uses its form without them.
    """
    assert code in CATALOG, code
    texts = tuple((name, str(value)) for name, value in values.items() if value is not None)
    return Diagnostic(code, place, texts)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, for the hint of a misspelling, or None."""
    found = get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return found[0] if found else None


# Text that found no room, which may be left aside for a look (`--allow-overset`).
OVERSET_CODES = frozenset({"overset", "no-room", "longer-than-page"})


def worst(diagnostics: Sequence[Diagnostic]) -> ExitCode:
    """The exit code a list of diagnostics asks for; overset alone has its own."""
    codes = {d.code for d in diagnostics if d.is_error}
    if not codes:
        return ExitCode.DONE
    return ExitCode.OVERSET if codes <= OVERSET_CODES else ExitCode.INPUT
