"""Issues by the thousand, of the real ones: what a long run is measured on.

    write_issues(folder, 1000)                  folder/0001/issue.yaml, folder/0001/articles/…
    .venv/bin/python -m bench.generated FOLDER COUNT

An issue stands as one of the real issues stood (`SKELETONS`, in turn): its places, headlines,
labels and crossheads. The words of its paragraphs are other sentences of the real articles, drawn
by a generator whose seed is the issue's number, to the very length of those that stood there: no
two issues have a paragraph in common but by chance, so that nothing set for one is of use for the
next. The paper comes out daily: each has its own date. An issue whose text comes out longer than
its places hold, or that is not ready for the press, is drawn again (`attempt`), as an editor would
cut it: every issue that is written can be printed.
"""

import random
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from bench import ROOT
from compositor.diagnostics import Refused
from compositor.edition import plan
from compositor.memory import Memory
from compositor.pressfile import refuse_unready
from compositor.sources import FolderElsewhere

SKELETONS = ("2024-11", "2025-08", "2025-11")  # those that are ready for the press as they are
ATTEMPTS = 40
FIRST = date(1990, 1, 1)
DATE = re.compile(r"^date: .*$", re.MULTILINE)
SENTENCE = re.compile(r"[^。！？]+[。！？]+[”’）》]*")
PLAIN = re.compile(r"^[^#!>\[\]|*_<\-—（ ][^*_\[\]<|]{40,}$")  # a paragraph without markup
LONG_ENOUGH = 24  # characters of a paragraph's last sentence, at least


def write_issues(folder: Path, count: int) -> Path:
    """Write issues 1 … `count` into a folder, two at a time; those that are there stay."""
    wanted = [n for n in range(1, count + 1) if not (folder / name(n) / "issue.yaml").is_file()]
    with ProcessPoolExecutor(2) as pool:
        for _ in pool.map(_write, ((folder, number) for number in wanted), chunksize=8):
            pass
    return folder


def name(number: int) -> str:
    """The folder of an issue."""
    return f"{number:05}"


def _write(asked: tuple[Path, int]) -> None:
    folder, number = asked
    draft = folder / f".{name(number)}"
    for attempt in range(ATTEMPTS):
        shutil.rmtree(draft, ignore_errors=True)
        _draft(draft, number, random.Random(f"{number}/{attempt}"))
        if _is_ready(draft):
            draft.replace(folder / name(number))
            return
    raise SystemExit(f"no issue {number} that can be printed in {ATTEMPTS} attempts")


def _draft(draft: Path, number: int, drawn: random.Random) -> None:
    source = ROOT / "issues" / SKELETONS[number % len(SKELETONS)]
    (draft / "articles").mkdir(parents=True)
    manifest = (source / "issue.yaml").read_text("utf-8")
    (draft / "issue.yaml").write_text(
        DATE.sub(f"date: {_date(number)}", manifest, count=1), "utf-8"
    )
    for article in sorted((source / "articles").glob("*.md")):
        lines = article.read_text("utf-8").split("\n")
        made = "\n".join(_other(line, drawn) if PLAIN.match(line) else line for line in lines)
        (draft / "articles" / article.name).write_text(made, "utf-8")


def _date(number: int) -> date:
    return FIRST + timedelta(days=number)


def _is_ready(draft: Path) -> bool:
    folder = "issues/draft"
    try:
        planned = plan(FolderElsewhere(ROOT, folder, draft), folder, _memory())
        refuse_unready(planned)
    except Refused:
        _memory().drop()
        return False
    _memory().end()
    return not any(d.is_error for d in planned.diagnostics)


@cache
def _memory() -> Memory:
    """What one process keeps from issue to issue."""
    return Memory()


def _other(paragraph: str, drawn: random.Random) -> str:
    """Other sentences, together as long as the paragraph."""
    words, left = "", len(paragraph)
    by_length = _sentences()
    longest = max(by_length)
    while left > longest + LONG_ENOUGH:
        words += drawn.choice(drawn.choice(list(by_length.values())))
        left = len(paragraph) - len(words)
    return words + _exactly(left, by_length, drawn)


def _exactly(length: int, by_length: dict[int, tuple[str, ...]], drawn: random.Random) -> str:
    """One sentence of a length, or as many as make it up."""
    if length in by_length and drawn.random() < 0.5:
        return drawn.choice(by_length[length])
    pairs = [n for n in by_length if length - n in by_length]
    if pairs:
        first = drawn.choice(pairs)
        return drawn.choice(by_length[first]) + drawn.choice(by_length[length - first])
    if length in by_length:
        return drawn.choice(by_length[length])
    first = drawn.choice([n for n in by_length if n <= length - min(by_length)])
    return drawn.choice(by_length[first]) + _exactly(length - first, by_length, drawn)


@cache
def _sentences() -> dict[int, tuple[str, ...]]:
    """The sentences of the real articles by their length; quotes in them are whole."""
    found: dict[int, set[str]] = defaultdict(set)
    for path in sorted(ROOT.glob("issues/20*/articles/*.md")):
        for sentence in _of(path.read_text("utf-8").split("---", 2)[2]):
            found[len(sentence)].add(sentence)
    return {length: tuple(sorted(found[length])) for length in sorted(found)}


def _of(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        for sentence in SENTENCE.findall(line) if PLAIN.match(line) else ():
            whole = all(sentence.count(a) == sentence.count(b) for a, b in ("“”", "（）", "《》"))
            if whole and len(sentence) >= 8:
                yield sentence


if __name__ == "__main__":
    write_issues(Path(sys.argv[1]).resolve(), int(sys.argv[2]))
