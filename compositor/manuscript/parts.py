"""The words behind a place on the page: read from an article's file, and written back into it.

    part = read_part(path, raw, folder, "body/2")          # Part: the words as they stand
    raw = write_part(path, raw, folder, "body/2", words)   # the file with other words there

`raw` is the whole file as it was decoded, byte order mark and line ends and all; of what is not the
part every byte stays. Names of parts are `model.parts`'s. The words of a block are its Markdown
(`**bold**`, `\\` before a sign) without the `## ` or `> ` that says what it is; an empty line parts
it in two. Those of a heading's field are its value, bars and all. White space at the ends of lines
is nothing, here as on the page: `as_words` takes it away.

What was written is read back before it counts: unless the file then says just these words there and
nothing else has changed, `Refused` says why (`part-markup`, or what reading says) and there is no
file. A `#` at the head of a paragraph is never made a crosshead, nor escaped without a word.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose
from compositor.manuscript.article import find_fences, read_article, read_head
from compositor.manuscript.bodyparts import block_words, body_edit
from compositor.manuscript.characters import bad_characters
from compositor.manuscript.edits import Edit, FileText, Places
from compositor.manuscript.headparts import HeadPlace, head_edits
from compositor.manuscript.yamlfile import Data, Loc, YamlFile
from compositor.model.issue import Article, BlockKind
from compositor.model.parts import BODY, FIELDS, PartName, part_name
from compositor.sources import MemorySources

MOST_CHARACTERS = 100_000  # of a part: more than a page holds, less than hinders a reader

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Part:
    """The words of a part as they stand in a file, from `line` on.

    A part that could be there and is not has no words, and the line where the heading begins.
    """

    article: str
    part: str
    file: str
    line: int
    text: str
    is_multiline: bool


def read_part(path: str, raw: str, folder: str, part: str) -> Part:
    """The words of a part; `Refused` where the file cannot be read, or has no such part."""
    return _part(_read(path, raw, folder), _known(path, part))


def read_parts(path: str, raw: str, folder: str) -> tuple[Part, ...]:
    """Every part the file has or could have, in the order of headings, pictures, body."""
    file = _read(path, raw, folder)
    return tuple(_part(file, name) for name in _names(file.article))


def write_part(path: str, raw: str, folder: str, part: str, words: str) -> str:
    """The file with other words in a part; `Refused` where they cannot stand there."""
    file, name = _read(path, raw, folder), _known(path, part)
    before = _part(file, name)
    _check_words(before, words)
    said = as_words(words, name)
    if "\n" in said and name.field == BODY and not before.is_multiline:
        raise Refused([diagnose("part-one-line", Place(path, before.line), part=part)])
    paragraphs = said.split("\n\n") if said else []
    edits = list(_edits(file, name, paragraphs))
    if not edits:
        return raw
    after = file.whole.edited(edits)
    _check_written(file, _reread(before, after, folder), before, paragraphs)
    return after


def as_words(words: str, name: PartName) -> str:
    """Words as they are kept: lines without white space at their ends, and of several empty ones
    one in a body, none elsewhere.
    """
    lines = [line.strip() for line in _LINE_END.split(words)]
    if name.field != BODY:
        return "\n".join(filter(None, lines))
    return re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip("\n")


# ----------------------------------------------------------------------------- reading


class _File(NamedTuple):
    """An article's file as read; `foot` is the line (from 0) that ends its heading lines."""

    path: str
    whole: FileText
    article: Article
    head: YamlFile
    top: int
    foot: int


def _read(path: str, raw: str, folder: str) -> _File:
    sources = MemorySources({path: raw.encode("utf-8", "replace")})
    article, found = read_article(sources, path, folder)
    if article is None:
        raise Refused(d for d in found if d.is_error)
    whole = FileText(raw)
    lines = whole.text.split("\n")
    fences = find_fences(lines)
    assert fences, "the article was read"
    head = read_head(path, lines, fences).file
    return _File(path, whole, article, head, fences.first, fences.second)


def _known(path: str, part: str) -> PartName:
    name = part_name(part)
    if name is None:
        raise Refused([diagnose("no-part", Place(path), part=part)])
    return name


