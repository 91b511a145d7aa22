"""How well an import does alone: its articles against the corrected issues, seed by seed.

    python -m bench.intake          # the table of docs/benchmarks.md#intake

Both are laid over the same source, so that every character has two answers: which article and which
part the import gave it to, and which the editor did. Measured are

    boundaries   places of the source where another article goes on: precision and recall
    headline …   articles whose headline, byline, label are the corrected ones, white space aside;
                 a lost headline counts as found if the import says that it is lost
    placed       characters in the right article, of those the editor placed
    order        Kendall's tau of the characters of each article, weighted by their number
    lost         characters of the source that are neither in an article nor left out with a reason
"""

import sys
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from time import perf_counter
from typing import NamedTuple

from bench import ROOT
from bench.damage import damaged
from compositor.edition import Options, compose
from compositor.importing.again import trace_issue
from compositor.importing.documents import read_documents
from compositor.importing.files import polished
from compositor.intake.account import Part, account_for, parts_of
from compositor.intake.take_in import take_in
from compositor.intake.trace import levelled
from compositor.manuscript.issue import read_issue
from compositor.model.draft import SUPPLIED
from compositor.model.house import House
from compositor.sources import FolderInstead, FolderSources, MemorySources, Sources

ISSUES = ("2025-11", "2024-04", "2024-11", "2025-08", "2023-08")
LOOKED_AT = range(60)  # numbers of damaged pages that were looked at while rules were made
UNSEEN = range(1000, 1100)  # and of those that were not
FIELDS = ("headline", "byline", "label")


class Share(NamedTuple):
    """So many of so many."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """As a share; all of nothing is 1."""
        return self.right / self.of if self.of else 1.0

    def __add__(self, other: object) -> "Share":
        assert isinstance(other, Share)
        return Share(self.right + other.right, self.of + other.of)


class Figures(NamedTuple):
    """What one import came to."""

    precision: Share
    recall: Share
    headline: Share
    byline: Share
    label: Share
    placed: Share
    order: float
    lost: int
    to_check: int
    seconds: float


def measure(issue: str) -> Figures:
    """Import the sources of a corrected issue anew and compare."""
    sources = FolderSources(ROOT)
    gold = trace_issue(sources, f"issues/{issue}")
    is_lost = {p.article for p in gold.parts if p.name == "headline" and not _origins(p)}
    return compare(sources, [document.file for document in gold.documents], gold.parts, is_lost)


def measure_damaged(number: int) -> Figures:
    """Import a page damaged on purpose, and compare with what it was made of."""
    page = damaged(number)
    file = f"page-{number}.txt"
    return compare(MemorySources({file: page.text}), [file], page.parts, set(page.lost))


def compare(
    sources: Sources, files: Sequence[str], gold: Sequence[Part], is_lost: set[str]
) -> Figures:
    """Import files and compare with the truth; `is_lost` are articles whose headlines are."""
    begun = perf_counter()
    documents = read_documents(sources, files)
    raw = take_in(documents)
    taken, gone = polished(raw, House())
    seconds = perf_counter() - begun
    parts = tuple(parts_of(taken.articles))
    account = account_for(documents, parts, (*gone, *taken.left_out))
    match = _match(parts, gold)
    told = {a.name for a in taken.articles if "headline" in a.supplied}
    fields = {f: _fields(f, parts, gold, match, Lost(is_lost, told)) for f in FIELDS}
    right, found, wanted = _boundaries(parts, gold)
    return Figures(
        Share(right, found),
        Share(right, wanted),
        fields["headline"],
        fields["byline"],
        fields["label"],
        _placed(parts, gold, match),
        _order(parts, gold),
        sum(span.end - span.start for span in account.missing),
        sum(d.confidence < 80 for d in taken.doubts),
        seconds,
    )


def _owners(parts: Sequence[Part]) -> dict[int, str]:
    return {o: part.article for part in parts for o in part.text.origins if o != SUPPLIED}


def _match(parts: Sequence[Part], gold: Sequence[Part]) -> dict[str, str]:
    """The import's article for each of the editor's: the one that shares most, each once."""
    mine, theirs = _owners(parts), _owners(gold)
    shared = Counter((theirs[o], mine[o]) for o in theirs if o in mine)
    match: dict[str, str] = {}
    for (wanted, found), _ in shared.most_common():
        if wanted not in match and found not in match.values():
            match[wanted] = found
    return match


def _boundaries(parts: Sequence[Part], gold: Sequence[Part]) -> tuple[int, int, int]:
    """Boundaries both have, the import has, the editor has."""
    found, wanted = set(_changes(_owners(parts))), set(_changes(_owners(gold)))
    return len(found & wanted), len(found), len(wanted)


def _changes(owners: Mapping[int, str]) -> Iterator[int]:
    """The characters at which another article begins or goes on."""
    before = ""
    for origin in sorted(owners):
        if owners[origin] != before:
            yield origin
        before = owners[origin]


class Lost(NamedTuple):
    """Articles whose headline is lost, in truth and by what the import says."""

    truly: set[str]
    told: set[str]


def _fields(
    name: str, parts: Sequence[Part], gold: Sequence[Part], match: Mapping[str, str], lost: Lost
) -> Share:
    """How many of the articles that have a field, here or there, have it right."""
    mine = {p.article: _bare(p.text.text) for p in parts if p.name == name}
    theirs = {p.article: _bare(p.text.text) for p in gold if p.name == name}
    right = of = 0
    for article in {p.article for p in gold}:
        found, wanted = match.get(article, ""), theirs.get(article, "")
        if name == "headline" and article in lost.truly:
            of, right = of + 1, right + (found in lost.told)
        elif wanted or mine.get(found):
            of, right = of + 1, right + (mine.get(found, "") == wanted)
    return Share(right, of + sum(a not in match.values() for a in mine))


def _bare(text: str) -> str:
    """Without white space, and with marks as house style has them."""
    return levelled("".join(text.split()))


def _origins(part: Part) -> set[int]:
    return {origin for origin in part.text.origins if origin != SUPPLIED}


def _placed(parts: Sequence[Part], gold: Sequence[Part], match: Mapping[str, str]) -> Share:
    mine, theirs = _owners(parts), _owners(gold)
    right = sum(mine.get(o, "") == match.get(a) for o, a in theirs.items())
    return Share(right, len(theirs))


def _order(parts: Sequence[Part], gold: Sequence[Part]) -> float:
    """Kendall's tau over the bodies of the articles."""
    place = {o: i for i, o in enumerate(_body(parts))}
    concordant = total = 0
    for article in dict.fromkeys(part.article for part in gold):
        ranks = [place[o] for o in _body([p for p in gold if p.article == article]) if o in place]
        pairs = len(ranks) * (len(ranks) - 1) // 2
        concordant += pairs - 2 * _inversions(ranks)
        total += pairs
    return concordant / total if total else 1.0


