"""`import.md`: what an import did, for the editor who checks it and for the archivist in ten years.

    text = report("2025-11", account, doubts, language)

Four tables that together hold every character of the sources, and a list to tick off of what is
doubtful, the least sure first to be seen: ten places to look at instead of ten thousand characters.
`read_reasons` reads the reasons back, so that they survive when the account is made again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from compositor.intake.account import Account, Change, Row, Span
from compositor.intake.reasons import Language, code_of, doubtful, why
from compositor.intake.trace import levelled
from compositor.intake.worked import Doubt
from compositor.model.draft import Document
from compositor.model.issue import LOST_MARKS

SURE = 80  # hundredths: doubts below are listed to be looked at, the rest for the record
QUOTE = 14  # characters quoted at either end

WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "title": "# Where the text of {name} comes from",
        "sources": "## Sources",
        "source_head": "| no. | file | read as | characters | without blanks | SHA-256 |",
        "sum": "Of {counted} characters (white space at line ends aside) {placed} are in articles, "
        "{left} were left out for a reason, {missing} are not accounted for.",
        "check": "## To check",
        "check_none": "Nothing doubtful.",
        "sure": "{confidence} %",
        "copy": "## Copy desk",
        "rest": "## Decisions that are fairly sure",
        "left": "## Left out",
        "left_head": "| place | characters | why | text |",
        "changed": "## Changed and supplied",
        "changed_head": "| place | article | part | was | is | why |",
        "went": "## Where every character went",
        "went_head": "| place | characters | article | part | text |",
        "none": "None.",
    },
    "zh": {
        "title": "# {name} 收稿记录",
        "sources": "## 来源",
        "source_head": "| 序号 | 文件 | 读作 | 字符 | 非空白 | SHA-256 |",
        "sum": "原文 {counted} 个字符（行末空白不计）：进入稿件 {placed} 个，有据略去 {left} 个，去向不明 {missing} 个。",
        "check": "## 请核对",
        "check_none": "没有存疑之处。",
        "sure": "把握 {confidence}%",
        "copy": "## 编校提示",
        "rest": "## 较有把握的判断",
        "left": "## 略去的文字",
        "left_head": "| 位置 | 字符 | 原因 | 文字 |",
        "changed": "## 改动与补入",
        "changed_head": "| 位置 | 稿件 | 项目 | 原文 | 现为 | 原因 |",
        "went": "## 每个字符的去向",
        "went_head": "| 位置 | 字符 | 稿件 | 项目 | 文字 |",
        "none": "无。",
    },
}


def report(
    name: str, account: Account, checks: str, language: Language, reasons: "Reasons | None" = None
) -> str:
    """The whole file.

    `checks` are the lists of doubts (`doubt_lists`, or an older report's), `reasons` what an older
    report says of its changes.
    """
    words = WORDS[language]
    missing = sum(span.end - span.start for span in account.missing)
    left = account.counted - account.in_articles - missing
    total = words["sum"].format(
        counted=account.counted, placed=account.in_articles, left=left, missing=missing
    )
    sections = [
        words["title"].format(name=name),
        total,
        words["sources"],
        _table(words["source_head"], _source_rows(account.documents)),
        checks.strip(),
        words["left"],
        _table(words["left_head"], _left_rows(account, language)) or words["none"],
        words["changed"],
        _table(words["changed_head"], _changed_rows(account, language, reasons)) or words["none"],
        words["went"],
        _table(words["went_head"], _went_rows(account)),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


class Remark(NamedTuple):
    """A remark of the copy desk in words: on which character, and in which article and part."""

    origin: int
    article: str
    part: str
    words: str


def doubt_lists(
    account: Account,
    doubts: Iterable[Doubt],
    language: Language,
    remarks: Sequence[Remark] = (),
) -> str:
    """What to check, what the copy desk remarks, and what was decided with some confidence."""
    words = WORDS[language]
    ordered = sorted(set(doubts), key=lambda d: (d.origin, d.code))
    check = [_doubt(d, account, language, "- [ ]") for d in ordered if d.confidence < SURE]
    copy = [
        f"- [ ] {account.place(r.origin)} {r.article} {r.part}: {r.words}"
        for r in sorted(remarks, key=lambda r: r.origin)
    ]
    rest = [_doubt(d, account, language, "-") for d in ordered if d.confidence >= SURE]
    lists = [words["check"], "\n".join(check) or words["check_none"]]
    for head, rows in ((words["copy"], copy), (words["rest"], rest)):
        lists += [head, "\n".join(rows)] if rows else []
    return "\n\n".join(lists)


def checks_of(text: str) -> str:
    """The lists of doubts of a report that exists, as they stand (an editor ticks them off)."""
    for words in WORDS.values():
        start, end = text.find(f"\n{words['check']}\n"), text.find(f"\n{words['left']}\n")
        if 0 <= start < end:
            return text[start:end].strip()
    return ""


class Reasons(NamedTuple):
    """What a report gives as reasons: of what was left out, (first, last place, reason); of
    changes,
    by the other cells of their row.
    """

    left_out: tuple[tuple[str, str, str], ...] = ()
    changed: Mapping[tuple[str, ...], str] = {}


def read_reasons(text: str) -> Reasons:
    """The reasons of a report: codes, or the editor's own words."""
    left: list[tuple[str, str, str]] = []
    for cells in _cells(text, "left", 4):
        first, _, last = cells[0].partition("–")
        left.append((first, last or first, code_of(cells[2])))
    changed = {tuple(cells[:5]): cells[5] for cells in _cells(text, "changed", 6)}
    return Reasons(tuple(left), changed)


def _cells(text: str, section: str, count: int) -> Iterator[list[str]]:
    """The cells of the rows of a table."""
    for line in _section(text, section)[2:]:
        cells = [_plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) == count and not set(cells[0]) <= set("-"):
            yield cells


def read_sources(text: str) -> tuple[str, ...]:
    """The files a report names."""
    lines = ([cell.strip() for cell in line.split("|")] for line in _section(text, "sources"))
    return tuple(cells[2].strip("`") for cells in lines if len(cells) > 6 and cells[1].isdecimal())


def place_of(account: Account, span: Span) -> str:
    """`9:1–9:20`, first and last character."""
    first, last = account.place(span.start), account.place(span.end - 1)
    return first if first == last else f"{first}–{last}"


def _section(text: str, key: str) -> list[str]:
    for words in WORDS.values():
        head = f"\n{words[key]}\n"
        if head in text:
            return text.split(head)[1].split("\n## ")[0].splitlines()
    return []


def _source_rows(documents: Sequence[Document]) -> Iterator[tuple[str, ...]]:
    for number, document in enumerate(documents, start=1):
        solid = sum(not c.isspace() for c in document.text)
        digest = sha256(document.text.encode()).hexdigest()
        yield (
            str(number),
            f"`{document.file}`",
            document.encoding or "UTF-8",
            str(len(document.text)),
            str(solid),
            digest,
        )


def _left_rows(account: Account, language: Language) -> Iterator[tuple[str, ...]]:
    rows = [row for row in account.rows if row.why]
    rows += (Row(span, "", "", "unexplained") for span in account.missing)
    for row in sorted(rows, key=lambda row: row.span):
        words = account.text(row.span)
        yield (place_of(account, row.span), _count(words), why(row.why, language), words or "␣")


def _changed_rows(
    account: Account, language: Language, reasons: "Reasons | None"
) -> Iterator[tuple[str, ...]]:
    known = reasons.changed if reasons else {}
    otherwise = "by-hand" if reasons else "house-style"  # an import makes no other changes
    for change in sorted(account.changes, key=_order):
        place = place_of(account, change.span) if change.span else "—"
        row = (place, change.article, change.part, _seen(change.was), _seen(change.now))
        yield (*row, known.get(row) or why(_why_changed(change, otherwise), language))


def _seen(text: str) -> str:
    """A text as a cell that reads back: on one line, white space alone as a sign."""
    return " ".join(text.split()) or ("␣" if text else "—")


def _why_changed(change: Change, otherwise: str) -> str:
    """What is known of the reason from the texts alone."""
    if change.now in LOST_MARKS.values():
        return "lost-mark"
    if change.was and len(change.was) == len(change.now):
        return "house-style" if levelled(change.was) == levelled(change.now) else otherwise
    if not change.was and change.part == "headline" and len(change.now) > 1:
        return "supplied"
    return otherwise


def _order(change: Change) -> tuple[int, str, str]:
    return (change.span.start if change.span else -1, change.article, change.part)


def _went_rows(account: Account) -> Iterator[tuple[str, ...]]:
    for row in (row for row in account.rows if not row.why):
        words = account.text(row.span)
        shown = words if len(words) <= 2 * QUOTE else f"{words[:QUOTE]}……{words[-QUOTE:]}"
        yield (place_of(account, row.span), _count(words), row.article, row.part, shown)


def _count(words: str) -> str:
    return str(sum(not c.isspace() for c in words))


def _doubt(doubt: Doubt, account: Account, language: Language, mark: str) -> str:
    words = doubt.words if len(doubt.words) <= 40 else f"{doubt.words[:18]}……{doubt.words[-18:]}"
    said = doubtful(doubt.code, language)
    sure = WORDS[language]["sure"].format(confidence=doubt.confidence)
    quoted = f"：{words}" if language == "zh" and words else f": {words}" if words else ""
    return f"{mark} {account.place(doubt.origin)} {said} ({sure}){quoted}"


def _table(head: str, rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    if not lines:
        return ""
    rule = "|" + "---|" * (head.count("|") - 1)
    return "\n".join([head, rule, *lines])


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|")


def _plain(cell: str) -> str:
    return re.sub(r"\\([\\|])", r"\1", cell)