def _names(article: Article) -> Iterator[PartName]:
    yield from map(PartName, FIELDS)
    for number in range(len(article.pictures)):
        yield PartName("caption", number)
        yield PartName("credit", number)
    yield from (PartName(BODY, number) for number in range(len(article.body)))


def _part(file: _File, name: PartName) -> Part:
    if name not in set(_names(file.article)):
        raise Refused([diagnose("no-part", Place(file.path), part=str(name))])
    article = file.article
    if name.field == BODY:
        block = article.body[name.number]
        is_multiline = block.kind is not BlockKind.CROSSHEAD
        line, text = block.place.line, block_words(block)
    else:
        node = file.head.find(_loc(name))
        line = node.place.line if node else _owner_line(file, name)
        text = as_words(str(node.data), name) if node and node.data is not None else ""
        is_multiline = "\n" in text
    return Part(article.name, str(name), file.path, line, text, is_multiline)


def _loc(name: PartName) -> Loc:
    return (name.field,) if name.number < 0 else ("photos", name.number, name.field)


def _owner_line(file: _File, name: PartName) -> int:
    owner = file.head.find(_loc(name)[:-1]) if name.number >= 0 else None
    return owner.front.line if owner else file.top + 1


# ----------------------------------------------------------------------------- writing


def _edits(file: _File, name: PartName, paragraphs: list[str]) -> Iterator[Edit]:
    places = Places(file.whole.text)
    if name.field == BODY:
        if paragraphs != [block_words(file.article.body[name.number])]:
            yield body_edit(file.article.body, name.number, paragraphs, places)
        return
    words = "".join(paragraphs)
    if words != _part(file, name).text:
        place = HeadPlace(file.head, places, _loc(name), places.at(file.foot + 1, 1))
        yield from head_edits(place, words)


def _check_words(part: Part, words: str) -> None:
    """What no part can hold, whatever it is: too many characters, or such as no page prints."""
    place = Place(part.file, part.line)
    if len(words) > MOST_CHARACTERS:
        values = {"characters": len(words), "most": MOST_CHARACTERS}
        raise Refused([diagnose("part-too-long", place, part=part.part, **values)])
    if bad := bad_characters(part.file, _LINE_END.split(words)):
        raise Refused(_at(place, bad))


def _at(place: Place, problems: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Problems of words that stand in no file yet, at the part they are meant for."""
    return (
        replace(one, place=replace(one.place, line=place.line + one.place.line - 1))
        for one in problems
        if one.place
    )


def _reread(part: Part, after: str, folder: str) -> _File:
    return _read(part.file, after, folder)


def _check_written(old: _File, new: _File, part: Part, paragraphs: list[str]) -> None:
    """Raise `Refused` unless the words are there and nothing else is another."""
    name = _known(old.path, part.part)
    body = [(block.kind, block_words(block)) for block in old.article.body]
    data = _data(old.head)
    if name.field == BODY:
        kind = body[name.number][0]
        body[name.number : name.number + 1] = [(kind, words) for words in paragraphs]
    else:
        data = _with(data, _loc(name), "".join(paragraphs))
    found = [(block.kind, block_words(block)) for block in new.article.body]
    if body != found or _bare(data) != _bare(_data(new.head)):
        raise Refused([diagnose("part-markup", Place(part.file, part.line), part=part.part)])


def _data(file: YamlFile) -> Data:
    return file.root.data if file.root else {}


def _with(data: Data, loc: Loc, words: str) -> Data:
    """Data with other words at a place."""
    if not loc:
        return words
    first, *rest = loc
    if isinstance(data, list) and isinstance(first, int):
        return [_with(v, tuple(rest), words) if i == first else v for i, v in enumerate(data)]
    known: Mapping[str, Data] = data if isinstance(data, dict) else {}
    return {**known, str(first): _with(known.get(str(first)), tuple(rest), words)}


def _bare(data: Data) -> Data:
    """Data as the forms read it: without keys that say nothing and blanks round lines."""
    if isinstance(data, dict):
        return {key: _bare(value) for key, value in data.items() if value not in (None, "")}
    if isinstance(data, list):
        return [_bare(item) for item in data]
    return as_words(data, PartName("headline")) if isinstance(data, str) else data
