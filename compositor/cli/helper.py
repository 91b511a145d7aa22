"""`helper`: the process that runs commands quickly, looked after; see `compositor.helper`."""

import argparse
import json
from time import monotonic, sleep

from compositor.cli.shell import Shell
from compositor.diagnostics import ExitCode
from compositor.helper import client, wire

ACTIONS = ("status", "start", "stop")
PATIENCE, PAUSE = 60.0, 0.05  # seconds a helper has to be ready, and between two looks
MEGABYTE, MINUTE = 1_000_000, 60


def helper(options: argparse.Namespace, shell: Shell) -> int:
    """Say whether there is a helper, start one, or stop it."""
    if options.action == "stop":
        is_gone = client.ask(wire.STOP) is not None
        shell.say("helper_stopped" if is_gone else "helper_none")
        return ExitCode.DONE
    told = client.ask(wire.STATUS)
    if options.action == "start" and told is None:
        told = _started()
    if shell.as_json:
        print(json.dumps(_data(told)))
    elif told is None:
        shell.say("helper_none")
    else:
        pid, served, size, seconds = told
        minutes, megabytes = seconds / MINUTE, size / MEGABYTE
        shell.say("helper_ready", pid=pid, served=served, size=megabytes, minutes=minutes)
    return ExitCode.SYSTEM if options.action == "start" and told is None else ExitCode.DONE


def _started() -> tuple[int, ...] | None:
    """Start a helper, and wait until it listens."""
    client.start()
    until = monotonic() + PATIENCE
    while (told := client.ask(wire.STATUS)) is None and monotonic() < until:
        sleep(PAUSE)
    return told


def _data(told: tuple[int, ...] | None) -> dict[str, int]:
    """What a helper says of itself; empty if there is none."""
    names = ("process", "served", "bytes", "idle_seconds")
    return {} if told is None else dict(zip(names, told, strict=True))
