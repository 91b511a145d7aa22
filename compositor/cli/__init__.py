"""The command: `compose.py new | build | check | press | galley | grade | fonts | schema | errors`.

The only part that prints, takes the time, writes files and sets the exit status. `main` catches
what the others raise, `arguments` reads the command line, `commands` runs one command each and
talks through a `shell`, `words` holds what is said in both languages, `output` writes files so that
a failed run leaves the last good ones untouched.
"""

from compositor.cli.main import main

__all__ = ["main"]
