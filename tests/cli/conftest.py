"""The command line as tests run it."""

from collections.abc import Callable

import pytest

from compositor.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line; exit status, stdout, stderr."""

    def run_main(*words: object) -> tuple[int, str, str]:
        status = main(["--lang", "en", *map(str, words)])
        captured = capsys.readouterr()
        return int(status), captured.out, captured.err

    return run_main
