"""All articles of the five back issues as one issue, made up by the solver alone.

    .venv/bin/python -m bench.collected                 writes build/collected/NAME/ for each layout
    .venv/bin/python -m bench.collected sikai a4        for these
    .venv/bin/python compose.py build build/collected/sikai

It is the demonstration of make-up on real input: nothing is placed by hand and no article is cut.
The weights are those of the ranks that the articles have in their back issues.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from bench import ROOT
from compositor.manuscript.issue import read_issue
from compositor.model.issue import Placement
from compositor.sources import FolderSources

BACK_ISSUES = ("2023-08", "2024-04", "2024-11", "2025-08", "2025-11")
WEIGHTS = {"lead": 9, "second": 7, "feature": 6, "third": 4, "brief": 2}
HEAD = """\
publication: {name: 江苏工人报, section: 工会专刊}
number: 合刊
date: 2025-12
"""


def main(layouts: list[str]) -> None:
    """Write the collected issue for each layout."""
    for layout in layouts or sorted(
        p.parent.name for p in (ROOT / "layouts").glob("*/layout.yaml")
    ):
        folder = ROOT / "build" / "collected" / layout
        write_issue(folder, layout)
        print(folder.relative_to(ROOT))


def write_issue(folder: Path, layout: str) -> None:
    """The issue in a layout: the manifest, and the articles as they are."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "articles").mkdir(parents=True)
    lines = [f"layout: {layout}", "make_up: auto", "articles:"]
    for name, file, placement in _articles():
        shutil.copy(file, folder / "articles" / f"{name}.md")
        incomplete = f", incomplete: [{', '.join(placement.incomplete)}]" * bool(
            placement.incomplete
        )
        lines.append(f"  - {{article: {name}, weight: {WEIGHTS[placement.rank]}{incomplete}}}")
    (folder / "issue.yaml").write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


def _articles() -> Iterator[tuple[str, Path, Placement]]:
    """Every article with its name in the collected issue, and where it stood in its own."""
    sources = FolderSources(ROOT)
    for issue in BACK_ISSUES:
        read = read_issue(sources, f"issues/{issue}").issue
        assert read is not None, issue
        for page in read.pages:
            for placement in page.placements:
                name = placement.article
                file = ROOT / "issues" / issue / "articles" / f"{name}.md"
                yield f"{issue}-{name}", file, placement


if __name__ == "__main__":
    main(sys.argv[1:])
