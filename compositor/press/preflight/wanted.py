"""What a file is held against, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from compositor.diagnostics import Diagnostic
from compositor.geometry import Size
from compositor.model.press import InkLimit, PressCondition, Standard
from compositor.units import Emu

State: TypeAlias = Literal["passed", "warned", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a file must be: None is for what anyone's file is not asked.

    `trim` is the size of every page, `pages` their number, `fonts` the names our faces have in a
    PDF, `standard` what the file must call itself (None: whatever it does call itself).
    """

    condition: PressCondition
    ink: InkLimit
    bleed: Emu
    trim: Size | None = None
    pages: int | None = None
    fonts: frozenset[str] | None = None
    standard: Standard | None = None


class CheckResult(NamedTuple):
    """How a check came out; `why` is a key of `WHY`, where it did not run, or only in part."""

    number: str
    state: State
    why: str = ""


@dataclass(frozen=True, slots=True)
class Preflighted:
    """All findings, in the order of the checks, and how each check came out."""

    findings: tuple[Diagnostic, ...]
    checks: tuple[CheckResult, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that keep a file from the press."""
        return tuple(one for one in self.findings if one.is_error)


class Rules(NamedTuple):
    """What a standard says: its highest PDF version, and what it has no place for."""

    version: float
    intent: str
    has_transparency: bool
    has_object_streams: bool
    needs_profile: bool

    @property
    def is_archive(self) -> bool:
        """Whether it is a standard for keeping files, not for printing them."""
        return self.intent == "GTS_PDFA1"


# ISO 15930-4 (X-1a:2003), ISO 15930-7, ISO 19005-2.
STANDARDS: Mapping[str, Rules] = {
    "pdf/x-1a": Rules(1.4, "GTS_PDFX", False, False, False),
    "pdf/x-3": Rules(1.4, "GTS_PDFX", False, False, False),
    "pdf/x-4": Rules(1.7, "GTS_PDFX", True, True, True),
    "pdf/a-2b": Rules(1.7, "GTS_PDFA1", True, True, True),
}
ANY_PDF = Rules(2.0, "GTS_PDFX", True, True, False)  # of a file that calls itself nothing
