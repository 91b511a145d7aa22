"""`compose.py proof`: the proof desk in a browser, or a proof on paper."""

import argparse
import secrets
import webbrowser
from pathlib import Path

from compositor.cli.find import ARCHIVE
from compositor.cli.keeping import kept_proofs
from compositor.cli.picturestore import FolderStore
from compositor.cli.shell import PICTURES, ROOT, Shell
from compositor.diagnostics import ExitCode, Place, Refused, diagnose
from compositor.output import MANIFEST
from compositor.proof.guard import Door
from compositor.proof.serve import Open, serve
from compositor.proof.session import Workplace


def proof_desk(options: argparse.Namespace, folder: str, shell: Shell) -> int:
    """Serve the desk for the issue in `folder` until it is stopped with Ctrl+C."""
    manifest = f"{folder}/{MANIFEST}"
    if not (ROOT / manifest).is_file():
        raise Refused([diagnose("no-file", Place(manifest), file=manifest)])
    door = Door(options.host, options.port)
    if not door.is_local:
        door = Door(door.host, door.port, secrets.token_urlsafe(24))
    archive: Path = (options.archive or ARCHIVE).absolute()
    place = Workplace(ROOT, folder, FolderStore(PICTURES), kept_proofs(folder), archive)

    def opened(desk: Open) -> None:
        shell.say("desk_open", address=desk.address)
        if options.open:
            webbrowser.open(desk.address)

    try:
        serve(place, door, shell.language, opened)
    except OSError as error:
        where, reason = Place(f"{door.host}:{door.port}"), error.strerror or str(error)
        problem = diagnose("cannot-serve", where, reason=reason)
        raise Refused([problem], ExitCode.SYSTEM) from None
    return ExitCode.DONE
