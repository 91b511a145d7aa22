"""Articles that stand in several places (走文), and the jumps between pages (转版) they may make.

    check_threads(entries, file)        # both ends of every jump, and articles that stand twice
    short_jumps(entries, articles)      # those that are too short to jump

An article is placed once; or it goes on in further modules of its page; or it jumps, once, to one
later page, and both ends say so (makeup §A5, R24). All of it is told at once, each at its key.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from compositor.diagnostics import Diagnostic, Place, diagnose
from compositor.manuscript.faults import refusal
from compositor.manuscript.forms import AT_EXAMPLE
from compositor.manuscript.yamlfile import Loc, YamlFile
from compositor.model.issue import Article

LEAST_CHARACTERS = 600  # an article of fewer is not made to jump (makeup R24)

Key: TypeAlias = Literal["jump_to", "jump_from"]
PARTNER: dict[Key, Key] = {"jump_to": "jump_from", "jump_from": "jump_to"}


class Entry(NamedTuple):
    """An article named in the manifest; `page` is None in the list of those for any page.

    `is_open` if it waits for the solver to place it.
    """

    name: str
    place: Place
    loc: Loc
    page: int | None
    jump_to: int | None
    jump_from: int | None
    is_open: bool = False

    @property
    def is_jump(self) -> bool:
        """Whether it says that its text comes from or goes to another page."""
        return self.jump_to is not None or self.jump_from is not None


class Jump(NamedTuple):
    """One key that tells of a jump, with the entry it stands in and the page it names."""

    entry: Entry
    key: Key
    page: int


def check_threads(entries: Sequence[Entry], file: YamlFile) -> Iterator[Diagnostic]:
    """What is wrong with articles that are named more than once, and with what says so."""
    pages = {entry.page for entry in entries if entry.page is not None} | _pages(file)
    for entry in entries:
        yield from _unplaced(entry, file)
    for name in dict.fromkeys(entry.name for entry in entries):
        own = [entry for entry in entries if entry.name == name]
        yield from _twice(own)
        for jump in _jumps(own):
            if found := _wrong(jump, own, pages):
                code, values = found
                yield _told(code, jump, file, **values)
        yield from _second_jumps(own, file)


def short_jumps(entries: Iterable[Entry], articles: Iterable[Article]) -> Iterator[Diagnostic]:
    """Articles that jump and are too short for it."""
    by_name = {article.name: article for article in articles}
    for entry in entries:
        article = by_name.get(entry.name) if entry.jump_to is not None else None
        if article and (count := _characters(article)) < LEAST_CHARACTERS:
            values = {"article": entry.name, "characters": count, "least": LEAST_CHARACTERS}
            yield diagnose("jump-short", entry.place, **values)


def _characters(article: Article) -> int:
    return sum(not c.isspace() for block in article.body for c in block.text)


def _pages(file: YamlFile) -> set[int]:
    pages = file.find(("pages",))
    nodes = (file.find(("pages", index, "page")) for index in (pages.children if pages else ()))
    return {node.data for node in nodes if node and isinstance(node.data, int)}


def _unplaced(entry: Entry, file: YamlFile) -> Iterator[Diagnostic]:
    """A jump without a place of its own, and a head that nothing would stand under."""
    if entry.is_jump and entry.is_open:
        yield refusal("missing-key", file, entry.loc, key="at", near=f"at: {AT_EXAMPLE}")
    head = file.find((*entry.loc, "head"))
    if head and head.data and entry.jump_from is None:
        yield diagnose("head-without-jump", head.place, article=entry.name)


def _twice(own: Sequence[Entry]) -> Iterator[Diagnostic]:
    """Entries that are no part of a thread, where the article stands elsewhere already."""
    first = own[0]
    for entry in own[1:]:
        if not _belongs(entry, own):
            yield diagnose("article-twice", entry.place, name=entry.name, first=first.place.line)


def _belongs(entry: Entry, own: Sequence[Entry]) -> bool:
    """Whether an entry goes on with another: by a jump, or in a module of the same page."""
    if entry.page is None or entry.is_open:
        return entry.is_jump
    named = {jump.page for jump in _jumps(own)} | {e.page for e in own if e.is_jump}
    return entry.page in (named or {own[0].page})


def _jumps(own: Iterable[Entry]) -> Iterator[Jump]:
    for entry in own:
        if entry.jump_to is not None:
            yield Jump(entry, "jump_to", entry.jump_to)
        if entry.jump_from is not None:
            yield Jump(entry, "jump_from", entry.jump_from)


def _wrong(
    jump: Jump, own: Sequence[Entry], pages: Iterable[int]
) -> tuple[str, dict[str, object]] | None:
    """The first thing that is wrong with one end of a jump: code and values."""
    here, there = jump.entry.page, [entry for entry in own if entry.page == jump.page]
    if here is None:
        return None  # it has no place either, which is told
    if jump.page not in pages:
        return "jump-no-page", {"known": ", ".join(map(str, sorted(pages)))}
    if (jump.page <= here) if jump.key == "jump_to" else (jump.page >= here):
        return "jump-backwards", {"here": here}
    if not there:
        return "jump-no-article", {"here": here, "partner": PARTNER[jump.key]}
    if not any(_page_of(entry, PARTNER[jump.key]) == here for entry in there):
        lines = ", ".join(str(entry.place.line) for entry in there)
        return "jump-one-sided", {"here": here, "partner": PARTNER[jump.key], "line": lines}
    beside = [entry for entry in own if entry.page == here]
    if jump.entry is not beside[-1 if jump.key == "jump_to" else 0]:
        return "jump-misplaced", {"here": here}
    return None


def _page_of(entry: Entry, key: Key) -> int | None:
    return entry.jump_to if key == "jump_to" else entry.jump_from


def _second_jumps(own: Iterable[Entry], file: YamlFile) -> Iterator[Diagnostic]:
    """Every jump onwards but the first."""
    onwards = [j for j in _jumps(own) if j.key == "jump_to" and j.page > (j.entry.page or 0)]
    in_order = sorted(onwards, key=lambda jump: jump.entry.page or 0)
    for jump in in_order[1:]:
        yield _told("jump-twice", jump, file, first=in_order[0].entry.place.line)


def _told(code: str, jump: Jump, file: YamlFile, **values: object) -> Diagnostic:
    place = file.place((*jump.entry.loc, jump.key))
    given = {"article": jump.entry.name, "key": jump.key, "page": jump.page, **values}
    return diagnose(code, place, **given)
