"""Writing places into a manifest: a plan of make-up as if the editor had written it by hand.

    with_places(file, text, issue)       # the text of `issue.yaml` with `at` and `rank` everywhere

`issue` has articles in their places. Open entries of pages are added to where they stand, a bare
name becomes `{article: …}`, and of one that stands otherwise than it is written what is another is
changed; those of the pool go to the end of their page, with the comments above and behind them;
pages that are not there yet are written in the place of the pool. `make_up: auto` becomes `hand`
for a page, or an issue, of which nothing is open in `issue`. All else stays as it is, sign by sign.
The text is edited at the places of the nodes, which is right for whatever YAML an editor writes but
for a few oddities (keys with `?`): the caller reads back what was made before it counts
(`compositor.keepplan`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from compositor.manuscript.edits import Edit, Places, applied, without_key
from compositor.manuscript.yamlfile import Data, Loc, Node, YamlFile
from compositor.manuscript.yamlwrite import flow
from compositor.model.issue import Issue, Placement

COMMENT = re.compile(r"(?<!\S)#.*")
STEP = 2  # blanks of an indent that we begin


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the pool as it goes to its page: comments above, its text, a comment behind.

    `column` is where its text stood, `flow` its text for a list in brackets and `inside` the
    comments that has not.
    """

    placement: Placement
    above: tuple[str, ...]
    body: str
    behind: str
    column: int
    flow: str
    inside: tuple[str, ...]


def comments(text: str) -> list[str]:
    """The comments of a text, line by line."""
    return [found[0].rstrip() for line in text.split("\n") if (found := COMMENT.search(line))]


def with_places(file: YamlFile, text: str, issue: Issue) -> str:
    """The text with every place written down; `file` is the same text as parsed."""
    return applied(text, _Manifest(file, text, issue).edits())


