"""The command: `compose.py build | check | make-up | press | web | galley | grade | preflight |
fonts | schema | errors | new | import | account`.

The only part that prints, takes the time, writes files and sets the exit status. `main` catches
what the others raise, `arguments` reads the command line, `commands` runs one command each
(`intake` those that take manuscripts in, `preflight` the checks of finished PDFs, `web` the digital
edition) and talks through a `shell`, `plans` draws and explains a plan of make-up, `words` holds
what is said in both languages, `output` writes files so that a failed run leaves the last good ones
untouched, `picturestore` keeps finished pictures from build to build.
"""

from compositor.cli.main import main

__all__ = ["main"]
