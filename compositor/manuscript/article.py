"""Reading one article: heading lines in YAML between two `---`, then the body.

    read_article(sources, "issues/2025-08/articles/jiangdu.md", "issues/2025-08")
    read_plain_text(sources, "draft.txt")      # no heading: each line that is not empty a paragraph

Pictures are looked for from the issue's folder, measured, and reported where they are missing or
lost; so are fields whose words are ours. The body is `body`'s.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose
from compositor.manuscript.body import plain_blocks, read_body
from compositor.manuscript.characters import bad_characters
from compositor.manuscript.faults import Checked, check, has_errors, refusal
from compositor.manuscript.forms import ArticleForm, PhotoForm
from compositor.manuscript.yamlfile import Node, YamlFile, parse
from compositor.memory import Memory, Same
from compositor.model.issue import (
    BARRED_FIELDS,
    HEADING_FIELDS,
    Article,
    Block,
    HeadingField,
    Picture,
)
from compositor.model.turns import words_of
from compositor.photos.measuring import Measured, measure, profile_notes
from compositor.sources import Sources, digest_of, read_bytes, read_text

FENCE = "---"

FIELD_NAMES: dict[HeadingField, str] = {
    "label": "栏目",
    "kicker": "引题",
    "headline": "主题",
    "deck": "副题",
    "byline": "署名",
    "source": "来源",
}


def read_article(
    sources: Sources,
    path: str,
    folder: str,
    named_at: Place | None = None,
    memory: Memory | None = None,
) -> Checked[Article]:
    """The article in the file `path`; `folder` is where its pictures' paths begin."""
    memory = memory or Memory()
    try:
        text = read_text(sources, path, named_at)
    except Refused as refused:
        return Checked(None, refused.diagnostics)
    words = memory.of(("words", path, text), lambda: _words(path, text.split("\n")))
    if words is None:
        quote = text.split("\n", 1)[0]
        return Checked(None, (diagnose("no-front-matter", Place(path, 1, 1, 1, quote)),))
    pictures = _read_pictures(words.head, sources, folder, memory)
    key = ("article", path, Same(words), pictures)
    return memory.of(key, lambda: _article(path, words, pictures))


class _Words(NamedTuple):
    """An article without its pictures."""

    head: "Head"
    blocks: tuple[Block, ...]
    bad: tuple[Diagnostic, ...]
    problems: tuple[Diagnostic, ...]


def _words(path: str, lines: Sequence[str]) -> _Words | None:
    """What is written in a file; None if there are no heading lines."""
    fences = find_fences(lines)
    if fences is None:
        return None
    head = read_head(path, lines, fences)
    blocks, problems = read_body(path, lines, fences.second + 1)
    return _Words(head, blocks, tuple(bad_characters(path, lines)), tuple(problems))


def _article(path: str, words: _Words, pictures: Checked[tuple[Picture, ...]]) -> Checked[Article]:
    head, blocks = words.head, words.blocks
    found = [*words.bad, *head.problems, *words.problems, *pictures.diagnostics]
    if head.form and not blocks and not pictures.value and not has_errors(found):
        found.append(diagnose("empty-article", Place(path)))
    if head.form is None or has_errors(found):
        return Checked(None, tuple(found))
    written = {field: getattr(head.form, field) for field in HEADING_FIELDS}
    barred = {f: written[f] for f in BARRED_FIELDS if "|" in written[f]}
    named: dict[str, Any] = {f: words_of(t) if f in barred else t for f, t in written.items()}
    article = Article(
        **named,
        barred=tuple(barred.items()),
        quote=head.form.quote,
        quote_place=head.file.place(("quote",)) if head.form.quote else None,
        name=article_name(path),
        file=path,
        supplied=tuple(head.form.supplied),
        pictures=pictures.value or (),
        body=blocks,
        places=tuple((f, head.file.place((f,))) for f in HEADING_FIELDS if named[f]),
    )
    return Checked(article, (*found, *_notes(article)))


def read_plain_text(sources: Sources, path: str) -> Article:
    """A text without heading or markup; `Refused` if it cannot be read or printed."""
    lines = read_text(sources, path).split("\n")
    if problems := bad_characters(path, lines):
        raise Refused(problems)
    empty: dict[str, Any] = dict.fromkeys(HEADING_FIELDS, "")
    blocks = plain_blocks(path, lines)
    name = article_name(path)
    return Article(**empty, name=name, file=path, supplied=(), pictures=(), body=blocks, places=())


def article_name(path: str) -> str:
    """The name an article goes by: its file's, without folder and ending."""
    return posixpath.splitext(posixpath.basename(path))[0]


# ------------------------------------------------------------------------- heading lines


class Fences(NamedTuple):
    """The indexes of the two `---` lines."""

    first: int
    second: int


