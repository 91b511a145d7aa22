"""How well the solver makes up pages: random mixes of articles in every layout, judged and timed.

    python -m bench.makeup                          200 mixes for each layout; the tables
    python -m bench.makeup --layout sikai --mixes 50 --json FILE
    python -m bench.makeup --layout sikai --seed 7  one page, with its places and judgements
    python -m bench.makeup --issue                  all articles of the five issues as one issue

Of each page (`mixes`) are reported, by the numbers of the project's aims,

    M1  lines that found no room            M4  hard rules broken
    M2  the share of the page that is used  M6  how importance and place agree
    M3  how far legs end short              M9  seconds: setting, solving and making up
    M10 rows that the solver foretold and the page has not, leg by leg

A page is full without a hand if every article stands on it, no rule that is hard is broken, no leg
ends more than a line short, and every column is filled to the foot. The last is looked at here, on
the places of the settled issue, and not taken from the solver's word. Seconds are of the processor,
since a machine is seldom ours alone.
"""

import argparse
import json
import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path
from statistics import fmean, median
from time import process_time
from types import FrameType
from typing import NamedTuple

from bench import ROOT
from bench.collected import write_issue
from bench.mixes import Mix, draw
from compositor.makeup.make_up import MadeUp, make_up
from compositor.makeup.solve.page import SolvedPage
from compositor.manuscript.faces import read_faces
from compositor.manuscript.issue import read_issue
from compositor.manuscript.layouts import read_layout
from compositor.model.edition import Fill, Page
from compositor.model.issue import At, Placement
from compositor.model.layout import Layout
from compositor.setting.setter import Setter
from compositor.sources import FolderSources
from compositor.typefaces import Typefaces

MOST_GAP = 2  # empty lines between modules
LIMIT = 60  # seconds after which a page is given up
LEAST_USED = {True: 920, False: 970}  # M2, of page 1 and of the others
TIME_AIMS = {6: 2.0, 12: 10.0}  # M9, s, up to so many modules
ISSUE_AIM = 60.0  # s


class Result(NamedTuple):
    """What one page came to; shares are thousandths."""

    layout: str
    seed: int
    page: int
    modules: int
    estimate: int
    seconds: float
    overset: int = 0
    used: int = 0
    slack: int = 0
    most_slack: int = 0
    hard: tuple[str, ...] = ()
    priority: int = 0
    price: int = 0
    astray: int = 0
    fillers: int = 0
    reasons: tuple[str, ...] = ()

    @property
    def is_full(self) -> bool:
        """Whether the page is full without a hand."""
        return not self.reasons


class Shop:
    """The project's layouts and faces, opened once in a process."""

    def __init__(self) -> None:
        sources = FolderSources(ROOT)
        records = read_faces(sources).value
        assert records is not None
        self.sources, self.faces = sources, Typefaces(records, sources)
        self._layouts: dict[str, Layout] = {}

    def layout(self, name: str) -> Layout:
        """A layout by its name."""
        if name not in self._layouts:
            layout = read_layout(self.sources, name).value
            assert layout is not None, name
            self._layouts[name] = layout
        return self._layouts[name]

    def setter(self, layout: Layout) -> Setter:
        """A setter that remembers nothing yet, as at the start of a build."""
        return Setter(self.faces, layout)


def layout_names() -> list[str]:
    """Every layout of the project."""
    return sorted(path.parent.name for path in (ROOT / "layouts").glob("*/layout.yaml"))


# ---------------------------------------------------------------------------------- one page


def measure(shop: Shop, mix: Mix) -> Result:
    """Make up a mix and look at what came of it."""
    begun = process_time()
    made = make_up(mix.issue, mix.layout, shop.setter(mix.layout))
    return result_of(mix, made, process_time() - begun)


def result_of(mix: Mix, made: MadeUp, seconds: float) -> Result:
    """The figures of a page that was made up."""
    head = Result(mix.layout.name, mix.seed, mix.page, mix.modules, mix.estimate, seconds)
    assert made.solution is not None
    solved, page = made.solution.pages[0], made.edition.pages[0]
    placements = made.solution.issue.pages[0].placements
    metrics = page.metrics
    reasons = (*reasons_of(solved, page), *_short(placements, mix.layout, mix.page))
    return head._replace(
        overset=sum(fill.overset.lines for fill in page.fills if fill.overset),
        used=metrics.used,
        slack=metrics.slack,
        most_slack=metrics.most_slack,
        hard=tuple(j.rule for j in page.judgements if j.is_hard),
        priority=metrics.priority,
        price=solved.chosen.price if solved.chosen else 0,
        astray=astray(solved, page.fills),
        fillers=sum(fill.fitting.filler_rows > 0 for fill in page.fills),
        reasons=reasons,
    )


