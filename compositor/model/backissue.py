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


# ------------------------------------------------------ verified: what a rebuild would change

VerifiedState: TypeAlias = Literal[
    "identical", "same-print", "differs", "changed", "damaged", "failed", "missing"
]


@dataclass(frozen=True, slots=True)
class VerifyTask:
    """An issue to be made again in memory and held against what was locked.

    `root` and `archive` are paths or URLs, as in `Task`. `overlays`: pages that differ are to be
    shown, too.
    """

    issue: str
    root: str
    archive: str
    locked: Locked
    overlays: bool = False


class OtherFile(NamedTuple):
    """An output that a rebuild makes otherwise: bytes then and now, None where there is none."""

    name: str
    before: int | None
    after: int | None


class OtherInput(NamedTuple):
    """Something an issue was made of that is another now; a `listing` is of a folder's names."""

    way: Literal["changed", "gone", "appeared", "listing"]
    path: str


class OtherLines(NamedTuple):
    """Lines of an article (or of furniture: "") that follow one another, before and after.

    `kind` is that of their frame. Where the words are the same, they are broken elsewhere.
    """

    article: str
    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def is_words(self) -> bool:
        """Whether the words are others; white space at the end of lines is none."""
        old, new = ("".join("".join(lines).split()) for lines in (self.before, self.after))
        return old != new


class OtherPicture(NamedTuple):
    """A picture that stands elsewhere, is new (no rectangle before) or gone (none after)."""

    file: str
    before: Rect | None
    after: Rect | None


@dataclass(frozen=True, slots=True)
class OtherPrint:
    """A page of a PDF drawn otherwise: `pixels` of `total` differ, by `step` of 255 at most.

    `rects` (EMU from the trim's top left corner) hold all pixels that differ. `overlay` is a PNG
    of both in one: red what only the kept one has, cyan what only the new one has. `inks_gone` and
    `inks_new` are colours, states of overprinting and pictures that only one of both says; there
    may be such, and no pixel that shows it.
    """

    file: str
    pixels: int
    total: int
    step: int
    rects: tuple[Rect, ...]
    overlay: bytes = b""
    inks_gone: tuple[str, ...] = ()
    inks_new: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """The share of pixels that differ."""
        return self.pixels / self.total


@dataclass(frozen=True, slots=True)
class OtherPage:
    """A page that a rebuild makes otherwise.

    `lines` are broken elsewhere or have other words. `moved` lines are as they were, elsewhere on
    the page (`furthest` EMU away at most) or on another page; `refit` lines stand where they stood
    with other widths or sizes; `shapes` are rules and boxes that came, went or moved.
    """

    page: int
    state: Literal["changed", "added", "removed"] = "changed"
    lines: tuple[OtherLines, ...] = ()
    moved: int = 0
    furthest: Emu = 0
    refit: int = 0
    pictures: tuple[OtherPicture, ...] = ()
    shapes: int = 0
    prints: tuple[OtherPrint, ...] = ()


class OtherEngine(NamedTuple):
    """A library, or the program, of another version than then; "" where it had no part."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a rebuild would change of an issue. `state` is the first of these that is so:

    `missing`: the lock does not know it. `failed`: it cannot be made now (`diagnostics`).
    `damaged`: kept files are not what was locked. `changed`: it is made of other files now
    (`inputs`). `differs`: of the same files other pages are made. `same-print`: other bytes, every
    page the same. `identical`: every byte the same.

    `codes_gone` and `codes_new` are those of problems told then and not now, and the other way.
    `seconds` were taken by the worker; `trace` says where the program broke, if it did.
    """

    issue: str
    state: VerifiedState
    exit_code: ExitCode = ExitCode.DONE
    diagnostics: tuple[Diagnostic, ...] = ()
    damaged: tuple[str, ...] = ()
    inputs: tuple[OtherInput, ...] = ()
    engines: tuple[OtherEngine, ...] = ()
    files: tuple[OtherFile, ...] = ()
    pages: tuple[OtherPage, ...] = ()
    codes_gone: tuple[str, ...] = ()
    codes_new: tuple[str, ...] = ()
    pages_made: int = 0
    seconds: float = 0.0
    trace: str = ""
