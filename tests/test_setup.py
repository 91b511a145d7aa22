"""What the set-up promises: exact packages, a complete table of needs, and no work done twice.

Nothing here goes to a network. `tools/setup.sh` runs in a copy of the checkout, with a `PATH`
made for the case.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-bench.lock"]
ALWAYS_THERE = {"bash", "git", "make", "sh"}


def locked(name: str) -> dict[str, str]:
    """The requirements of a lock file: distribution name → the rest of its entry."""
    text = (ROOT / name).read_text().replace("\\\n", " ")
    entries = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    return {re.split(r"[=\s]", entry, maxsplit=1)[0]: entry for entry in entries}


def version(entry: str) -> str:
    return entry.split()[0].partition("==")[2]


# ------------------------------------------------------------------------------ lock files


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_host_and_no_path(name: str) -> None:
    text = (ROOT / name).read_text()
    assert not re.search(r"://|--(extra-)?index-url|--find-links|(^|[\s=@])/\w", text)


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_and_has_hashes(name: str) -> None:
    for entry in locked(name).values():
        assert re.match(r"[\w.-]+==[\w.]+(?= )", entry)
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry)


@pytest.mark.parametrize("name", LOCKS[1:])
def test_every_lock_file_holds_the_runtime_packages_in_the_same_versions(name: str) -> None:
    runtime, more = locked(LOCKS[0]), locked(name)
    assert {dist: version(entry) for dist, entry in runtime.items()} == {
        dist: version(more[dist]) for dist in runtime if dist in more
    }


def test_what_pyproject_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    asked = [project["project"]["dependencies"], groups["dev"], groups["bench"]]
    for name, requirements in zip(LOCKS, asked, strict=True):
        assert {re.split(r"[<>=]", item)[0] for item in requirements} <= locked(name).keys()


# ------------------------------------------------------------------- the table of the needs


def needs() -> list[list[str]]:
    """The rows of the table in setup.sh: level, kind, name, package."""
    table = re.search(r'^readonly NEEDS="\n(.*?)^"', setup_text(), re.MULTILINE | re.DOTALL)
    assert table
    return [line.split() for line in table[1].splitlines()]


def setup_text() -> str:
    return (ROOT / "tools/setup.sh").read_text()


def tools_called(source: str) -> set[str]:
    """Programs that Python code starts or looks for, where it names them literally."""
    called = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", None))
        first = node.args[0]
        if name in {"run", "check_call", "check_output", "Popen"} and isinstance(first, ast.List):
            first = first.elts[0] if first.elts else first
        elif name != "which":
            continue
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            called.add(first.value)
    return called


def test_every_row_has_a_level_a_kind_a_name_and_a_package() -> None:
    for level, kind, name, package in needs():
        assert level in {"run", "test", "bench"}
        assert kind in {"module", "lib", "tool"}
        assert name
        assert re.fullmatch(r"[a-z0-9.+@-]+", package)


def test_every_tool_that_code_calls_stands_in_the_table() -> None:
    tools = {name for _, kind, name, _ in needs() if kind == "tool"}
    for folder in ("compositor", "tests", "bench"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            assert tools_called(path.read_text()) <= tools | ALWAYS_THERE, path


def test_what_a_tool_is_called_by_is_seen() -> None:
    source = "subprocess.run(['frobnicate', x]); shutil.which('gs'); run([sys.executable])"
    assert tools_called(source) == {"frobnicate", "gs"}


# ---------------------------------------------------------------------------- running it


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what the set-up reads, and `bin/`: a PATH with next to nothing on it."""
    (tmp_path / "tools").mkdir()
    for name in [*LOCKS, "tools/setup.sh"]:
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "bin").mkdir()
    for tool in ["bash", "cat", "dirname", "env", "grep", "sha256sum", "sort"]:
        found = shutil.which(tool)
        assert found
        (tmp_path / "bin" / tool).symlink_to(found)
    return tmp_path


def set_up(checkout: Path, level: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "tools/setup.sh", level],
        cwd=checkout,
        env={"PATH": str(checkout / "bin"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_python_one_line_says_so(checkout: Path) -> None:
    done = set_up(checkout, "run")
    assert done.returncode == 5
    assert done.stderr.startswith("set-up: found no Python 3.11 or newer")
    assert done.stderr.count("\n") == 1


def test_missing_tools_are_named_by_package_where_apt_get_may_not_be_used(checkout: Path) -> None:
    done = set_up(checkout, "test", PYTHON=sys.executable)
    assert done.returncode == 5
    *_, line = done.stderr.splitlines()
    assert line.endswith(
        ": sudo apt-get install chromium ghostscript mupdf-tools poppler-utils qpdf"
    )
    assert not (checkout / ".venv").exists()


def test_an_unknown_level_is_refused(checkout: Path) -> None:
    done = set_up(checkout, "everything", PYTHON=sys.executable)
    assert done.returncode == 2
    assert done.stderr == "usage: tools/setup.sh run|test|bench\n"


def test_a_second_set_up_does_nothing() -> None:
    venv = ROOT / ".venv"
    if venv.is_symlink():
        pytest.skip("the environment is another checkout's, which set-up would replace")
    if not (venv / "set-up.stamps").exists():
        pytest.skip("this checkout was not set up by tools/setup.sh")
    level = (venv / "set-up.stamps").read_text().split()[0]
    before = [path.stat() for path in (venv, venv / "bin", venv / "set-up.stamps")]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHON"}
    done = subprocess.run(
        ["bash", "tools/setup.sh", level],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    after = [path.stat() for path in (venv, venv / "bin", venv / "set-up.stamps")]
    assert [stat.st_mtime_ns for stat in after] == [stat.st_mtime_ns for stat in before]


# ---------------------------------------------------------------------------- the Makefile


def test_the_makefile_has_a_target_for_every_chore() -> None:
    text = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z]+):", text, re.MULTILINE))
    chores = {"issue", "test", "check", "lint", "bench", "format", "lock", "clean", "help"}
    assert targets == chores
    assert set(re.findall(r"^([a-z]+):.*## ", text, re.MULTILINE)) == chores
