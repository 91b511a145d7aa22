"""The command line of the benchmark: rounds of all cases, then the table; see `bench`."""

import argparse
import json
import os
import platform
from pathlib import Path

from bench import ROOT
from bench.cases import ROUND, look, prepare, versions
from bench.columns.compare import Compared, compare
from bench.columns.table import aims as column_aims
from bench.columns.table import table as column_table
from bench.figures import Figures, aim_table, rate_table, table
from bench.intake import measured as intake_figures
from bench.intake import table as intake_table
from bench.page import CHARACTERS


def main() -> None:
    """Measure, print, and write the JSON if asked to."""
    options = _options()
    folder: Path = options.into.resolve()
    here = machine()
    prepare(folder)
    for case in ROUND:  # not counted: fills the system's file cache and Python's bytecode
        case(folder, Figures())
    looked = look(folder)
    compared = compare(folder)
    figures = _measure(folder, 1 if options.quick else options.rounds)
    intake = intake_figures()
    told: dict[str, object] = {
        "machine": here | {"load at the end": load()},
        "versions": versions() | compared.versions,
        "characters": CHARACTERS,
        "pdfs": looked,
        "figures": {name: s._asdict() for name, s in figures.spreads().items()},
        "ratios": {name: s._asdict() for name, s in figures.ratios().items()},
        "aims": {name: j._asdict() for name, j in figures.aims(CHARACTERS).items()},
        "rates": {name: r._asdict() for name, r in figures.rates().items()},
        "columns": compared.columns,
        "column aims": {
            em: [aim._asdict() for aim in judged]
            for em, judged in column_aims(compared.columns).items()
        },
        "import": {name: row._asdict() for name, row in intake.items()},
        "samples": dict(figures.samples()),
    }
    print(_text(told, figures, looked, compared))
    print("\nimport alone against the corrected issues\n" + "\n".join(intake_table(intake)))
    if options.json:
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def machine() -> dict[str, object]:
    """What can be said of the machine without naming it."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": cores,
        "load at the start": load(),
    }


def load() -> float:
    """How many processes wanted a core in the last minute; this benchmark is one of them."""
    return round(os.getloadavg()[0], 2)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures us and peers.")
    parser.add_argument("--rounds", type=_rounds, default=5, help="rounds measured (default: 5)")
    parser.add_argument("--quick", action="store_true", help="one round: to see that it runs")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to FILE")
    parser.add_argument("--into", type=Path, default=ROOT / "build/bench", help="working folder")
    return parser.parse_args()


def _rounds(text: str) -> int:
    if (count := int(text)) < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return count


def _measure(folder: Path, rounds: int) -> Figures:
    figures = Figures()
    for _ in range(rounds):
        for case in ROUND:
            case(folder, figures)
    return figures


def _text(
    told: dict[str, object],
    figures: Figures,
    looked: dict[str, dict[str, object]],
    compared: Compared,
) -> str:
    rows = [f"{name}: {told[name]}" for name in ("machine", "versions")]
    rows.append(f"\nthe page: {CHARACTERS} characters of text, besides headline and furniture")
    for name, pdf in looked.items():
        row = "{pages} page(s), {characters} characters, whole, {bytes:,} bytes".format_map(pdf)
        rows.append(f"  {name:20} {row}")
    rows += table("figures", figures.spreads())
    rows += table("ratios within a round: ours ÷ the peer's", figures.ratios())
    rows += aim_table(figures.aims(CHARACTERS))
    rows += rate_table(figures.rates())
    rows += column_table(compared.columns)
    rows += [f"\nnot on this machine, and left out of the columns: {a}" for a in compared.absent]
    return "\n".join(rows)


if __name__ == "__main__":
    main()
