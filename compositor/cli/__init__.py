"""The command: `compose.py build | check | make-up | press | web | library | proof | diff |
review | sign | galley | grade | preflight | fonts | schema | errors | new | import | account |
archive | verify | find | helper`.

The only part that prints, takes the time and sets the exit status; it shares the clock and the
writing of files with `proof`. `main` catches what the others raise, `arguments` reads the command
line, `commands` runs one command each (`intake` those that take manuscripts in, `preflight` the
checks of finished PDFs, `review` those of sign-off, `proof` the proof desk, `paperproof` a proof on
paper, `diff` what changed between two, `web` the digital edition, `library` what libraries get,
`archive` issues by the thousand, with its `progress`, `verify` what a rebuild of these would
change, `verified` as lines and as data in `verifywords`, `find` the search through them) and talks
through a `shell`, `plans` draws and explains a plan of make-up, `words` holds what is said in both
languages, `keeping` says where proofs are kept and keeps a build as one, `picturestore` keeps
finished pictures from build to build. `warm` is what a process has ready before its first command,
`helper` looks after the one that is kept so.
"""

from compositor.cli.main import main

__all__ = ["main"]
