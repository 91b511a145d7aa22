"""In a child: a peer sets pages.

    python -m bench.pressrun.peers typst FOLDER FONTS                pages.typ → typst.pdf
    python -m bench.pressrun.peers weasyprint FOLDER FONTS           pages.html → weasyprint.pdf
    python -m bench.pressrun.peers typst-run FOLDER FONTS N…         N.json → N.pdf, issue by issue
    python -m bench.pressrun.peers typst-edit FOLDER FONTS WORDS…    WORDS → typst-edit.pdf, again

Typst is used as its makers mean it for a long run: one compiler, its faces open, its memory kept.
The last two print the seconds of each. Nothing else is imported, so that a process is as short as
it can be.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter


def set_by_typst(folder: str, fonts: str) -> None:
    """One compilation."""
    import typst

    pdf = f"{folder}/typst.pdf"
    source = f"{folder}/pages.typ"
    typst.compile(source, output=pdf, font_paths=[fonts], ignore_system_fonts=True)


def set_by_weasyprint(folder: str, fonts: str) -> None:
    """One layout."""
    del fonts  # the style sheet names them
    from weasyprint import HTML

    HTML(f"{folder}/pages.html").write_pdf(f"{folder}/weasyprint.pdf")


def run_typst(folder: str, fonts: str, *names: str) -> list[float]:
    """Issues one after another."""
    import typst

    compiler = typst.Compiler(f"{folder}/pages.typ", font_paths=[fonts], ignore_system_fonts=True)
    taken = []
    for name in names:
        begun = perf_counter()
        words = {"words": f"{name}.json"}
        compiler.compile(output=f"{folder}/{name}.pdf", sys_inputs=words)
        taken.append(perf_counter() - begun)
    return taken


def edit_with_typst(folder: str, fonts: str, *words: str) -> list[float]:
    """The same pages, with other words each time, which take the place of the last ones."""
    import typst

    compiler = typst.Compiler(f"{folder}/pages.typ", font_paths=[fonts], ignore_system_fonts=True)
    taken = []
    for name in words:
        (Path(folder) / "words.json").write_bytes((Path(folder) / name).read_bytes())
        begun = perf_counter()
        compiler.compile(output=f"{folder}/typst-edit.pdf")
        taken.append(perf_counter() - begun)
    return taken


PEERS: dict[str, Callable[..., list[float] | None]] = {
    "typst": set_by_typst,
    "weasyprint": set_by_weasyprint,
    "typst-run": run_typst,
    "typst-edit": edit_with_typst,
}

if __name__ == "__main__":
    print(PEERS[sys.argv[1]](*sys.argv[2:]) or [])
