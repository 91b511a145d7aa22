"""Site → files, by name: pages, articles, search, pictures and data, all in one folder."""

from collections.abc import Iterator
from itertools import chain

from compositor.digital.catalogue import catalogue
from compositor.digital.look import Filler, Look
from compositor.digital.names import (
    CATALOGUE,
    FINDING_SCRIPT,
    ICON,
    INDEX,
    NINJS,
    PDF,
    SCRIPT,
    SEARCH,
    SEARCH_INDEX,
    SEARCH_SCRIPT,
    STYLE,
    article_file,
    article_ninjs,
)
from compositor.digital.ninjs import article_item, issue_item
from compositor.digital.parts import parts_of
from compositor.digital.plain import file_json
from compositor.digital.search import search_index
from compositor.digital.site import Site


def write_site(site: Site, look: Look, fingerprint: str) -> dict[str, bytes]:
    """Every file of the site; `Refused` with `web-template` where its look cannot be used."""
    filler = Filler(look)
    files = {
        **dict(_pages(site, filler)),
        **dict(_articles(site, filler)),
        SEARCH: filler.fill("search.html.j2", site=site),
        SEARCH_INDEX: search_index(site),
        STYLE: look.style.encode(),
        SCRIPT: look.scripts[SCRIPT].encode(),
        FINDING_SCRIPT: look.scripts[FINDING_SCRIPT].encode(),
        SEARCH_SCRIPT: look.scripts[SEARCH_SCRIPT].encode(),
        ICON: filler.fill("icon.svg.j2", site=site),
        NINJS: file_json(issue_item(site)),
        **dict(_pictures(site)),
        **({PDF: site.pdf} if site.pdf else {}),
    }
    names = (*files, CATALOGUE)
    return {**files, CATALOGUE: file_json(catalogue(site, names, fingerprint))}


def _pages(site: Site, filler: Filler) -> Iterator[tuple[str, bytes]]:
    """The pages; the first of them is also what a reader opens."""
    numbers = [None, *(page.number for page in site.pages), None]
    for page, before, after in zip(site.pages, numbers, numbers[2:], strict=False):
        around = {"before": before, "after": after}
        data = filler.fill("page.html.j2", site=site, page=page, **around)
        yield page.file, data
        if page is site.pages[0]:
            yield INDEX, data


def _articles(site: Site, filler: Filler) -> Iterator[tuple[str, bytes]]:
    row = [None, *site.articles, None]
    for article, before, after in zip(site.articles, row, row[2:], strict=False):
        around = {"before": before, "after": after, "parts": parts_of(article)}
        data = filler.fill("article.html.j2", site=site, article=article, **around)
        yield article_file(article.slug), data
        yield article_ninjs(article.slug), file_json(article_item(site, article))


def _pictures(site: Site) -> Iterator[tuple[str, bytes]]:
    of_pages = (file for page in site.pages for file in page.pictures)
    of_photos = (file for a in site.articles for photo in a.photos for file in photo.files)
    for file in chain(of_pages, of_photos):
        yield file.name, file.data
