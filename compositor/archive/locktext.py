"""The text of a lock file, and of the journal beside it: written, and read again.

    write_text(issues.values())        → str, sorted, the same for the same issues
    read_text(text)                    → {issue: Locked}; `NewerText`, `BadLine`
    line = journal_line(locked)        one line, with its own checksum
    journal_entries(text)              what of a journal is whole

One fact a line, so that a difference is read, and two branches are merged, line by line:

    compositor archive lock 1
    made 0d8a…                          programs, by the digest of these lines
      compositor 0.1.0
    shared 51c2…                        inputs that lie outside of an issue's folder: fonts, layouts
      file 9f86… fonts/fonts.yaml
      absent layouts/sikai/page.css
    issue issues/2025-08
      recipe pages
      pages 2
      build 60aa…                       the fingerprint
      made 0d8a…
      shared 51c2…
      file 4e07… articles/jiangdu.md    from the issue's folder
      names 77de… articles/*.md
      output 1a2b… 1408133 archive.pdf
    end

Thousands of issues share a few blocks of fonts and layouts: these stand there once. Paths hold
everything but control characters, backslashes and what is no Unicode, which are escaped.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple, get_args

from compositor.model.backissue import Input, InputKind, Locked, Output

VERSION = 1
HEAD = "compositor archive lock"
JOURNAL_HEAD = "compositor archive journal"
END = "end"
NAME_DIGITS = 16  # of the digest a shared block goes by
SUM_DIGITS = 16  # of the checksum of a journal's line

_DIGEST = r"[0-9a-f]{64}"
_INPUT = re.compile(rf"  (?:(file|names) ({_DIGEST})|(absent)) (.+)")
_OUTPUT = re.compile(rf"  output ({_DIGEST}) (\d+) (.+)")
_FACT = re.compile(r"  (recipe|pages|build|made|shared) (.+)")
_BLOCK = re.compile(r"(made|shared|issue) (.+)")
_ESCAPED = re.compile(r"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})")
_TO_ESCAPE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\\]| (?=\Z)")


class NewerText(Exception):  # noqa: N818 - nothing is wrong with it
    """The text is of a version that is not known here: `version`."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


class BadLine(Exception):  # noqa: N818 - what it says is where
    """A line that cannot be read: `number` from 1, and the line."""

    def __init__(self, number: int, line: str) -> None:
        super().__init__(number, line)
        self.number, self.line = number, line


# ------------------------------------------------------------------------------------- written


def write_text(issues: Iterable[Locked]) -> str:
    """A lock file of these issues; inputs and outputs are put in order."""
    blocks: dict[str, list[str]] = {}
    told = [_issue_lines(one, blocks) for one in sorted(issues, key=lambda one: one.issue)]
    named = (line for head, lines in sorted(blocks.items()) for line in (head, *lines))
    issue_lines = (line for lines in told for line in lines)
    return "\n".join((f"{HEAD} {VERSION}", *named, *issue_lines, END, ""))


def _issue_lines(one: Locked, blocks: dict[str, list[str]]) -> list[str]:
    own = f"{one.issue}/"
    inputs = sorted(one.inputs)
    shared = [_input_line(i, i.path) for i in inputs if not i.path.startswith(own)]
    return [
        f"issue {escaped(one.issue)}",
        f"  recipe {one.recipe}",
        f"  pages {one.pages}",
        f"  build {one.fingerprint}",
        f"  made {_block('made', [f'  {escaped(name)}' for name in one.made_by], blocks)}",
        f"  shared {_block('shared', shared, blocks)}",
        *(_input_line(i, i.path[len(own) :]) for i in inputs if i.path.startswith(own)),
        *(f"  output {o.digest} {o.size} {escaped(o.name)}" for o in sorted(one.outputs)),
    ]


def _input_line(one: Input, path: str) -> str:
    return f"  {one.kind} {one.digest}{' ' if one.digest else ''}{escaped(path)}"


def _block(kind: str, lines: list[str], blocks: dict[str, list[str]]) -> str:
    """The name of a block, which is written down if it is not yet."""
    name = sha256("\n".join(lines).encode()).hexdigest()[:NAME_DIGITS]
    blocks.setdefault(f"{kind} {name}", lines)
    return name


def escaped(text: str) -> str:
    """A path or name as it stands in a line."""
    return _TO_ESCAPE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


# ---------------------------------------------------------------------------------------- read


class _Block(NamedTuple):
    """A head with the lines under it; `number` is the head's, from 1."""

    kind: str
    name: str
    number: int
    lines: list[str]


