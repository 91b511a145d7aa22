"""The command: `compose.py build | check | galley | fonts | press | schema | errors`.

The only part that prints, takes the time, writes files and sets the exit status. `arguments`
reads the command line, `commands` runs one command each, `words` holds what is said in both
languages, `output` writes files so that a failed run leaves the last good ones untouched.
"""

from compositor.cli.main import main

__all__ = ["main"]
