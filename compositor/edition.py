"""The flow: read → set → make up → develop → draw → read back, a few lines long.

    composed = compose(sources, "issues/2025-08", Options())
    composed.edition, composed.pdf, composed.previews, composed.diagnostics

`plan` is the flow up to make-up, which is all `check` needs, and `draw_pages` up to the drawn
pages, from where `pressfile` goes its own way. Every stage adds its diagnostics; the flow stops
before drawing if one of them is an error (`Refused`), so that a failed run draws nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.metadata import version

from compositor import __version__
from compositor.diagnostics import (
    OVERSET_CODES,
    Diagnostic,
    ExitCode,
    Refused,
    worst,
)
from compositor.imprint import Drawing, imprint, look_of
from compositor.makeup.make_up import make_up
from compositor.makeup.solve.solve import Solution
from compositor.manuscript.issue import Read, read_issue
from compositor.memory import Memory, Same
from compositor.model.edition import Edition, Page
from compositor.model.issue import Article, Issue
from compositor.model.layout import Layout
from compositor.photos.store import NO_STORE, Store
from compositor.plate.template import Template, read_template
from compositor.plate.template_lint import check_look
from compositor.repro import coarse_pictures, finished_pictures, read_profile, too_coarse_pictures
from compositor.setting.setter import Setter
from compositor.sources import Sources, fingerprint
from compositor.typefaces import Typefaces

PREVIEW_DPI = 110
# Whose versions change what a build makes; part of its fingerprint.
ENGINES = (
    "weasyprint",
    "uharfbuzz",
    "pypdf",
    "pypdfium2",
    "pillow",
    "deflate",
    "budoux",
    "rjieba",
)


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller may choose."""

    allow_overset: bool = False
    preview_dpi: int = PREVIEW_DPI
    store: Store = NO_STORE


@dataclass(frozen=True, slots=True)
class Planned:
    """Made up and not drawn: issue, layout and edition, with what was said on the way.

    `issue` has every article in its place; `solution` says how they came there, None where the
    manifest had said it all; `for_press` is said to a press run alone.
    """

    issue: Issue
    layout: Layout
    edition: Edition
    faces: Typefaces
    diagnostics: tuple[Diagnostic, ...]
    solution: Solution | None = None
    for_press: tuple[Diagnostic, ...] = ()

    @property
    def memory(self) -> Memory:
        """What of it is kept, if there are further runs."""
        return self.faces.memory

    @property
    def name(self) -> str:
        """The name of the issue."""
        return self.issue.name

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles of the issue."""
        return self.issue.articles


@dataclass(frozen=True, slots=True)
class Plate:
    """What pages are drawn with, and the name of a build that draws them so."""

    template: Template
    profile: bytes
    fingerprint: str
    inputs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pages drawn: the PDF, the output profile, and what both were made of."""

    pdf: bytes
    profile: bytes
    fingerprint: str
    inputs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """A finished build, all of it in memory."""

    name: str
    edition: Edition
    diagnostics: tuple[Diagnostic, ...]
    pdf: bytes
    previews: tuple[bytes, ...]
    fingerprint: str
    inputs: tuple[tuple[str, str], ...]


def plan(sources: Sources, folder: str, memory: Memory | None = None) -> Planned:
    """Read, set and make up an issue; `Refused` if the manuscript does not allow even that.

    `memory` is what earlier runs have left: it makes the same of the same files, sooner.
    """
    memory = memory or Memory()
    read = read_issue(sources, folder, memory)
    issue, layout = _readable(read)
    faces = Typefaces(read.faces, sources, memory)
    setter = Setter(faces, layout, memory=faces.memory)
    made = make_up(issue, layout, setter)
    faces.recall()
    look = check_look(sources, layout, issue.press, memory)
    coarse = coarse_pictures(made.issue, layout, made.edition)
    refused = too_coarse_pictures(made.issue, layout, made.edition)
    set_amiss = setter.diagnostics(issue.texts())
    found = (*read.diagnostics, *look, *made.diagnostics, *set_amiss, *coarse)
    edition, solution, more = made.edition, made.solution, (*made.for_press, *refused)
    return Planned(made.issue, layout, edition, faces, found, solution, more)


def compose(sources: Sources, folder: str, options: Options) -> Composed:
    """The whole line; `Refused` with every diagnostic if anything fails."""
    return finish(sources, plan(sources, folder), options)


def draw_pages(sources: Sources, planned: Planned, options: Options) -> Drawn:
    """Draw what was planned; `Refused` if it is not fit to be drawn."""
    # Imported when needed: `check` should not wait for WeasyPrint (0.35 s).
    from compositor.plate.draw import draw

    refuse(planned.diagnostics, options)
    plate = make_ready(sources, planned)
    pictures = _pictures(sources, planned, plate, options.store)
    edition, identifier = planned.edition, bytes.fromhex(plate.fingerprint)[:16]
    pdf = draw(edition, planned.layout, plate.template, planned.faces, pictures, identifier)
    return Drawn(pdf, plate.profile, plate.fingerprint, plate.inputs)


