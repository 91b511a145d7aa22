"""A layout's template and stylesheets, read; WeasyPrint is not asked for yet.

layouts/page.html.j2    the template, or layouts/NAME/page.html.j2 in its stead
layouts/page.css        the look of all layouts, and layouts/NAME/page.css after it
"""

from dataclasses import dataclass
from typing import NamedTuple

from compositor.diagnostics import Place
from compositor.model.layout import Layout
from compositor.model.press import DEFAULT_PRESS, Press
from compositor.sources import Sources, read_text

TEMPLATE, STYLESHEET = "page.html.j2", "page.css"
FOLDER = "layouts"


class Source(NamedTuple):
    """A file's text, and the places in it."""

    file: str
    text: str

    def place(self, line: int, column: int, length: int) -> Place:
        """A stretch of one of its lines, both counted from 1; line 0 means the whole of it."""
        rows = self.text.splitlines()
        quote = rows[line - 1] if 0 < line <= len(rows) else ""
        rest = len(quote) - column + 1
        return Place(self.file, line, column, max(1, min(length, rest)), quote)

    def place_at(self, offset: int, length: int) -> Place:
        """The same by an offset into the text."""
        before = self.text[:offset]
        return self.place(before.count("\n") + 1, offset - before.rfind("\n"), length)


@dataclass(frozen=True, slots=True)
class Template:
    """A layout's template and stylesheets, and the press they are drawn for.

    `file` is where the template stands.
    """

    file: str
    html: str
    css: str
    press: Press = DEFAULT_PRESS


def read_template(sources: Sources, layout: Layout, press: Press = DEFAULT_PRESS) -> Template:
    """Read a layout's template, its own or the common one; `Refused` if a file is missing."""
    css = "".join(sheet.text for sheet in read_stylesheets(sources, layout))
    file, html = read_source(sources, layout)
    return Template(file, html, css, press)


def look_files(layout: Layout) -> tuple[str, ...]:
    """The files that may say how a layout looks, template and stylesheets, there or not."""
    names = (TEMPLATE, STYLESHEET)
    return tuple(f"{home}/{n}" for home in (FOLDER, f"{FOLDER}/{layout.name}") for n in names)


def read_stylesheets(sources: Sources, layout: Layout) -> tuple[Source, ...]:
    """The common look, and what a layout adds to it; `Refused` if there is none."""
    own = f"{FOLDER}/{layout.name}/{STYLESHEET}"
    files = [f"{FOLDER}/{STYLESHEET}", *([own] if sources.exists(own) else [])]
    return tuple(Source(file, read_text(sources, file)) for file in files)


def read_source(sources: Sources, layout: Layout) -> Source:
    """The text of the template; `Refused` if there is none."""
    own = f"{FOLDER}/{layout.name}/{TEMPLATE}"
    file = own if sources.exists(own) else f"{FOLDER}/{TEMPLATE}"
    return Source(file, read_text(sources, file))
