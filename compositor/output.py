"""Writing what was made: all files or none, and never half a file.

Every file is first written whole beside its place under a temporary name; only when all of them
are there are they renamed. A full disk or a read-only folder leaves the last good files as they
were, and is reported as `cannot-write`. A whole new folder (`write_folder`) is made the same way.
What changes a file of an issue, the proof desk, does so by `replace_file`: only if the file is
still as it was read, and only inside the issue's folder.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

from compositor.diagnostics import ExitCode, Place, Refused, diagnose

SUFFIX = ".writing"
DIGEST = re.compile(r"[0-9a-f]{16}")
MANIFEST = "issue.yaml"  # what a folder must hold to be replaced as an issue


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
        raise _cannot_write(error, folder) from None


def write_whole(path: Path, data: bytes) -> None:
    """Write one file, which is on the disk when this returns; `Refused` with `cannot-write`."""
    draft = path.with_name(path.name + SUFFIX)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        _remove(draft)
        raise _cannot_write(error, path) from None


def write_folder(folder: Path, files: Mapping[str, bytes], force: bool) -> Path | None:
    """Write a whole issue into a folder of its own: all of `files`, by their paths in it, or none.

    A folder that is there is left alone (`issue-exists`), or with `force` kept under another name,
    `NAME.bak1` or the next that is free, which is returned; only an issue or an empty folder is
    replaced (`not-an-issue`). `Refused` with `cannot-write` where the disk does not allow it: then
    everything is as it was.
    """
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - `..` has no name; links stay links
    try:
        if os.path.lexists(folder):
            _may_replace(folder, force)
        folder.parent.mkdir(parents=True, exist_ok=True)
        room = Path(mkdtemp(prefix=SUFFIX, dir=folder.parent))
        try:
            (room / folder.name).mkdir()
            for name, data in files.items():
                _write_below(room / folder.name, name, data)
            return _put_in_place(room / folder.name, folder)
        finally:
            shutil.rmtree(room, ignore_errors=True)
    except OSError as error:
        raise _cannot_write(error, folder) from None


def write_series(
    draft: Path, files: Iterable[tuple[str, bytes]], folder_of: Callable[[], Path]
) -> tuple[int, int]:
    """Write files one after another, more than memory holds, into a new folder: all or none.

    They are written into `draft`, which is renamed to what `folder_of` says when all are there; a
    folder that has that name already is the same. The value is how many files and bytes they are.
    """
    count, size = 0, 0
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        for name, data in files:
            _write_below(draft, name, data)
            count, size = count + 1, size + len(data)
        if not folder_of().is_dir():
            draft.rename(folder_of())
    except OSError as error:
        raise _cannot_write(error, draft) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return count, size


def remove_others(folder: Path) -> None:
    """Remove the folders beside one that are named as it is, by a digest: of earlier states."""
    for other in folder.parent.iterdir():
        if other != folder and DIGEST.fullmatch(other.name) and other.is_dir():
            shutil.rmtree(other, ignore_errors=True)


def replace_file(root: Path, folder: str, path: str, before: bytes, after: bytes) -> bool:
    """Put other bytes into a file of an issue; False, and nothing done, if it is not `before` now.

    `folder` and `path` count from the project's `root`. `Refused` with `outside-issue` where links
    or `..` lead out of the folder, which itself may be a link: a file's bytes change, links stay.
    """
    home, target = (root / folder).resolve(), (root / path).resolve()
    if not target.is_relative_to(home) or ".." in Path(path).parts:
        raise Refused([diagnose("outside-issue", Place(path), file=path)])
    draft = target.with_name(target.name + SUFFIX)
    try:
        if target.read_bytes() != before:
            return False
        _write(draft, after)
        shutil.copymode(target, draft)
        draft.replace(target)
    except FileNotFoundError:
        return False
    except OSError as error:
        _remove(draft)
        raise _cannot_write(error, target) from None
    return True


def _may_replace(folder: Path, force: bool) -> None:
    is_issue = (folder / MANIFEST).is_file() or (folder.is_dir() and not any(folder.iterdir()))
    if not force or not is_issue:
        code = "issue-exists" if is_issue else "not-an-issue"
        raise Refused([diagnose(code, Place(str(folder)), folder=folder)])


def _write_below(folder: Path, name: str, data: bytes) -> None:
    path = folder / name
    assert path.is_relative_to(folder) and ".." not in path.parts, name
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, data)


def _put_in_place(draft: Path, folder: Path) -> Path | None:
    """Rename a folder that is ready; what stood in its place comes back if that fails."""
    if not os.path.lexists(folder):
        draft.rename(folder)
        return None
    kept = free_name(folder)
    folder.rename(kept)
    try:
        draft.rename(folder)
    except BaseException:
        kept.rename(folder)
        raise
    return kept


def free_name(path: Path) -> Path:
    """The name under which what is replaced is kept: `NAME.bak1`, or the next that is free."""
    names = (path.with_name(f"{path.name}.bak{number}") for number in count(1))
    return next(name for name in names if not os.path.lexists(name))


def _cannot_write(error: OSError, folder: Path) -> Refused:
    file, reason = str(error.filename or folder), error.strerror or str(error)
    problem = diagnose("cannot-write", Place(file), file=file, reason=reason)
    return Refused([problem], ExitCode.SYSTEM)


def remove_stale(folder: Path, pattern: str, keep: Mapping[str, bytes]) -> None:
    """Remove files of an earlier build that this one did not make (a page that is gone)."""
    for path in folder.glob(pattern):
        if path.name not in keep:
            _remove(path)


def remove_listed(folder: Path, names: Iterable[str], keep: Mapping[str, bytes]) -> None:
    """Remove files that an earlier run has listed and this one did not make; only in `folder`."""
    for name in names:
        if name not in keep and Path(name).name == name and (folder / name).is_file():
            _remove(folder / name)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # what cannot be removed does no harm: it is not a result
