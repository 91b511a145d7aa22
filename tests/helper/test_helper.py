"""Commands by a helper: as if there were none, and nobody is harmed when something goes wrong."""

import os
import pty
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from socket import AF_UNIX, socket
from typing import Any

import pytest

from tests.helper.conftest import Project, soon

Done = subprocess.CompletedProcess[bytes]


def seen(done: Done) -> tuple[int, bytes, list[bytes]]:
    """Status, stdout and stderr; of a traceback its last line, which both have."""
    problems = done.stderr.splitlines()
    is_traceback = problems[:1] == [b"Traceback (most recent call last):"]
    return done.returncode, done.stdout, problems[-1:] if is_traceback else problems


def without_switch(done: Done) -> Done:
    done.stdout = done.stdout.replace(
        b"('COMPOSITOR_HELPER', 'off')", b"('COMPOSITOR_HELPER', 'on')"
    )
    return done


@pytest.mark.parametrize(
    "words",
    [
        ["tell", "a", "标题", "--b"],
        *(["leave", how] for how in ("word", "nothing", "number", "fault", "learning")),
        ["learn", "one"],
    ],
    ids=" ".join,
)
def test_a_command_says_and_gives_the_same_with_a_helper(
    project: Project, words: list[str]
) -> None:
    """Status, stdout, stderr: of whatever the command does, those of a command by itself."""
    helper = project.start()
    assert seen(project.run(*words)) == seen(without_switch(project.cold(*words)))
    assert project.served >= 2 and helper in project.processes | {helper}


def test_a_command_stands_where_its_client_stands(project: Project, tmp_path: Path) -> None:
    """Folder, mask, variables, time zone, stdin: each command has its own client's."""
    project.start()
    other = tmp_path / "其他"
    other.mkdir()
    here = {"TZ": "Asia/Shanghai", "NO_COLOR": "1", "COLUMNS": "61", "LC_MESSAGES": "zh_CN"}
    served = project.served
    project.variables |= here
    options: dict[str, Any] = {"cwd": other, "umask": 0o027, "input": b"typed", "stdin": None}
    told = [
        seen(project.run("tell", "read", **options)),
        seen(without_switch(project.cold("tell", "read", **options))),
    ]
    assert told[0] == told[1]
    assert project.served > served + 1  # the first was by the helper
    assert b"61" in told[0][1] and b"typed" in told[0][1] and b"CST" in told[0][1]


def test_at_a_terminal_a_command_is_at_a_terminal(project: Project) -> None:
    """The streams are the client's own: with a terminal for them, `isatty` says so."""
    project.start()
    ours, its = pty.openpty()
    words = [*project.words, "tell"]
    client = subprocess.Popen(
        words, env=project.variables, stdin=its, stdout=its, stderr=its, cwd=project.folder
    )
    os.close(its)
    assert client.wait(30) == 3
    said = os.read(ours, 100_000)
    os.close(ours)
    assert said.count(b"True, True)") == 3 and b"a problem" in said


def test_ctrl_c_ends_the_command_and_the_helper_goes_on(project: Project, tmp_path: Path) -> None:
    """The client is interrupted: its command is, and its status is the command's."""
    project.start()
    client = project.begin("wait", str(tmp_path))
    assert soon((tmp_path / "ready").exists)
    client.send_signal(signal.SIGINT)
    assert client.wait(30) == 130
    assert (tmp_path / "interrupted").exists()
    assert project.run("learn").stdout == b"1\n"


@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_client_that_is_killed_takes_its_command_along(
    project: Project, tmp_path: Path, way: int
) -> None:
    """No command goes on that nobody waits for."""
    project.start()
    client = project.begin("wait", str(tmp_path))
    assert soon((tmp_path / "ready").exists)
    pid = int((tmp_path / "ready").read_text())
    client.send_signal(way)
    assert client.wait(30) == -way
    assert soon(lambda: pid not in project.processes)
    assert project.run("learn").stdout == b"1\n"


def test_a_command_that_dies_is_told_and_not_run_twice(project: Project) -> None:
    """Its copy was killed: that is said, with the status of a fault of the system."""
    project.start()
    done = project.run("die")
    assert done.returncode == 5 and b"died" in done.stderr and done.stdout == b""
    assert project.run("learn").stdout == b"1\n"


def test_what_a_command_learns_the_next_one_knows(project: Project) -> None:
    """The copy stands in for the helper; in a folder, with streams and variables of nobody."""
    first = project.start()
    assert [project.run("learn").stdout for _ in range(3)] == [b"1\n", b"2\n", b"3\n"]
    helper = project.helper
    assert helper != first and soon(lambda: first not in project.processes)
    process = Path(f"/proc/{helper}")
    files = {str((process / f"fd/{number}").readlink()) for number in (0, 1, 2)}
    assert files == {os.devnull} and str((process / "cwd").readlink()) == "/"
    assert len(list((process / "fd").iterdir())) < 12


def test_what_a_command_was_spoilt_by_the_next_one_does_not_know(project: Project) -> None:
    """A copy that failed is thrown away with all it had learned."""
    project.start()
    assert project.run("learn").stdout == b"1\n"
    assert project.run("leave", "learning").returncode == 1
    assert project.run("learn").stdout == b"2\n"


