"""The body of an article: a subset of Markdown to `Block`s, and never a character lost on the way.

    read_body(path, lines, first)     # → Body(blocks, diagnostics)

Paragraphs, `## ` crossheads, `> ` editor's notes, `**bold**`, and `\\` before a sign meant as
itself. CommonMark knows far more, and much of it eats text: a link definition disappears, a line
of `---` makes a heading of the line before. All of it is refused with its place.

White space around a line means nothing, since paragraphs are often indented by hand with two
ideographic spaces. Lines of one paragraph are joined as Chinese is, without a space.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from compositor.diagnostics import Diagnostic, Place, diagnose
from compositor.manuscript.characters import join_lines, without_bad
from compositor.manuscript.markdown import Token, parse
from compositor.model.issue import Block, BlockKind, Span
from compositor.model.turns import words_of


class Construct(NamedTuple):
    """Something that is refused, and whether `\\` before its sign would print the sign."""

    en: str
    zh: str
    has_sign: bool = True


CONSTRUCTS = {
    "bullet_list_open": Construct("a list", "列表"),
    "ordered_list_open": Construct("a numbered list", "编号列表"),
    "fence": Construct("code", "代码"),
    "backticks": Construct("code", "代码"),
    "html_block": Construct("HTML", " HTML 标记"),
    "html_inline": Construct("HTML", " HTML 标记"),
    "entity": Construct("an HTML character reference", " HTML 字符引用"),
    "hr": Construct("a rule across the column", "分隔线"),
    "link": Construct("a link", "链接"),
    "autolink": Construct("a link", "链接"),
    "reference": Construct("a link definition", "链接定义"),
    "em_open": Construct("italic type", "斜体"),
    "strong_open": Construct("bold type by `__`", "用 __ 的粗体"),
    "unpaired": Construct("`**` without its partner", "不成对的 **"),
    "heading": Construct("a heading other than `## `", "「## 」以外的标题"),
    "underlined": Construct("a heading made by a line below it", "下划线式标题"),
    "closed": Construct("a crosshead that ends in `#`", "以 # 结尾的小标题", has_sign=False),
    "unspaced": Construct("`##` without a space after it", "后面没有空格的 ##", has_sign=False),
    "empty": Construct("a crosshead without words", "没有文字的小标题", has_sign=False),
    "quoted": Construct("a crosshead inside a note", "编者的话里的小标题", has_sign=False),
    "blockquote_open": Construct("a note inside a note", "编者的话里的编者的话", has_sign=False),
    "break": Construct("a line break by `\\`", "行末 \\ 换行", has_sign=False),
}

SENTENCE_END = re.compile(r"[。！？…：][”’）》」』]*$")


class Body(NamedTuple):
    """The blocks of a body and what was wrong with it."""

    blocks: tuple[Block, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_body(path: str, lines: Sequence[str], first: int) -> Body:
    """The blocks of the file's lines from index `first` on; places count from the file's start."""
    lines = [without_bad(line) for line in lines]
    reader = _Reader(path, lines)
    blocks = tuple(reader.blocks(first))
    if not any(problem.is_error for problem in reader.problems):
        assert _letters(b.with_bars for b in blocks) == _letters(lines[first:]), "text was lost"
    return Body(blocks, tuple(reader.problems))


def plain_blocks(path: str, lines: Sequence[str]) -> tuple[Block, ...]:
    """Each line that is not empty as a paragraph, its signs taken as they are."""
    return tuple(
        Block(BlockKind.PARAGRAPH, (Span(line.strip()),), Place(path, number, 1, 1, line))
        for number, line in enumerate(lines, start=1)
        if line.strip()
    )


_SIGNS = str.maketrans("", "", "#*>\\")


def _letters(texts: Iterable[str]) -> str:
    """What must be the same before and after: all but white space and the signs of markup."""
    return "".join("".join(texts).translate(_SIGNS).split())


def _bare(line: str) -> str:
    """A line without white space around it and around its `>`."""
    line = line.strip()
    return f"> {line[1:].strip()}" if line.startswith(">") else line


class _Reader:
    """Walks the tokens of one body, noting what it refuses. Lines count from 0 here."""

    def __init__(self, path: str, lines: Sequence[str]) -> None:
        self.path, self.lines = path, lines
        self.problems: list[Diagnostic] = []

    def blocks(self, first: int) -> Iterator[Block]:
        """The blocks from line `first` on; empty lines stand for those before, so numbers agree."""
        before, body = self.lines[:first], self.lines[first:]
        tokens, definitions = parse("\n".join([*("" for _ in before), *map(_bare, body)]))
        for line in definitions:
            self._refuse("reference", line)
        yield from self._walk(iter(tokens))

    def _walk(self, tokens: Iterator[Token]) -> Iterator[Block]:
        in_note = False
        for token in tokens:
            kind = token.type
            if kind == "paragraph_open":
                yield self._paragraph(next(tokens), in_note)
            elif kind == "heading_open":
                yield from self._heading(token, next(tokens), in_note)
            elif kind == "blockquote_open" and not in_note:
                in_note = True
                self._refuse_lines_below(token)
            elif kind == "blockquote_close":
                in_note = False
            elif kind in CONSTRUCTS:
                self._refuse(kind, _lines(token)[0])
                _pass_over(token, tokens)

    def _paragraph(self, inline: Token, in_note: bool) -> Block:
        start, _ = _lines(inline)
        lines = inline.content.split("\n")
        for number, line in enumerate(lines, start=start):
            if re.match(r"#{2,6}[^#]", line):
                self._refuse("unspaced", number)
        self._doubt_joins(start, lines)
        return self._block(BlockKind.NOTE if in_note else BlockKind.PARAGRAPH, inline)

    def _heading(self, opening: Token, inline: Token, in_note: bool) -> Iterator[Block]:
        line, end = _lines(opening)
        written = self.lines[line].strip().removeprefix("##").strip()
        if set(opening.markup) != {"#"}:
            self._refuse("underlined", end - 1)
        elif opening.markup != "##":
            self._refuse("heading", line)
        elif in_note or inline.content != written or not words_of(written):
            self._refuse("quoted" if in_note else "closed" if words_of(written) else "empty", line)
        else:
            yield _without_bars(self._block(BlockKind.CROSSHEAD, inline))

    def _block(self, kind: BlockKind, inline: Token) -> Block:
        numbers = enumerate(self.lines[slice(*_lines(inline))], _lines(inline)[0] + 1)
        first, *further = (Place(self.path, number, 1, 1, line) for number, line in numbers)
        spans = _spans(list(self._pieces(inline)))
        return Block(kind, spans, first, tuple(further))

    def _pieces(self, inline: Token) -> Iterator[Span]:
        """The text of a block token by token; what cannot be set is noted."""
        strong = False
        refused: set[int] = set()  # a run of stars is several tokens, but one fault
        for token in inline.children or ():
            name = _name(token)
            if name in ("strong_open", "strong_close") and token.markup == "**":
                strong = name == "strong_open"
            elif name in CONSTRUCTS or name == "image":
                if token.meta["at"] not in refused:
                    self._refuse_inline(name, token, inline)
                refused.add(token.meta["at"])
            else:
                yield Span("\n" if name in ("softbreak", "hardbreak") else token.content, strong)

    # ---------------------------------------------------------------------------- refusals

    def _refuse_inline(self, name: str, token: Token, inline: Token) -> None:
        at = token.meta["at"]
        before = inline.content[:at].split("\n")
        line = _lines(inline)[0] + len(before) - 1
        within = inline.content.split("\n")[len(before) - 1]
        column = max(0, self.lines[line].find(within)) + len(before[-1])
        written = inline.content[at : at + token.meta.get("run", len(token.content))]
        self._refuse(name, line, column, written.partition("\n")[0])

    def _refuse_lines_below(self, note: Token) -> None:
        """CommonMark counts a line right below a note in, though it has no `>`; who knows."""
        for line in range(*_lines(note)):
            text = self.lines[line].strip()
            if text and not text.startswith(">"):
                self.problems.append(diagnose("note-runs-on", self._place(line)))

    def _doubt_joins(self, start: int, lines: Sequence[str]) -> None:
        """Lines that look like paragraphs of their own are joined all the same: say so once."""
        for number, above in enumerate(lines[:-1], start=start + 1):
            is_indented = self.lines[number].startswith(("\u3000", "  "))
            if is_indented or SENTENCE_END.search(above):
                self.problems.append(diagnose("lines-joined", self._place(number)))
                return

    def _refuse(self, name: str, line: int, column: int | None = None, written: str = "") -> None:
        place = self._place(line, column, len(written))
        if name == "image":
            self.problems.append(diagnose("picture-in-text", place))
            return
        construct = CONSTRUCTS[name]
        sign = written or place.quote.strip().removeprefix(">").lstrip()
        near = _escaped(sign) if construct.has_sign else None
        names = {"construct": construct.en, "construct_zh": construct.zh}
        self.problems.append(diagnose("markup", place, **names, near=near))

    def _place(self, line: int, column: int | None = None, length: int = 1) -> Place:
        quote = self.lines[line]
        start = len(quote) - len(quote.lstrip()) if column is None else column
        return Place(self.path, line + 1, start + 1, max(1, length), quote)


def _without_bars(block: Block) -> Block:
    """A crosshead whose bars are taken out and kept beside it; its emphasis goes with them."""
    if "|" not in block.text:
        return block
    return replace(block, spans=(Span(words_of(block.text)),), barred=block.text)


def _lines(token: Token) -> tuple[int, int]:
    """First line of a block token, and the one after its last."""
    assert token.map is not None
    return token.map[0], token.map[1]


def _name(token: Token) -> str:
    """What an inline token is: refused ones say so aside, a star of a run is one too many."""
    if token.type == "refused":
        return token.info
    is_star = token.type == "text" and token.content == "*" and token.meta.get("run", 1) > 1
    return "unpaired" if is_star else token.type


def _pass_over(opening: Token, tokens: Iterator[Token]) -> None:
    """Leave out what a refused block holds."""
    depth: int = opening.nesting
    while depth > 0:
        depth += next(tokens).nesting


def _escaped(written: str) -> str:
    """How its sign is written to be printed: `1\\.` for a number, else `\\` before it."""
    number = re.match(r"\d+", written)
    at = number.end() if number else 0
    return f"{written[:at]}\\{written[at : at + 1]}"


def _spans(pieces: Sequence[Span]) -> tuple[Span, ...]:
    """Pieces joined to runs of one emphasis, line ends resolved."""
    ends = _line_ends("".join(piece.text for piece in pieces))
    texts = ((p.strong, next(ends) if p.text == "\n" else p.text) for p in pieces)
    runs = ((s, "".join(t for _, t in run)) for s, run in groupby(texts, lambda piece: piece[0]))
    return tuple(Span(text, strong) for strong, text in runs if text)


def _line_ends(text: str) -> Iterator[str]:
    """What stands for each line end of a text: a space between Latin words, else nothing."""
    for end in re.finditer("\n", text):
        pair = text[: end.start()][-1:], text[end.end() :][:1]
        yield join_lines(pair)[1:-1]
