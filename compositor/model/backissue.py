"""A back issue (旧报): what is asked for, what came of it, and what it was made of.

`compositor.backissue` makes one, `compositor.archive` thousands, on one machine or many; `index`
finds words in them, `mets` describes them for libraries. Everything here crosses processes and is
kept in lock files: plain frozen values.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from compositor.diagnostics import Diagnostic, ExitCode
from compositor.geometry import Rect
from compositor.units import Emu

InputKind: TypeAlias = Literal["file", "absent", "names"]
State: TypeAlias = Literal["composed", "unchanged", "failed"]


class Input(NamedTuple):
    """Something an issue was made of, by its path from the project's root.

    `file`: `digest` is the SHA-256 of its bytes. `absent`: it was looked for and not there, digest
    "". `names`: a folder was listed; the digest is of the names that were handed out.
    """

    kind: InputKind
    path: str
    digest: str


class Output(NamedTuple):
    """A file that was made: its name in the folder of the issue, bytes, SHA-256."""

    name: str
    size: int
    digest: str


class Recipe(NamedTuple):
    """What is made of an issue besides `archive.pdf`, `edition.json`, `entry.json`, `report.json`.

    `press`: the files for the printer; an issue that is not ready for the press has failed then.
    `library`: METS and ALTO.
    """

    press: bool = False
    library: bool = False

    @property
    def name(self) -> str:
        """What it is called in a lock file: `pages`, `pages press`, …"""
        return " ".join(("pages", *(field for field in self._fields if getattr(self, field))))


class Stretch(NamedTuple):
    """Lines of a passage that follow one another evenly in one column of its page.

    `rect` is the first line (EMU from the trim's top left corner), each further one `step` (x, y)
    from the one before; `starts` says of each at which character of the passage it begins. `column`
    and `row` are the first line's on the page's grid, counted from 1 as a manifest does.
    """

    page: int
    column: int
    row: int
    rect: Rect
    step: tuple[Emu, Emu]
    starts: tuple[int, ...]

    def line(self, index: int) -> Rect:
        """The rectangle of a line, counted from 0: its measure, and its em box across."""
        rect, (dx, dy) = self.rect, self.step
        return Rect(rect.x + index * dx, rect.y + index * dy, rect.width, rect.height)


class Passage(NamedTuple):
    """A stretch of an article that stands in one piece: words that are found, and where.

    `part` as in `model.snapshot`: `headline`, `byline`, `body/3`, `caption/0`. `page` and `rect`
    are where it begins, `lines` all of its lines.
    """

    part: str
    text: str
    page: int
    rect: Rect
    lines: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """An article as an archive finds it; `passages` in the order they are read."""

    name: str
    headline: str
    byline: str
    pages: tuple[int, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class IssueEntry:
    """An issue as an archive finds it; `issue` is its folder from the root, `size` the pages'."""

    issue: str
    paper: str
    section: str
    date: str
    number: str
    pages: tuple[int, ...]
    size: tuple[Emu, Emu]
    articles: tuple[ArticleEntry, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """An issue to be made again: its folder; where project and archive are (path or URL).

    `last` names the files that were made the last time: what is not made again goes.
    """

    issue: str
    root: str
    archive: str
    recipe: Recipe
    last: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task.

    `inputs` and `outputs` are sorted and whole; none where it failed. `seconds` were taken by the
    worker, whose memory was `peak` bytes at most so far. `made_by` as in
    `Locked`; `trace` says where the program broke, if it did.
    """

    issue: str
    state: State
    exit_code: ExitCode = ExitCode.DONE
    diagnostics: tuple[Diagnostic, ...] = ()
    fingerprint: str = ""
    inputs: tuple[Input, ...] = ()
    outputs: tuple[Output, ...] = ()
    pages: int = 0
    seconds: float = 0.0
    peak: int = 0
    made_by: tuple[str, ...] = ()
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Locked:
    """What a lock file says of an issue: how it was made the last time, of what, and into what.

    `recipe` is the name of a `Recipe`. `fingerprint` is that of the build: of its files and of
    `made_by`, the program and the engines with their versions.
    """

    issue: str
    recipe: str
    fingerprint: str
    pages: int
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    made_by: tuple[str, ...] = ()
