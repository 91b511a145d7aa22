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


LATE = """
import sys
from compositor.plate import engine
from weasyprint.pdf import fonts
assert not {"fontTools.subset", "fontTools.varLib.instancer", "fontTools.varLib"} & set(sys.modules)
options = fonts.subset.Options(notdef_outline=True)
import fontTools.subset, fontTools.varLib.instancer
assert type(options) is fontTools.subset.Options and options.notdef_outline
assert type(fonts.subset.Subsetter(options)) is fontTools.subset.Subsetter
try:
    fonts.instantiateVariableFont({}, {})
except Exception as error:
    told = error.__traceback__
    while told.tb_next:
        told = told.tb_next
    assert told.tb_frame.f_globals["__name__"].startswith("fontTools.varLib.instancer")
    print("there")
"""


def test_what_is_left_out_of_the_import_is_there_when_called() -> None:
    """What WeasyPrint has of fontTools for faces that HarfBuzz cannot take is the real thing."""
    words = [sys.executable, "-c", LATE]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "there\n"