def _body(parts: Sequence[Part]) -> Iterator[int]:
    for part in parts:
        if part.name.startswith("body"):
            yield from (o for o in part.text.origins if o != SUPPLIED)


def _inversions(ranks: Sequence[int]) -> int:
    seen: list[int] = []
    count = 0
    for rank in ranks:
        count += len(seen) - bisect_right(seen, rank)
        insort(seen, rank)
    return count


def printed(issue: str) -> Share:
    """Compose an issue, import its PDF, and count the blocks that come back word for word."""
    sources = FolderSources(ROOT)
    composed = compose(sources, f"issues/{issue}", Options(preview_dpi=20))
    pdf = FolderInstead(sources, "printed", {"pages.pdf": composed.pdf})
    taken = take_in(read_documents(pdf, ["printed/pages.pdf"]))
    back = Counter(block.text.text for article in taken.articles for block in article.blocks)
    read = read_issue(sources, f"issues/{issue}").issue
    assert read is not None
    blocks = Counter(block.text for article in read.articles for block in article.body)
    return Share(sum((blocks & back).values()), sum(blocks.values()))


def total(figures: Sequence[Figures]) -> Figures:
    """All seeds together; order by the mean, time and checks by the largest."""

    def added(name: str) -> Share:
        return sum((getattr(f, name) for f in figures), start=Share(0, 0))

    return Figures(
        added("precision"),
        added("recall"),
        added("headline"),
        added("byline"),
        added("label"),
        added("placed"),
        sum(f.order for f in figures) / len(figures),
        sum(f.lost for f in figures),
        max(f.to_check for f in figures),
        max(f.seconds for f in figures),
    )


HEAD = "| issue | boundaries P | R | headline | byline | label | placed | order | lost | to check |"


def row(name: str, figures: Figures) -> str:
    """A row of the table."""
    shares = (f"{s.value:.3f}" for s in figures[:6])
    rest = (f"{figures.order:.3f}", str(figures.lost), str(figures.to_check))
    return "| " + " | ".join((name, *shares, *rest)) + " |"


def measured() -> dict[str, Figures]:
    """Every seed, all of them, and damaged pages that were and were not looked at."""
    seeds = {issue: measure(issue) for issue in ISSUES}
    return {
        **seeds,
        "all seeds": total(list(seeds.values())),
        "damaged, looked at": total([measure_damaged(n) for n in LOOKED_AT]),
        "damaged, unseen": total([measure_damaged(n) for n in UNSEEN]),
    }


def table(rows: Mapping[str, Figures]) -> Iterator[str]:
    """The figures as a table."""
    yield HEAD
    yield "|" + "---|" * (HEAD.count("|") - 1)
    yield from (row(name, one) for name, one in rows.items())


def blocks_back(back: Mapping[str, Share]) -> str:
    """How much of our own pages comes back out of their PDFs."""
    whole = sum(back.values(), start=Share(0, 0))
    each = ", ".join(f"{issue} {one.right} of {one.of}" for issue, one in back.items())
    return f"blocks of our own pages that come back whole: {whole.right} of {whole.of} ({each})"


def main() -> None:
    """Print the table."""
    sys.stdout.write("\n".join(table(measured())) + "\n")
    back = {issue: printed(issue) for issue in ISSUES}
    sys.stdout.write(f"\n{blocks_back(back)}\n")


if __name__ == "__main__":
    main()