def draw_page(
    sources: Sources, planned: Planned, plate: Plate, page: Page, store: Store, name: str
) -> bytes:
    """One page of what was planned, by itself, to be looked at; `name` is 32 hex digits or more.

    `Refused` if the look or a picture cannot be drawn; nothing else is asked of it.
    """
    from compositor.plate.draw import draw_alone

    alone = replace(planned, edition=replace(planned.edition, pages=(page,), left=()))
    pictures = _pictures(sources, alone, plate, store)
    identifier = bytes.fromhex(name)[:16]
    return draw_alone(
        alone.edition, planned.layout, plate.template, planned.faces, pictures, identifier
    )


def make_ready(sources: Sources, planned: Planned) -> Plate:
    """Read what pages are drawn with, the last of what a build reads (装版)."""
    template = read_template(sources, planned.layout, planned.issue.press)
    profile = read_profile(sources, planned.issue.press, planned.memory)
    inputs = sources.digests()
    return Plate(template, profile, build_name(inputs), inputs)


def name_page(planned: Planned, page: Page, inputs: Iterable[tuple[str, str]]) -> str:
    """The imprint of a page of what was planned; `inputs` are those of its `Plate`, or `Drawn`."""
    issue, edition, records = planned.issue, planned.edition, planned.faces.records
    words = {issue.file, *(article.file for article in issue.articles)}
    others = tuple((path, digest) for path, digest in inputs if path not in words)
    drawing = Drawing(issue, planned.layout, edition, records, others)
    named = (edition.issue, edition.title, edition.date, issue.press)
    return planned.memory.of(
        ("imprint", Same(page), Same(planned.layout), named, others),
        lambda: imprint(page, look_of(page, drawing)),
    )


def _pictures(
    sources: Sources, planned: Planned, plate: Plate, store: Store
) -> Mapping[str, bytes]:
    issue, edition, memory = planned.issue, planned.edition, planned.memory
    return finished_pictures(sources, issue, edition, plate.profile, store, memory)


@cache
def made_by() -> tuple[str, ...]:
    """What a build is made by: the program and its engines, each `name version`."""
    return (f"compositor {__version__}", *(f"{name} {version(name)}" for name in ENGINES))


def build_name(inputs: Iterable[tuple[str, str]]) -> str:
    """The fingerprint of a build: of what it reads and of the engines' versions."""
    return fingerprint(inputs, *made_by())


def finish(sources: Sources, planned: Planned, options: Options) -> Composed:
    """Draw what was planned, read it back, and hold it against the manuscript."""
    from compositor.press.readback import Readback
    from compositor.press.shots import Shots

    drawn = draw_pages(sources, planned, options)
    with Readback(drawn.pdf) as readback, Shots(readback) as shots:
        begun = _previews(planned, drawn, options.preview_dpi, shots.take)
        hold_against_manuscript(planned, readback.readings())
        previews = tuple(preview() for preview in begun)
    found, edition = planned.diagnostics, planned.edition
    return Composed(
        planned.name, edition, found, drawn.pdf, previews, drawn.fingerprint, drawn.inputs
    )


def _previews(
    planned: Planned, drawn: Drawn, dpi: int, take: Callable[[int, int], Callable[[], bytes]]
) -> tuple[Callable[[], bytes], ...]:
    """A picture of each page, begun; one imprint, one picture."""
    keys = (("preview", name_page(planned, p, drawn.inputs), dpi) for p in planned.edition.pages)
    memory = planned.memory
    return tuple(memory.of(key, partial(take, at, dpi)) for at, key in enumerate(keys))


def hold_against_manuscript(planned: Planned, readings: Iterable[Sequence[str]]) -> None:
    """The gate of every PDF: `Refused` unless the text of its pages is the manuscript's.

    `readings` are those of `Readback`: one of them has to be it, word for word.
    """
    from compositor.press.textback import check_text_back

    found: tuple[Diagnostic, ...] = ()
    for texts in readings:
        found = check_text_back(planned.articles, planned.edition, planned.layout, texts)
        if not found:
            return
    raise Refused((*planned.diagnostics, *found), ExitCode.GATE)


def refuse(diagnostics: Iterable[Diagnostic], options: Options) -> None:
    """Raise `Refused` if there is an error; overset alone has its own exit code, and its leave."""
    found = tuple(diagnostics)
    errors = [d for d in found if d.is_error]
    if options.allow_overset:
        errors = [d for d in errors if d.code not in OVERSET_CODES]
    if errors:
        raise Refused(found, worst(errors))


def _readable(read: Read) -> tuple[Issue, Layout]:
    if read.issue is None or read.layout is None or any(d.is_error for d in read.diagnostics):
        raise Refused(read.diagnostics)
    return read.issue, read.layout
