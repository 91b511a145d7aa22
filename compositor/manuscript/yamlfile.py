"""YAML with places: a file becomes plain data, and every value remembers where it stands.

    file = parse(path, text)             # never raises: problems are in `file.diagnostics`
    file.root.data                       # dicts, lists, str, int, float, bool, None
    file.place(("pages", 0, "title"))    # file, line, column, length, quoted line

The tree is built from the parser's events. `yaml.compose` would do it in one call, but it ends
the process on text nested 100 000 deep (*measured*: the C composer overflows the stack), does
not say where an alias stands, and lets a second key silently win.

Scalars are resolved as YAML 1.2 does, by a table: `yes`, `12:30`, `010` and `2025-08` stay text,
so nothing an editor writes turns into something else. Anchors, aliases, tags and keys that are
not words are refused. What keys mean is left to the forms.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose
from compositor.manuscript.characters import bad_character, bad_characters, without_bad
from compositor.memory import Memory
from compositor.sources import Sources, read_text

Data: TypeAlias = "str | int | float | bool | list[Data] | dict[str, Data] | None"
Loc: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 24  # a layout is 5 deep; by eye
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# The YAML 1.2 core schema, less octal and hexadecimal numbers, infinity and not-a-number.
SCALARS: tuple[tuple[re.Pattern[str], Callable[[str], Data]], ...] = (
    (re.compile(r"~|null|Null|NULL|"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?[0-9]{1,15}"), int),
    (re.compile(r"[-+]?([0-9]{1,15}\.[0-9]{0,15}|\.[0-9]{1,15})"), float),
)


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its place; `children` by key or index, `keys` where each key stands.

    `end` is line and column, from 1, of what follows its last sign.
    """

    data: Data
    place: Place
    children: Mapping[str | int, "Node"] = field(default_factory=dict)
    keys: Mapping[str, Place] = field(default_factory=dict)
    end: tuple[int, int] = (0, 0)

    @property
    def front(self) -> Place:
        """Where it is shown as a whole: a mapping over several lines by its first key."""
        is_block = not self.place.quote[self.place.column - 1 :].startswith("{")
        return next(iter(self.keys.values()), self.place) if is_block else self.place


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file as read; `root` is None if its syntax could not be followed to the end."""

    path: str
    root: Node | None
    diagnostics: tuple[Diagnostic, ...]

    def find(self, loc: Loc) -> Node | None:
        """The node of a pydantic `loc`, if the file has it."""
        node = self.root
        for part in loc:
            node = node.children.get(part) if node else None
        return node

    def place(self, loc: Loc) -> Place:
        """Where the value stands, or, if it is absent, the thing that should hold it."""
        if node := self.find(loc):
            return node.front if node.data is not None or not loc else self.key_place(loc)
        return self.key_place(loc[:-1]) if loc else Place(self.path)

    def key_place(self, loc: Loc) -> Place:
        """Where the key of a value stands; an item of a list stands for itself."""
        owner = self.find(loc[:-1]) if loc else None
        if owner and (place := owner.keys.get(str(loc[-1]))):
            return place
        node = self.find(loc)
        return node.front if node else self.place(loc)


def load(
    sources: Sources, path: str, named_at: Place | None = None, memory: Memory | None = None
) -> YamlFile:
    """Read and parse a file; a file that cannot be read is a diagnostic like any other."""
    try:
        text = read_text(sources, path, named_at)
    except Refused as refused:
        return YamlFile(path, None, refused.diagnostics)
    return (memory or Memory()).of(("yaml", path, text), lambda: _loaded(path, text))


def _loaded(path: str, text: str) -> YamlFile:
    file = parse(path, text)
    bad = bad_characters(path, text.split("\n"))
    return YamlFile(path, file.root, (*bad, *file.diagnostics))


def parse(path: str, text: str) -> YamlFile:
    """Parse a text; its unprintable characters are the caller's to report."""
    reader = _Reader(path, without_bad(text))
    try:
        root = reader.document()
    except _StopReading:
        root = None
    except yaml.YAMLError as error:
        # Lines run together where a colon is amiss: told already by the syntax.
        others = (p for p in reader.problems if p.code != "yaml-folded")
        reader.problems = [*others, _syntax(error, reader)]
        root = None
    return YamlFile(path, root, tuple(reader.problems))


class _StopReading(Exception):  # noqa: N818 - the problem is already noted
    """The rest of the file makes no sense."""


