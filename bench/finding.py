"""The index of an archive: what it costs to put issues in, how large it is, how soon it answers.

    python -m bench.finding [ISSUES]      1000 without a number; 10 000 take eight minutes

The issues are made up: articles of 1 300 signs, their words drawn as often as they stand in the
project's own articles, one in eight a name of two or three signs drawn at random, so that there are
as many pairs of signs as in real text. Times are of the processor. With the words of 36 articles, a
word of these stands in far more articles than it would in a paper: questions are dear here.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time

from bench import ROOT
from compositor.geometry import Rect
from compositor.index.query import search
from compositor.index.question import read_question
from compositor.index.schema import INDEX
from compositor.index.store import Index
from compositor.model.backissue import ArticleEntry, IssueEntry, Passage, Stretch
from compositor.segment import words

ARTICLES = 5  # in an issue
PARTS = {"headline": 14, "deck": 18, "byline": 6, **{f"body/{n}": 120 for n in range(10)}}
POOL = 20_000  # paragraphs that articles are made of
LINE = 13  # signs
QUESTIONS = ("运河", "江都", "南通", "江都 南通", "学生 -南通", "“的人”", "发展", "的", "馒头")


def main(count: int) -> None:
    """Print the figures."""
    random, spent = Random(7), 0.0
    pool = _pool(random)
    with TemporaryDirectory() as folder:
        path = Path(folder) / INDEX
        with Index(path) as index:
            for entry in _issues(random, pool, count):
                begun = process_time()
                index.put(entry)
                spent += process_time() - begun
        size = path.stat().st_size
        signs = ARTICLES * sum(PARTS.values())
        print(f"{count} issues of {signs} signs: {1000 * spent / count:.1f} ms an issue", end="")
        print(f", {size / 1e6:.0f} MB, {size / count / signs:.1f} bytes a sign")
        for text in QUESTIONS:
            print(f"{text}\t{_asked(path, text)}")


def _asked(path: Path, text: str) -> str:
    question, times = read_question(text), []
    for _ in range(5):
        begun = process_time()
        found = search(path, question)
        times.append(process_time() - begun)
    return f"{found.total} articles\t{1000 * min(times):.1f} ms"


def _issues(random: Random, pool: list[str], count: int) -> Iterator[IssueEntry]:
    for number in range(count):
        year, month = divmod(number, 12)
        date = f"{1900 + year}-{month + 1:02}-15"
        articles = tuple(_article(random, pool, f"a{at}") for at in range(ARTICLES))
        name = f"issues/{number:05}"
        yield IssueEntry(name, "校报", "", date, "", (1, 2, 3, 4), (1, 1), articles)


def _article(random: Random, pool: list[str], name: str) -> ArticleEntry:
    passages = tuple(
        _passage(random, part, random.choice(pool)[:size]) for part, size in PARTS.items()
    )
    return ArticleEntry(name, passages[0].text, passages[2].text, (1,), passages)


def _passage(random: Random, part: str, text: str) -> Passage:
    rect = Rect(random.randrange(9_000_000), random.randrange(13_000_000), 1_485_900, 114_300)
    starts = tuple(range(0, len(text), LINE))
    return Passage(part, text, 1, rect, (Stretch(1, 3, 12, rect, (0, 171_450), starts),))


def _pool(random: Random) -> list[str]:
    """Paragraphs of words as frequent as they are in the project's articles, and of names."""
    files = sorted(ROOT.glob("issues/*/articles/*.md"))
    text = "".join(path.read_text().rpartition("\n---\n")[2] for path in files)
    known = [word.text for word in words("".join(text.split()))]
    signs = [sign for word in known if len(word) > 1 for sign in word]

    def word() -> str:
        is_name = random.random() < 1 / 8
        return (
            "".join(random.choices(signs, k=random.choice((2, 3))))
            if is_name
            else (random.choice(known))
        )

    return ["".join(word() for _ in range(120)) for _ in range(POOL)]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
