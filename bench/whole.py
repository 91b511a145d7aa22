"""In a child: whether every PDF of the page holds its whole text and embeds the faces of `fonts/`.

    python -m bench.whole FOLDER      prints {file: {"pages": …, "characters": …, …}, …}

A peer that lost text at the foot of a column, or took another face, would be no peer. The text is
read with PDFium, in drawing order, white space dropped.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from bench.page import make_page
from compositor.press.readback import Readback

FILES = ("ours/pages.pdf", "typst.pdf", "weasyprint.pdf")


def look_at(path: Path, words: str) -> dict[str, object]:
    """Pages, characters, size and fonts of a PDF; ends the benchmark if it is not whole."""
    data = path.read_bytes()
    with Readback(data) as readback:
        pages = readback.texts()
    if words not in "".join(pages):
        raise SystemExit(f"{path.name} does not hold the whole text in its order")
    fonts = sorted(set(_fonts(PdfReader(path))))
    if strange := [font for font in fonts if "Paper" not in font]:
        raise SystemExit(f"{path.name} has other fonts than those of the project: {strange}")
    characters = sum(map(len, pages))
    return {"pages": len(pages), "characters": characters, "bytes": len(data), "fonts": fonts}


def _fonts(reader: PdfReader) -> Iterator[str]:
    """The name of every font of the pages; ends the benchmark at one that is not embedded."""
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for reference in resources["/Font"].values():
            font = reference.get_object()
            child = font["/DescendantFonts"][0].get_object()
            name = str(font["/BaseFont"]).removeprefix("/")
            if not {"/FontFile2", "/FontFile3"} & set(child["/FontDescriptor"]):
                raise SystemExit(f"the font {name} is not embedded")
            yield name


def main(folder: Path) -> None:
    """Print what there is to say of each PDF."""
    words = make_page().words
    print(json.dumps({name: look_at(folder / name, words) for name in FILES}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
