"""The index that the search page reads: a script of one assignment, for a page opened from disk.

A browser lets a page from disk neither fetch a file nor import a module, but it runs a plain
script beside it. The value is JSON, so nothing in it is code; what could end a script or a line of
old JavaScript is written as an escape.
"""

from compositor.digital.names import article_file
from compositor.digital.parts import plain_text
from compositor.digital.plain import script_json
from compositor.digital.site import Site, WebArticle

VARIABLE = "SEARCH_INDEX"


def search_index(site: Site) -> bytes:
    """`window.SEARCH_INDEX = [{url, title, above, text, where}…];` in the order of the articles."""
    rows = [_row(site, article) for article in site.articles]
    return f"window.{VARIABLE} = {script_json(rows)};\n".encode()


def _row(site: Site, article: WebArticle) -> dict[str, object]:
    """`above` is what stands round the headline, `text` everything else that can be found."""
    own = article.article
    above = " ".join(t for t in (own.label, own.kicker, own.deck, own.byline) if t)
    words = (f"{p.caption} {p.credit}".strip() for p in article.photos)
    text = "\n".join(t for t in (plain_text(article), *words, article.source) if t)
    page = site.page(article.pages[0])
    return {
        "url": article_file(article.slug),
        "title": article.title,
        "above": above if above != article.title else "",
        "text": text,
        "where": f"第{page.number}版 {page.title}".strip(),
    }
