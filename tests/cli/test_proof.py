"""The command of the proof desk: what it refuses before it serves anything."""

import socket

import pytest

from compositor.cli import main


def test_an_issue_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["proof", "issues/nothing", "--no-open"]) == 1
    assert "no-file" in capsys.readouterr().err


def test_a_port_that_is_taken_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert main(["proof", "issues/2025-08", "--no-open", "--port", port]) == 5
    said = capsys.readouterr().err
    assert "cannot-serve" in said
    assert "--port 0" in said


@pytest.mark.parametrize("port", ["x", "-1", "70000"])
def test_a_port_is_a_number(port: str) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["proof", "issues/2025-08", "--port", port])
    assert exit_.value.code == 2
