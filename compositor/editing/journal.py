"""The journal of what was written at the desk: undone and done again, last first.

    journal = journal.wrote(saved)
    step = journal.undo(bytes_of_the_file_now)       # Step(journal, saved), or Conflict
    journal = step.journal                           # once `step.saved` is written

If the file is still as it was written, undoing gives it back as it was before; if it was changed
meanwhile, the change is taken out of it and the other's stays, unless they touch: then `Conflict`.
It remembers so many bytes and so many steps, and forgets the oldest.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

from compositor.editing.merging import merge
from compositor.editing.saved import Conflict, Saved

MOST_STEPS = 200
MOST_BYTES = 16_000_000


class Step(NamedTuple):
    """An undoing or a doing again: what is to be written, and the journal once it is."""

    journal: "Journal"
    saved: Saved


@dataclass(frozen=True, slots=True)
class Journal:
    """What was written, the oldest first, and what was undone, the next to be done again last."""

    done: tuple[Saved, ...] = ()
    undone: tuple[Saved, ...] = ()
    most_steps: int = MOST_STEPS
    most_bytes: int = MOST_BYTES

    @property
    def to_undo(self) -> Saved | None:
        """What would be undone; its file is to be read first."""
        return self.done[-1] if self.done else None

    @property
    def to_redo(self) -> Saved | None:
        """What would be done again."""
        return self.undone[-1] if self.undone else None

    def wrote(self, saved: Saved) -> "Journal":
        """The journal after something was written; what was undone before is gone."""
        if not saved.is_change:
            return self
        return self._bounded((*self.done, saved), ())

    def goes_on(self, saved: Saved) -> "Journal":
        """The journal after something was written that goes on with the last, as one step.

        For words that are saved while they are typed: they are undone together.
        """
        last = self.to_undo
        if last is None or self.undone or last.what != saved.what or last.after != saved.before:
            return self.wrote(saved)
        return self._bounded((*self.done[:-1], replace(saved, before=last.before)), ())

    def undo(self, current: bytes) -> Step | Conflict:
        """Take the last change out of its file, which now is `current`; `IndexError` if none."""
        last = self.done[-1]
        made = _turned(last, current)
        if isinstance(made, Conflict):
            return made
        # To be done again it is turned once more: from what is written now to what was there.
        return Step(self._bounded(self.done[:-1], (*self.undone, made)), made)

    def redo(self, current: bytes) -> Step | Conflict:
        """Make the change again that was undone last; `IndexError` if there is none."""
        made = _turned(self.undone[-1], current)
        if isinstance(made, Conflict):
            return made
        return Step(self._bounded((*self.done, made), self.undone[:-1]), made)

    def _bounded(self, done: tuple[Saved, ...], undone: tuple[Saved, ...]) -> "Journal":
        """With as many steps as are kept: of what was done the oldest go, then of the undone."""
        while done and self._is_full(done, undone):
            done = done[1:]
        while undone and self._is_full(done, undone):
            undone = undone[1:]
        return replace(self, done=done, undone=undone)

    def _is_full(self, done: tuple[Saved, ...], undone: tuple[Saved, ...]) -> bool:
        steps = (*done, *undone)
        size = sum(len(step.before) + len(step.after) for step in steps)
        return len(steps) > self.most_steps or size > self.most_bytes


def _turned(step: Saved, current: bytes) -> Saved | Conflict:
    """The change the other way round, in a file that now is `current`."""
    if current == step.after:
        return replace(step, before=current, after=step.before, is_merged=False)
    try:
        old, new, now = step.before.decode(), step.after.decode(), current.decode()
    except UnicodeDecodeError:
        return Conflict(current.decode(errors="replace"), step.before.decode(errors="replace"))
    merged = merge(new, now, old)
    if merged is None:
        return Conflict(now, old)
    return replace(step, before=current, after=merged.encode(), is_merged=True)
