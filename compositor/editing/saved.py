"""What became of a change: bytes to be written, or two versions that cannot be one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Saved:
    """A file with a change in it: `before` are its bytes as they were read, `after` those to write.

    `what` says what was done, for whoever offers to undo it: `("part", article, part)`, `("move",
    page, article)`, `("remake", page)`. `is_merged` says that the file had been changed meanwhile,
    and holds both changes now.
    """

    path: str
    before: bytes
    after: bytes
    what: tuple[str, ...]
    is_merged: bool = False

    @property
    def is_change(self) -> bool:
        """Whether there is anything to write."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same was changed meanwhile: as the file has it, and as it was to be. Nothing is written.

    `merged` is there for what a person makes of the two; no program has.
    """

    theirs: str
    mine: str
    merged: None = None
