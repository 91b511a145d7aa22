"""Importing WeasyPrint: no search for libraries, and a clear word where one is missing."""

import subprocess
import sys

from tests.samples import ROOT

PROGRAM = """
import sys
from cffi import FFI
real = FFI.dlopen
def dlopen(ffi, name, flags=0):
    if "pango" in str(name):
        raise OSError(f"cannot load library '{name}'")
    return real(ffi, name, flags)
FFI.dlopen = dlopen
from compositor.cli import main
sys.exit(main(["build", "issues/2025-08", "--into", sys.argv[1], "--lang", "en"]))
"""


def test_a_missing_system_library_is_one_clear_line(tmp_path: object) -> None:
    """Without Pango: exit status 5, what is missing, what to install, no traceback."""
    words = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 5
    assert "error[missing-library]" in done.stderr
    assert "libpango" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
