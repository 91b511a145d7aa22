"""The proof desk measured in Chromium: from a saved file to new pixels on the screen.

    .venv/bin/python -m bench.desk [--edits 60] [--memory 500] [--json FILE]

An issue of six pages (`bench.sixpages`) is served by the command itself, in a process of its own,
and opened in Debian's Chromium. Figures, each a median with its spread:

    shown        from the write of an article's file to the frame in which its page's tiles are new
    composing    of that what the desk says composing took
    switch       from a key to another page's tiles, all loaded and painted
    memory       of the server, before and after edits by the hundred
    watched      composing with twenty browsers' streams open ÷ composing with one
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from bench import ROOT
from bench.sixpages import write_six_pages

CHROMIUM = "/usr/bin/chromium"
ONLOOKERS = 20
STEP = 125  # edits between two looks at memory
# Runs in the page: notes when the number of the proof that is shown, or the page, is another, in
# the frame after the one in which it was painted.
NOTE_SHOWN = """() => {
  const root = document.documentElement;
  window.noted = {};
  new MutationObserver(() => {
    const key = root.dataset.shown + "/" + root.dataset.page;
    requestAnimationFrame(() => { window.noted[key] ??= Date.now(); });
  }).observe(root, {attributes: true, attributeFilter: ["data-shown", "data-page"]});
}"""
# When a proof of that number, or a later one, was first shown.
IS_SHOWN = """number => Math.min(...Object.entries(window.noted)
  .filter(([key]) => parseInt(key) >= number).map(([, when]) => when), Infinity) % Infinity || 0"""


class Spread(NamedTuple):
    """Median, and nine in ten, in milliseconds."""

    median: float
    ninth: float
    edits: int

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        """The spread of a list of figures."""
        return cls(round(median(values), 1), round(quantiles(values, n=10)[-1], 1), len(values))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk")
    parser.add_argument("--edits", type=int, default=60)
    parser.add_argument("--memory", type=int, default=500, metavar="EDITS")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        issue = write_six_pages(Path(room) / "six")
        with served(issue) as (address, process), browser() as page:
            told = measure(Desk(page, address, issue, process), options.edits, options.memory)
    for name, value in told.items():
        print(f"{name:28} {value}")
    if options.json:
        options.json.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


class Desk(NamedTuple):
    """What is measured."""

    page: Page
    address: str
    issue: Path
    process: int

    def state(self) -> dict[str, Any]:
        """What the desk shows."""
        with urlopen(f"{self.address}state") as answer:
            found: dict[str, Any] = json.load(answer)
        return found


@contextmanager
def served(issue: Path) -> Iterator[tuple[str, int]]:
    """The desk as a command, on a free port; its address and process."""
    desk = [sys.executable, str(ROOT / "compose.py"), "proof", str(issue)]
    process = subprocess.Popen(
        [*desk, "--port", "0", "--no-open"], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout
    found = re.search(r"http://\S+", process.stdout.readline())
    assert found
    try:
        yield found.group(), process.pid
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def browser() -> Iterator[Page]:
    """A page of a desktop's size."""
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        # Waiting for a condition takes `eval`, which the desk forbids its own page.
        yield chromium.new_page(viewport={"width": 1440, "height": 900}, bypass_csp=True)
        chromium.close()


def measure(desk: Desk, edits: int, more: int) -> dict[str, object]:
    """All figures."""
    desk.page.goto(desk.address)
    desk.page.wait_for_function("document.documentElement.dataset.shown >= '1'", timeout=60_000)
    desk.page.wait_for_timeout(2000)  # neighbours are loaded ahead
    desk.page.evaluate(NOTE_SHOWN)
    edit(desk, 8)  # not counted: what is only done once
    begun = memory(desk.process)
    shown, composing = edit(desk, edits)
    switched = switch(desk)
    with onlookers(desk.address):
        _, watched = edit(desk, edits)
    grown = {2 * edits: memory(desk.process)}
    while max(grown) < more:
        edit(desk, min(STEP, more - max(grown)))
        grown[max(grown) + min(STEP, more - max(grown))] = memory(desk.process)
    return {
        "shown": Spread.of(shown)._asdict(),
        "composing": Spread.of(composing)._asdict(),
        "switch": Spread.of(switched)._asdict(),
        "composing, 20 looking on": Spread.of(watched)._asdict(),
        "watched": round(median(watched) / median(composing), 2),
        "memory MB by edits": {8: begun, **grown},
    }


def edit(desk: Desk, count: int) -> tuple[list[float], list[float]]:
    """Edits of one paragraph, one after another: milliseconds until shown, and of composing."""
    article = next(p for p in desk.issue.glob("articles/*.md") if p.stem.endswith("nantong"))
    text = article.read_text()
    shown, composing = [], []
    for turn in range(count):
        time.sleep(0.15)
        before = desk.state()["number"]
        mark = "，".join("甲乙丙丁"[(turn >> bit) % 4] for bit in (0, 2, 4, 6))
        at = text.rindex("。")
        begun = time.time()
        article.write_text(text[:at] + mark + text[at:])
        desk.page.wait_for_function(IS_SHOWN, arg=before + 1, polling=5, timeout=20_000)
        shown.append(desk.page.evaluate(IS_SHOWN, before + 1) - begun * 1000)
        composing.append(desk.state()["composing_ms"])
    last = desk.state()["number"]
    article.write_text(text)
    while desk.state()["number"] == last:
        time.sleep(0.2)
    return shown, composing


def switch(desk: Desk) -> list[float]:
    """Milliseconds from a key to the next page, all of it, and back again."""
    found = []
    shown = desk.state()["number"]
    for key, pages in [("PageDown", range(2, 7)), ("PageUp", range(5, 0, -1))] * 2:
        for number in pages:
            desk.page.evaluate("window.noted = {}")
            begun = time.time()
            desk.page.keyboard.press(key)
            name = f"{shown}/{number}"
            desk.page.wait_for_function("key => window.noted[key]", arg=name, polling=5)
            found.append(desk.page.evaluate("key => window.noted[key]", name) - begun * 1000)
            desk.page.wait_for_timeout(300)
    return found


@contextmanager
def onlookers(address: str) -> Iterator[None]:
    """Twenty streams that are read."""
    ended = threading.Event()

    def look() -> None:
        with urlopen(f"{address}events") as stream:
            while not ended.is_set():
                stream.readline()

    threads = [threading.Thread(target=look, daemon=True) for _ in range(ONLOOKERS)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    yield
    ended.set()


def memory(process: int) -> int:
    """The resident memory of a process, in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found
    return int(found.group(1)) // 1024


if __name__ == "__main__":
    main()
    os._exit(0)  # streams that are still read hold no one up
