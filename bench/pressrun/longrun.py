"""(c), (d) A long run: pages a second at 1 … 1000 issues, unchanged ones, two processes, memory.

Ours is the very command, `compose.py archive`, on issues of `bench.generated`; every page is read
back and held against its manuscript, and with `--press` it is made for the printer and has passed
preflight. Typst sets the same words, as many pages, in as many processes, and writes a PDF of each
issue. The seconds are those of the whole command, its start and its end included.
"""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from bench import ROOT
from bench.generated import name
from bench.pressrun.sheets import TYPST, write_words
from bench.pressrun.words import characters, pages_of
from bench.process import MB, Run, run_python
from bench.sheets import FONTS

JOBS = 2
PAGES_EACH = 2  # of a generated issue


class Ran(NamedTuple):
    """A run: issues and pages, the seconds of the command, the most memory of a worker in MB."""

    issues: int
    pages: int
    seconds: float
    peak: float

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds


def compose(issues: Path, count: int, into: Path, *more: str, jobs: int = JOBS) -> Ran:
    """Make issues 1 … `count` into an archive, all of them anew."""
    shutil.rmtree(into, ignore_errors=True)
    return _archive(issues, count, into, "--jobs", str(jobs), *more)


def again(issues: Path, count: int, into: Path) -> Ran:
    """The same command once more: nothing is to be made."""
    return _archive(issues, count, into)


def _archive(issues: Path, count: int, into: Path, *more: str) -> Ran:
    names = [str((issues / name(n)).relative_to(ROOT)) for n in range(1, count + 1)]
    ran = run_python("compose.py", "archive", *names, "--json", "--into", str(into), *more)
    told = json.loads(ran.output)
    failed = [one["issue"] for one in told["issues"] if one["state"] == "failed"]
    if failed:
        raise SystemExit(f"failed: {failed}")
    pages = sum(one["pages"] for one in told["issues"])
    return Ran(count, pages, ran.seconds, told["summary"]["peak"] / MB)


def typeset(issues: Path, count: int, folder: Path) -> tuple[Ran, int]:
    """Typst on the same words, two processes side by side; and how many characters there are."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pages.typ").write_text(TYPST, "utf-8")
    signs = 0
    for number in range(1, count + 1):
        pages = pages_of(issues / name(number))
        signs += characters(pages)
        write_words(pages, folder, f"{name(number)}.json")
    shares = [[name(n) for n in range(1 + job, count + 1, JOBS)] for job in range(JOBS)]
    with ThreadPoolExecutor(JOBS) as pool:
        begun = [pool.submit(_typst, folder, share) for share in shares if share]
        ran = [one.result() for one in begun]
    seconds, peak = max(one.seconds for one in ran), max(one.peak for one in ran)
    return Ran(count, count * PAGES_EACH, seconds, peak), signs


def _typst(folder: Path, names: list[str]) -> Run:
    peer = ("-m", "bench.pressrun.peers", "typst-run", str(folder), str(FONTS))
    return run_python(*peer, *names)