class _Manifest:
    """One manifest while places are written into it."""

    def __init__(self, file: YamlFile, text: str, issue: Issue) -> None:
        self._file, self._text, self._issue = file, text, issue
        self._places = Places(text)
        # By where it is named; an article that jumps has two placements.
        self._placed: dict[tuple[int, int], list[Placement]] = {}
        for placement in (p for plan in issue.pages for p in plan.placements):
            at = (placement.place.line, placement.place.column)
            self._placed.setdefault(at, []).append(placement)

    def edits(self) -> Iterator[Edit]:
        """Everything there is to change."""
        waiting = {plan.number for plan in self._issue.pages if plan.open}
        if not waiting and not self._issue.open:
            yield from self._turned_to_hand(())
        for index in self._indices(("pages",)):
            page: Loc = ("pages", index)
            number = self._file.find((*page, "page"))
            if number and number.data not in waiting:
                yield from self._turned_to_hand(page)
            for entry in self._indices((*page, "articles")):
                loc = (*page, "articles", entry)
                node = self._file.find(loc)
                if node and (placement := self._placement(loc)):
                    yield from self._entry(node, placement)
        if self._indices(("articles",)) and not self._issue.open:
            yield from self._pool()

    def _indices(self, loc: Loc) -> list[str | int]:
        node = self._file.find(loc)
        return [*node.children] if node else []

    def _placement(self, loc: Loc) -> Placement | None:
        return next(iter(self._placements(loc)), None)

    def _placements(self, loc: Loc) -> Sequence[Placement]:
        """Where an entry stands: in one place, or in two if its article jumps."""
        named = self._file.find((*loc, "article"))
        place = self._file.place((*loc, "article") if named else loc)
        return self._placed.get((place.line, place.column), ())

    def _turned_to_hand(self, loc: Loc) -> Iterator[Edit]:
        node = self._file.find((*loc, "make_up"))
        if node and node.data == "auto":
            yield Edit(self._places.start(node), self._places.end(node), "hand")

    # --------------------------------------------------------------------------- one entry

    def _entry(self, node: Node, placement: Placement) -> Iterator[Edit]:
        """What makes an entry say where its article stands, and how."""
        wanted = _wanted(node, placement)
        if not isinstance(node.data, dict):
            whole = {"article": placement.article, **wanted}
            yield Edit(self._places.start(node), self._places.end(node), flow(whole))
            return
        new = []
        for key, value in wanted.items():
            child = node.children.get(key)
            if child is None:
                new.append(f"{key}: {flow(value)}")
            elif child.data is None:
                yield Edit(self._places.end(child), self._places.end(child), f" {flow(value)}")
            elif value is None:
                yield without_key(self._places, node, key)
            elif _said(child.data) != value:
                yield from self._value(child, value)
        at = self._places.end(node.children["article"])
        if not new:
            return
        if self._places.is_flow(node):
            yield Edit(at, at, "".join(f", {line}" for line in new))
            return
        indent = " " * (node.keys["article"].column - 1)
        at = self._places.line_end(at)
        yield Edit(at, at, "".join(f"\n{indent}{line}" for line in new))

    def _value(self, node: Node, value: Data) -> Iterator[Edit]:
        """Another value: of one with the same keys, only what is another under them."""
        if isinstance(value, dict) and isinstance(node.data, dict) and {*value} == {*node.data}:
            for key, child in node.children.items():
                yield from self._value(child, value[str(key)])
        elif node.data != value:
            yield Edit(self._places.start(node), self._places.end(node), flow(value))

    # ---------------------------------------------------------------------------- the pool

    def _pool(self) -> Iterator[Edit]:
        """Its entries at the ends of their pages, and what is left of it."""
        pool, root = self._file.find(("articles",)), self._file.root
        assert pool and root
        entries, staying = self._entries(pool)
        key = root.keys["articles"]
        begin = self._places.at(key.line, key.column)
        is_flow = self._places.is_flow(root)
        pages = self._file.find(("pages",))
        by_page = {
            plan.number: [e for e in entries if e.placement in plan.placements]
            for plan in self._issue.pages
        }
        if pages and pages.children:
            for index in pages.children:
                number = self._file.find(("pages", index, "page"))
                assert number and isinstance(number.data, int)
                if moved := by_page[number.data]:
                    yield from self._into_page(("pages", index), moved)
            made = "articles: []" if is_flow else ""
        elif is_flow:
            made = f"pages: [{', '.join(_flow_page(n, e) for n, e in by_page.items())}]"
        else:
            made = "\n".join(
                ["pages:", *(line for n, e in by_page.items() for line in _page(n, e))]
            )
        if is_flow:
            yield Edit(begin, self._places.end(pool), made)
            return
        lines = [*staying, *([made] if made else [])]
        end = min(self._places.line_end(self._places.end(pool)) + 1, len(self._text))
        yield Edit(begin, end, "".join(f"{line}\n" for line in lines))
        if pages:  # `pages:` with nothing after it, or `[]`
            yield from self._without_empty_pages(pages)

    def _without_empty_pages(self, pages: Node) -> Iterator[Edit]:
        if not pages.children:
            root = self._file.root
            assert root
            begin = self._places.at(root.keys["pages"].line, 1)
            end = min(
                self._places.line_end(max(begin, self._places.end(pages))) + 1, len(self._text)
            )
            kept = comments(self._text[self._places.end(pages) : end])
            yield Edit(begin, end, "".join(f"{line}\n" for line in kept))

    def _entries(self, pool: Node) -> tuple[list[Entry], list[str]]:
        """The entries of the pool, and the comments that belong to none of them."""
        root = self._file.root
        assert root
        key = root.keys["articles"]
        at = self._places.at(key.line, key.column) + len("articles")
        staying: list[str] = []
        entries: list[Entry] = []
        nodes = list(pool.children.items())
        for index, node in nodes:
            behind, above = self._gap(at, self._places.start(node))
            if entries and behind:
                entries[-1] = _behind(entries[-1], behind)
            elif behind:
                staying.append(behind)
            placement, *further = self._placements(("articles", index))
            entries.append(self._moved(node, placement, above))
            entries += [_further(more) for more in further]
            at = self._stop(node)
        end = self._places.line_end(self._places.end(pool))
        inside = self._places.end(pool) if self._places.is_flow(pool) else end
        behind, below = self._gap(at, inside)
        if behind:
            entries[-1] = _behind(entries[-1], behind)
        return entries, [*staying, *below, *comments(self._text[inside:end])]

    def _stop(self, node: Node) -> int:
        """Where what moves of an entry ends: of one over several lines with its last line."""
        end = self._places.end(node)
        is_block = isinstance(node.data, dict) and not self._places.is_flow(node)
        return self._places.line_end(end) if is_block else end

    def _gap(self, start: int, end: int) -> tuple[str, tuple[str, ...]]:
        """The comment behind what ends at `start`, and those on lines of their own."""
        first, *further = self._text[start:end].split("\n")
        behind = comments(first)
        return (behind[0] if behind else ""), tuple(comments("\n".join(further)))

    def _moved(self, node: Node, placement: Placement, above: tuple[str, ...]) -> Entry:
        start, stop = self._places.start(node), self._stop(node)
        edits = [
            Edit(e.start - start, e.end - start, e.words) for e in self._entry(node, placement)
        ]
        body = applied(self._text[start:stop], edits)
        inside = (*self._inside(node), *comments(self._text[self._places.end(node) : stop]))
        return Entry(
            placement,
            above,
            body,
            "",
            node.place.column,
            self._as_flow(node, placement),
            tuple(inside),
        )

    def _inside(self, node: Node) -> Iterator[str]:
        """The comments between the parts of a value, in order."""
        at = self._places.start(node)
        for child in node.children.values():
            yield from comments(self._text[at : self._places.start(child)])
            yield from self._inside(child)
            at = self._places.end(child)
        if node.children:
            yield from comments(self._text[at : self._places.end(node)])

    def _as_flow(self, node: Node, placement: Placement) -> str:
        data: dict[str, Data] = {"article": placement.article, **_wanted(node, placement)}
        if isinstance(node.data, dict):
            data = {**{k: v for k, v in node.data.items() if v is not None}, **data}
        return flow(data)

    def _into_page(self, page: Loc, moved: Sequence[Entry]) -> Iterator[Edit]:
        """Entries behind those a page has."""
        node, articles = self._file.find(page), self._file.find((*page, "articles"))
        assert node
        if articles and articles.children:
            last = [*articles.children.values()][-1]
            at = self._places.end(last)
            if self._places.is_flow(articles):
                indent = " " * articles.place.column
                yield Edit(at, at, "".join(f",{_flow_lines(e, indent)}" for e in moved))
            else:
                indent = " " * (articles.place.column - 1)
                at = self._places.line_end(at)
                yield Edit(at, at, _lines(moved, indent))
            return
        yield from self._into_empty(node, articles, moved)

    def _into_empty(
        self, page: Node, articles: Node | None, moved: Sequence[Entry]
    ) -> Iterator[Edit]:
        """Entries for a page that has none."""
        if self._places.is_flow(page):
            items = f"[{', '.join(e.flow for e in moved)}]"
            if articles:
                end = self._places.end(articles)
                is_null = articles.data is None
                start = end if is_null else self._places.start(articles)
                yield Edit(start, end, f" {items}" if is_null else items)
            else:
                at = max(self._places.end(child) for child in page.children.values())
                yield Edit(at, at, f", articles: {items}")
            return
        column = page.keys["page"].column - 1
        lines = _lines(moved, " " * (column + STEP))
        if articles:
            if articles.data is not None:
                yield Edit(self._places.start(articles), self._places.end(articles), "")
            at = self._places.line_end(self._places.end(articles))
        else:
            last = max(self._places.end(child) for child in page.children.values())
            at, lines = self._places.line_end(last), f"\n{' ' * column}articles:{lines}"
        yield Edit(at, at, lines)


