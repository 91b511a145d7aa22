"""edition.json: what is in the folder, for other programs; docs/digital-edition.md describes it."""

import json
import re
from collections.abc import Mapping

from compositor.digital.names import (
    NINJS,
    PDF,
    article_file,
    article_ninjs,
)
from compositor.digital.parts import plain_text
from compositor.digital.site import Area, File, Photo, Site, WebArticle, WebPage

FORMAT = "digital edition 1"  # raised when a reader would have to change
LANGUAGE = "zh-Hans"
SAFE = re.compile(r"[a-z0-9-]+\.html")  # a file of the site's own folder


def catalogue(site: Site, files: tuple[str, ...], fingerprint: str) -> dict[str, object]:
    """The site as plain data; `files` are all that are written, this one as well."""
    return {
        "format": FORMAT,
        "language": LANGUAGE,
        "paper": site.paper,
        "section": site.section,
        "number": site.issue.number,
        "date": str(site.issue.date),
        "date_printed": site.date,
        "fingerprint": fingerprint,
        "ninjs": NINJS,
        "pdf": PDF if site.pdf else None,
        "pages": [_page(page) for page in site.pages],
        "articles": [_article(article) for article in site.articles],
        "files": sorted(files),
    }


def addresses(data: bytes) -> Mapping[str, str]:
    """The web page of each article by the catalogue of a site; none if it is no such catalogue."""
    try:
        found = json.loads(data)
        rows = found["articles"] if found["format"] == FORMAT else ()
        named = {row["article"]: row["html"] for row in rows}
    except (ValueError, LookupError, TypeError, RecursionError):
        return {}
    texts = ((name, file) for name, file in named.items() if isinstance(name, str))
    return {name: file for name, file in texts if isinstance(file, str) and SAFE.fullmatch(file)}


def _page(page: WebPage) -> dict[str, object]:
    return {
        "page": page.number,
        "title": page.title,
        "html": page.file,
        "width_mm": page.width_mm,
        "height_mm": page.height_mm,
        "pictures": [_file(file) for file in page.pictures],
        "areas": [_area(area) for area in page.areas],
    }


def _area(area: Area) -> dict[str, object]:
    return {
        "article": area.article,
        "anchor": area.anchor,
        "rect": [area.left, area.top, area.width, area.height],
    }


def _article(article: WebArticle) -> dict[str, object]:
    own = article.article
    return {
        "article": article.name,
        "title": article.title,
        "label": own.label,
        "kicker": own.kicker,
        "deck": own.deck,
        "byline": own.byline,
        "source": own.source,
        "html": article_file(article.slug),
        "ninjs": article_ninjs(article.slug),
        "pages": list(article.pages),
        "characters": sum(not character.isspace() for character in plain_text(article)),
        "photos": [_photo(photo) for photo in article.photos],
    }


def _photo(photo: Photo) -> dict[str, object]:
    return {
        "caption": photo.caption,
        "credit": photo.credit,
        "alt": photo.description,
        "pictures": [_file(file) for file in photo.files],
    }


def _file(file: File) -> dict[str, object]:
    return {"file": file.name, "width": file.width, "height": file.height}