class Head(NamedTuple):
    """The heading lines of an article."""

    file: YamlFile
    form: ArticleForm | None
    problems: tuple[Diagnostic, ...]


def find_fences(lines: Sequence[str]) -> Fences | None:
    """Where the heading lines begin and end; only empty lines may stand before them."""
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if lines[first].rstrip() != FENCE:
        return None
    second = next((n for n in range(first + 1, len(lines)) if lines[n].rstrip() == FENCE), None)
    return None if second is None else Fences(first, second)


def read_head(path: str, lines: Sequence[str], fences: Fences) -> Head:
    """Parsed under as many empty lines as stand above, so that places are the file's."""
    text = [*("" for _ in lines[: fences.first + 1]), *lines[fences.first + 1 : fences.second]]
    file = parse(path, "\n".join(text))
    form, problems = check(ArticleForm, file)
    hashes = _hashes(file.root) if file.root else ()
    return Head(file, form, (*problems, *hashes, *(_not_supplied(file, form) if form else ())))


def _hashes(node: Node) -> Iterator[Diagnostic]:
    """`#话题#` after a space: a comment to YAML, text to an editor, and gone without a word.

    `# ` with a space is left alone: so comments are written.
    """
    for key, child in node.children.items():
        place = child.place if child.data is not None else node.keys.get(str(key), child.place)
        end = place.column - 1 + place.length
        match = re.match(r":?\s+(#\S.*)", place.quote[end:])
        if match and place.quote[place.column - 1 :][:1] not in "\"'":
            start = end + match.start(1) + 1
            here = Place(place.file, place.line, start, len(match[1]), place.quote)
            yield diagnose("hash-in-text", here, found=match[1])
        yield from _hashes(child)


def _not_supplied(file: YamlFile, form: ArticleForm) -> Iterator[Diagnostic]:
    """Names in `supplied` that are of no use: the field is empty."""
    for index, field in enumerate(form.supplied):
        if not getattr(form, field):
            yield refusal(
                "bad-value",
                file,
                ("supplied", index),
                expected="the name of a field that has text",
                expected_zh="有内容的项目名",
                example="supplied: [headline]",
            )


def _notes(article: Article) -> Iterator[Diagnostic]:
    """What is for the record: words that are ours, pictures that are lost."""
    for field in article.supplied:
        yield diagnose(
            "supplied",
            article.field_place(field),
            article=article.name,
            field=field,
            field_zh=FIELD_NAMES[field],
            text=getattr(article, field),
        )
    if article.quote:
        yield _quoted(article)
    for picture in article.pictures:
        if picture.lost:
            yield diagnose("lost-picture", picture.place, article=article.name)


def _quoted(article: Article) -> Diagnostic:
    """Words that are printed a second time, or that stand in the quote alone."""
    text = "".join("".join(block.text for block in article.body).split())
    code = "quote-repeats" if "".join(article.quote.split()) in text else "quote-own"
    return diagnose(code, article.quote_place, article=article.name, text=article.quote)


# ------------------------------------------------------------------------------ pictures


def _read_pictures(
    head: Head, sources: Sources, folder: str, memory: Memory
) -> Checked[tuple[Picture, ...]]:
    pictures: list[Picture] = []
    problems: list[Diagnostic] = []
    for index, photo in enumerate(head.form.photos if head.form else ()):
        place = head.file.place(("photos", index, "file") if photo.file else ("photos", index))
        path = posixpath.normpath(posixpath.join(folder, photo.file)) if photo.file else None
        measured, found = _measure(sources, path, place, memory) if path else (None, ())
        pictures.append(_picture(photo, path, measured, place))
        problems += found
    return Checked(tuple(pictures), tuple(problems))


def _measure(
    sources: Sources, path: str, place: Place, memory: Memory
) -> tuple[Measured | None, tuple[Diagnostic, ...]]:
    """What a picture's file says of it, with what is told of that; or why it says nothing."""
    if not sources.exists(path):
        return None, (diagnose("missing-picture", place, file=path),)
    try:
        key = ("measured", path, place, digest_of(sources, path, place))
        measured = memory.of(key, lambda: measure(read_bytes(sources, path, place), path, place))
    except Refused as refused:
        return None, refused.diagnostics
    return measured, profile_notes(measured, path, place)


def _picture(
    photo: PhotoForm, path: str | None, measured: Measured | None, place: Place
) -> Picture:
    focus = tuple(round(share * 1000) for share in photo.focus) if photo.focus else None
    return Picture(
        file=path,
        caption=photo.caption,
        credit=photo.credit,
        columns=photo.columns,
        lost=photo.lost,
        pixels=measured.pixels if measured else None,
        mode=measured.mode if measured else "",
        alt=photo.alt,
        place=place,
        focus=(focus[0], focus[1]) if focus else None,
    )
