"""The look of a digital edition: templates and style sheets, read, and filled.

layouts/web/NAME.html.j2          the templates, or layouts/LAYOUT/web/NAME.html.j2 in their stead
layouts/web/site.css              the look of all layouts, and layouts/LAYOUT/web/site.css after it
layouts/web/*.js                  the scripts, or a layout's own in their stead

Templates are Jinja2 and escape what they print. They are given `site` (`digital.site.Site`), and a
page's template `page`, an article's `article`, its `parts`, `before` and `after`. A template that
cannot be filled is the diagnostic `web-template`, at its line.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from traceback import extract_tb
from typing import NamedTuple

import jinja2

from compositor.diagnostics import Place, Refused, diagnose
from compositor.model.layout import Layout
from compositor.sources import Sources, read_text

FOLDER, OWN = "layouts/web", "layouts/{layout}/web"
TEMPLATES = (
    "base.html.j2",
    "words.html.j2",
    "page.html.j2",
    "article.html.j2",
    "search.html.j2",
    "icon.svg.j2",
)
ARCHIVE_TEMPLATES, ARCHIVE_SCRIPTS = (
    ("archive.html.j2", "icon.svg.j2"),
    ("finding.js", "archive.js"),
)
STYLE, SCRIPTS = "site.css", ("site.js", "finding.js", "search.js")


class Text(NamedTuple):
    """A file of the look."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Look:
    """Templates and scripts by their names, and the style sheet."""

    templates: Mapping[str, Text]
    style: str
    scripts: Mapping[str, str]


def read_look(sources: Sources, layout: Layout) -> Look:
    """The look of a layout; `Refused` where a file is missing."""
    own = f"{OWN.format(layout=layout.name)}/{STYLE}"
    sheets = (f"{FOLDER}/{STYLE}", *([own] if sources.exists(own) else []))
    return Look(
        {name: _read(sources, layout, name) for name in TEMPLATES},
        "".join(read_text(sources, file) for file in sheets),
        {name: _read(sources, layout, name).text for name in SCRIPTS},
    )


def read_archive_look(sources: Sources) -> Look:
    """The look of the search through an archive, which is of no layout."""

    def read(name: str) -> Text:
        file = f"{FOLDER}/{name}"
        return Text(file, read_text(sources, file))

    return Look(
        {name: read(name) for name in ARCHIVE_TEMPLATES},
        read(STYLE).text,
        {name: read(name).text for name in ARCHIVE_SCRIPTS},
    )


def _read(sources: Sources, layout: Layout, name: str) -> Text:
    own = f"{OWN.format(layout=layout.name)}/{name}"
    file = own if sources.exists(own) else f"{FOLDER}/{name}"
    return Text(file, read_text(sources, file))


class Filler:
    """Fills the templates of a look."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._environment = jinja2.Environment(
            loader=jinja2.FunctionLoader(self._load),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """A template with the name it has in tracebacks, by which its line is found."""
        known = self._look.templates.get(name)
        return (known.text, name, lambda: True) if known else None

    def fill(self, name: str, **values: object) -> bytes:
        """A file made of a template; `Refused` with `template` where that cannot be done."""
        try:
            return self._environment.get_template(name).render(**values).encode()
        except jinja2.TemplateSyntaxError as error:
            raise self._refused(error.name or name, error.lineno, error.message) from None
        except Exception as error:  # whatever a template's own expressions may raise
            known = self._look.templates
            frames = [f for f in extract_tb(error.__traceback__) if f.filename in known]
            at = (frames[-1].filename, frames[-1].lineno or 0) if frames else (name, 0)
            raise self._refused(*at, error) from None

    def _refused(self, name: str, line: int, problem: object) -> Refused:
        file, text = self._look.templates.get(name, Text(f"{FOLDER}/{name}", ""))
        rows = text.splitlines()
        quote = rows[line - 1] if 0 < line <= len(rows) else ""
        place = Place(file, line, 1 if line else 0, max(1, len(quote)), quote)
        return Refused([diagnose("web-template", place, problem=problem)])
