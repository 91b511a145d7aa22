"""The flow of what a person changes at the proof desk: into which file it goes, and back out again.

    save_part(sources, folder, "jiangdu", "body/2", base, words)      # words on a page
    move_module(sources, folder, 1, "jiangdu", at, base)              # a module on the grid
    remake_page(sources, folder, 1, frozenset({"jiangdu"}))           # a page round what is pinned
    journal.undo(current)                                             # what was written, taken back

Each gives a `Saved` of values: a path, the bytes before, the bytes to be written; or a `Conflict`
where others have changed the same meanwhile, and then there is nothing to write. `Refused` says
what cannot be. Nothing is written here: `compositor.output.replace_file` is for the shell.

    saved     Saved, Conflict
    merging   a three-way merge of texts
    words     save_part
    moving    move_module
    remaking  remake_page
    journal   Journal: undo and redo
"""

from compositor.editing.journal import Journal
from compositor.editing.merging import merge
from compositor.editing.moving import move_module
from compositor.editing.remaking import remake_page
from compositor.editing.saved import Conflict, Saved
from compositor.editing.words import save_part

__all__ = [
    "Conflict",
    "Journal",
    "Saved",
    "merge",
    "move_module",
    "remake_page",
    "save_part",
]