def _has(node: Node, key: str) -> bool:
    return isinstance(node.data, dict) and node.data.get(key) is not None


def _further(placement: Placement) -> Entry:
    """What is written for an article where it comes from another page."""
    at = placement.at
    places: dict[str, Data] = {
        "article": placement.article,
        "rank": placement.rank,
        "at": {"column": at.column, "line": at.line, "columns": at.columns, "lines": at.lines},
        "weight": placement.weight,
        "jump_from": placement.jump_from,
    }
    text = flow(places)
    return Entry(placement, (), text, "", 1, text, ())


def _wanted(node: Node, placement: Placement) -> dict[str, Data]:
    """What an entry must say so that its article stands as in the plan."""
    at = placement.at
    wanted: dict[str, Data] = {
        "rank": placement.rank,
        "at": {"column": at.column, "line": at.line, "columns": at.columns, "lines": at.lines},
    }
    if placement.text_columns is not None or _has(node, "text_columns"):
        wanted["text_columns"] = placement.text_columns
    if placement.box or _has(node, "box"):
        wanted["box"] = placement.box
    if placement.headline != placement.writing or _has(node, "headline"):
        wanted["headline"] = placement.headline
    for key in ("jump_to", "jump_from"):
        if (page := getattr(placement, key)) is not None:
            wanted[key] = page
    if placement.pictures:
        wanted["photos"] = [
            {
                key: value
                for key in ("columns", "column", "line")
                if (value := getattr(picture, key)) is not None
            }
            for picture in placement.pictures
        ]
    elif _has(node, "photos") and _said(node.children["photos"].data):
        wanted["photos"] = None
    return wanted


def _said(data: Data) -> Data:
    """A value as the forms read it: no white space round words, no keys without a value."""
    if isinstance(data, dict):
        return {key: _said(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_said(item) for item in data]
    return data.strip() if isinstance(data, str) else data


def _behind(entry: Entry, comment: str) -> Entry:
    return replace(entry, behind=f"  {comment}")


def _lines(entries: Iterable[Entry], indent: str) -> str:
    """Entries as items of a list, each on lines of its own."""
    return "".join(f"\n{line}" for entry in entries for line in _item(entry, indent))


def _item(entry: Entry, indent: str) -> Iterator[str]:
    yield from (f"{indent}{comment}" for comment in entry.above)
    first, *further = entry.body.split("\n")
    lines = [f"{indent}- {first}"]
    more = len(indent) + STEP - (entry.column - 1)
    for line in further:
        bare = line.lstrip(" ")
        had = len(line) - len(bare)
        lines.append(" " * max(0, had + more) + bare if bare else "")
    yield from lines[:-1]
    yield lines[-1] + entry.behind


def _flow_lines(entry: Entry, indent: str) -> str:
    """An entry in brackets, on a line of its own, below its comments."""
    behind = [entry.behind.strip()] if entry.behind else []
    lines = (*entry.above, *entry.inside, *behind, entry.flow)
    return "".join(f"\n{indent}{line}" for line in lines)


def _page(number: int, entries: Sequence[Entry]) -> Iterator[str]:
    """A page that the solver added."""
    yield f"{' ' * STEP}- page: {number}"
    yield f"{' ' * STEP * 2}articles:"
    for entry in entries:
        yield from _item(entry, " " * STEP * 3)


def _flow_page(number: int, entries: Sequence[Entry]) -> str:
    return f"{{page: {number}, articles: [{', '.join(entry.flow for entry in entries)}]}}"
