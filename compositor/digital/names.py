"""What files and addresses are called: safe in every file system and URL, one for each article.

    slugs(("nantong", "南通", "Nantong"))    {"nantong": "nantong", "南通": "a-3f2b…", …}

A name in lower-case letters, digits and hyphens goes as it is. Of any other what is left of it
stands before eight digits of its SHA-256: `南通` and `Nantong` are as safe as `../../etc`.
Addresses within a page that are not an article's have a full stop, which no slug has.
"""

import re
from collections.abc import Iterable
from hashlib import sha256

PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MOST = 60  # characters of a slug that goes as it is: file names have 255 bytes, and prefixes
DIGITS = 8
INDEX, SEARCH = "index.html", "search.html"
STYLE, SCRIPT, SEARCH_SCRIPT, SEARCH_INDEX = "site.css", "site.js", "search.js", "search-index.js"
ARCHIVE, ARCHIVE_SCRIPT = "archive.html", "archive.js"
FINDING_SCRIPT = "finding.js"
ICON, CATALOGUE, NINJS, PDF = "icon.svg", "edition.json", "issue.ninjs.json", "pages.pdf"


def slugs(names: Iterable[str]) -> dict[str, str]:
    """A slug for each name, no two of them alike."""
    return {name: _slug(name) for name in names}


def _slug(name: str) -> str:
    left = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:20].strip("-")
    if PLAIN.fullmatch(name) and len(name) <= MOST and not _looks_made(name):
        return name
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
    return f"{left or 'a'}-{digest}"


def _looks_made(name: str) -> bool:
    """Whether a plain name has the form of those that are made here."""
    return re.search(rf"(?:^|-)[0-9a-f]{{{DIGITS}}}$", name) is not None


def page_file(number: int) -> str:
    """The file of a page (版)."""
    return f"page-{number}.html"


def page_picture(number: int, width: int) -> str:
    """The picture of a page in one width."""
    return f"page-{number}-{width}.webp"


def article_file(slug: str) -> str:
    """The file of an article."""
    return f"article-{slug}.html"


def article_ninjs(slug: str) -> str:
    """The ninjs file of an article."""
    return f"article-{slug}.ninjs.json"


def photo_file(slug: str, number: int, width: int) -> str:
    """A photograph of an article, counted from 1, in one width."""
    return f"photo-{slug}-{number}-{width}.webp"
