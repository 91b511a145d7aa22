"""Words on a page, saved into the article's file three-way: no other's change is ever lost.

`base` is what a person saw when she began. If the file says that still, her words take its place;
if it was changed meanwhile and the two changes do not touch, it gets both; else `Conflict`. A
paragraph that has moved, because others were put above it, is found again by what it said.
"""

from collections.abc import Sequence

from compositor.diagnostics import Refused, diagnose
from compositor.editing.merging import likeness, merge
from compositor.editing.saved import Conflict, Saved
from compositor.manuscript.issue import article_paths
from compositor.manuscript.parts import Part, as_words, read_part, read_parts, write_part
from compositor.model.parts import BODY, PartName, part_name
from compositor.sources import Sources, read_text

LEAST_LIKENESS = 600  # of a paragraph that was changed to what it was, in thousandths; by eye


def save_part(
    sources: Sources, folder: str, article: str, part: str, base: str, words: str
) -> Saved | Conflict:
    """The article's file with other words in a part; `Refused` where they cannot stand there."""
    path = article_paths(sources, folder).get(article)
    if path is None:
        raise Refused([diagnose("no-article-here", None, article=article)])
    read_text(sources, path)  # or say why not
    before = sources.read(path)
    raw = before.decode()
    what = ("part", article, part)
    name = part_name(part)
    if name is None:
        read_part(path, raw, folder, part)
        raise AssertionError("what is no name is refused")
    base, mine = as_words(base, name), as_words(words, name)
    found = _found(read_parts(path, raw, folder), name, base, mine)
    if found is None:
        now = _now(path, raw, folder, part)
        return Conflict(now, words)
    if found.text in (base, mine):
        after = write_part(path, raw, folder, found.part, words)
        return Saved(path, before, after.encode(), what)
    merged = merge(base, found.text, mine)
    if merged is None:
        return Conflict(found.text, words)
    try:
        after = write_part(path, raw, folder, found.part, merged)
    except Refused:  # each alone would do: stars that open in one and close in the other
        return Conflict(found.text, words)
    return Saved(path, before, after.encode(), what, is_merged=True)


def _found(parts: Sequence[Part], name: PartName, base: str, mine: str) -> Part | None:
    """The part that said `base`: where it was; elsewhere, if one alone says so; or where it was, if
    it says `mine` already, or is like the base still and no other more so.
    """
    here = next((part for part in parts if part.part == str(name)), None)
    if name.field != BODY or (here and here.text == base):
        return here
    body = [part for part in parts if part.part.startswith(f"{BODY}/")]
    same = [part for part in body if part.text == base]
    if same:
        return same[0] if len(same) == 1 else None
    if here and here.text == mine:
        return here
    best = max(body, key=lambda part: likeness(base, part.text), default=None)
    is_like = best is not None and likeness(base, best.text) >= LEAST_LIKENESS
    return here if is_like and here == best else None


def _now(path: str, raw: str, folder: str, part: str) -> str:
    """What stands in the place of a part that is not found, if anything does."""
    try:
        return read_part(path, raw, folder, part).text
    except Refused:
        return ""
