"""The entry point: arguments, one command, one catcher for everything an editor can do wrong."""

import gc
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from compositor.cli.arguments import language_of, read_arguments
from compositor.cli.commands import COMMANDS
from compositor.cli.shell import Room, Shell
from compositor.diagnostics import ExitCode, Refused
from compositor.memory import COLLECT_AFTER


def main(arguments: Sequence[str] | None = None, room: Room | None = None) -> int:
    """Run the command line; the value is the exit status (`ExitCode`).

    `room` is what earlier commands have left, where this process has run any.
    """
    gc.set_threshold(COLLECT_AFTER)
    words = list(sys.argv[1:] if arguments is None else arguments)
    language = language_of(words)
    options = read_arguments(words, language)
    room = room or Room()
    shell = Shell(language, as_json=options.json, room=room)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no Chinese
    try:
        with room:
            return COMMANDS[options.command](options, shell)
    except Refused as refused:
        shell.report_faults(refused.diagnostics)
        shell.say_failed(refused.diagnostics)
        return refused.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stdout = None  # the reader of our output went away; that is no fault
        return ExitCode.DONE
    except OSError as error:
        print(error, file=sys.stderr)
        return ExitCode.SYSTEM
