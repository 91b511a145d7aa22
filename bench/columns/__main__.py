"""In a child: one composer sets the columns of some measures; see `bench.columns`."""

import sys
from pathlib import Path

from bench.columns.ours import set_by_us
from bench.columns.peers import (
    set_by_chromium,
    set_by_typst,
    set_by_weasyprint,
    set_by_xecjk,
)

SETTERS = {
    "ours": set_by_us,
    "typst": set_by_typst,
    "weasyprint": set_by_weasyprint,
    "xecjk": set_by_xecjk,
    "chromium": set_by_chromium,
}

if __name__ == "__main__":
    for measure in sys.argv[3:]:
        SETTERS[sys.argv[1]](Path(sys.argv[2]), float(measure))