def read_text(text: str) -> dict[str, Locked]:
    """What a lock file says, by issue."""
    lines = text.replace("\r\n", "\n").split("\n")
    _check_head(lines[0])
    made: dict[str, tuple[str, ...]] = {}
    shared: dict[str, tuple[Input, ...]] = {}
    found: dict[str, Locked] = {}
    for block in _blocks(lines):
        if block.kind == "made":
            made[block.name] = tuple(_unescaped(line[2:]) for _, line in _lines(block))
        elif block.kind == "shared":
            shared[block.name] = tuple(_inputs(block))
        elif block.name in found:
            raise BadLine(block.number, lines[block.number - 1])
        else:
            found[block.name] = _issue(block, made, shared)
    return found


def _check_head(line: str) -> None:
    match = re.fullmatch(rf"{HEAD} (\d{{1,9}})", line)
    if not match:
        raise BadLine(1, line)
    if int(match[1]) > VERSION:
        raise NewerText(int(match[1]))


def _blocks(lines: list[str]) -> Iterator[_Block]:
    """The blocks between the first line and the last; blank lines and `#` lines say nothing."""
    end = len(lines)
    while end > 1 and not lines[end - 1]:
        end -= 1
    if lines[end - 1] != END:
        raise BadLine(end, lines[end - 1])
    heads = [at for at in range(1, end) if lines[at][:1] not in ("", " ", "#")]
    if stray := next((at for at in range(1, heads[0]) if lines[at][:1] == " "), None):
        raise BadLine(stray + 1, lines[stray])
    for at, after in pairwise(heads):
        match = _BLOCK.fullmatch(lines[at])
        if not match:
            raise BadLine(at + 1, lines[at])
        yield _Block(match[1], _unescaped(match[2]), at + 1, lines[at + 1 : after])


def _lines(block: _Block) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(block.lines, block.number + 1):
        if line and line[0] != "#":
            yield number, line


def _inputs(block: _Block) -> Iterator[Input]:
    for number, line in _lines(block):
        if not (one := _input(line, "")):
            raise BadLine(number, line)
        yield one


def _input(line: str, folder: str) -> Input | None:
    match = _INPUT.fullmatch(line)
    if not match:
        return None
    kind = _KINDS[match[1] or match[3]]
    return Input(kind, folder + _unescaped(match[4]), match[2] or "")


_KINDS: Mapping[str, InputKind] = {kind: kind for kind in get_args(InputKind)}


def _issue(
    block: _Block, made: Mapping[str, tuple[str, ...]], shared: Mapping[str, tuple[Input, ...]]
) -> Locked:
    facts: dict[str, str] = {}
    inputs: list[Input] = []
    outputs: list[Output] = []
    own = f"{block.name}/"
    for number, line in _lines(block):
        if one := _input(line, own):
            inputs.append(one)
        elif match := _OUTPUT.fullmatch(line):
            outputs.append(Output(_unescaped(match[3]), int(match[2]), match[1]))
        elif (match := _FACT.fullmatch(line)) and match[1] not in facts:
            facts[match[1]] = match[2]
        else:
            raise BadLine(number, line)
    try:
        return Locked(
            block.name,
            facts["recipe"],
            facts["build"],
            int(facts["pages"]),
            tuple(sorted((*shared[facts["shared"]], *inputs))),
            tuple(sorted(outputs)),
            made[facts["made"]],
        )
    except (KeyError, ValueError):
        raise BadLine(block.number, f"issue {block.name}") from None


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1] or match[2], 16)), text)


# --------------------------------------------------------------------------------- the journal


def journal_line(locked: Locked) -> bytes:
    """An issue as a line of a journal, its line end included."""
    facts = [
        locked.issue,
        locked.recipe,
        locked.fingerprint,
        locked.pages,
        locked.inputs,
        locked.outputs,
        locked.made_by,
    ]
    data = json.dumps(facts, separators=(",", ":"))  # all ASCII, also what is no Unicode
    return f"{_sum(data)} {data}\n".encode()


def journal_entries(text: str) -> dict[str, Locked]:
    """The issues of a journal, the last line of each; lines that are not whole are left out."""
    lines = text.split("\n")
    found = (_entry(line) for line in lines[:-1])
    return {one.issue: one for one in found if one}


def _entry(line: str) -> Locked | None:
    given, _, data = line.partition(" ")
    if given != _sum(data):
        return None
    issue, recipe, fingerprint, pages, inputs, outputs, made_by = json.loads(data)
    return Locked(
        issue,
        recipe,
        fingerprint,
        pages,
        tuple(Input(*one) for one in inputs),
        tuple(Output(*one) for one in outputs),
        tuple(made_by),
    )


def _sum(data: str) -> str:
    return sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:SUM_DIGITS]
