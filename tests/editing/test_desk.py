"""A day at the desk: words changed, modules moved, taken back and done again, while others write too.

Every change puts a mark into the issue that is there once. Whatever happens, the marks in the files
are those that others put there and those of changes that are done and not undone: nothing is lost,
nothing is doubled, nothing comes back.
"""

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from compositor.diagnostics import Refused
from compositor.editing import Conflict, Journal, Saved, move_module, save_part
from compositor.keepplan import manifest_of
from compositor.manuscript.issue import article_paths, read_issue
from compositor.manuscript.parts import read_parts
from compositor.model.issue import Issue
from compositor.sources import MemorySources
from tests.editing.desk import files_of

ISSUES = ("issues/2025-11", "issues/2024-11", "issues/2024-04")
MARK = re.compile(r"〔[0-9]+〕")


class Desk(RuleBasedStateMachine):
    """One person at the desk, and another who edits the files themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.journal = Journal()
        self.theirs: set[str] = set()
        self.marks: dict[tuple[str, ...], str] = {}
        self.number = 0
        self.conflicts = 0

    @initialize(folder=st.sampled_from(ISSUES))
    def open(self, folder: str) -> None:
        self.folder = folder
        self.files = dict(files_of(folder))
        self.first = dict(self.files)
        self.seen = dict(self.files)

    # ------------------------------------------------------------------------- by and by

    @property
    def sources(self) -> MemorySources:
        return MemorySources(self.files)

    def issue(self) -> Issue:
        read = read_issue(self.sources, self.folder)
        assert read.issue and not any(d.is_error for d in read.diagnostics), read.diagnostics
        return read.issue

    def mark(self) -> str:
        self.number += 1
        return f"〔{self.number}〕"

    def part(self, data: st.DataObject, files: dict[str, bytes]) -> tuple[str, str, str]:
        """An article, one of its parts with words, and these, as they stand in files."""
        paths = article_paths(MemorySources(files), self.folder)
        name = data.draw(st.sampled_from(sorted(paths)))
        parts = read_parts(paths[name], files[paths[name]].decode(), self.folder)
        part = data.draw(st.sampled_from([part for part in parts if part.text]))
        return name, part.part, part.text

    def done(self, made: Saved | Conflict, *added: str) -> None:
        """What the shell does: write, and remember."""
        if isinstance(made, Conflict):
            self.conflicts += 1
            return
        assert self.files[made.path] == made.before
        self.files[made.path] = made.after
        marked = replace(made, what=(*made.what, *added))
        self.journal = self.journal.wrote(marked)

    # -------------------------------------------------------------------------- her rules

    @rule()
    def look(self) -> None:
        """She sees the pages as they are now."""
        self.seen = dict(self.files)

    @rule(data=st.data())
    def save(self, data: st.DataObject) -> None:
        """She adds words to a part as she saw it, which may have changed since."""
        name, part, base = self.part(data, self.seen)
        inside = {n for found in MARK.finditer(base) for n in range(found.start() + 1, found.end())}
        at = data.draw(st.sampled_from([n for n in range(len(base) + 1) if n not in inside]))
        mark = self.mark()
        try:
            made = save_part(
                self.sources, self.folder, name, part, base, base[:at] + mark + base[at:]
            )
        except Refused:
            return  # between stars, or after a `\\`
        self.done(made, mark)

    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        """She makes a module shallower, or wishes what cannot be."""
        places = [(page.number, p) for page in self.issue().pages for p in page.placements]
        page, placement = data.draw(st.sampled_from(places))
        base = placement.at
        field = data.draw(st.sampled_from(["lines", "lines", "line", "column", "columns"]))
        at = replace(base, **{field: getattr(base, field) + data.draw(st.sampled_from([-1, 1]))})
        before = self.issue()
        try:
            made = move_module(self.sources, self.folder, page, placement.article, at, base)
        except Refused:
            return
        self.done(made)
        moved = [(p.article, p.at) for plan in self.issue().pages for p in plan.placements]
        stood = [(p.article, p.at) for plan in before.pages for p in plan.placements]
        assert [new for new, old in zip(moved, stood, strict=True) if new != old] in (
            [(placement.article, at)],
            [],
        )

    @precondition(lambda self: self.journal.to_undo)
    @rule()
    def undo(self) -> None:
        last = self.journal.to_undo
        assert last
        self.turn(self.journal.undo(self.files[last.path]))

    @precondition(lambda self: self.journal.to_redo)
    @rule()
    def redo(self) -> None:
        last = self.journal.to_redo
        assert last
        self.turn(self.journal.redo(self.files[last.path]))

    def turn(self, made: Any) -> None:
        if isinstance(made, Conflict):
            self.conflicts += 1
            return
        self.files[made.saved.path] = made.saved.after
        self.journal = made.journal

    # ------------------------------------------------------------------------ the others'

    @rule(data=st.data())
    def others_write(self, data: st.DataObject) -> None:
        """Another adds a paragraph, or words to a line, in the file itself."""
        path = data.draw(st.sampled_from(sorted(article_paths(self.sources, self.folder).values())))
        head, fence, body = self.files[path].decode().rpartition("\n---\n")
        lines = body.split("\n")
        mark = self.mark()
        at = data.draw(st.integers(0, len(lines) - 1))
        if lines[at].strip():
            lines[at] += mark
        else:
            lines[at : at + 1] = ["", f"另一段{mark}。", ""]
        self.theirs.add(mark)
        self.files[path] = (head + fence + "\n".join(lines)).encode()

    # ------------------------------------------------------------------------ invariants

    @invariant()
    def every_mark_is_there_once(self) -> None:
        found = [
            m
            for path in self.files
            if path.endswith(".md")
            for m in MARK.findall(self.files[path].decode())
        ]
        hers = {word for saved in self.journal.done for word in saved.what if MARK.fullmatch(word)}
        assert sorted(found) == sorted(self.theirs | hers)

    @invariant()
    def the_issue_can_be_read(self) -> None:
        self.issue()

    @invariant()
    def nothing_but_words_and_places_has_changed(self) -> None:
        """Other files not at all; the manifest only in its numbers."""
        manifest = manifest_of(self.folder)
        for path, data in self.files.items():
            if not path.startswith(f"{self.folder}/articles/") and path != manifest:
                assert data is self.first[path]
        shape = [re.sub(rb"[0-9]+", b"0", files[manifest]) for files in (self.first, self.files)]
        assert shape[0] == shape[1]

    def teardown(self) -> None:
        """With everything undone and the others' words taken out, the issue is as it was."""
        while self.journal.to_undo:
            made = self.journal.undo(self.files[self.journal.to_undo.path])
            if isinstance(made, Conflict):
                return
            self.turn(made)
        if not self.theirs:
            assert self.files == self.first


Desk.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestDesk = Desk.TestCase


def test_a_mark_that_is_lost_is_seen() -> None:
    """The control."""
    desk = Desk()
    desk.open(ISSUES[0])
    desk.theirs.add("〔1〕")
    with pytest.raises(AssertionError):
        desk.every_mark_is_there_once()
