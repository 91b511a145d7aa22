"""The lock: text that says the same again, sorted; damaged or newer, nothing is lost; one run."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.archive.lock import (
    JOURNAL_FILE,
    LOCK_FILE,
    RUN_FILE,
    Lock,
    one_run,
    read_lock,
    set_aside,
)
from compositor.archive.locktext import (
    BadLine,
    NewerText,
    journal_entries,
    journal_line,
    read_text,
    write_text,
)
from compositor.archive.shelves import FolderShelf, Shelf
from compositor.diagnostics import Diagnostic, ExitCode, Refused
from compositor.model.backissue import Input, Locked, Output
from tests.archive.samples import AUGUST, JULY, MAY, locked
from tests.samples import ROOT

# ------------------------------------------------------------------------------ hypothesis

names = st.text(min_size=1, max_size=12)
digests = st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}")


@st.composite
def issues(draw: st.DrawFn) -> Locked:
    """Any issue a lock can speak of: paths of any characters, in its folder and outside."""
    issue = draw(names)
    paths = st.one_of(names, names.map(lambda name: f"{issue}/{name}"))
    present = st.builds(Input, st.sampled_from(["file", "names"]), paths, digests)
    absent = st.builds(Input, st.just("absent"), paths, st.just(""))
    inputs = draw(st.lists(st.one_of(present, absent), max_size=6, unique=True))
    outputs = draw(st.lists(st.builds(Output, names, st.integers(0, 10**9), digests), max_size=3))
    return Locked(
        issue,
        draw(st.sampled_from(["pages", "pages press", "pages press library"])),
        draw(digests),
        draw(st.integers(0, 99)),
        tuple(sorted(inputs)),
        tuple(sorted(outputs)),
        tuple(draw(st.lists(names, max_size=3))),
    )


many_issues = st.lists(issues(), max_size=5, unique_by=lambda one: one.issue)


@settings(max_examples=50)
@given(many_issues)
def test_a_lock_says_the_same_again(made: list[Locked]) -> None:
    """Whatever characters paths have: they are Unicode text when written."""
    text = write_text(made)
    assert read_text(text.encode().decode()) == {one.issue: one for one in made}


@settings(max_examples=50)
@given(many_issues.flatmap(lambda made: st.tuples(st.just(made), st.permutations(made))))
def test_a_lock_is_sorted_and_the_same_for_the_same_issues(
    orders: tuple[list[Locked], list[Locked]],
) -> None:
    """In whichever order they were made."""
    made, shuffled = orders
    text = write_text(made)
    assert write_text(shuffled) == text
    heads = [line for line in text.split("\n") if line.startswith("issue ")]
    assert len(heads) == len(made)
    assert list(read_text(text)) == sorted(one.issue for one in made)


@settings(max_examples=50)
@given(many_issues)
def test_a_journal_says_the_same_again(made: list[Locked]) -> None:
    """Each line by itself."""
    text = "".join(journal_line(one).decode() for one in made)
    assert journal_entries(text) == {one.issue: one for one in made}


@given(st.integers(0, 2000))
def test_a_lock_that_was_cut_off_is_damaged(size: int) -> None:
    """Nothing of it is taken for the whole; but its last line end is of no account."""
    text = write_text([locked(JULY), locked(AUGUST)])
    if size >= len(text) - 1:
        assert len(read_text(text[:size])) == 2
        return
    with pytest.raises(BadLine) as told:
        read_text(text[:size])
    assert told.value.number == text[:size].rstrip("\n").count("\n") + 1


@given(st.integers(0, 5000))
def test_of_a_torn_journal_the_whole_lines_are_kept(size: int) -> None:
    """A run that was killed has torn one line at most."""
    lines = [journal_line(locked(issue)).decode() for issue in (MAY, JULY, AUGUST)]
    text = "".join(lines)[:size]
    whole = sum(text.startswith("".join(lines[:count])) for count in (1, 2, 3))
    assert list(journal_entries(text)) == [MAY, JULY, AUGUST][:whole]


# ---------------------------------------------------------------------------------- the text


def test_the_text_is_as_it_is_described() -> None:
    """One fact a line; what issues share stands there once."""
    text = write_text([locked(AUGUST), locked(JULY)])
    assert text.count("fonts/fonts.yaml") == text.count("compositor 0.1.0") == 1
    lines = text.splitlines()
    assert (lines[0], lines[-1]) == ("compositor archive lock 1", "end")
    at = lines.index(f"issue {JULY}")
    assert [line.split()[0] for line in lines[at:-1]][:10] == [
        "issue", "recipe", "pages", "build", "made", "shared", "file", "names", "output", "issue",
    ]  # fmt: skip
    assert f"  file {'2' * 64} articles/yi wen.md" in lines


def test_two_locks_can_be_merged_line_by_line() -> None:
    """Blocks go by what is in them, and comments, blank lines and line ends are of no account."""
    ours, theirs = (write_text([locked(issue)]).splitlines() for issue in (JULY, AUGUST))
    text = "\r\n".join([ours[0], "", "# of two branches", *ours[1:-1], *theirs[1:], ""])
    assert read_text(text) == {issue: locked(issue) for issue in (JULY, AUGUST)}


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("compositor archive lock 1", "something else", 1),
        ("compositor archive lock 1", "", 1),
        ("\nmade ", "\n<<<<<<< HEAD\nmade ", 2),
        ("\nmade ", "\n  stray\nmade ", 2),
        ("  pages 1", "  pages one", 8),
        ("  pages 1\n", "", 8),
        ("  recipe pages", "  recipe pages\n  recipe pages", 10),
        ("  absent layouts", f"  absent {'1' * 64}", 0),
        (f"  file {'1' * 64}", "  file 111", 7),
        ("  output ", "  outputs ", 16),
        ("\nend\n", "\n", 16),
        ("\nend\n", f"\nissue {JULY}\n  pages 1\nend\n", 17),
    ],
)
def test_a_damaged_line_is_found(old: str, new: str, line: int) -> None:
    """By its number, from 1; what only looks odd is read."""
    text = write_text([locked(JULY)])
    assert old in text
    damaged = text.replace(old, new, 1)
    if not line:
        assert read_text(damaged)
        return
    with pytest.raises(BadLine) as told:
        read_text(damaged)
    assert told.value.number == line


def test_a_newer_version_is_told_from_damage() -> None:
    """Also where nothing else of it could be read."""
    with pytest.raises(NewerText) as told:
        read_text("compositor archive lock 2\n{}")
    assert told.value.version == 2


# ------------------------------------------------------------------------------- on the shelf


@pytest.fixture
def shelf(tmp_path: Path) -> FolderShelf:
    return FolderShelf(str(tmp_path))


def refusal(shelf: Shelf) -> tuple[Diagnostic, ExitCode]:
    with pytest.raises(Refused) as told:
        read_lock(shelf)
    (problem,) = told.value.diagnostics
    return problem, told.value.exit_code


def test_no_lock_says_nothing(shelf: FolderShelf) -> None:
    """A new archive; nor is one written where nothing was made."""
    assert read_lock(shelf) == {}
    Lock(shelf).close()
    assert list(Path(shelf.place).iterdir()) == []


def test_a_lock_that_cannot_be_read_is_not_taken_for_none(shelf: FolderShelf) -> None:
    """Or everything would be made again."""
    Path(shelf.place, LOCK_FILE).mkdir()
    assert refusal(shelf)[0].code == "unreadable"


@pytest.mark.parametrize("name", [LOCK_FILE, JOURNAL_FILE])
def test_a_newer_lock_or_journal_is_refused_and_stays(shelf: FolderShelf, name: str) -> None:
    """Nothing is touched."""
    head = "journal" if name == JOURNAL_FILE else "lock"
    path = Path(shelf.place, name)
    path.write_text(f"compositor archive {head} 7\n")
    problem = refusal(shelf)[0]
    assert (problem.code, dict(problem.values)["version"]) == ("lock-newer", "7")
    assert [path.name for path in Path(shelf.place).iterdir()] == [name]


@pytest.mark.parametrize(
    "data", [b"", b"garbage", b"\x00" * 4096, b"compositor archive lock 1\n\xff\n"]
)
def test_a_damaged_lock_is_refused_and_kept_aside_when_asked(
    shelf: FolderShelf, data: bytes
) -> None:
    """Every byte of it stays, twice over if need be."""
    for number in (1, 2):
        Path(shelf.place, LOCK_FILE).write_bytes(data)
        problem, _ = refusal(shelf)
        assert problem.code == "lock-damaged" and problem.place
        assert problem.place.line == (2 if b"\xff" in data else 1)
        assert set_aside(shelf) == f"{LOCK_FILE}.bak{number}"
        assert read_lock(shelf) == {}
        assert Path(shelf.place, f"{LOCK_FILE}.bak{number}").read_bytes() == data


def test_what_is_noted_is_in_the_journal_at_once_and_at_last_in_the_lock(
    shelf: FolderShelf,
) -> None:
    """The journal goes when the lock has it all."""
    lock = Lock(shelf)
    lock.note(locked(JULY))
    assert read_lock(shelf) == {JULY: locked(JULY)}
    assert {path.name for path in Path(shelf.place).iterdir()} == {JOURNAL_FILE}
    lock.note(locked(AUGUST))
    lock.close()
    assert read_lock(shelf) == {one: locked(one) for one in (JULY, AUGUST)}
    assert {path.name for path in Path(shelf.place).iterdir()} == {LOCK_FILE}


def test_a_journal_that_was_left_is_taken_up(shelf: FolderShelf) -> None:
    """It is newer than the lock; its torn last line is dropped, and nothing is added to it."""
    first = Lock(shelf)
    first.note(locked(JULY))
    first.close()
    killed = Lock(shelf)
    killed.note(locked(JULY, recipe="pages press"))
    with Path(shelf.place, JOURNAL_FILE).open("ab") as file:
        file.write(journal_line(locked(AUGUST))[:-9])
    wanted = {JULY: locked(JULY, recipe="pages press")}
    assert read_lock(shelf) == wanted
    lock = Lock(shelf)
    assert lock.issues == wanted
    lock.note(locked(MAY))
    assert read_lock(shelf) == {**wanted, MAY: locked(MAY)}


class Store:
    """A shelf that is no folder of this machine."""

    place = "store://archive"

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def put(self, folder: str, files: dict[str, bytes]) -> None:
        self.files |= {f"{folder}/{name}".lstrip("/"): data for name, data in files.items()}

    def read(self, path: str) -> bytes:
        try:
            return self.files[path]
        except KeyError:
            raise FileNotFoundError(path) from None

    def size(self, path: str) -> int | None:
        return len(self.files[path]) if path in self.files else None

    def remove(self, folder: str, names: list[str]) -> None:
        for name in names:
            self.files.pop(f"{folder}/{name}".lstrip("/"), None)


def test_the_lock_of_a_shared_store_is_written_as_the_run_goes_on() -> None:
    """There is no journal: so many issues may be made again. Two runs forget nothing of each other."""
    store = Store()
    lock = Lock(store)  # type: ignore[arg-type]
    for number in range(50):
        lock.note(locked(f"issues/{number:04d}"))
    assert len(read_lock(store)) == 50  # type: ignore[arg-type]
    other = Lock(store)  # type: ignore[arg-type]
    other.note(locked(JULY))
    lock.note(locked(MAY))
    lock.close()
    other.close()
    assert len(read_lock(store)) == 52  # type: ignore[arg-type]


# --------------------------------------------------------------------------------- one run


def test_a_second_run_is_told_who_is_at_work(shelf: FolderShelf) -> None:
    """The process, and since when; it is let in when the first has ended."""
    with one_run(shelf):
        with pytest.raises(Refused) as told, one_run(shelf):
            pass
        (problem,) = told.value.diagnostics
        values = dict(problem.values)
        assert (problem.code, values["process"]) == ("run-already", str(os.getpid()))
        assert values["since"][:2] == "20"
    with one_run(shelf):
        pass
    assert list(Path(shelf.place).iterdir()) == []


HOLDER = """
import sys
from compositor.archive.lock import one_run
from compositor.archive.shelves import FolderShelf
with one_run(FolderShelf({place!r})):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_what_a_dead_process_has_left_is_no_hindrance(shelf: FolderShelf) -> None:
    """The file may be there: its lock went with the process."""
    code = HOLDER.format(place=shelf.place)
    holder = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout and holder.stdout.readline() == b"held\n"
    with pytest.raises(Refused), one_run(shelf):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    assert Path(shelf.place, RUN_FILE).exists()
    with one_run(shelf):
        pass


def test_where_nothing_can_be_written_no_run_begins(tmp_path: Path) -> None:
    """A file stands where the archive should be."""
    (tmp_path / "archive").write_text("")
    with pytest.raises(Refused) as told, one_run(FolderShelf(str(tmp_path / "archive"))):
        pass
    assert [one.code for one in told.value.diagnostics] == ["cannot-write"]
    assert told.value.exit_code is ExitCode.SYSTEM
