"""The flow of a galley proof (小样): one article or plain text file → a PDF of it alone.

    composed = compose_galley(sources, "issues/2025-08/articles/nantong.md", Sheet("sikai", 13, 1))

The same stages as an issue, over one sheet; see `compositor.makeup.galleyproof`. A file that ends
in `.md` is an article with its heading lines; any other is plain text, a paragraph to a line.
"""

import posixpath
from dataclasses import dataclass

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose
from compositor.edition import Composed, Options, Planned, finish
from compositor.makeup.galleyproof import make_galley_proof
from compositor.manuscript.article import read_article, read_plain_text
from compositor.manuscript.faces import read_faces
from compositor.manuscript.layouts import read_layout
from compositor.memory import Memory
from compositor.model.issue import Article
from compositor.plate.template_lint import check_look
from compositor.setting.setter import Setter
from compositor.sources import Sources
from compositor.typefaces import Typefaces


@dataclass(frozen=True, slots=True)
class Sheet:
    """How to set it: the layout whose type is used, 字 to the measure, and columns."""

    layout: str
    measure: int
    columns: int


def compose_galley(
    sources: Sources, path: str, sheet: Sheet, memory: Memory | None = None
) -> Composed:
    """Set one article alone; `Refused` where it cannot be. `memory` as in `edition.plan`."""
    memory = memory or Memory()
    article, said = _read(sources, path, memory)
    records = read_faces(sources, memory)
    layout = read_layout(sources, sheet.layout, memory=memory)
    found = (*said, *records.diagnostics, *layout.diagnostics)
    if article is None or layout.value is None or any(d.is_error for d in found):
        raise Refused(found)
    faces = Typefaces(records.value or (), sources, memory)
    setter = Setter(faces, layout.value, memory=faces.memory)
    made, page = make_galley_proof(article, layout.value, sheet.measure, sheet.columns, setter)
    faces.recall()
    look = check_look(sources, page, made.issue.press, memory)
    found = (*found, *look, *made.diagnostics, *setter.diagnostics(article.display_texts()))
    return finish(sources, Planned(made.issue, page, made.edition, faces, found), Options())


def _read(
    sources: Sources, path: str, memory: Memory
) -> tuple[Article | None, tuple[Diagnostic, ...]]:
    if not path.endswith(".md"):
        text = read_plain_text(sources, path)
        return (text, ()) if text.body else (None, (diagnose("empty-article", Place(path)),))
    folder = posixpath.dirname(path)
    issue = posixpath.dirname(folder) if posixpath.basename(folder) == "articles" else folder
    article = read_article(sources, path, issue, memory=memory)
    return article.value, article.diagnostics
