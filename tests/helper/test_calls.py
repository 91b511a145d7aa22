"""What is said between client and helper, and who may say it."""

import os
import sys
from pathlib import Path
from socket import socketpair

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.helper import calls, client, wire
from compositor.helper.place import standing
from compositor.helper.stamps import changed, stamps
from compositor.helper.whether import BY_THEMSELVES, is_wanted
from tests.samples import ROOT

WORD = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)


def heard(data: bytes) -> tuple[list[str], list[int]]:
    """What is received of these bytes."""
    ours, its = socketpair()
    with ours, its:
        ours.sendall(data)
        ours.shutdown(1)
        return calls.receive(its)


@given(st.lists(WORD, max_size=4))
def test_a_call_arrives_as_it_was_sent(words: list[str]) -> None:
    """Every word, variable and the folder, in any script; the open files with them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("stdin", "stdout", "stderr"):
            patch.setattr(sys, name, getattr(sys, f"__{name}__"))
        fields = client._fields(words)
    ours, its = socketpair()
    with ours, its:
        wire.send(ours, fields, (0, 1, 2))
        arrived, files = calls.receive(its)
    for one in files:
        os.close(one)
    call = calls.read(arrived)
    assert len(files) == 3 and call.words == tuple(words)
    assert call.standing == standing() and dict(call.variables) == dict(os.environ)
    assert call.folder == str(Path.cwd())


@given(st.binary(max_size=64) | st.lists(WORD).map(lambda w: "\0".join(w).encode()))
def test_whatever_arrives_is_a_call_or_garbled(data: bytes) -> None:
    """Nothing else can come of bytes, also with a length before them that is right."""
    for message in (data, b"%08x" % len(data) + data):
        try:
            fields, files = heard(message)
            assert not files
            calls.read(fields)
        except calls.Garbled:
            pass


def test_files_that_come_with_garbage_are_closed() -> None:
    """None is left open in the process that listens."""
    before = len(list(Path("/proc/self/fd").iterdir()))
    ours, its = socketpair()
    with ours, its:
        files = b"".join(n.to_bytes(4, sys.byteorder) for n in (0, 1, 2))
        ours.sendmsg([b"no call "], [(wire.SOL_SOCKET, wire.SCM_RIGHTS, files)])
        with pytest.raises(calls.Garbled):
            calls.receive(its)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_another_user_is_neither_asked_nor_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel says who is at the other end; here we are another ourselves."""
    ours, its = socketpair()
    with ours, its:
        assert wire.is_same_user(its)
        monkeypatch.setattr(os, "getuid", lambda: 12345)
        assert not wire.is_same_user(its)


class TestWhether:
    """Who has a helper."""

    @pytest.fixture(autouse=True)
    def person(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Somebody at a terminal, who has typed `python compose.py …`."""
        monkeypatch.setattr(os, "isatty", lambda number: True)
        monkeypatch.setattr(sys, "argv", ["compose.py", "build", "x"])
        monkeypatch.setattr(sys, "orig_argv", ["python", "compose.py", "build", "x"])

    def test_a_person_at_a_terminal_has_one(self) -> None:
        """Without asking for it; `off` is obeyed."""
        assert is_wanted(["build", "x"], {})
        assert is_wanted(["--lang", "zh", "build", "x"], {})
        assert not is_wanted(["build", "x"], {"COMPOSITOR_HELPER": "off"})

    @pytest.mark.parametrize("name", ["CI", "PYTEST_CURRENT_TEST"])
    def test_where_nobody_waits_there_is_none_unless_asked_for(self, name: str) -> None:
        """Neither in continuous integration nor in tests."""
        assert not is_wanted(["build", "x"], {name: "1"})
        assert is_wanted(["build", "x"], {name: "1", "COMPOSITOR_HELPER": "on"})

    def test_a_script_has_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Its stderr is no terminal."""
        monkeypatch.setattr(os, "isatty", lambda number: False)
        assert not is_wanted(["build", "x"], {})

    @pytest.mark.parametrize("words", [[], ["--help"], *([one] for one in BY_THEMSELVES)])
    def test_some_commands_run_by_themselves(self, words: list[str]) -> None:
        """Those that live long, start processes, or are about the helper; and help."""
        assert not is_wanted(words, {"COMPOSITOR_HELPER": "on"})

    def test_options_of_python_are_not_passed_over(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """`python -X dev compose.py` wants that very Python."""
        monkeypatch.setattr(sys, "orig_argv", ["python", "-X", "dev", "compose.py", "build", "x"])
        assert not is_wanted(["build", "x"], {"COMPOSITOR_HELPER": "on"})

    def test_elsewhere_than_on_linux_there_is_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A copy of a process with system libraries in it is not safe there."""
        monkeypatch.setattr(sys, "platform", "darwin")
        assert not is_wanted(["build", "x"], {"COMPOSITOR_HELPER": "on"})


def test_a_change_of_any_source_is_seen(tmp_path: Path) -> None:
    """Of a module not yet imported, too; a file that is gone is another."""
    (tmp_path / "compositor/deep").mkdir(parents=True)
    module = tmp_path / "compositor/deep/late.py"
    module.write_text("A = 1\n")
    before = stamps(str(tmp_path))
    assert not changed(before)
    module.write_text("A = 22\n")
    assert changed(before)
    module.unlink()
    assert changed(before)


def test_every_module_of_the_program_is_stamped() -> None:
    """None that a command imports later could be of another version."""
    known = {path for path, *_ in stamps(str(ROOT))}
    assert {str(path) for path in (ROOT / "compositor").rglob("*.py")} <= known


@pytest.mark.parametrize("root", ["compositor.helper.client", "compositor.helper.place"])
def test_the_client_imports_next_to_nothing(root: str) -> None:
    """Every command waits for it: nothing but the helper's own modules and what is built in."""
    import subprocess

    code = (
        f"import sys; before = set(sys.modules); import {root}; print(*set(sys.modules) - before)"
    )
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    others = {n for n in done.stdout.split() if not n.startswith("compositor")}
    assert others <= {"_socket", "binascii"}
