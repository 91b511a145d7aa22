"""Writing manuscripts: the files an import makes, so that reading them gives back what was meant.

    article_text(draft, "../../../docs/schema/article.schema.json")    # the file of an article
    article_doubts(draft, "issues/2025-08/articles/a.md")              # what no file can say
    manifest_text(manifest, "../../docs/schema/issue.schema.json")     # the file issue.yaml

The inverse of `article` and `issue`. What Markdown or YAML would take for a sign of theirs is
escaped or quoted, and nothing else, since an editor works on with these files. `schema` is the path
of the JSON Schema from the file; it goes into a comment that editing programs look for.

White space at the ends of a text is not kept, as reading does not keep it. Bold stretches are kept
without the blanks at their ends. A bar in a display line stays in the file and is read as a turn:
there is no way to write one that prints (`article_doubts`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from compositor.diagnostics import Diagnostic, Place, diagnose
from compositor.manuscript.article import FENCE, FIELD_NAMES
from compositor.manuscript.yamlwrite import comments, entry, one_line
from compositor.model.draft import (
    DraftArticle,
    DraftBlock,
    DraftPicture,
    ManifestDraft,
    PageDraft,
    PlacementDraft,
)
from compositor.model.issue import BARRED_FIELDS, HEADING_FIELDS, BlockKind

NO_NAME, NO_NUMBER, NO_DATE = "报名待填", "第 1 期", "1900-01"


def schema_comment(schema: str) -> str:
    """The comment by which editing programs find the JSON Schema of a file."""
    return f"# yaml-language-server: $schema={schema}"


# ------------------------------------------------------------------------------- an article


def article_text(draft: DraftArticle, schema: str) -> str:
    """The file of an article: heading lines, then its body, a line for each paragraph."""
    head = [FENCE, schema_comment(schema), *_heading(draft), FENCE]
    body = [line for block in draft.blocks if (line := block_text(block))]
    return "\n".join(head) + "\n" + "".join(f"\n{line}\n" for line in body)


def article_doubts(draft: DraftArticle, file: str) -> Iterator[Diagnostic]:
    """`bar-in-text` for each display line with a bar, which is read as a turn and not printed."""
    lines: list[tuple[str, str, str]] = [
        (name, FIELD_NAMES[name], draft.field(name).text) for name in BARRED_FIELDS
    ]
    lines += [
        ("crosshead", "小标题", block.text.text)
        for block in draft.blocks
        if block.kind is BlockKind.CROSSHEAD
    ]
    for name, name_zh, text in lines:
        if "|" in text:
            values = {"field": name, "field_zh": name_zh, "text": one_line(text)}
            yield diagnose("bar-in-text", Place(file), article=draft.name, **values)


def _heading(draft: DraftArticle) -> Iterator[str]:
    assert len(dict(draft.fields)) == len(draft.fields), "a field stands twice"
    texts = {name: one_line(draft.field(name).text) for name in HEADING_FIELDS}
    yield from (entry(name, text) for name, text in texts.items() if text)
    if supplied := [name for name in draft.supplied if texts[name]]:
        yield entry("supplied", supplied)
    if draft.pictures:
        yield "photos:"
    for picture in draft.pictures:
        yield from _item(_picture(picture), "  ")


def _picture(picture: DraftPicture) -> Iterator[str]:
    yield entry("file", picture.file) if picture.file else entry("lost", True)
    for key, words in (("caption", picture.caption), ("credit", picture.credit)):
        if text := one_line(words.text):
            yield entry(key, text)


# ------------------------------------------------------------------------------------- body

_PREFIX = {BlockKind.CROSSHEAD: "## ", BlockKind.NOTE: "> "}

# Signs that Markdown finds anywhere in a text, where it would take them for its own: emphasis,
# code, escapes, tags, character references. A `_` between letters is one of a word.
_SIGNS = re.compile(r"[\\*`]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w{1,40};)", re.ASCII)
# A bracket opens a link only where another follows its partner, or a colon.
_LINK = re.compile(r"\][(:\[]")
_SIGNS_AND_BRACKETS = re.compile(rf"{_SIGNS.pattern}|\[", re.ASCII)
# What begins a paragraph of another kind: headings, notes, lists, rules, code.
_OPENERS = re.compile(
    r"(?:(?=[#>]|[-+](?:\s|$)|~~~|(?:-[ \t]*){3,}$)|\d{1,9}(?=[.)](?:\s|$)))", re.ASCII
)
_LAST_HASH = re.compile(r"#$")


def block_text(block: DraftBlock) -> str:
    """A block of the body as a line of Markdown; "" if it has no words."""
    line = _marked_up(block)
    if not line:
        return ""
    if block.kind is BlockKind.CROSSHEAD:
        line = _LAST_HASH.sub(r"\\#", line)  # at the end it would close the crosshead
    elif found := _OPENERS.match(line):
        line = f"{line[: found.end()]}\\{line[found.end() :]}"
    return _PREFIX.get(block.kind, "") + line


def _marked_up(block: DraftBlock) -> str:
    """The text with its signs escaped and its bold stretches between `**`."""
    text = block.text.text
    signs = _SIGNS_AND_BRACKETS if _LINK.search(text) else _SIGNS
    pieces, at = [], 0
    for start, end in _strong(text, block.strong):
        pieces += [_escaped(signs, text[at:start]), f"**{_escaped(signs, text[start:end])}**"]
        at = end
    pieces.append(_escaped(signs, text[at:]))
    return one_line("".join(pieces))


def _escaped(signs: re.Pattern[str], text: str) -> str:
    return signs.sub(r"\\\g<0>", text)


def _strong(text: str, ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Bold stretches in order, those that touch as one, without blanks at their ends."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        touches = merged and start <= merged[-1][1]
        first, last = merged.pop() if touches else (start, end)
        merged.append((first, max(last, end)))
    words = ((start, text[start:end]) for start, end in merged)
    bare = ((start + len(w) - len(w.lstrip()), start + len(w.rstrip())) for start, w in words)
    return [(start, end) for start, end in bare if start < end]


# ------------------------------------------------------------------------------- a manifest


def manifest_text(manifest: ManifestDraft, schema: str) -> str:
    """The file `issue.yaml`; what is not known stands there to be replaced."""
    lines = [schema_comment(schema), *comments(manifest.comment), "publication:"]
    lines += [f"  {line}" for line in _publication(manifest.publication)]
    lines += [_number(manifest.number), _date(manifest.date), entry("layout", manifest.layout)]
    lines += ["", "pages:"]
    for page in manifest.pages:
        lines += page_lines(page)
    return "\n".join(lines) + "\n"


def page_lines(page: PageDraft) -> list[str]:
    """A page of the manifest, as an item of `pages`."""
    lines = [entry("page", page.number)]
    lines += [entry("title", page.title)] if page.title else []
    lines.append("articles:")
    for placement in page.placements:
        lines += comments(placement.comment, "  ")
        lines += _item(placement_lines(placement), "  ")
    return [*comments(page.comment, "  "), *_item(lines, "  ")]


def placement_lines(placement: PlacementDraft) -> Iterator[str]:
    """The keys of an article on a page; what is as by default is left out."""
    yield entry("article", placement.article)
    yield entry("rank", placement.rank)
    yield entry("at", placement.at)
    if placement.text_columns is not None:
        yield entry("text_columns", placement.text_columns)
    yield from (entry(key, True) for key in ("box", "column_rules") if getattr(placement, key))
    if placement.headline is not None:
        yield entry("headline", placement.headline)
    if placement.writing != "horizontal":
        yield entry("writing", placement.writing)
    if placement.incomplete:
        yield entry("incomplete", placement.incomplete)


def _publication(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    if not dict(pairs).get("name"):
        yield f"{entry('name', NO_NAME)}  # 请改为报纸的名称 write the name of the paper"
    yield from (entry(key, words) for key, words in pairs if words)


def _number(number: str) -> str:
    note = "请填期号 write the number of the issue"
    return entry("number", number) if number else f"# {entry('number', NO_NUMBER)}  # {note}"


def _date(date: str) -> str:
    note = "请改为出版日期 write the date of publication"
    return entry("date", date) if date else f"{entry('date', NO_DATE)}  # {note}"


def _item(lines: Iterable[str], indent: str) -> list[str]:
    """Lines as an item of a list."""
    first, *further = lines
    return [f"{indent}- {first}", *(f"{indent}  {line}" for line in further)]
