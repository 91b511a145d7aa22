"""Writing what was made: all files or none, and never half a file.

Every file is first written whole beside its place under a temporary name; only when all of them
are there are they renamed. A full disk or a read-only folder leaves the last good files as they
were, and is reported as `cannot-write`.
"""

from collections.abc import Mapping
from pathlib import Path

from compositor.diagnostics import ExitCode, Place, Refused, diagnose

SUFFIX = ".writing"


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` (by name) into `folder`, which is made if need be."""
    written: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            target = folder / name
            draft = target.with_name(target.name + SUFFIX)
            written.append((draft, target))
            _write(draft, data)
        for draft, target in written:
            draft.replace(target)
    except OSError as error:
        for draft, _ in written:
            _remove(draft)
        file = str(error.filename or folder)
        reason = error.strerror or str(error)
        problem = diagnose("cannot-write", Place(file), file=file, reason=reason)
        raise Refused([problem], ExitCode.SYSTEM) from None


def remove_stale(folder: Path, pattern: str, keep: Mapping[str, bytes]) -> None:
    """Remove files of an earlier build that this one did not make (a page that is gone)."""
    for path in folder.glob(pattern):
        if path.name not in keep:
            _remove(path)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # what cannot be removed does no harm: it is not a result
