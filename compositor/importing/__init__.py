"""The flow of an import: files of any sort → the files of an issue, and the account of every
character.

made = import_files(sources, ("page.txt",), Wanted("issues/2025-11", …))
made.files["issue.yaml"], made.files["import.md"]     # not written yet: that is the command's
made = account_again(sources, "issues/2025-11")       # after corrections by hand

documents   files → Documents, by the readers of `intake` (PDFs through `press.signs`)
polishing   house style on what they say: the automatic rules of the copy desk
placing     modules one below the other, as deep as their text, so that the issue can be built
files       articles, manifest and report as text
again       the account made again
"""

from compositor.importing.again import account_again
from compositor.importing.files import Imported, Wanted, import_files

__all__ = ["Imported", "Wanted", "account_again", "import_files"]
