"""One fresh process: its wall time, processor time and peak memory.

`os.wait4` tells what this very child used; `resource.getrusage` would tell the most any child did.
"""

import os
import subprocess
import sys
from tempfile import TemporaryFile
from time import perf_counter
from typing import NamedTuple

from bench import ROOT

MB = 1_000_000
RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes


class Run(NamedTuple):
    """What one process took: wall and processor seconds, peak memory in MB (10⁶ bytes)."""

    seconds: float
    processor: float
    peak: float
    output: str


def run_python(*words: str, **environment: str) -> Run:
    """Run this Python with `words` in the project's folder; ends the benchmark if that fails."""
    return run(sys.executable, *words, **environment)


def run(*words: str, **environment: str) -> Run:
    """Run a command in the project's folder, with more in its environment; the same."""
    with TemporaryFile("w+") as output, TemporaryFile("w+") as problems:
        settings = {**os.environ, **environment}
        settings.pop("PYTHONDONTWRITEBYTECODE", None)  # a reader has his bytecode kept
        begun = perf_counter()
        child = subprocess.Popen(words, cwd=ROOT, stdout=output, stderr=problems, env=settings)
        _, status, used = os.wait4(child.pid, 0)
        seconds = perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        problems.seek(0)
        if child.returncode:
            raise SystemExit(f"failed: {' '.join(words)}\n{problems.read()}")
        peak = used.ru_maxrss * RSS_UNIT / MB
        return Run(seconds, used.ru_utime + used.ru_stime, peak, output.read())
