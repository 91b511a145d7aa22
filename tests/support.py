"""Text goldens: what a stage made, written down line by line and compared with a blessed file.

    check_golden(FOLDER / "nantong-11.txt", dump(galley))

`UPDATE_GOLDENS=1 make test` writes the files anew; look at the difference before committing it.
"""

import os
from pathlib import Path

UPDATE = "UPDATE_GOLDENS"


def check_golden(path: Path, found: str) -> None:
    """Compare a text with the golden at `path`, or write it there if that was asked for."""
    if os.environ.get(UPDATE):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    blessed = path.read_text(encoding="utf-8") if path.exists() else ""
    assert found.splitlines() == blessed.splitlines(), (
        f"{path} is not what is set now; if it should be: {UPDATE}=1 make test"
    )
