"""The tools of others that look at a PDF: qpdf at its structure, Ghostscript at its ink.

    structure_faults(pdf)               → what qpdf says is wrong; `Absent` where there is no qpdf
    for plates in plates_of(pdf, …):    → every page as CMYK samples, by Ghostscript

Both are programs of the system and may be missing: `Absent` says so, and why, and the caller tells
it. They run without a shell, on a file in a folder of its own that is removed, for a limited time.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

GHOSTSCRIPT, QPDF = "gs", "qpdf"
SECONDS_QPDF = 60
SECONDS_PAGES = 60  # for a batch of pages; a newspaper page takes one or two
BATCH = 4  # pages drawn at once: 13 MB each at 100 dpi
PLATES = 4
MOST_SAID = 160  # characters of what a tool says that are told on


class Absent(Exception):  # noqa: N818 - no fault of the program
    """A tool is not there, or did not do its work; `why` is a key of the words of checks."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class Plates(NamedTuple):
    """A page as samples of cyan, magenta, yellow, black, interleaved, row by row from the top."""

    page: int
    width: int
    height: int
    samples: bytes


def structure_faults(pdf: bytes) -> tuple[str, ...]:
    """What `qpdf --check` warns of, none if it is content; `Absent` without qpdf."""
    program = _program(QPDF, "no-qpdf")
    with _as_file(pdf, "qpdf-failed") as file:
        done = _run([program, "--check", str(file)], SECONDS_QPDF, "qpdf-failed")
    if done.returncode == 0:
        return ()
    said = done.stderr.decode("utf-8", "replace").replace(str(file), "").splitlines()
    lines = [line.removeprefix("WARNING:").removeprefix("qpdf:").strip(" :") for line in said]
    return tuple(line[:MOST_SAID] for line in lines if line)[:1] or ("qpdf --check fails",)


def plates_of(pdf: bytes, pages: Sequence[int], dpi: float) -> Iterator[Plates]:
    """Pages, counted from 1 and in a row, drawn in CMYK with overprint; `Absent` without gs.

    A page's samples are those of its MediaBox. Device colours pass through unchanged.
    """
    program = _program(GHOSTSCRIPT, "no-ghostscript")
    with _as_file(pdf, "ghostscript-failed") as file:
        for begin in range(0, len(pages), BATCH):
            batch = pages[begin : begin + BATCH]
            yield from _drawn(program, file, batch, dpi)


def _drawn(program: str, file: Path, batch: Sequence[int], dpi: float) -> Iterator[Plates]:
    done = _run(
        [
            program,
            *("-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiff32nc"),
            *("-sCompression=none", "-dOverprint=/enable", f"-r{dpi:g}"),
            *(f"-dFirstPage={batch[0]}", f"-dLastPage={batch[-1]}"),
            f"-sOutputFile={file.with_name('%d.tif')}",
            str(file),
        ],
        SECONDS_PAGES,
        "ghostscript-failed",
    )
    for index, page in enumerate(batch, start=1):
        drawn = file.with_name(f"{index}.tif")
        if done.returncode or not drawn.exists():
            raise Absent("ghostscript-failed")
        yield _read_tiff(drawn.read_bytes(), page)
        drawn.unlink()


# Tags of TIFF 6.0 that say where the samples are.
WIDTH, HEIGHT, COMPRESSION, OFFSETS, CHANNELS, COUNTS = 256, 257, 259, 273, 277, 279
SIZES = {3: 2, 4: 4}  # bytes of SHORT and LONG


def _read_tiff(data: bytes, page: int) -> Plates:
    """The one picture of a TIFF that is not compressed."""
    order: Literal["little", "big"] = "little" if data[:2] == b"II" else "big"

    def whole(at: int, size: int) -> int:
        return int.from_bytes(data[at : at + size], order)

    def values(entry: int) -> list[int]:
        kind, count = whole(entry + 2, 2), whole(entry + 4, 4)
        size = SIZES.get(kind, 0)
        begin = entry + 8 if size * count <= 4 else whole(entry + 8, 4)
        return [whole(begin + size * i, size) for i in range(count)] if size else []

    first = whole(4, 4)
    entries = [first + 2 + 12 * i for i in range(whole(first, 2))]
    tags = {whole(entry, 2): values(entry) for entry in entries}
    pieces = zip(tags.get(OFFSETS, []), tags.get(COUNTS, []), strict=False)
    samples = b"".join(data[begin : begin + count] for begin, count in pieces)
    (width, *_), (height, *_) = tags.get(WIDTH) or [0], tags.get(HEIGHT) or [0]
    is_plain = tags.get(CHANNELS) == [PLATES] and tags.get(COMPRESSION, [1]) == [1]
    if not is_plain or len(samples) != width * height * PLATES:
        raise Absent("ghostscript-failed")
    return Plates(page, width, height, samples)


@contextmanager
def _as_file(pdf: bytes, why: str) -> Iterator[Path]:
    """The bytes as a file in a folder of its own; `Absent` where the disk has no room for them."""
    try:
        with TemporaryDirectory(prefix="preflight-") as folder:
            file = Path(folder) / "file.pdf"
            file.write_bytes(pdf)
            yield file
    except OSError:
        raise Absent(why) from None


def _program(name: str, why: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Absent(why)
    return found


def _run(arguments: Sequence[str], seconds: int, why: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            arguments,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        raise Absent(why) from None
