"""In a child: a peer sets the page that `bench.sheets` wrote.

    python -m bench.peers typst|weasyprint FOLDER FONTS      FOLDER/page.* → FOLDER/PEER.pdf

Prints {"import": seconds, "compile": seconds}. Imports nothing a peer does not need, so that its
process is as short as it can be.
"""

import sys
from time import perf_counter


def set_by_typst(folder: str, fonts: str) -> tuple[float, float]:
    """Compile the markup with the faces of `fonts` only; when it was imported, and done."""
    import typst

    imported = perf_counter()
    source, pdf = f"{folder}/page.typ", f"{folder}/typst.pdf"
    typst.compile(source, output=pdf, font_paths=[fonts], ignore_system_fonts=True)
    return imported, perf_counter()


def set_by_weasyprint(folder: str, fonts: str) -> tuple[float, float]:
    """Lay out the HTML and write the PDF; when it was imported, and done."""
    del fonts  # the style sheet names them
    from weasyprint import HTML

    imported = perf_counter()
    HTML(f"{folder}/page.html").write_pdf(f"{folder}/weasyprint.pdf")
    return imported, perf_counter()


PEERS = {"typst": set_by_typst, "weasyprint": set_by_weasyprint}

if __name__ == "__main__":
    begun = perf_counter()
    imported, done = PEERS[sys.argv[1]](*sys.argv[2:])
    print(f'{{"import": {imported - begun:.6f}, "compile": {done - imported:.6f}}}')
