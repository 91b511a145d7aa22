"""What was made is kept for the next time, by all it depends on, and no longer than it is of use.

    memory = Memory()
    galley = memory.of(("galley", Same(body), measure), lambda: set_it(body, measure))
    memory.say(note)        # beside a value: told again whenever that value is used again
    memory.heard()          # everything said in this run, in order, each once
    memory.end()            # the run is over: what two runs in a row had no use for goes
    memory.drop()           # the run has failed: what it made goes, all else stays

A key must hold all that its value is made of: then a value that is kept equals one that would be
made, and so does what is said beside it. A build has a memory of its own and looks things up in
it; `recompose` keeps one from proof to proof. Made values may ask for others; these stay as long as
what was made of them, so that little is to be made when a part of it has changed.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar, cast

T = TypeVar("T")

# Composing makes some hundred thousand small values that hold no cycles: to look for cycles after
# every 700 of them, as Python would, takes a tenth of the time of setting (measured). For
# `gc.set_threshold`, wherever a process is begun.
COLLECT_AFTER = 100_000
SWEEP_AFTER = 64  # values made since the last sweep before it is worth another: some edits


class Same:
    """A part of a key that is equal to itself alone: for large values that are never made twice."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value


@dataclass(slots=True, eq=False)
class _Kept:
    """A value with what was said beside it, what it was made of, and the last run that used it."""

    value: object
    notes: dict[Hashable, None]
    parts: list["_Kept"]
    run: int = 0


@dataclass(slots=True)
class _Making:
    """A value while it is made; the outermost is the run itself."""

    notes: dict[Hashable, None] = field(default_factory=dict)
    parts: list[_Kept] = field(default_factory=list)


@dataclass(slots=True)
class _Store:
    """What all views of a memory share."""

    kept: dict[Hashable, _Kept] = field(default_factory=dict)
    making: list[_Making] = field(default_factory=lambda: [_Making()])
    made: list[Hashable] = field(default_factory=list)  # keys, in this run
    since: int = 0  # values made since the last sweep
    run: int = 1


class Memory:
    """Values by their keys; a view of it has keys that mean the same only within what it is of."""

    def __init__(self) -> None:
        self._store = _Store()
        self._home: Hashable = None

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for a key, or is made now. What `make` raises is not kept."""
        store, key = self._store, (self._home, key)
        kept = store.kept.get(key)
        if kept is None:
            kept = self._make(key, make)
        outer = store.making[-1]
        if len(store.making) == 1:
            kept.run = store.run
        else:
            outer.parts.append(kept)
        if kept.notes:
            outer.notes.update(kept.notes)
        return cast(T, kept.value)

    def under(self, *key: Hashable) -> "Memory":
        """The same memory for what is made with these things: another view for others."""
        view = Memory()
        view._store = self._store
        view._home = self.of(("under", key), object)
        return view

    def say(self, note: Hashable) -> None:
        """Say something beside what is being made."""
        self._store.making[-1].notes[note] = None

    def heard(self) -> Iterable[Hashable]:
        """What was said so far, in order."""
        return tuple(self._store.making[-1].notes)

    def end(self) -> None:
        """A run is over."""
        store = self._store
        store.making = [_Making()]
        store.since += len(store.made)
        store.made.clear()
        if store.since >= SWEEP_AFTER:
            self._sweep()
            store.since = 0
        store.run += 1

    def drop(self) -> None:
        """A run has failed: forget what it made."""
        store = self._store
        store.making = [_Making()]
        for key in store.made:
            store.kept.pop(key, None)
        store.made.clear()

    @property
    def size(self) -> int:
        """How many values it has."""
        return len(self._store.kept)

    def _make(self, key: Hashable, make: Callable[[], object]) -> _Kept:
        store = self._store
        store.making.append(_Making())
        depth = len(store.making)
        try:
            value = make()
        finally:
            done = store.making.pop()
            assert len(store.making) == depth - 1
        kept = store.kept[key] = _Kept(value, done.notes, done.parts)
        store.made.append(key)
        return kept

    def _sweep(self) -> None:
        """Forget what neither this run nor the one before has used, itself or as a part."""
        store = self._store
        waiting = [kept for kept in store.kept.values() if kept.run >= store.run - 1]
        alive = {id(kept) for kept in waiting}
        while waiting:
            for part in waiting.pop().parts:
                if id(part) not in alive:
                    alive.add(id(part))
                    waiting.append(part)
        store.kept = {key: kept for key, kept in store.kept.items() if id(kept) in alive}
