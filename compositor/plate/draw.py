"""Drawing: an edition through the layout's template and CSS to PDF bytes.

    layouts/page.html.j2    gets `edition`, `layout`, `css` and the filter `pt`
    layouts/page.css        colours, rules, boxes, tints; plain CSS

The template walks the pages and puts one absolutely placed element where make-up has put each
frame, rule, box and picture. All colours are `device-cmyk()`: `check_look` has
looked at the files, and what filling the template adds is looked at here. For a press of black
alone every colour becomes a grey before it is drawn. Same edition, same files, same bytes: no date
and no random identifier is written. The PDF is tagged (`structure`).
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from traceback import extract_tb
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup
from pydyf import PDF, Stream

from compositor.diagnostics import Place, Refused, diagnose
from compositor.geometry import Rect
from compositor.memory import Memory
from compositor.model.edition import Edition, Page
from compositor.model.layout import Layout
from compositor.model.reading import reading_order
from compositor.packing import deflate
from compositor.plate.cases import Cases, deflated, plain
from compositor.plate.colours import black_only, ink_rule
from compositor.plate.engine import (
    HTML,
    FatalURLFetchingError,
    FontConfiguration,
    URLFetcher,
    URLFetcherResponse,
)
from compositor.plate.marks import Marks
from compositor.plate.painter import DiagonalsImage, FrameImage, Shown
from compositor.plate.stock import Images, Means, Stock, is_plain_css, read_pages
from compositor.plate.structure import PICTURE, Structure
from compositor.plate.template import Template, read_template
from compositor.plate.template_lint import NESTED, check_filled
from compositor.typefaces import Typefaces
from compositor.units import Emu, to_pt

__all__ = ["STRUCTURE", "Template", "draw", "draw_alone", "pt", "read_template"]

# What every layout needs and none may change: elements stand where make-up put them, and type is
# not clipped at the edge of its frame. Pictures come cropped, and their pixels are drawn as they
# are: PDF/A has no interpolation (ISO 19005-2, 6.2.8).
STRUCTURE = """
body { margin: 0 }
.page { position: relative; break-after: page }
.page > * { position: absolute; display: block; box-sizing: border-box; margin: 0;
            overflow: visible }
.page > .picture { image-rendering: crisp-edges }
"""


def draw(
    edition: Edition,
    layout: Layout,
    template: Template,
    faces: Typefaces,
    pictures: Mapping[str, bytes],
    identifier: bytes,
) -> bytes:
    """Draw an edition as PDF; `pictures` holds the picture files by the names frames use."""
    articles = reading_order(edition, layout)
    marks = Marks(element for article in articles for element in article.elements)
    filled = _fill(template, edition, layout, faces.memory)
    laid = _lay_out(filled, Look(template, layout, pictures, _boxes(edition)), faces.memory)
    cases = laid.show(edition, faces, marks)
    structure = Structure(edition, articles, marks)

    def finish(document: object, pdf: PDF) -> None:
        structure.write(document, pdf)
        cases.write(pdf, deflated)
        _deflate(pdf)

    return laid.pdf(finish, identifier)


def draw_alone(
    edition: Edition,
    layout: Layout,
    template: Template,
    faces: Typefaces,
    pictures: Mapping[str, bytes],
    identifier: bytes,
) -> bytes:
    """Draw an edition of one page to be looked at: the very print, but neither tagged nor deflated.

    Where nothing but words has changed, it is not laid out again.
    """
    filled = _fill(template, edition, layout, faces.memory)
    look = Look(template, layout, pictures, _boxes(edition))
    laid = faces.memory.of(
        ("laid out", filled, look.key), lambda: _lay_out(filled, look, faces.memory)
    )
    cases = laid.show(edition, faces, Marks(()))

    def finish(document: object, pdf: PDF) -> None:
        del document
        cases.write(pdf, plain)

    return laid.pdf(finish, identifier)


class Look(NamedTuple):
    """What a filled template is laid out with: finished pictures, and boxes of type and for
    position only, both by name.
    """

    template: Template
    layout: Layout
    pictures: Mapping[str, bytes]
    boxes: Mapping[str, Rect]

    @property
    def key(self) -> Hashable:
        """What it is by, in the key of what is made of it."""
        named = (tuple(self.pictures.items()), tuple(self.boxes.items()))
        return self.template, self.layout.inks, *named


class Filled(NamedTuple):
    """A template filled in, and the CSS it was given."""

    html: str
    css: str


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Pages laid out: every element in its place, the words yet to be shown in frames of type."""

    document: Any
    frames: Mapping[str, FrameImage]

    def show(self, edition: Edition, faces: Typefaces, marks: Marks) -> Cases:
        """The words of an edition in its frames; the type cases they are taken from."""
        cases = Cases(faces)
        for page in edition.pages:
            for index, frame in enumerate(page.frames):
                image = self.frames[_frame_name(page, index)]
                image.show(Shown(frame, index), cases, marks)
        return cases

    def pdf(self, finisher: Callable[[object, PDF], None], identifier: bytes) -> bytes:
        """Drawn, with the words that are shown; as often as is wanted.

        Nothing is deflated by WeasyPrint, whose writer would do it twice, and slowly.
        """
        pdf: bytes = self.document.copy().write_pdf(
            finisher=finisher, uncompressed_pdf=True, pdf_identifier=identifier
        )
        return pdf


