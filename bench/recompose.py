"""How long a saved edit takes from files to the new page's PDF, warm, on an issue of six pages.

    .venv/bin/python -m bench.recompose [--edits 40] [--memory 500] [--auto]

Every edit is one paragraph of another article in turn; of three edits one puts two characters in
the place of two, one adds a sentence, one takes another away, so that most of them move lines; no
page is ever what it was before. Medians are printed, in milliseconds, of the whole and of its parts
(the time of a part is its own: see `stopwatch`), of the clock and, for the whole, of the processor:
a machine is seldom ours alone. `--memory` makes so many edits and prints what the process holds, in
MB; `--auto` leaves all places to the solver.
"""

import argparse
import gc
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from bench import ROOT
from bench.sixpages import write_six_pages
from bench.stopwatch import Stopwatch
from compositor.memory import COLLECT_AFTER
from compositor.recompose import Recomposer
from compositor.sources import FolderSources

PARTS = {
    "read": ("compositor.edition", "read_issue"),
    "make up": ("compositor.edition", "make_up"),
    "look": ("compositor.edition", "check_look"),
    "pictures": ("compositor.edition", "coarse_pictures"),
    "ready": ("compositor.recompose", "make_ready"),
    "imprint": ("compositor.recompose", "name_page"),
    "draw": ("compositor.recompose", "draw_page"),
}
MORE = "大家都说，这样的服务送到了职工的心坎上。"
SIGNS = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.recompose")
    parser.add_argument("--edits", type=int, default=45)
    parser.add_argument("--memory", type=int, default=0)
    parser.add_argument("--auto", action="store_true")
    options = parser.parse_args()
    gc.set_threshold(COLLECT_AFTER)
    with TemporaryDirectory() as folder:
        issue = write_six_pages(Path(folder) / "six")
        if options.auto:
            leave_open(issue)
        measure(issue, options.edits)
        if options.memory:
            grow(issue, options.memory)


def measure(issue: Path, count: int) -> None:
    """The first proof, and edits after it."""
    stopwatch = Stopwatch(tuple(PARTS))
    for part, (place, name) in PARTS.items():
        stopwatch.watch(part, place, name)
    desk = Recomposer(issue.as_posix())
    begun = perf_counter()
    proof = desk.proof(FolderSources(ROOT))
    print(f"first proof {1000 * (perf_counter() - begun):7.1f} ms, {len(proof.pages)} pages")
    stopwatch.take()
    rows: list[dict[str, float]] = []
    for edit in edits(issue, count):
        begun, worked = perf_counter(), process_time()
        new = desk.proof(FolderSources(ROOT))
        whole, work = perf_counter() - begun, process_time() - worked
        before = {page.imprint for page in proof.pages}
        drawn = sum(page.imprint not in before for page in new.pages)
        rows.append(
            {**stopwatch.take(), "whole": whole, "processor": work, "pages": drawn, "kind": edit}
        )
        proof = new
    for kind in ("word", "longer", "shorter", "all") if rows else ():
        chosen = [row for row in rows if kind in ("all", KINDS[int(row["kind"])])]
        figures = {
            part: 1000 * median(row[part] for row in chosen)
            for part in (*PARTS, "whole", "processor")
        }
        worst = 1000 * max(row["processor"] for row in chosen)
        shown = "  ".join(f"{part} {figure:.1f}" for part, figure in figures.items())
        pages = sum(row["pages"] for row in chosen) / len(chosen)
        print(f"{kind:8} {shown}  (worst {worst:.1f}; {pages:.1f} pages drawn)")


def grow(issue: Path, count: int) -> None:
    """What the process holds as edits go on."""
    desk = Recomposer(issue.as_posix())
    for number, _ in enumerate(edits(issue, count)):
        desk.proof(FolderSources(ROOT))
        if number % max(1, count // 10) == 0:
            print(f"after {number:4} edits: {_resident():6.1f} MB")


def leave_open(issue: Path) -> None:
    """Take all places out of the manifest."""
    file = issue / "issue.yaml"
    text = file.read_text("utf-8")
    text = re.sub(r"\n    at:\n(      .*\n)+", "\n", text)
    text = re.sub(r"\n    (text_columns|headline|box|column_rules): .*", "", text)
    file.write_text("make_up: auto\n" + text, "utf-8")


KINDS = ("word", "longer", "shorter")


def edits(issue: Path, most: int) -> Iterator[int]:
    """Make edits one after another; after each, which kind it was."""
    files = [file for file in sorted((issue / "articles").glob("*.md")) if _places(_lines(file))]
    for number in itertools.count():
        for file in files:
            for kind in range(len(KINDS)):
                if most <= 0:
                    return
                _edit(file, kind, number)
                most -= 1
                yield kind


def _edit(file: Path, kind: int, number: int) -> None:
    """Change a paragraph in the middle of an article."""
    lines = _lines(file)
    places = _places(lines)
    at = places[len(places) // 2]
    text = lines[at]
    if KINDS[kind] == "word":
        a, b = divmod(number + 1, len(SIGNS))
        lines[at] = text[:20] + SIGNS[a] + SIGNS[b] + text[22:]
    elif KINDS[kind] == "longer":
        lines[at] = text + MORE
    else:
        lines[at] = text[:30] + text[30 + len(MORE) :]
    file.write_text("\n".join(lines), "utf-8")


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").split("\n")


def _places(lines: list[str]) -> list[int]:
    """The lines that are long paragraphs."""
    return [n for n, line in enumerate(lines) if len(line) > 60 and line[0] not in " #"]


def _resident() -> float:
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
