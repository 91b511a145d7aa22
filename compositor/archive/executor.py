"""The one interface of whatever does the work: processes of this machine, or a cluster.

    with executor:
        for task, value in executor.run(make, tasks):
            …                                   value: what `make(workshop, task)` gave, or `Lost`

A job is a function of a module (it is sent by name) from a worker's workshop and a task to a value;
tasks and values cross processes. A worker has one workshop for as long as it lives: what is kept
in it may be gone with the next task.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self, TypeAlias, TypeVar

from compositor.backissue import Workshop

Asked = TypeVar("Asked")
Given = TypeVar("Given")
Job: TypeAlias = Callable[[Workshop, Asked], Given]


@dataclass(frozen=True, slots=True)
class Lost:
    """No value: the worker died twice at this task (`reason`: killed, out of memory, …)."""

    reason: str


class Executor(Protocol):
    """Hands tasks to workers. `jobs` is how many it works at side by side."""

    @property
    def jobs(self) -> int:
        """How many tasks are worked at side by side, as things are now."""

    def run(
        self, job: Job[Asked, Given], tasks: Iterable[Asked]
    ) -> Iterator[tuple[Asked, Given | Lost]]:
        """Every task once, as they are finished; closing it, what is not begun never is.

        Tasks are asked for one by one, as there are workers for them: there may be a hundred
        thousand, and whoever gives them may stop.
        """

    def __enter__(self) -> Self:
        """Ready to work."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """No worker is left behind."""
