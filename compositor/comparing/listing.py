"""The change list (改动清单) to be printed for who approves: HTML that needs nothing else.

    body = change_list(changes, "zh", Shown(pictures, comments))
    html = whole_page(body, title)              # for a browser: with CSS for A4, no script
    pdf = draw_document(body, PAPER_CSS, faces)     # `compositor.plate.document`

For each page that changed: both pages small, what is drawn otherwise framed, then article by
article the words, struck through and underlined, never marked by colour alone; modules, pictures,
furniture; at the end the problems, the comments that are open, and lines to sign. All text of the
issue is escaped.
"""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from compositor.comparing.changes import ArticleChange, Changes, PageChange, PartChange
from compositor.comparing.excerpts import excerpts
from compositor.comparing.tell import (
    article_name,
    articles_on,
    furniture_on,
    module_lines,
    page_name,
    part_state,
    picture_line,
    problem_lines,
    summary,
)
from compositor.comparing.wording import WORDS, part_name, stand_name
from compositor.comparing.words import Hunk
from compositor.diagnostics.render import Language
from compositor.geometry import Rect, Size
from compositor.model.review import Comment
from compositor.units import Emu

CONTEXT = 24  # characters of what stayed: an approver reads the sentence
STYLE = """
h1 { font-size: 15pt; margin: 0 0 1mm }
h2 { font-size: 12pt; margin: 6mm 0 2mm; border-bottom: 0.7pt solid; padding-bottom: 1mm }
h3 { font-size: 10pt; margin: 3.5mm 0 1mm }
h1, h2, h3 { line-height: 1.3; break-after: avoid }
p { margin: 0 0 1mm }
.legend { font-size: 8pt }
.pages { display: flex; gap: 6mm; margin: 2mm 0 3mm; break-inside: avoid }
.pages figure { margin: 0; width: 47%; break-inside: avoid }
.sheet { position: relative; border: 0.5pt solid; padding: 0.6pt }
.sheet img { display: block; width: 100% }
.sheet i { position: absolute; border: 1pt solid; margin: -0.5pt }
figcaption, .none { font-size: 8pt }
.part { margin: 0 0 1mm 4mm; padding-left: 0; break-inside: avoid }
.part b { font-weight: normal; margin-right: 0.6em }
del { text-decoration: line-through; text-decoration-thickness: 0.7pt }
ins { text-decoration: underline; text-decoration-thickness: 0.7pt; text-underline-offset: 1.5pt }
.sign { margin-top: 8mm; border-collapse: collapse; width: 100%; break-inside: avoid }
.sign td { border: 0.4pt solid; padding: 1.5mm 2mm; height: 9mm; width: 25%; vertical-align: top }
"""
PAPER_CSS = (
    """@page { size: A4; margin: 16mm 16mm 18mm;
  @bottom-center { content: counter(page) " / " counter(pages); font: 8pt hei } }
body { font: 9pt/1.5 song }
h1, h2, h3, .part b, figcaption { font-family: hei }
.legend, .none { font-family: hei }
"""
    + STYLE
)
SCREEN_CSS = (
    """@page { size: A4; margin: 16mm }
body { font: 10pt/1.6 "Songti SC", "Noto Serif CJK SC", SimSun, serif; color: #000;
  background: #fff; max-width: 178mm; margin: 8mm auto; padding: 0 4mm }
h1, h2, h3, .part b { font-family: "Heiti SC", "Noto Sans CJK SC", SimHei, sans-serif }
.part b { color: #444 }
del { color: #a3120b; background: #fbeae8 } ins { color: #00552b; background: #e6f4ec }
.sheet i { border-color: #c4201a; background: rgba(196, 32, 26, 0.12) }
@media print { body { margin: 0; max-width: none; padding: 0 } }
"""
    + STYLE
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the list shows besides: pictures of pages (PNG of trim and bleed, by imprint), and the
    comments that are open.
    """

    pictures: Mapping[str, bytes] = field(default_factory=dict)
    comments: Sequence[Comment] = ()


NOTHING_SHOWN = Shown()


def whole_page(body: str, title: str, language: Language) -> str:
    """A body with its head, for a browser and for its printer."""
    lang = "zh-Hans" if language == "zh" else "en"
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{SCREEN_CSS}</style></head>\n"
        f"<body>{body}</body></html>\n"
    )


def list_title(changes: Changes, language: Language) -> str:
    """What the list is called."""
    return f"{changes.title} {WORDS[language]['title']}"


def change_list(changes: Changes, language: Language, shown: Shown = NOTHING_SHOWN) -> str:
    """What stands in `<body>`."""
    return "\n".join(_list(changes, language, shown))


def _list(changes: Changes, language: Language, shown: Shown) -> Iterator[str]:
    words = WORDS[language]
    names = (stand_name(stand, language) for stand in (changes.before, changes.after))
    yield f"<h1>{escape(list_title(changes, language))}</h1>"
    yield _paragraph(" → ".join(names))
    yield _paragraph(summary(changes, language))
    yield _paragraph(words["legend"], "legend")
    for page in changes.pages:
        yield from _page(changes, page, language, shown)
    rest = "\n".join(_articles(changes, 0, language))
    if rest:
        yield f"<h2>{words['nowhere']}</h2>\n{rest}"
    yield from (_paragraph(line) for line in problem_lines(changes, language) if line)
    if shown.comments:
        yield f"<h2>{words['comments']}</h2>"
        yield from (_comment(one, language) for one in shown.comments)
    yield _signatures(language)


def _comment(comment: Comment, language: Language) -> str:
    """Where, about which words, who says what, and what should stand there instead."""
    words, anchor = WORDS[language], comment.anchor
    place = words["page"].format(page=anchor.page)
    quote = words["quotes"].format(text=anchor.quote) if anchor.quote else ""
    asked = "" if comment.correction is None else f" → {comment.correction}"
    said = words["colon"].format(label=comment.who, text=comment.text)
    return _part_line(place, escape(f"{quote} {said}{asked}"))


def _signatures(language: Language) -> str:
    words = WORDS[language]
    cells = "".join(f"<td>{words[key]}</td>" for key in ("signed", "name", "time"))
    return f'<table class="sign"><tr>{cells}<td></td></tr></table>'


def _paragraph(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


# ------------------------------------------------------------------------------------ a page


def _page(changes: Changes, page: PageChange, language: Language, shown: Shown) -> Iterator[str]:
    told = list(_articles(changes, page.page, language))
    told += [
        _part_line(WORDS[language][one.kind], _marked(one.hunks))
        for one in furniture_on(changes, page.page)
    ]
    if page.state == "same" and not told:
        return
    state = "" if page.state == "changed" else f" · {WORDS[language][f'page_{page.state}']}"
    yield f"<h2>{escape(page_name(page, language) + state)}</h2>"
    if page.state != "same":
        yield _pictures(page, language, shown)
    yield from told


def _pictures(page: PageChange, language: Language, shown: Shown) -> str:
    sides = (
        ("before", page.imprint_before, page.rects_before),
        ("after", page.imprint_after, page.rects_after),
    )
    figures = (
        _figure(page, shown.pictures.get(imprint), rects, WORDS[language], name)
        for name, imprint, rects in sides
        if imprint
    )
    return f'<div class="pages">{"".join(figures)}</div>'


def _figure(
    page: PageChange,
    picture: bytes | None,
    rects: Sequence[Rect],
    words: Mapping[str, str],
    name: str,
) -> str:
    caption = f"<figcaption>{words[name]}</figcaption>"
    if picture is None:
        return f'<figure>{caption}<p class="none">{words["no_picture"]}</p></figure>'
    data = b64encode(picture).decode()
    frames = "".join(_frame(rect, page.size, page.bleed) for rect in rects)
    image = f'<img alt="" src="data:image/png;base64,{data}">'
    return f'<figure>{caption}<div class="sheet">{image}{frames}</div></figure>'


def _frame(rect: Rect, size: Size, bleed: Emu) -> str:
    """A frame round a place, in hundredths of the picture, which shows the bleed as well."""
    width, height = size.width + 2 * bleed, size.height + 2 * bleed
    shares = (
        ("left", rect.x + bleed, width),
        ("top", rect.y + bleed, height),
        ("width", rect.width, width),
        ("height", rect.height, height),
    )
    style = ";".join(f"{name}:{100 * part / whole:.2f}%" for name, part, whole in shares)
    return f'<i style="{style}"></i>'


# --------------------------------------------------------------------------------- articles


def _articles(changes: Changes, page: int, language: Language) -> Iterator[str]:
    for article, pictures in articles_on(changes, page):
        yield f"<h3>{escape(article_name(article, pictures, language))}</h3>"
        if article:
            yield from (_paragraph(line, "part") for line in module_lines(article, language))
            yield from _parts(article, language)
        yield from (_paragraph(picture_line(one, language), "part") for one in pictures)


def _parts(article: ArticleChange, language: Language) -> Iterator[str]:
    """The words that changed; an article that is new is printed on its page, and not again."""
    if article.state in ("changed", "moved"):
        yield from (
            _part_line(part_name(part, language) + _note(part, language), _words(part))
            for part in article.parts
        )


def _note(part: PartChange, language: Language) -> str:
    keys = {"moved": "moved_part", "restyled": "restyled"}
    key = keys.get(part_state(part))
    return f" ({WORDS[language][key]})" if key else ""


def _words(part: PartChange) -> str:
    """The passages that changed; of a paragraph that moved as it was, its words."""
    if part_state(part) in ("moved", "restyled"):
        return _marked(part.hunks)
    return " ".join(_marked(excerpt) for excerpt in excerpts(part.hunks, CONTEXT))


def _marked(hunks: Sequence[Hunk]) -> str:
    tags = {"=": "{}", "-": "<del>{}</del>", "+": "<ins>{}</ins>"}
    return "".join(tags[op].format(escape(text).replace("\n", "¶<br>")) for op, text in hunks)


def _part_line(name: str, marked: str) -> str:
    return f'<p class="part"><b>{escape(name)}</b>{marked}</p>'
