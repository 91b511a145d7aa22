"""In a child: seconds by stage, taken by wrapping functions where the program looks them up.

stopwatch = Stopwatch(("set", "draw"))
stopwatch.watch("draw", "compositor.plate.draw", "draw")
stopwatch.take()                         # {"set": 0.0, "draw": 0.071}, since the last taking

A stage's time is its own: a watched call inside another's is taken off the outer one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from pkgutil import resolve_name
from time import perf_counter
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Stopwatch:
    """Seconds by stage, of a clock."""

    def __init__(self, stages: Sequence[str], clock: Callable[[], float] = perf_counter) -> None:
        self._stages = stages
        self._clock = clock
        self._spent: defaultdict[str, float] = defaultdict(float)
        self._inner: list[float] = []

    def watch(self, stage: str, place: str, name: str) -> None:
        """Time a function from now on, in place."""
        owner = resolve_name(place)
        setattr(owner, name, self.timed(stage, getattr(owner, name)))

    def take(self) -> dict[str, float]:
        """The seconds since the last taking."""
        taken = {stage: self._spent[stage] for stage in self._stages}
        self._spent.clear()
        return taken

    def timed(self, stage: str, function: Callable[P, T]) -> Callable[P, T]:
        """The same function, timed."""

        @wraps(function)
        def timed(*args: P.args, **kwargs: P.kwargs) -> T:
            begun = self._clock()
            self._inner.append(0.0)
            try:
                result = function(*args, **kwargs)
                # A generator does its work when it is walked.
                return iter(list(result)) if isinstance(result, Iterator) else result  # type: ignore[return-value]
            finally:
                whole = self._clock() - begun
                self._spent[stage] += whole - self._inner.pop()
                if self._inner:
                    self._inner[-1] += whole

        return timed