def test_commands_run_beside_each_other(project: Project, tmp_path: Path) -> None:
    """A long command keeps no other waiting, also when the helper is another meanwhile."""
    project.start()
    client = project.begin("wait", str(tmp_path))
    assert soon((tmp_path / "ready").exists)
    assert [project.run("learn").stdout for _ in range(2)] == [b"1\n", b"2\n"]
    clients = [project.begin("learn", str(n)) for n in range(5)]
    assert [c.wait(30) for c in clients] == [0] * 5
    client.send_signal(signal.SIGINT)
    assert client.wait(30) == 130


def test_the_first_command_runs_by_itself_and_leaves_a_helper(project: Project) -> None:
    """Nobody waits for a helper to get ready; it holds nothing of who started it."""
    read, write = os.pipe()
    os.set_inheritable(write, True)
    assert project.run("learn", close_fds=False).stdout == b"1\n"
    os.close(write)
    assert os.read(read, 1) == b""  # nobody else has the other end
    os.close(read)
    assert soon(lambda: project.socket is not None)
    assert project.run("learn").stdout == b"1\n"
    assert project.run("learn").stdout == b"2\n"


def test_a_helper_that_was_killed_is_replaced(project: Project) -> None:
    """Its socket is there and nobody listens: the command runs by itself, the next by another."""
    os.kill(project.start(), signal.SIGKILL)
    assert soon(lambda: project.ask("status") is None)
    assert project.run("learn").stdout == b"1\n"
    assert soon(lambda: project.ask("status") is not None)


def test_a_changed_program_is_not_run_by_an_old_helper(project: Project) -> None:
    """A source that was edited: the command runs by itself, as it is now; the helper ends."""
    old = project.start()
    toy = project.folder / "compositor" / "added.py"
    toy.write_text("NUMBER = 1\n")
    source = project.folder / "toy.py"
    source.write_text(source.read_text().replace("self.lessons = 0", "self.lessons = 40"))
    assert project.run("learn").stdout == b"41\n"
    assert soon(lambda: old not in project.processes)
    assert soon(lambda: project.ask("status") is not None)
    assert [project.run("learn").stdout for _ in range(2)] == [b"41\n", b"42\n"]


def test_two_that_start_at_once_leave_one_helper(project: Project) -> None:
    """One has the lock; the others end at once."""
    starts = [
        subprocess.Popen([*project.words, "--serve"], env=project.variables) for _ in range(4)
    ]
    assert soon(lambda: project.socket is not None)
    assert soon(lambda: sum(s.poll() is None for s in starts) == 1)
    assert len(project.processes) == 2  # the keeper and the helper
    project.ask("stop")
    assert [s.wait(30) for s in starts] == [0] * 4


def test_an_idle_helper_ends(project: Project) -> None:
    """So long without a command, and nothing of it is left but the file of its lock."""
    project.variables["COMPOSITOR_HELPER_IDLE"] = "0.4"
    project.start()
    assert soon(lambda: not project.processes)
    assert project.socket is None


def test_a_helper_that_is_told_to_ends(project: Project) -> None:
    """`stop`: when it is answered, nobody listens."""
    project.start()
    assert project.ask("stop") == ()
    assert project.socket is None and project.ask("status") is None
    assert soon(lambda: not project.processes)


def test_whoever_stands_otherwise_has_another_helper(project: Project) -> None:
    """What a copy cannot take on (here a limit) is not asked of it."""
    helper = project.start()
    words = ["sh", "-c", f"ulimit -n 200; exec {' '.join(project.words)} learn"]
    for _ in range(2):
        done = subprocess.run(words, env=project.variables, capture_output=True, check=True)
        assert done.stdout == b"1\n"
    assert project.helper == helper


HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "no length": b"build issues/2025-08\n\n",
    "a length that is none": b"zzzzzzzz" + b"x" * 100,
    "a length beyond all bounds": b"ffffffff" + b"x" * 100,
    "less than it says": b"00000100" + b"x",
    "no fields": b"00000000",
    "an unknown wish": b"00000004exec",
    "a call cut short": b"0000000arun\0abc\0/\0",
    "numbers that are none": b"00000011run\0s\0/\0x\0a\0b\0c\0-",
}


@pytest.mark.parametrize("message", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_message_harms_the_helper(project: Project, message: bytes) -> None:
    """Whatever is sent, it goes on; nothing is run."""
    helper = project.start()
    with socket(AF_UNIX) as line:
        line.connect(str(project.socket))
        line.sendall(message)
        line.shutdown(1)
        with suppress(ConnectionResetError):
            assert line.recv(100) == b""
    assert project.helper == helper


def test_a_client_that_says_nothing_keeps_nobody_waiting(project: Project) -> None:
    """It is a copy that listens to it."""
    project.start()
    with socket(AF_UNIX) as line:
        line.connect(str(project.socket))
        assert project.run("learn").stdout == b"1\n"


def test_where_no_place_is_private_commands_run_by_themselves(project: Project) -> None:
    """A folder that others may enter, a link, a path too long for a socket: no helper, no word."""
    run = Path(project.variables["XDG_RUNTIME_DIR"])
    for name in ("open", "group", "link", "x" * 90):
        (run / name).mkdir()
    (run / "open/compositor").mkdir(mode=0o755)
    (run / "group/compositor").mkdir()
    (run / "group/compositor").chmod(0o770)
    (run / "link/compositor").symlink_to(project.folder)
    for place in (*run.iterdir(), run / "none", Path("/proc")):
        project.variables["XDG_RUNTIME_DIR"] = str(place)
        done = project.run("learn")
        assert (done.returncode, done.stdout, done.stderr) == (0, b"1\n", b"")
    assert soon(lambda: not project.processes) and not list(run.rglob("*.socket"))
