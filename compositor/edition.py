"""The flow: read → set → make up → draw → read back, a few lines long.

    composed = compose(sources, "issues/2025-08", Options())
    composed.edition, composed.pdf, composed.previews, composed.diagnostics

`plan` is the flow up to make-up, which is all `check` needs; `compose_for_press` adds what a
press run demands. Every stage adds its diagnostics; the flow stops before drawing if one of them
is an error (`Refused`), so that a failed run draws nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version

from compositor import __version__
from compositor.diagnostics import (
    OVERSET_CODES,
    Diagnostic,
    ExitCode,
    Refused,
    diagnose,
    worst,
)
from compositor.makeup.make_up import make_up
from compositor.makeup.solve.solve import Solution
from compositor.makeup.verdict import PRESS_CODES
from compositor.manuscript.issue import Read, read_issue
from compositor.model.edition import Edition
from compositor.model.issue import Article, Issue
from compositor.model.layout import Layout
from compositor.photos.store import NO_STORE, Store
from compositor.repro import coarse_pictures, finished_pictures, too_coarse_pictures
from compositor.setting.setter import Setter
from compositor.sources import Sources, fingerprint
from compositor.typefaces import Typefaces, font_name

PREVIEW_DPI = 110
# Whose versions change what a build makes; part of its fingerprint.
ENGINES = ("weasyprint", "uharfbuzz", "pypdfium2", "budoux", "rjieba", "pillow")


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller may choose; `store` keeps finished pictures from build to build."""

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
    def name(self) -> str:
        """The name of the issue."""
        return self.issue.name

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles of the issue."""
        return self.issue.articles


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


def plan(sources: Sources, folder: str) -> Planned:
    """Read, set and make up an issue; `Refused` if the manuscript does not allow even that."""
    read = read_issue(sources, folder)
    issue, layout = _readable(read)
    faces = Typefaces(read.faces, sources)
    setter = Setter(faces, layout)
    made = make_up(issue, layout, setter)
    edition, solution, more = made.edition, made.solution, made.for_press
    coarse = coarse_pictures(made.issue, layout, edition)
    found = (*read.diagnostics, *made.diagnostics, *setter.diagnostics(issue.texts()), *coarse)
    return Planned(made.issue, layout, edition, faces, found, solution, more)


def compose(sources: Sources, folder: str, options: Options) -> Composed:
    """The whole line; `Refused` with every diagnostic if anything fails."""
    return finish(sources, plan(sources, folder), options)


def compose_for_press(sources: Sources, folder: str, store: Store = NO_STORE) -> Composed:
    """The whole line for the printer: nothing missing, nothing overset, and the bytes checked."""
    from compositor.press.preflight import preflight

    planned = plan(sources, folder)
    if unfit := tuple(_unfit_pictures(planned)):
        raise Refused((*planned.diagnostics, *unfit))
    if unready := tuple(_unready_pages(planned)):
        found = (*planned.diagnostics, *planned.for_press, *unready)
        raise Refused(found, ExitCode.GATE)
    composed = finish(sources, planned, Options(store=store))
    names = {font_name(record) for record in planned.faces.records.values()}
    if found := preflight(composed.pdf, planned.layout.paper, names):
        raise Refused((*planned.diagnostics, *found), ExitCode.GATE)
    return composed


def _unfit_pictures(planned: Planned) -> Iterable[Diagnostic]:
    """Pictures that a press cannot print: those that are not there, and those too coarse."""
    missing = [d for d in planned.diagnostics if d.code == "missing-picture"]
    if missing:
        yield diagnose("press-refused", missing=", ".join(dict(d.values)["file"] for d in missing))
    yield from too_coarse_pictures(planned.issue, planned.layout, planned.edition)


def _unready_pages(planned: Planned) -> Iterable[Diagnostic]:
    """Pages that no press should print: hard rules broken, holes, a foot that is left empty.

    Overset text and articles that found no room are errors of any build.
    """
    refuse(planned.diagnostics, Options())
    found = (*planned.diagnostics, *planned.for_press)
    told = [(d.code, dict(d.values)) for d in found if d.code in PRESS_CODES]
    for page in planned.edition.pages:
        names = {fill.article for fill in page.fills}
        faults = [
            f"{said.get('rule', code)}{said.get('of') or _of(said.get('article', ''))}"
            for code, said in told
            if said.get("page") == str(page.number) or said.get("article") in names
        ]
        if faults:
            values = {"page": page.number, "count": len(faults), "faults": ", ".join(faults)}
            yield diagnose("page-not-ready", **values)


def _of(article: str) -> str:
    return f" (`{article}`)" if article else ""


def finish(sources: Sources, planned: Planned, options: Options) -> Composed:
    """Draw what was planned, read it back, and hold it against the manuscript."""
    # Imported when needed: `check` should not wait for WeasyPrint (0.35 s).
    from compositor.plate.draw import draw, read_template
    from compositor.press.readback import Readback
    from compositor.press.textback import check_text_back

    refuse(planned.diagnostics, options)
    template = read_template(sources, planned.layout)
    pictures = finished_pictures(sources, planned.issue, planned.edition, options.store)
    inputs = sources.digests()
    name = fingerprint(inputs, __version__, *(f"{e} {version(e)}" for e in ENGINES))
    identifier = bytes.fromhex(name)[:16]
    pdf = draw(planned.edition, planned.layout, template, planned.faces, pictures, identifier)
    with Readback(pdf) as readback:
        texts = readback.texts()
        found = check_text_back(planned.articles, planned.edition, planned.layout, texts)
        if found:
            raise Refused((*planned.diagnostics, *found), ExitCode.GATE)
        previews = tuple(readback.previews(options.preview_dpi))
    return Composed(planned.name, planned.edition, planned.diagnostics, pdf, previews, name, inputs)


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
