"""What one round runs: each case in a fresh process, one after another, ours between the peers."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from bench import ROOT
from bench.figures import Figures
from bench.page import NAME, make_page, write_issue
from bench.process import Run, run_python
from bench.sheets import write_sheets

SEED = "issues/2025-08"
WARM_RUNS = 3
SETTING_MEASURES = ("11", "13")  # em
OWN_STAGES = ("read", "set", "make up", "draw", "read back")  # up to a PDF known to be whole


def prepare(folder: Path) -> None:
    """Write the page into `folder`, where everyone works; PDFs of an earlier benchmark go."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.rglob("*.pdf"):
        path.unlink()
    page = make_page()
    write_issue(page, folder / NAME)
    write_sheets(page, folder)


def page_build(folder: Path, figures: Figures) -> None:
    """`compose.py build` on the page."""
    issue, into = str(folder / NAME), str(folder / "ours")
    _note(figures, "page: build", run_python("compose.py", "build", issue, "--into", into))


def page_stages(folder: Path, figures: Figures) -> None:
    """Our stages on the page, each for the first time in its process."""
    run = run_python("-m", "bench.ours", str(folder / NAME), "1")
    stages = json.loads(run.output)["runs"][0]
    for stage in OWN_STAGES:
        figures.add(f"page, fresh: {stage}, s", stages[stage])
    figures.add("page, fresh: own stages, s", sum(stages[stage] for stage in OWN_STAGES))
    figures.add("page, fresh: preview, s", stages["preview"])
    figures.add("page: to the proven PDF, s", run.seconds - stages["preview"])


def seed_build(folder: Path, figures: Figures) -> None:
    """`compose.py build` on the seed issue."""
    into = str(folder / "seed")
    _note(figures, "seed issue: build", run_python("compose.py", "build", SEED, "--into", into))


def seed_check(folder: Path, figures: Figures) -> None:
    """`compose.py check` on the seed issue."""
    del folder
    _note(figures, "seed issue: check", run_python("compose.py", "check", SEED))


def seed_stages(folder: Path, figures: Figures) -> None:
    """Our stages on the seed issue in a warm process, and our imports."""
    del folder
    run = run_python("-m", "bench.ours", SEED, str(1 + WARM_RUNS))
    told = json.loads(run.output)
    for command, seconds in told["imports"].items():
        figures.add(f"imports of {command}, s", seconds)
    for stages in told["runs"][1:]:
        for stage, seconds in stages.items():
            figures.add(f"seed issue, warm: {stage}, s", seconds)


def setting(folder: Path, figures: Figures) -> None:
    """Our setting of running text, step by step, each measure in a process of its own."""
    del folder
    for em in SETTING_MEASURES:
        told = json.loads(run_python("-m", "bench.speed", em).output)
        for time in ("first", "again", "remembered"):
            rate = told["characters"] / told[time]
            figures.add(f"setting at {em} em, {time}: characters a second", rate)
        for step, seconds in told["steps"].items():
            each = 1e6 * seconds / told["characters"]
            figures.add(f"setting at {em} em, first: {step}, µs a character", each)


def seed_import(folder: Path, figures: Figures) -> None:
    """`compose.py import` of a page text, the longest of the seeds."""
    seed = next((ROOT / "seeds").glob("003*.txt"))
    into = folder / "imported"
    shutil.rmtree(into, ignore_errors=True)
    _note(
        figures,
        "page text: import",
        run_python("compose.py", "import", str(seed), "--into", str(into)),
    )


def typst(folder: Path, figures: Figures) -> None:
    """Typst on the page."""
    _peer(folder, figures, "typst")


def weasyprint(folder: Path, figures: Figures) -> None:
    """WeasyPrint's CSS columns on the page."""
    _peer(folder, figures, "weasyprint")


def bare_python(folder: Path, figures: Figures) -> None:
    """Python doing nothing: the floor under every fresh process."""
    del folder
    _note(figures, "bare Python", run_python("-c", ""))


Case: TypeAlias = Callable[[Path, Figures], None]
ROUND: tuple[Case, ...] = (
    page_build,
    typst,
    seed_build,
    weasyprint,
    page_stages,
    seed_check,
    seed_import,
    seed_stages,
    setting,
    bare_python,
)


def look(folder: Path) -> dict[str, dict[str, object]]:
    """What the PDFs of the page hold; ends the benchmark if one of them is not whole."""
    run = run_python("-m", "bench.whole", str(folder))
    looked: dict[str, dict[str, object]] = json.loads(run.output)
    return looked


def versions() -> dict[str, str]:
    """The versions of what is measured."""
    names = ["weasyprint", "typst", "uharfbuzz", "pypdfium2"]
    code = (
        "import compositor, sys; from importlib.metadata import version;"
        "print(compositor.__version__, sys.version.split()[0], *map(version, sys.argv[1:]))"
    )
    found = run_python("-c", code, *names).output.split()
    return dict(zip(["compositor", "python", *names], found, strict=True))


def _peer(folder: Path, figures: Figures, name: str) -> None:
    run = run_python("-m", "bench.peers", name, str(folder), str(ROOT / "fonts"))
    _note(figures, f"page: {name}", run)
    for part, seconds in json.loads(run.output).items():
        figures.add(f"page: {name}, {part} within, s", seconds)


def _note(figures: Figures, name: str, run: Run) -> None:
    figures.add(f"{name}, s", run.seconds)
    figures.add(f"{name}, processor s", run.processor)
    figures.add(f"{name}, peak MB", run.peak)