def reasons_of(solved: SolvedPage, page: Page) -> Iterator[str]:
    """Why a page wants a hand, by what the solver and the rules say."""
    if solved.left:
        yield f"left {len(solved.left)}"
    if solved.chosen is None:
        yield "no plan"
    yield from sorted({f"hard {j.rule}" for j in page.judgements if j.is_hard})
    if page.metrics.most_slack > 1:
        yield f"leg short by {page.metrics.most_slack}"
    if any(fill.overset for fill in page.fills):
        yield "overset"


def _short(placements: Sequence[Placement], layout: Layout, page: int) -> Iterator[str]:
    """Columns with a hole between modules, or that end above the foot of the page."""
    first, last = layout.live_lines(page, is_last=False)
    for column in range(1, layout.grid.columns + 1):
        line = first - MOST_GAP
        for at in sorted((p.at for p in placements if _covers(p.at, column)), key=lambda a: a.line):
            gap = at.line - line
            if gap > MOST_GAP or (line >= first and gap < 1):
                yield f"hole of {gap} in column {column}"
                return
            line = at.line + at.lines
        if line <= last:
            yield f"foot short by {last + 1 - line}"
            return


def _covers(at: At, column: int) -> bool:
    return at.column <= column < at.column + at.columns


def astray(solved: SolvedPage, fills: Sequence[Fill]) -> int:
    """M10: rows of legs that the plan foretold otherwise than the page has them."""
    if solved.chosen is None:
        return 0
    foretold = {m.article: sum(m.legs) for m in solved.chosen.sketch.modules}
    return sum(abs(foretold.get(fill.article, 0) - fill.used) for fill in fills)


# -------------------------------------------------------------------------------- many pages


class Task(NamedTuple):
    """A page to be measured; None stands for what its number draws."""

    layout: str
    seed: int
    modules: int | None = None
    limit: int = LIMIT


class TooLongError(Exception):
    """A page took longer than it may."""


_shops: list[Shop] = []


def run(task: Task) -> Result:
    """Measure a page, in a process of the pool; give up after its limit."""
    if not _shops:
        _shops.append(Shop())
    shop = _shops[0]
    mix = draw(shop.layout(task.layout), task.seed, task.modules)
    try:
        limit(task.limit)
        return measure(shop, mix)
    except TooLongError:
        head = (task.layout, task.seed, mix.page, mix.modules, mix.estimate, float(task.limit))
        return Result(*head, reasons=(f"over {task.limit} s",))
    finally:
        limit(0)


def limit(seconds: int) -> None:
    """Raise `TooLongError` after so many seconds of processor time; never, for 0."""
    signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _too_long(_number: int, _frame: FrameType | None) -> None:
    raise TooLongError


def run_all(tasks: Sequence[Task], processes: int) -> list[Result]:
    """Measure all pages, in so many processes."""
    if processes == 1:
        return [run(task) for task in tasks]
    with Pool(processes) as pool:
        return pool.map(run, tasks, chunksize=1)


# ------------------------------------------------------------------------------------ tables


