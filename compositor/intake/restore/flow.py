"""Hard line ends: the lines of a column become paragraphs again.

Whether a line ends its paragraph is read from what every column shows: the end of a sentence, a
line that stops short of its measure, an indent in the next. Text whose lines are whole paragraphs
(most extracted pages) is left as it is; where a reader knows the geometry (a PDF), its indents
and line ends are believed; else the measure is estimated from the lines around, in characters.

    一行十五字的文字排到行末没有句号又
    接着排。                              ← a sentence ends, the line is short: the paragraph too
    新的一段缩进两字所以只排十三字    ← two characters less than the measure: an indent

A blank line is no proof: extraction leaves one at a column's end or before a quotation mark. A
paragraph ends at a blank line only if a sentence does.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from unicodedata import east_asian_width

from compositor.intake.patterns import (
    CREDIT_AT_END,
    LABEL,
    MARK_START,
    NOTE,
    PAIRS,
    SENTENCE_END,
    SOURCE,
    SOURCE_AT_END,
)
from compositor.intake.people import credit_in, is_byline
from compositor.intake.seams import parts_word
from compositor.intake.worked import Worked
from compositor.model.draft import Piece, Traced, joined, supplied

HARD = 50  # per cent of the characters in groups of three lines or more: the lines are type lines
GROUP = 3
LARGER = 105  # per cent of the body size: such type is no running text
FEW = 12  # lines: fewer say nothing of the whole text
LINE = 45  # em: wider than any line of a column
WINDOW = 14  # lines on either side that tell the measure
SHORT = 1.6  # em: a line that much shorter than its measure stops short
INDENT = 2  # em
BEYOND = 2.0  # em: a line that much longer than the measure is no line of the column
HEADING_LINES = 4
HEADING_WIDTH = 80  # em, all lines together


def join_lines(worked: Worked) -> Worked:
    """Lines of type to paragraphs, where lines are lines of type."""
    lines = worked.pieces
    if any(piece.filled is not None for piece in lines):
        return worked.then(tuple(_by_geometry(lines)))
    if not _is_hard(lines):
        return worked
    return worked.then(tuple(_by_widths(lines)))


def width(text: str) -> float:
    """How wide a line is by nature, in em."""
    return sum(0.5 if east_asian_width(c) in "NaNH" and c not in "“”‘’—…·" else 1 for c in text)


def is_ended(text: str) -> bool:
    """Whether a line ends what a paragraph says: a sentence, a credit, a source, a label."""
    return bool(SENTENCE_END.search(text) or LABEL.match(text)) or _closes(text)


def _is_hard(lines: Sequence[Piece]) -> bool:
    if _is_blank_everywhere(lines):
        return True
    groups = list(_groups(lines))
    total = sum(len(p.text) for p in lines)
    in_long = sum(len(p.text) for group in groups if len(group) >= GROUP for p in group)
    return 100 * in_long > HARD * total


def _is_blank_everywhere(lines: Sequence[Piece]) -> bool:
    """Whether blank before nearly every line of type tells nothing: most end no sentence."""
    texts = [line.text.text for line in lines]
    if len(texts) < FEW:
        return False
    blank = sum(line.after_blank for line in lines)
    short = sum(width(text) <= LINE for text in texts)
    cut = sum(not is_ended(text) for text in texts)
    total = len(texts)
    return 10 * blank > 9 * total and 10 * short > 9 * total and 2 * cut > total


def _groups(lines: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Lines with nothing between them: no blank, no source or credit at the end of one."""
    group: list[Piece] = []
    for line in lines:
        if group and (line.after_blank or _closes(group[-1].text.text)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _closes(text: str) -> bool:
    """Whether what follows a line is something else: it ends in a source or a credit."""
    return bool(
        credit_in(text, CREDIT_AT_END)
        or SOURCE_AT_END.search(text)
        or SOURCE.match(text)
        or credit_in(text)
    )


# ------------------------------------------------------------------------------ by widths


def _by_widths(lines: Sequence[Piece]) -> Iterator[Piece]:
    if _is_blank_everywhere(lines):
        lines = [replace(line, after_blank=False) for line in lines]
        groups: Iterable[list[Piece]] = [[line] for line in lines]
    else:
        groups = _groups(lines)
    measures = _measures(lines)
    lines_below = {id(a): b for a, b in pairwise(lines)}
    ended, after_heading = True, False
    paragraph: list[Piece] = []
    for group in groups:
        measure = measures[id(group[0])]
        under = lines_below.get(id(group[-1]))
        below = under.text.text if under else ""
        if (ended or _is_alone(group, measure)) and _is_heading(
            group, measure, below, after_heading
        ):
            yield from _flush(paragraph)
            yield from _heading_lines(group)
            paragraph, after_heading = [], True
            continue
        after_heading = False
        for line in group:
            after = lines_below.get(id(line))
            if paragraph and _begins(paragraph, line, after, measures):
                yield from _flush(paragraph)
                paragraph = []
            paragraph.append(line)
        ended = is_ended(group[-1].text.text)
    yield from _flush(paragraph)


def _measures(lines: Sequence[Piece]) -> dict[int, float]:
    """The measure each line was set to: what the longer lines around it reach."""
    widths = [width(p.text.text) for p in lines]
    found: dict[int, float] = {}
    for index, line in enumerate(lines):
        around = sorted(widths[max(0, index - WINDOW) : index + WINDOW + 1])
        found[id(line)] = around[len(around) * 2 // 3]
    return found


def _is_heading(group: Sequence[Piece], measure: float, below: str, after_heading: bool) -> bool:
    """Whether a group that follows a sentence's end is a heading and not the cut-off start of text.

    It says no whole sentence, its quotation marks pair, and its last line does not run on to the
    measure: text that is cut by a column's end does, unless it stands right below a heading, or has
    no mark at all and does not go on in the line below.
    """
    text = "".join(line.text.text for line in group)
    if is_ended(text):
        return bool(LABEL.match(text) or SOURCE.match(text) or credit_in(text))
    if len(group) > HEADING_LINES or width(text) > HEADING_WIDTH or "。" in text:
        return False
    if is_byline(group[-1].text.text):
        return True
    if not _is_paired(text) or MARK_START.match(below):
        return False
    last = width(group[-1].text.text)
    indent = INDENT if len(group) == 1 else 0  # it may be the first line of a paragraph
    if last < measure - SHORT - indent or last > measure + BEYOND:
        return True
    if len(group) >= GROUP:
        return False
    has_mark = any(mark in text for mark in "，、；,")
    return after_heading or (not has_mark and not parts_word(text, below))


def _is_alone(group: Sequence[Piece], measure: float) -> bool:
    """Whether a group cannot go on with text that was cut: a label, a byline, or one line that is
    neither as long as the column nor the end of a sentence.
    """
    text = group[0].text.text
    if LABEL.match(text) or is_byline(text):
        return True
    alike = measure - SHORT - INDENT <= width(text) <= measure + BEYOND
    return len(group) == 1 and not alike and not is_ended(text)


def _is_paired(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in PAIRS.items())


def _begins(
    paragraph: Sequence[Piece], line: Piece, after: Piece | None, measures: dict[int, float]
) -> bool:
    """Whether `line` begins a paragraph, where `paragraph` are the lines of the one above."""
    before = paragraph[-1]
    text = before.text.text
    if line.indented:
        return True
    if not is_ended(text):
        return False
    if line.after_blank or NOTE.match(line.text.text) or not SENTENCE_END.search(text):
        return True
    measure = measures[id(before)]
    indent = INDENT if len(paragraph) == 1 else 0
    if width(text) + indent < measure - SHORT:
        return True
    goes_on = after is not None and not after.after_blank and not is_ended(line.text.text)
    return goes_on and width(line.text.text) <= measure - SHORT


def _flush(paragraph: Sequence[Piece]) -> Iterator[Piece]:
    if paragraph:
        yield _joined(paragraph)


def _heading_lines(group: Sequence[Piece]) -> Iterator[Piece]:
    """A heading's lines: those cut inside a word or after a comma are one."""
    whole = [group[0]]
    for line, after in pairwise(group):
        if _is_one(line.text.text, after.text.text):
            whole.append(after)
        else:
            yield _joined(whole)
            whole = [after]
    yield _joined(whole)


def _is_one(line: str, after: str) -> bool:
    stands_alone = any(map(is_byline, (line, after))) or any(map(LABEL.match, (line, after)))
    return not stands_alone and (line[-1] in "，、：" or parts_word(line, after))


def _joined(lines: Sequence[Piece]) -> Piece:
    first = lines[0]
    if len(lines) == 1:
        return first
    texts: list[Traced] = [first.text]
    strong = list(first.strong)
    for line in lines[1:]:
        if _is_letter(texts[-1].text[-1:]) and _is_letter(line.text.text[:1]):
            texts.append(supplied(" "))
        at = sum(map(len, texts))
        strong += [(a + at, b + at) for a, b in line.strong]
        texts.append(line.text)
    return Piece(
        joined(texts),
        kind=first.kind,
        level=first.level,
        size=first.size,
        strong=_merged(strong),
        after_blank=first.after_blank,
        indented=first.indented,
        filled=lines[-1].filled,
        region=first.region,
    )


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _merged(ranges: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for start, end in ranges:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


# ---------------------------------------------------------------------------- by geometry


def _by_geometry(lines: Sequence[Piece]) -> Iterator[Piece]:
    """Lines of a PDF: an indent begins a paragraph, a line short of its measure ends it."""
    paragraph: list[Piece] = []
    body = body_size(lines)
    for line in lines:
        if paragraph and not _goes_on(paragraph[-1], line, body):
            yield _joined_display(paragraph)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield _joined_display(paragraph)


def body_size(pieces: Iterable[Piece]) -> int:
    """The size most text is set in, in hundredths of a point; 0 where sizes are not known."""
    sizes: Counter[int] = Counter()
    for piece in pieces:
        if piece.kind == "text" and piece.size:
            sizes[piece.size] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def _goes_on(before: Piece, line: Piece, body: int) -> bool:
    """Whether a line goes on with what the line before says."""
    if before.kind != line.kind or before.size != line.size or line.kind == "picture":
        return False
    if line.kind == "heading":
        return before.region == line.region and before.level == line.level and not line.after_blank
    if line.kind == "caption":
        return before.region == line.region and not line.after_blank
    text = before.text.text
    if 100 * line.size >= LARGER * body > 0:  # a crosshead in a size of its own
        alone = any(map(is_byline, (text, line.text.text))) or LABEL.match(text)
        return before.region == line.region and not line.after_blank and not alone
    at_column_end = before.region != line.region and before.indented is not None
    if line.indented is False and (before.filled is not False or at_column_end):
        return not (LABEL.match(text) or NOTE.match(line.text.text))
    return False


def _joined_display(lines: Sequence[Piece]) -> Piece:
    """As `_joined`; the equal halves of a headline keep their turn as a space."""
    if len(lines) == 2 and lines[0].kind == "heading":
        first, second = lines
        if len(first.text) == len(second.text) and not parts_word(
            first.text.text, second.text.text
        ):
            spaced = Piece(first.text + supplied(" "), "heading", first.level, first.size)
            return _joined([spaced, second])
    return _joined(lines)
