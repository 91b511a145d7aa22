"""Which commands ask for a helper, and when none is wanted.

`COMPOSITOR_HELPER=on` asks for it, `off` never does; else a person at a terminal has one, and a
script, a pipe, a scheduled job or a test leaves no process behind.
"""

import os
import sys

TYPE_CHECKING = False  # as in `typing`, which is not imported
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SWITCH = "COMPOSITOR_HELPER"
# Those that live long, start processes of their own, or are about the helper itself.
BY_THEMSELVES = ("proof", "archive", "verify", "helper")
VALUES = ("en", "zh")  # of --lang, which may stand before the command
NOBODY = ("CI", "PYTEST_CURRENT_TEST")  # variables that say: no person is waiting


def is_wanted(words: "Sequence[str]", variables: "Mapping[str, str]") -> bool:
    """Whether a command is to be run by a helper, or one to be started for the next."""
    command = next((w for w in words if not w.startswith("-") and w not in VALUES), "")
    if not command or command in BY_THEMSELVES or not _is_plain():
        return False
    choice = variables.get(SWITCH, "")
    if choice in ("on", "off"):
        return choice == "on"
    return os.isatty(2) and not any(variables.get(name) for name in NOBODY)


def _is_plain() -> bool:
    """On Linux, and Python was started without options, which a helper could not take on."""
    return sys.platform == "linux" and sys.orig_argv[1:] == sys.argv
