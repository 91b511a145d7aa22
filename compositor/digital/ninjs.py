"""Articles and the issue as IPTC ninjs 3.3, the JSON in which newsrooms hand news on.

    article_item(site, article)     one news item: headlines by role, bodies, photographs
    issue_item(site)                the issue, its articles as associations in their order

Headlines have the roles `main`, `kicker` (引题), `deck` (副题) and `label` (栏目); bodies are plain
text and XHTML. The schema closes every object, so what is a newspaper's own stands where it leaves
room: date, number, page and name in `altIds`, an article's place in the `extensions` of a rendition
(new in 3.3) under keys that begin with `compositor:`. Files are named there, too: `href` has to be
an absolute URI, and nobody knows yet where the site will lie.

`uri` is that of `model.identity`, the same for every edition; `version` is the SHA-256 of the
article's words and changes with them.
"""

import json
from hashlib import sha256
from html import escape

from compositor.digital.names import article_file, article_ninjs, page_file
from compositor.digital.parts import Paragraph, Part, parts_of, plain_text
from compositor.digital.site import File, Photo, Site, WebArticle
from compositor.model.identity import uri_of

LANGUAGE = "zh-Hans"
VERSION = "3.3"
STANDARD = {
    "name": "ninjs",
    "version": VERSION,
    "schema": f"http://www.iptc.org/std/ninjs/ninjs-schema_{VERSION}.json#",
}
PLAIN, XHTML, WEBP, HTML = "text/plain", "application/xhtml+xml", "image/webp", "text/html"
OWN = "compositor"
TAGS = {"crosshead": "h2", "quote": "blockquote", "note": "blockquote"}
DIGITS = 16  # of a version

Item = dict[str, object]


def issue_item(site: Site) -> Item:
    """The issue: what it is called, and its articles."""
    articles = [
        {
            "name": article.title,
            "rel": "article",
            "uri": uri_of(site.issue, article.name),
            "type": "text",
            "renditions": [_rendition("ninjs", "application/json", article_ninjs(article.slug))],
        }
        for article in site.articles
    ]
    item: Item = {
        "standard": STANDARD,
        "uri": uri_of(site.issue),
        "type": "composite",
        "profile": "newspaper-issue",
        "language": LANGUAGE,
        "title": site.title,
        "altIds": _ids(site),
        "associations": articles,
    }
    return {**item, "version": _version(item, *(article_item(site, a) for a in site.articles))}


def article_item(site: Site, article: WebArticle) -> Item:
    """One article with everything that is printed of it."""
    own = article.article
    item: Item = {
        "standard": STANDARD,
        "uri": uri_of(site.issue, article.name),
        "type": "text",
        "representationType": "full",
        "profile": "text-photo" if article.photos else "text-only",
        "language": LANGUAGE,
        "title": article.title,
        "headlines": _headlines(article),
        **({"by": own.byline} if own.byline else {}),
        **({"infoSources": [{"role": "source", "name": own.source}]} if own.source else {}),
        "bodies": _bodies(article),
        "altIds": [*_ids(site), *_places(site, article)],
        "renditions": [_place(site, article, page) for page in article.pages],
    }
    if article.photos:
        item["associations"] = [
            _photo(site, article, number, photo)
            for number, photo in enumerate(article.photos, start=1)
        ]
    return {**item, "version": _version(item)}


def _headlines(article: WebArticle) -> list[Item]:
    own = article.article
    by_role = {"main": article.title, "kicker": own.kicker, "deck": own.deck, "label": own.label}
    return [
        {"role": role, "contentType": PLAIN, "value": text}
        for role, text in by_role.items()
        if text
    ]


def _bodies(article: WebArticle) -> list[Item]:
    text = plain_text(article)
    count = sum(not character.isspace() for character in text)
    markup = "\n".join(_markup(part) for part in parts_of(article) if part.kind != "photo")
    return [
        {"role": "text", "contentType": PLAIN, "charCount": count, "value": text},
        {"role": "richtext", "contentType": XHTML, "value": f"<div>\n{markup}\n</div>"},
    ]


def _markup(part: Part) -> str:
    if part.kind == "crosshead":
        return "".join(f"<h2>{_inline(runs)}</h2>" for runs in part.paragraphs)
    inner = "".join(f"<p>{_inline(runs)}</p>" for runs in part.paragraphs)
    tag = TAGS.get(part.kind)
    return f'<{tag} class="{part.kind}">{inner}</{tag}>' if tag else inner


def _inline(runs: Paragraph) -> str:
    texts = ((escape(run.text), run.is_strong) for run in runs)
    return "".join(f"<strong>{text}</strong>" if strong else text for text, strong in texts)


def _photo(site: Site, article: WebArticle, number: int, photo: Photo) -> Item:
    described = {"caption": photo.caption, "altText": photo.alt}
    item: Item = {
        "name": f"photo-{number}",
        "rel": "photo",
        "uri": uri_of(site.issue, article.name, f"photo-{number}"),
        "type": "picture",
        "descriptions": [
            {"role": role, "contentType": PLAIN, "value": text}
            for role, text in described.items()
            if text
        ],
        **({"by": photo.credit} if photo.credit else {}),
    }
    renditions = [_picture(file) for file in photo.files]
    return {**item, "renditions": renditions} if renditions else item


def _picture(file: File) -> Item:
    return {
        **_rendition(f"web-{file.width}", WEBP, file.name),
        "width": file.width,
        "height": file.height,
        "sizeInBytes": len(file.data),
    }


def _rendition(name: str, kind: str, file: str, **more: str) -> Item:
    own = {f"{OWN}:file": file, **{f"{OWN}:{key}": text for key, text in more.items()}}
    return {"name": name, "contentType": kind, "extensions": own}


def _place(site: Site, article: WebArticle, number: int) -> Item:
    """Where an article stands: its page, and its modules there in percent."""
    page = site.page(number)
    areas = [area for area in page.areas if area.article == article.name]
    shares = (f"{area.left:g} {area.top:g} {area.width:g} {area.height:g}" for area in areas)
    return _rendition(
        f"page-{number}",
        HTML,
        f"{page_file(number)}#{areas[0].anchor}",
        article=article_file(article.slug),
        page=str(number),
        title=page.title,
        areas="; ".join(shares),
    )


def _ids(site: Site) -> list[Item]:
    found = {
        "paper": site.paper,
        "section": site.section,
        "issueDate": str(site.issue.date),
        "issueNumber": site.issue.number,
    }
    return [{"role": role, "value": text} for role, text in found.items() if text]


def _places(site: Site, article: WebArticle) -> list[Item]:
    pages = ", ".join(map(str, article.pages))
    return [{"role": "page", "value": pages}, {"role": "name", "value": article.name}]


def _version(*items: Item) -> str:
    text = json.dumps(items, sort_keys=True)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
