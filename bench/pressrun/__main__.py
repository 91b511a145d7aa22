"""The command line: measures the whole line beside its peers, prints tables and draws charts."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench import ROOT
from bench.__main__ import load, machine
from bench.cases import versions
from bench.generated import write_issues
from bench.pressrun import edits, fresh, longrun
from bench.pressrun.charts import Bar, bars
from bench.pressrun.longrun import Ran
from bench.pressrun.sheets import write_sheets
from bench.pressrun.words import characters, pages_of
from bench.process import Run, run_python
from bench.sixpages import TEN, write_pages

COUNTS = (1, 10, 100, 1000)
SCALED = 400  # issues with one process and with two
EDITS = 45
IMAGES = ROOT / "docs/images"
Told = dict[str, object]


def main() -> None:
    """Measure, print, and write what is asked for."""
    options = _options()
    folder = ROOT / "build/bench/pressrun"
    told: Told = {"machine": machine(), "versions": versions()}
    told |= _fresh(folder / "fresh", 1 if options.quick else options.rounds)
    told |= _edits(folder / "edits", 9 if options.quick else EDITS)
    counts = [n for n in COUNTS if n <= (10 if options.quick else options.issues)]
    told |= _long(folder, counts)
    told["load at the end"] = load()
    text = json.dumps(told, ensure_ascii=False, indent=1)
    print(text)
    if options.json:
        options.json.write_text(text + "\n", "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.pressrun")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of fresh processes")
    parser.add_argument("--issues", type=int, default=1000, help="of the longest run")
    parser.add_argument("--quick", action="store_true", help="to see that it runs")
    parser.add_argument("--json", type=Path, metavar="FILE")
    return parser.parse_args()


def _fresh(folder: Path, rounds: int) -> Told:
    issue = write_pages(folder / "ten", TEN)
    pages = pages_of(issue)
    write_sheets(pages, folder)
    chosen = fresh.cases(folder, issue)
    for case in chosen.values():
        case()  # not counted: fills the file cache
    runs: dict[str, list[Run]] = {label: [] for label in chosen}
    for _ in range(rounds):
        for label, case in chosen.items():
            runs[label].append(case())
    run_python("compose.py", "helper", "stop")
    seconds = {label: [one.seconds for one in runs[label]] for label in runs}
    rows = sorted((median(taken), label) for label, taken in seconds.items())
    _chart("bench-fresh", f"A fresh process: {len(pages)} pages, seconds", rows, "{:.2f} s")
    ratios = {
        f"{ours} ÷ {peer}": round(median(_pairs(seconds[ours], seconds[peer])), 2)
        for ours in seconds
        for peer in seconds
        if ours.startswith("ours") and not peer.startswith("ours")
    }
    peaks = {label: round(max(one.peak for one in runs[label])) for label in runs}
    return {
        "fresh: pages": len(pages),
        "fresh: characters": characters(pages),
        "fresh: seconds": {label: _spread(taken) for label, taken in seconds.items()},
        "fresh: ratios": ratios,
        "fresh: peak MB": peaks,
    }


def _edits(folder: Path, count: int) -> Told:
    folder.mkdir(parents=True, exist_ok=True)
    taken = edits.measure(folder, count)
    _chart(
        "bench-edit",
        "An edit, warm: milliseconds to the new PDF",
        sorted((1000 * value, label) for label, value in taken.items()),
        "{:.0f} ms",
    )
    return {
        "edit: ms": {label: round(1000 * value, 1) for label, value in taken.items()},
        "edit: ours ÷ Typst": round(taken["ours"] / taken["Typst"], 2),
    }


def _long(folder: Path, counts: Sequence[int]) -> Told:
    issues = write_issues(ROOT / "build/bench/issues", max(counts))
    runs: dict[str, Ran] = {}
    for count in counts:
        runs[f"ours, press files: {count}"] = _best(issues, count, folder, "--press")
        runs[f"ours: {count}"] = _best(issues, count, folder)
    runs["ours, unchanged"] = longrun.again(issues, max(counts), folder / "archive")
    scaled = min(SCALED, max(counts))
    one = longrun.compose(issues, scaled, folder / "one", jobs=1)
    two = longrun.compose(issues, scaled, folder / "two", jobs=2)
    for count in counts[1:]:
        runs[f"Typst: {count}"], signs = longrun.typeset(issues, count, folder / "typst")
    most = max(counts)
    rows = [(runs[label].rate, label) for label in runs if label.endswith(f": {most}")]
    _chart(
        "bench-run",
        f"A run of {most} issues, two cores: pages a second",
        sorted(rows)[::-1],
        "{:.1f}",
    )
    return {
        "run: characters a page": round(signs / runs[f"Typst: {most}"].pages),
        "run: pages a second": {label: round(ran.rate, 2) for label, ran in runs.items()},
        "run: peak MB of a worker": {label: round(ran.peak) for label, ran in runs.items()},
        "run: unchanged issues a second": round(most / runs["ours, unchanged"].seconds),
        "run: ours ÷ Typst, seconds": round(
            runs[f"Typst: {most}"].rate / runs[f"ours: {most}"].rate, 2
        ),
        f"run: rate at {most} ÷ at 10": round(
            runs[f"ours: {most}"].rate / runs[f"ours: {min(10, most)}"].rate, 3
        ),
        "run: two processes ÷ one": round(two.rate / one.rate, 2),
    }


def _best(issues: Path, count: int, folder: Path, *more: str) -> Ran:
    """A run; a short one is the middle of three."""
    times = 3 if count <= 10 else 1
    runs = [longrun.compose(issues, count, folder / "archive", *more) for _ in range(times)]
    return sorted(runs, key=lambda ran: ran.seconds)[times // 2]


def _pairs(ours: Sequence[float], peer: Sequence[float]) -> list[float]:
    return [a / b for a, b in zip(ours, peer, strict=True)]


def _spread(taken: Sequence[float]) -> list[float]:
    return [round(value, 3) for value in (median(taken), min(taken), max(taken))]


def _chart(file: str, title: str, rows: Sequence[tuple[float, str]], said: str) -> None:
    drawn = [Bar(label.partition(": ")[0], value, said.format(value)) for value, label in rows]
    (IMAGES / f"{file}.svg").write_text(bars(title, drawn), "utf-8")


if __name__ == "__main__":
    main()
