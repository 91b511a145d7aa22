"""All files that describe an issue for libraries, by name."""

from collections.abc import Mapping

from compositor import __version__
from compositor.mets.alto import Article, Origin, alto_file
from compositor.mets.blocks import describe
from compositor.mets.mets import File, Files, Software, mets_file
from compositor.model.edition import Edition
from compositor.model.identity import uri_of
from compositor.model.issue import Issue
from compositor.model.layout import Layout
from compositor.typefaces import Typefaces

METS_FILE = "mets.xml"
ALTO_FILES = "alto-*.xml"  # what an earlier run may have left of pages that are gone
SOFTWARE = Software("compositor", __version__)


def library_files(
    issue: Issue, layout: Layout, edition: Edition, faces: Typefaces, pdf: File
) -> Mapping[str, bytes]:
    """`mets.xml` and `alto-N.xml` for each page; `pdf` is the copy that is kept, and lies beside.

    The same of the same issue and PDF, whenever it is asked.
    """
    described = describe(edition, layout, faces)
    articles = [Article(uri_of(issue, told.name), told.title) for told in described.articles]
    origin = Origin(*SOFTWARE, pdf.name)
    pages = {
        page.number: File(alto_name(page.number), alto_file(page, articles, faces, origin))
        for page in described.pages
    }
    mets = mets_file(issue, layout, described, Files(pdf, pages), SOFTWARE)
    return {METS_FILE: mets, **{file.name: file.data for file in pages.values()}}


def alto_name(page: int) -> str:
    """The ALTO file of a page by its number."""
    return f"alto-{page}.xml"
