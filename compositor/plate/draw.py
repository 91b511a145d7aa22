"""Drawing: an edition through the layout's template and CSS to PDF bytes.

    layouts/page.html.j2    gets `edition`, `layout`, `css` and the filter `pt`
    layouts/page.css        colours, rules, boxes, tints; plain CSS

A layout that needs a template of its own has it as layouts/NAME/page.html.j2, and what it adds to
the look as layouts/NAME/page.css, which comes after the common one.

The template walks the pages and puts one absolutely placed element where make-up has put each
frame, rule, box and picture, in reading order. All colours are `device-cmyk()`. Same edition, same
files, same bytes: no date and no random identifier is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from traceback import extract_tb

import jinja2
from markupsafe import Markup

from compositor.diagnostics import Place, Refused, diagnose
from compositor.model.edition import Edition
from compositor.model.layout import Layout
from compositor.plate.engine import (
    HTML,
    FatalURLFetchingError,
    URLFetcher,
    URLFetcherResponse,
)
from compositor.plate.painter import DiagonalsImage, FrameImage
from compositor.sources import Sources, read_text
from compositor.typefaces import Typefaces
from compositor.units import Emu, to_pt

PICTURE = "picture:"  # how templates name the pictures
TEMPLATE, STYLESHEET = "page.html.j2", "page.css"
FOLDER = "layouts"

# What every layout needs and none may change: elements stand where make-up put them, and type is
# not clipped at the edge of its frame.
STRUCTURE = """
body { margin: 0 }
.page { position: relative; break-after: page }
.page > * { position: absolute; display: block; box-sizing: border-box; margin: 0;
            overflow: visible }
"""


@dataclass(frozen=True, slots=True)
class Template:
    """A layout's template and stylesheets, read; `file` is where the template stands."""

    file: str
    html: str
    css: str


def read_template(sources: Sources, layout: Layout) -> Template:
    """Read a layout's template, its own or the common one; `Refused` if a file is missing."""
    own, common = f"{FOLDER}/{layout.name}", FOLDER
    file = f"{own if sources.exists(f'{own}/{TEMPLATE}') else common}/{TEMPLATE}"
    css = read_text(sources, f"{common}/{STYLESHEET}")
    if sources.exists(f"{own}/{STYLESHEET}"):
        css += read_text(sources, f"{own}/{STYLESHEET}")
    return Template(file, read_text(sources, file), css)


def draw(
    edition: Edition,
    layout: Layout,
    template: Template,
    faces: Typefaces,
    pictures: Mapping[str, bytes],
    identifier: bytes,
) -> bytes:
    """Draw an edition as PDF; `pictures` holds finished JPEGs, by page and index: `1/0`."""
    html = _fill(template, edition, layout)
    source = HTML(string=html, url_fetcher=_Pictures(pictures))
    images = _images(edition, faces)
    try:
        document = source.render(cache=images)
    except FatalURLFetchingError as error:
        raise Refused([diagnose("template", _place(template, 0), problem=error)]) from None
    _refuse_undrawn(images, edition)
    pdf: bytes = document.write_pdf(pdf_identifier=identifier)
    return pdf


def pt(length: Emu) -> str:
    """A length as CSS points; the filter `pt` of the templates."""
    return f"{to_pt(length):.4f}pt"


def _fill(template: Template, edition: Edition, layout: Layout) -> str:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["pt"] = pt
    try:
        page = environment.from_string(template.html)
        return page.render(edition=edition, layout=layout, css=Markup(STRUCTURE + template.css))
    except jinja2.TemplateSyntaxError as error:
        place = _place(template, error.lineno)
        raise Refused([diagnose("template", place, problem=error.message)]) from None
    except Exception as error:  # whatever a layout's own expressions may raise
        place = _place(template, _template_line(error))
        raise Refused([diagnose("template", place, problem=error)]) from None


def _template_line(error: Exception) -> int:
    """The line of the template an error was raised from, or 0."""
    frames = extract_tb(error.__traceback__)
    return next((f.lineno or 0 for f in reversed(frames) if f.filename == "<template>"), 0)


def _place(template: Template, line: int) -> Place:
    rows = template.html.splitlines()
    quote = rows[line - 1] if 0 < line <= len(rows) else ""
    return Place(template.file, line, 1 if line else 0, max(1, len(quote)), quote)


def _refuse_undrawn(images: Mapping[str, object], edition: Edition) -> None:
    """WeasyPrint leaves out a picture it cannot read and goes on; a newspaper cannot."""
    undrawn = [
        picture.file
        for page in edition.pages
        for index, picture in enumerate(page.pictures)
        if images.get(f"{PICTURE}{page.number}/{index}", picture) is None
    ]
    if undrawn:
        raise Refused([diagnose("picture-not-drawn", Place(file), file=file) for file in undrawn])


def _images(edition: Edition, faces: Typefaces) -> dict[str, object]:
    """The image cache: one entry for each frame of type and each box for position only."""
    images: dict[str, object] = {}
    for page in edition.pages:
        for index, frame in enumerate(page.frames):
            images[f"galley:{page.number}/{index}"] = FrameImage(frame, faces)
        for index, picture in enumerate(page.pictures):
            if picture.is_missing:
                images[f"fpo:{page.number}/{index}"] = DiagonalsImage(picture.rect)
    return images


class _Pictures(URLFetcher):  # type: ignore[misc]
    """Hands out the pictures of the issue and nothing else: a template reaches no other file."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._pictures = pictures

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """A picture by its `picture:` URL; anything else stops the build."""
        name = url.removeprefix(PICTURE)
        if name == url or name not in self._pictures:
            raise FatalURLFetchingError(f"`{url}` is not part of the issue")
        return URLFetcherResponse(url, self._pictures[name])
