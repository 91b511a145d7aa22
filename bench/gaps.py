"""How far the solver is from the best page there is (M5): its price beside the proven optimum's.

    python -m bench.gaps                            10 mixes each of 3 to 7 modules, sikai
    python -m bench.gaps --modules 5 --seed 0       one page, both plans told at length

The optimum is that of `guillotine`, over the same shapes and by the same rules. A mix whose plans
are too many to be looked at within the limit is counted and not judged.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple

from bench.guillotine import Optimum, optimum
from bench.makeup import Shop, TooLongError, limit
from bench.mixes import draw
from compositor.makeup.fitting import Fitter
from compositor.makeup.solve.page import SolvedPage, solve_page
from compositor.model.edition import Judgement
from compositor.model.issue import Placement

MODULES = range(3, 8)
AIM = 20  # thousandths that the solver's page may cost more than the best
HARD = 10_000  # prices from here on are of pages that break a hard rule
LIMIT = 300  # s


class Gap(NamedTuple):
    """A page's prices, the solver's and the least; -1 if there is none, or it was not found."""

    layout: str
    seed: int
    modules: int
    solved: int
    best: int
    solver_seconds: float
    seconds: float
    geometries: int = 0
    judged: int = 0
    story: tuple[str, ...] = ()

    @property
    def share(self) -> int:
        """By how much the solver's page is dearer, in thousandths of the least price."""
        return 1000 * (self.solved - self.best) // max(1, self.best)

    @property
    def is_known(self) -> bool:
        """Whether there are two prices to compare."""
        return self.best >= 0 and 0 <= self.solved < HARD


class Task(NamedTuple):
    """A page to be compared."""

    layout: str
    seed: int
    modules: int
    limit: int


_shops: list[Shop] = []


def run(task: Task) -> Gap:
    """Solve a page and find its optimum, in a process of the pool."""
    if not _shops:
        _shops.append(Shop())
    shop = _shops[0]
    layout = shop.layout(task.layout)
    mix = draw(layout, task.seed, task.modules)
    plan, fitter = mix.issue.pages[0], Fitter(layout, shop.setter(layout))
    begun = process_time()
    solved: SolvedPage | None = None
    best: Optimum | None = None
    try:
        limit(task.limit)
        solved = solve_page(mix.issue, plan, fitter)
    except TooLongError:
        pass
    between = process_time()
    try:
        limit(task.limit)
        best = optimum(mix.issue, plan, fitter)
    except TooLongError:
        pass
    finally:
        limit(0)
    chosen = solved.chosen if solved and not solved.left else None
    return Gap(
        task.layout,
        task.seed,
        task.modules,
        chosen.price if chosen else -1,
        best.price if best else -1,
        between - begun,
        process_time() - between,
        best.geometries if best else 0,
        best.judged if best else 0,
        tuple(_story(solved, best)),
    )


def _story(solved: SolvedPage | None, best: Optimum | None) -> Iterator[str]:
    """Both plans: what rules they break, and where their modules stand."""
    if solved and solved.chosen:
        yield f"solved {solved.chosen.price}: {broken(solved.chosen.judgements)}"
        yield from map(_place, solved.chosen.placements)
    if best:
        yield f"best {best.price}: {broken(best.judgements)}"
        yield from map(_place, best.placements)


def broken(judgements: Sequence[Judgement]) -> str:
    """The price of each rule that is broken, hard ones marked."""
    prices: Counter[str] = Counter()
    for judgement in judgements:
        prices[f"{judgement.rule}{' hard' * judgement.is_hard}"] += judgement.price
    return ", ".join(f"{rule} {price}" for rule, price in prices.items())


def _place(p: Placement) -> str:
    looks = f"{p.rank}{' box' * p.box}{' vertical' * (p.headline == 'vertical')}"
    at = p.at
    where = f"column {at.column}+{at.columns}, line {at.line}+{at.lines}"
    return f"  {p.article}: {where}, {looks}"


def table(gaps: Sequence[Gap]) -> Iterator[str]:
    """A row for each number of modules."""
    yield (
        "| modules | mixes | optimum proven | solver whole | gap, median, % | most, % "
        f"| within {AIM // 10} % | s, solver | s, optimum | geometries |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for modules in sorted({gap.modules for gap in gaps}):
        rows = [gap for gap in gaps if gap.modules == modules]
        known = [gap for gap in rows if gap.is_known]
        shares = [gap.share for gap in known] or [-1]
        yield (
            f"| {modules} | {len(rows)} | {sum(g.best >= 0 for g in rows)} "
            f"| {sum(0 <= g.solved < HARD for g in rows)} | {median(shares) / 10:.1f} "
            f"| {max(shares) / 10:.1f} | {sum(g.share <= AIM for g in known)} of {len(known)} "
            f"| {median(g.solver_seconds for g in rows):.1f} "
            f"| {median(g.seconds for g in rows):.1f} | {max(g.geometries for g in rows)} |"
        )


def main() -> None:
    """Compare and print."""
    options = _options()
    seeds = [options.seed] if options.seed is not None else range(options.mixes)
    tasks = [
        Task(options.layout, seed, modules, options.limit)
        for modules in options.modules or MODULES
        for seed in seeds
    ]
    with Pool(options.processes) as pool:
        gaps = pool.map(run, tasks, chunksize=1)
    print("\n".join(table(gaps)))
    for gap in gaps:
        if options.seed is not None or not gap.is_known or gap.share > AIM:
            print(f"  --modules {gap.modules} --seed {gap.seed}: {gap.solved} for {gap.best}")
            print("\n".join(f"    {line}" for line in gap.story[: None if options.told else 0]))
    if options.json:
        rows = [gap._asdict() for gap in gaps]
        options.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.gaps", description="Solver, optimum.")
    parser.add_argument("--layout", default="sikai")
    parser.add_argument("--mixes", type=int, default=10, help="of each number (default: 10)")
    parser.add_argument("--modules", type=int, action="append", help="default: 3 to 7")
    parser.add_argument("--seed", type=int, help="this mix alone")
    parser.add_argument("--told", action="store_true", help="both plans of each page with a gap")
    parser.add_argument("--limit", type=int, default=LIMIT, help="most seconds for either")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to FILE")
    return parser.parse_args()


if __name__ == "__main__":
    main()