def _deflate(pdf: PDF) -> None:
    """Deflate all streams that are not packed in any way."""
    for item in pdf.objects:
        if isinstance(item, Stream) and "Filter" not in item.extra:
            data = b"\n".join(one if isinstance(one, bytes) else _bytes(one) for one in item.stream)
            item.stream = [deflate(data)]
            item.extra["Filter"] = "/FlateDecode"


def _bytes(operand: object) -> bytes:
    return str(operand).encode("ascii")


def _lay_out(filled: Filled, look: Look, memory: Memory) -> LaidOut:
    template = look.template
    images = {name: _image(name, rect) for name, rect in look.boxes.items()}
    frames = {name: image for name, image in images.items() if isinstance(image, FrameImage)}
    try:
        document = _document(filled, look, images, memory)
    except FatalURLFetchingError as error:
        raise Refused([diagnose("template", _place(template, 0), problem=error)]) from None
    except RecursionError:  # brackets in brackets, elements in elements, hundreds deep
        raise Refused([diagnose("template", _place(template, 0), problem=NESTED)]) from None
    except (
        LookupError,
        TypeError,
        ValueError,
    ) as error:  # CSS the engine trips over: `font: normal`
        raise Refused([diagnose("template", _place(template, 0), problem=error)]) from None
    _refuse_undrawn(images)
    return LaidOut(document, frames)


def _document(filled: Filled, look: Look, images: Images, memory: Memory) -> Any:
    """The pages laid out: of standing elements, if the template has nothing else; or as a whole."""
    template, fetcher = look.template, _Pictures(look.pictures)
    fonts = memory.of(("system fonts",), FontConfiguration)

    def render(html: str, images: Images) -> Any:
        source = HTML(string=html, url_fetcher=fetcher)
        if found := check_filled(source.etree_element, template, look.layout, filled.css):
            raise Refused(found)
        if template.press.condition.is_black:
            _print_black(source.etree_element)
        return source.render(cache=images, font_config=fonts)

    pages = read_pages(filled.html)
    if pages and memory.of(("plain", pages.head), lambda: is_plain_css(pages.head)):
        stock = memory.of(("stock", pages.head, template.press, look.layout.inks), Stock)
        if document := stock.document(pages, Means(images, fetcher, render)):
            return document
    return render(filled.html, images)


def pt(length: Emu) -> str:
    """A length as CSS points; the filter `pt` of the templates."""
    return f"{to_pt(length):.4f}pt"


def _print_black(root: Any) -> None:
    """Every colour of a page's tree in black alone, in stylesheets and in attributes."""
    for element in root.iter():
        if element.tag == "style" and element.text:
            element.text = black_only(element.text)
        if style := element.get("style"):
            element.set("style", black_only(style))


def _fill(template: Template, edition: Edition, layout: Layout, memory: Memory) -> Filled:
    css = STRUCTURE + ink_rule(layout.inks, template.press.condition.is_black) + template.css
    try:
        page = memory.of(("template", template.html), lambda: _compiled(template.html))
        return Filled(page.render(edition=edition, layout=layout, css=Markup(css)), css)
    except jinja2.TemplateSyntaxError as error:
        place = _place(template, error.lineno)
        raise Refused([diagnose("template", place, problem=error.message)]) from None
    except Exception as error:  # whatever a layout's own expressions may raise
        place = _place(template, _template_line(error))
        raise Refused([diagnose("template", place, problem=error)]) from None


def _compiled(html: str) -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["pt"] = pt
    return environment.from_string(html)


def _template_line(error: Exception) -> int:
    """The line of the template an error was raised from, or 0."""
    frames = extract_tb(error.__traceback__)
    return next((f.lineno or 0 for f in reversed(frames) if f.filename == "<template>"), 0)


def _place(template: Template, line: int) -> Place:
    rows = template.html.splitlines()
    quote = rows[line - 1] if 0 < line <= len(rows) else ""
    return Place(template.file, line, 1 if line else 0, max(1, len(quote)), quote)


def _refuse_undrawn(images: Mapping[str, object]) -> None:
    """WeasyPrint leaves out a picture it cannot read and goes on; a newspaper cannot."""
    undrawn = [url.removeprefix(PICTURE) for url, image in images.items() if image is None]
    if undrawn:
        raise Refused([diagnose("picture-not-drawn", Place(file), file=file) for file in undrawn])


GALLEY, FPO = "galley:", "fpo:"


def _frame_name(page: Page, index: int) -> str:
    return f"{GALLEY}{page.number}/{index}"


def _boxes(edition: Edition) -> dict[str, Rect]:
    """Every frame of type and every box for position only, by the name the template has for it."""
    boxes: dict[str, Rect] = {}
    for page in edition.pages:
        for index, frame in enumerate(page.frames):
            boxes[_frame_name(page, index)] = frame.rect
        for index, picture in enumerate(page.pictures):
            if picture.is_missing:
                boxes[f"{FPO}{page.number}/{index}"] = picture.rect
    return boxes


def _image(name: str, rect: Rect) -> FrameImage | DiagonalsImage:
    """An entry of the image cache."""
    return FrameImage(rect) if name.startswith(GALLEY) else DiagonalsImage(rect)


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