def table(results: Sequence[Result]) -> Iterator[str]:
    """A row for each layout and page."""
    yield (
        "| layout, page | mixes | full, % | used least, ‰ | slack mean, max | hard | overset "
        "| priority | astray | fillers |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for layout in dict.fromkeys(r.layout for r in results):
        for pages in ((1,), (2,), (1, 2)):
            rows = [r for r in results if r.layout == layout and r.page in pages]
            if rows:
                yield _row(f"{layout}, {pages[0] if len(pages) == 1 else 'both'}", rows)


def _row(name: str, rows: Sequence[Result]) -> str:
    done = [r for r in rows if r.price] or list(rows)
    cells = (
        name,
        len(rows),
        f"{100 * sum(r.is_full for r in rows) / len(rows):.1f}",
        min(r.used for r in done),
        f"{fmean(r.slack for r in done) / 1000:.2f}, {max(r.most_slack for r in done)}",
        sum(len(r.hard) for r in done),
        sum(r.overset for r in done),
        f"{median(r.priority for r in done) / 1000:.2f}",
        sum(r.astray for r in done),
        sum(r.fillers for r in done),
    )
    return f"| {' | '.join(map(str, cells))} |"


def time_table(results: Sequence[Result]) -> Iterator[str]:
    """Seconds by the number of modules."""
    yield "| layout, modules | mixes | full, % | s, median | most | aim |"
    yield "|---|---|---|---|---|---|"
    for layout in dict.fromkeys(r.layout for r in results):
        for modules in sorted({r.modules for r in results if r.layout == layout}):
            rows = [r for r in results if r.layout == layout and r.modules == modules]
            seconds = [r.seconds for r in rows]
            aim = min(s for most, s in TIME_AIMS.items() if modules <= most)
            full = 100 * sum(r.is_full for r in rows) / len(rows)
            yield (
                f"| {layout}, {modules} | {len(rows)} | {full:.0f} | {median(seconds):.2f} "
                f"| {max(seconds):.2f} | {aim:.0f} |"
            )


def failures(results: Sequence[Result]) -> Iterator[str]:
    """The pages that want a hand, with the reasons; then how often each reason is met."""
    for r in (r for r in results if not r.is_full):
        what = f"{r.modules} modules, page {r.page}, estimate {r.estimate} ‰"
        yield f"  --layout {r.layout} --seed {r.seed}: {what}: {', '.join(r.reasons)}"
    counted = Counter(reason for r in results for reason in r.reasons)
    yield from (f"  {count:4} × {reason}" for reason, count in counted.most_common())


def told(shop: Shop, mix: Mix) -> Iterator[str]:
    """One page: its articles, their places, and what the rules say."""
    begun = process_time()
    made = make_up(mix.issue, mix.layout, shop.setter(mix.layout))
    result = result_of(mix, made, process_time() - begun)
    yield str(result._asdict())
    for standing, article in enumerate(mix.issue.articles):
        characters = sum(len(block.text) for block in article.body)
        photos = [f"{p.columns} columns {p.pixels}" for p in article.pictures]
        yield f"  {standing} {article.name}: {characters} 字 {photos or ''}"
    assert made.solution is not None
    for placed in made.solution.issue.pages[0].placements:
        at, looks = placed.at, f"{placed.headline}{' box' if placed.box else ''}"
        where = f"column {at.column}+{at.columns}, line {at.line}+{at.lines}"
        yield f"  {placed.article}: {where}, {placed.rank}, {looks}"
    for j in made.edition.pages[0].judgements:
        yield f"  {j.rule} {'hard' if j.is_hard else j.price} {', '.join(j.articles)} {j.amount}"


# --------------------------------------------------------------------------- the whole issue


def issue_table(shop: Shop, names: Sequence[str], most: int) -> Iterator[str]:
    """All articles of the five issues made up as one issue, in each layout."""
    yield f"| layout | articles | pages | whole | left | s (aim {ISSUE_AIM:.0f}) |"
    yield "|---|---|---|---|---|---|"
    for name in names:
        try:
            limit(most)
            yield _issue_row(shop, name)
        except TooLongError:
            yield f"| {name} | | | | | over {most} |"
        finally:
            limit(0)


def _issue_row(shop: Shop, name: str) -> str:
    folder = ROOT / "build" / "bench" / "collected" / name
    write_issue(folder, name)
    issue = read_issue(shop.sources, folder.relative_to(ROOT).as_posix()).issue
    assert issue is not None, name
    layout = shop.layout(name)
    begun = process_time()
    made = make_up(issue, layout, shop.setter(layout))
    seconds = process_time() - begun
    assert made.solution is not None
    pairs = zip(made.solution.pages, made.edition.pages, strict=True)
    whole = sum(not any(reasons_of(solved, page)) for solved, page in pairs)
    left = len(made.solution.left)
    pages = len(made.edition.pages)
    return f"| {name} | {len(issue.articles)} | {pages} | {whole} | {left} | {seconds:.1f} |"


# ------------------------------------------------------------------------------ command line


def main() -> None:
    """Measure, print, and write the JSON if asked to."""
    options = _options()
    names: list[str] = options.layout or layout_names()
    if options.issue:
        for line in issue_table(Shop(), names, options.limit):
            print(line, flush=True)
        return
    if options.seed is not None:
        shop = Shop()
        mix = draw(shop.layout(names[0]), options.seed, options.modules)
        print("\n".join(told(shop, mix)))
        return
    tasks = [
        Task(name, seed, options.modules, options.limit)
        for name in names
        for seed in range(options.mixes)
    ]
    results = run_all(tasks, options.processes)
    print("\n".join([*table(results), "", *time_table(results), "", *failures(results)]))
    if options.json:
        rows = [r._asdict() for r in results]
        options.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.makeup", description="Solves pages.")
    parser.add_argument("--layout", action="append", help="this layout (default: all)")
    parser.add_argument("--mixes", type=int, default=200, help="of each layout (default: 200)")
    parser.add_argument("--modules", type=int, help="of each page (default: as drawn)")
    parser.add_argument("--seed", type=int, help="one page, told at length")
    parser.add_argument("--limit", type=int, default=LIMIT, help="most seconds for a page")
    parser.add_argument("--issue", action="store_true", help="the articles of all issues as one")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to FILE")
    return parser.parse_args()


if __name__ == "__main__":
    main()
