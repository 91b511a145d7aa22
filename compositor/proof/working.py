"""Working at the desk: what a request changes, as a `Change` for `Session.write`.

    conflict = await session.write(move(session, 1, "jiangdu", at, base))

A change is a function from the files as they stand and the journal to a step: what is to be
written, and the journal once it is. What may be changed, and how, is `editing`'s.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from compositor.diagnostics import Refused, diagnose
from compositor.editing import Conflict, Journal, Saved, move_module, remake_page, save_part
from compositor.editing.journal import Step
from compositor.manuscript.issue import article_paths
from compositor.manuscript.parts import Part, read_part
from compositor.model.issue import At
from compositor.proof.answers import Wrong
from compositor.proof.session import Session
from compositor.sources import FolderSources, Sources, read_bytes, read_text

Change: TypeAlias = Callable[[FolderSources, Journal], Step | Conflict]


def part(session: Session, article: str, name: str) -> Part:
    """The words of a part of an article as its file has them; `Refused` if there is none."""
    sources, folder = session.sources(), session.place.folder
    path = article_paths(sources, folder).get(article)
    if path is None:
        raise Refused([diagnose("no-article-here", None, article=article)])
    read_text(sources, path)  # or say why not
    return read_part(path, sources.read(path).decode(), folder, name)


def save(session: Session, asked: Mapping[str, Any]) -> Change:
    """Words in a part of an article; those that are saved while they are typed are one step."""

    def change(sources: Sources, journal: Journal) -> Step | Conflict:
        names = asked["article"], asked["part"]
        made = save_part(sources, session.place.folder, *names, asked["base"], asked["text"])
        if isinstance(made, Conflict):
            return made
        return Step((journal.goes_on if asked["goes_on"] else journal.wrote)(made), made)

    return change


def move(session: Session, page: int, article: str, to: At, base: At) -> Change:
    """A module in another place of the grid."""
    return _step(
        lambda sources: move_module(sources, session.place.folder, page, article, to, base)
    )


def remake(session: Session, page: int, pinned: frozenset[str]) -> Change:
    """A page made up anew round what is pinned."""
    return _step(lambda sources: remake_page(sources, session.place.folder, page, pinned))


def undo(sources: Sources, journal: Journal) -> Step | Conflict:
    """The last change taken back; `Wrong` if there is none."""
    last = journal.to_undo
    if last is None:
        raise Wrong("nothing")
    return journal.undo(read_bytes(sources, last.path))


def redo(sources: Sources, journal: Journal) -> Step | Conflict:
    """The last change that was taken back made again; `Wrong` if there is none."""
    last = journal.to_redo
    if last is None:
        raise Wrong("nothing")
    return journal.redo(read_bytes(sources, last.path))


def at(asked: Mapping[str, Any]) -> At:
    """A place on the grid as a request names it; `ValueError` or `TypeError` if it does not."""
    if not all(type(value) is int for value in asked.values()):
        raise ValueError
    return At(**asked)


def _step(make: Callable[[Sources], Saved | Conflict]) -> Change:
    def change(sources: Sources, journal: Journal) -> Step | Conflict:
        made = make(sources)
        return made if isinstance(made, Conflict) else Step(journal.wrote(made), made)

    return change
