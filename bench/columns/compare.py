"""Runs the comparison of columns: everyone sets them in a child, another child grades them.

PDFs do not vary from run to run, so this is done once and nothing of it is timed.
"""

import json
from pathlib import Path
from typing import NamedTuple

from bench.columns import MEASURES
from bench.columns.peers import found, version
from bench.columns.table import TITLES, Columns
from bench.process import run_python

OPTIONAL = {"xecjk": "XeLaTeX with xeCJK", "chromium": "Chromium"}


class Compared(NamedTuple):
    """The figures; what is here of the composers that may be absent; what is not."""

    columns: Columns
    versions: dict[str, str]
    absent: tuple[str, ...]


def compare(folder: Path) -> Compared:
    """Set and grade the columns of every composer that is here."""
    absent = [name for name in OPTIONAL if not found(name)]
    composers = [name for name in TITLES if name not in absent]
    for name in composers:
        run_python("-m", "bench.columns", name, str(folder), *(f"{em:g}" for em in MEASURES))
    run = run_python("-m", "bench.columns.graded", str(folder), *composers)
    here = {name: version(name) for name in OPTIONAL if name in composers}
    return Compared(json.loads(run.output), here, tuple(OPTIONAL[name] for name in absent))