class _Reader:
    """Builds nodes from the events of one text, noting problems as it goes."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.lines = text.split("\n")
        self.problems: list[Diagnostic] = []
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=LOADER))

    def document(self) -> Node:
        """The one document of the file; an empty file is an empty mapping."""
        next(self._events)  # the start of the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return Node({}, Place(self.path))
        root = self._node(next(self._events), 0)
        next(self._events)  # the end of the document
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._refuse("a second document (`---`)", "第二个文档（---）", self._span(after))
        return root

    def _node(self, event: Any, depth: int) -> Node:
        place = self._span(event)
        self._refuse_signs(event, place)
        if depth > MAX_DEPTH:
            what = f"nesting more than {MAX_DEPTH} deep", f"超过 {MAX_DEPTH} 层的嵌套"
            self._refuse(*what, place)
            raise _StopReading
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return Node(self._scalar(event, place), place, end=_end(event))
        return Node(None, place)  # an alias, refused above

    def _sequence(self, start: Any, depth: int) -> Node:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        place = self._span(start, event)
        end = _end(event) if start.flow_style or not items else items[-1].end
        return Node([item.data for item in items], place, dict(enumerate(items)), end=end)

    def _mapping(self, start: Any, depth: int) -> Node:
        children: dict[str | int, Node] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, depth)
            value = self._node(next(self._events), depth + 1)
            if key is None:
                continue
            if key in children:
                first = keys[key].line
                again = self._span(event)
                self._note("yaml-duplicate-key", again, key=key, first=first)
                continue
            children[key], keys[key] = value, self._span(event)
        data = {str(key): child.data for key, child in children.items()}
        ends = [_end(event)] if start.flow_style else [c.end for c in children.values()]
        end = max(ends, default=_end(start))
        return Node(data, self._span(start, event), children, keys, end)

    def _key(self, event: Any, depth: int) -> str | None:
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        node = self._node(event, depth + 1)
        self._refuse("a key that is not a word", "不是词语的键", node.place)
        return None

    def _scalar(self, event: Any, place: Place) -> Data:
        text: str = event.value
        escaped = event.style == '"' and "\ufffd" not in place.quote  # else it is reported already
        if escaped and (problem := bad_character(text, place)):
            self.problems.append(problem)
        if self._is_folded(event):
            self._note("yaml-folded", place)
        if event.implicit[0]:
            return next((make(text) for form, make in SCALARS if form.fullmatch(text)), text)
        return text

    def _is_folded(self, event: Any) -> bool:
        """Whether lines were joined with spaces, which stand wrong between Chinese characters."""
        start, end = event.start_mark.line, event.end_mark.line
        if event.style == "|" or start == end or event.value.isascii():
            return False
        first = start + 1 if event.style == ">" else start
        last = end if event.style == ">" else end + 1
        return sum(1 for line in self.lines[first:last] if line.strip()) > 1

    def _refuse_signs(self, event: Any, place: Place) -> None:
        """Anchors, aliases and tags: in an editor's file they are text that wants quotes."""
        if isinstance(event, yaml.AliasEvent):
            self._note("yaml-start", place, sign="*")
        elif event.anchor is not None:
            self._note("yaml-start", place, sign="&")
        elif event.tag is not None:
            self._note("yaml-start", place, sign="!")

    def _refuse(self, what: str, what_zh: str, place: Place) -> None:
        self._note("yaml-construct", place, construct=what, construct_zh=what_zh)

    def _note(self, code: str, place: Place, /, **values: object) -> None:
        self.problems.append(diagnose(code, place, **values))

    def _span(self, event: Any, last: Any = None) -> Place:
        """From an event's start to its (or the last one's) end, at most to the end of the line."""
        start, end = event.start_mark, (last or event).end_mark
        quote = self.lines[start.line] if start.line < len(self.lines) else ""
        until = end.column if end.line == start.line else len(quote.rstrip())
        length = max(1, until - start.column)
        return Place(self.path, start.line + 1, start.column + 1, length, quote)


def _end(event: Any) -> tuple[int, int]:
    mark = event.end_mark
    return mark.line + 1, mark.column + 1


# What the parser says → our code. The words are those of the Python parser: see `_syntax`.
PROBLEMS = (
    (r"mapping values are not allowed|could not find expected ':'", "yaml-colon"),
    (r"expected ',' or '.'|found unexpected (end|document)", "yaml-unclosed"),
    (r"found character '\\t'", "yaml-tab"),
    (r"found character '[@`%]'", "yaml-start"),
    (r"(sequence entries|mapping keys) are not allowed", "yaml-start"),
    (r"expected the node content, but found '[^<]", "yaml-start"),
    (r"expected (alphabetic or numeric character|' '|URI|chomping)", "yaml-start"),
    (r"expected <block end>, but found '<scalar>'", "yaml-quote"),
    (r"expected <block end>", "yaml-indent"),
)
# A key whose colon is full-width or has no space after it: YAML stumbles in the next line.
KEY_AMISS = re.compile(r"[ -]*[A-Za-z_]+\s*(：|:(?=\S))")


def _syntax(error: yaml.YAMLError, reader: _Reader) -> Diagnostic:
    """The parser's complaint at its place.

    libyaml is fast but says less, and less exactly; the Python parser is asked again, so that
    the words are the same on every machine.
    """
    try:
        list(yaml.parse(reader.text, Loader=yaml.SafeLoader))
    except yaml.YAMLError as better:
        error = better
    problem = str(getattr(error, "problem", None) or error)
    place = _marked(error, reader, "problem_mark", "context_mark")
    before = place.quote[: place.column - 1].rstrip()[-1:]
    codes = [code for words, code in PROBLEMS if re.match(words, problem)]
    if codes[:1] == ["yaml-quote"] and before not in {*"\"']}"}:
        codes.pop(0)  # no closing sign stands before the text
    if not codes:
        return diagnose("yaml-syntax", place, problem=problem)
    if codes[0] == "yaml-unclosed":
        place = _marked(error, reader, "context_mark", "problem_mark")
    if codes[0] == "yaml-colon":
        place = _colon_above(place, reader) or place
    sign = before if before in {*"*&!|>"} else place.quote[place.column - 1 :][:1]
    return diagnose(codes[0], place, sign=sign)


def _marked(error: yaml.YAMLError, reader: _Reader, *names: str) -> Place:
    """The first of the error's marks that is inside the text, or the last line."""
    last = len(reader.text.rstrip().split("\n"))
    marks = (getattr(error, name, None) for name in names)
    for line, column in ((mark.line, mark.column) for mark in marks if mark):
        if line < last and column < len(reader.lines[line]):
            return Place(reader.path, line + 1, column + 1, 1, reader.lines[line])
    return Place(reader.path, last, 1, 1, reader.lines[last - 1])


def _colon_above(place: Place, reader: _Reader) -> Place | None:
    """The colon of a key in the line above that is not one to YAML."""
    above = reader.lines[place.line - 2] if place.line > 1 else ""
    match = KEY_AMISS.match(above)
    return Place(place.file, place.line - 1, match.start(1) + 1, 1, above) if match else None
