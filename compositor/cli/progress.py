"""How a long run is seen while it goes on: a bar with rate and time left on a terminal, else lines.

with following(shell, total) as follow:
    for outcome in …:
        follow.step(pages)          one more is finished
        print(…)                    goes above the bar
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from time import perf_counter

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from compositor.cli.shell import Shell
from compositor.cli.words import say


class Follow:
    """What is told of a run as it goes on; `pages` and `issues` so far, and their rate."""

    def __init__(self, shell: Shell, bar: Progress | None, total: int) -> None:
        self._shell, self._bar = shell, bar
        self._task = bar.add_task("", total=total) if bar else None
        self._begun = perf_counter()
        self.issues = self.pages = 0

    def step(self, pages: int) -> None:
        """One more issue is finished."""
        self.issues += 1
        self.pages += pages
        if self._bar and self._task is not None:
            self._bar.update(self._task, advance=1, description=self.rate())

    def rate(self) -> str:
        """Pages and issues a second so far."""
        seconds = max(self.seconds, 1e-9)
        pages, issues = self.pages / seconds, self.issues / seconds
        return say(self._shell.language, "rate", pages=pages, issues=issues)

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return perf_counter() - self._begun


@contextmanager
def following(shell: Shell, total: int) -> Iterator[Follow]:
    """Follow a run of so many issues: with a bar, if somebody is looking."""
    if shell.as_json or not sys.stdout.isatty():
        yield Follow(shell, None, total)
        return
    with Progress(
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(highlight=False),
        transient=True,
    ) as bar:
        yield Follow(shell, bar, total)


@contextmanager
def while_looking(shell: Shell, words: str) -> Iterator[None]:
    """Show on a terminal that something goes on."""
    if shell.as_json or not sys.stdout.isatty():
        yield
        return
    with Console().status(words):
        yield


def show_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """A table of words and figures, the figures to the right."""
    table = Table(box=None, pad_edge=False)
    for index, word in enumerate(head):
        table.add_column(word, justify="right" if index else "left")
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, markup=False).print(table)
