"""The program's own commands by a helper: the same bytes, the same words."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.samples import ISSUE, ROOT

SECONDS = re.compile(rb"\d+\.\d\d s")


class Line:
    """The command line, with a helper of its own."""

    def __init__(self, run: Path) -> None:
        self.variables = {**os.environ, "XDG_RUNTIME_DIR": str(run), "COMPOSITOR_HELPER": "on"}

    def run(self, *words: str, **variables: str) -> tuple[int, bytes, bytes]:
        """Run a command: status, stdout, stderr; without the seconds it took."""
        command = [sys.executable, str(ROOT / "compose.py"), *words]
        env = {**self.variables, **variables}
        done = subprocess.run(command, env=env, capture_output=True, check=False, timeout=60)
        return done.returncode, SECONDS.sub(b"", done.stdout), done.stderr


@pytest.fixture(scope="module")
def line() -> Iterator[Line]:
    """The command line and a helper that is ready; it is stopped at the end."""
    run = Path(mkdtemp(prefix="run-", dir="/tmp"))
    line = Line(run)
    status, said, _ = line.run("--lang", "en", "helper", "start")
    assert status == 0 and b"ready" in said
    try:
        yield line
    finally:
        told = line.run("--lang", "en", "helper")[1]
        assert b"commands: " in told and b"commands: 0" not in told  # it was it that ran them
        assert b"has ended" in line.run("--lang", "en", "helper", "stop")[1]
        shutil.rmtree(run)


def test_a_build_is_the_same_with_a_helper_new_and_used(line: Line, tmp_path: Path) -> None:
    """Every file, byte by byte, and what is said: by itself, and twice by a helper."""
    target = tmp_path / "made"
    made = []
    for switch in ("off", "on", "on"):
        words = ("build", ISSUE, "--into", str(target))
        said = line.run(*words, COMPOSITOR_HELPER=switch)
        made.append((said, {path.name: path.read_bytes() for path in target.iterdir()}))
        shutil.rmtree(target)
    assert made[0] == made[1] == made[2]
    assert made[0][0][0] == 0 and "pages.pdf" in made[0][1]


@pytest.mark.parametrize(
    "words",
    [
        ("--lang", "zh", "check", ISSUE),
        ("check", f"{ISSUE}/none", "--json", "--wrong"),
    ],
    ids=" ".join,
)
def test_what_is_said_is_the_same_with_a_helper(line: Line, words: tuple[str, ...]) -> None:
    """Status, stdout and stderr; refusals and a wrong command line, too."""
    assert line.run(*words) == line.run(*words, COMPOSITOR_HELPER="off")


def test_what_was_signed_is_the_same_with_a_helper(line: Line, tmp_path: Path) -> None:
    """Imprints of pages that were set by an earlier command: signed by itself, held by a helper."""
    issue = str(shutil.copytree(ROOT / ISSUE, tmp_path / "2025-08"))
    line.run("sign", issue, "一校", "--name", "王敏", COMPOSITOR_HELPER="off")
    line.run("check", issue)
    status, said, _ = line.run("--lang", "en", "review", issue)
    assert status == 0 and b"signed      " in said and b"changed" not in said
