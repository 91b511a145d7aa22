"""Proofs that were shown, kept (存样): each under a number, their content under its SHA-256.

    kept = KeptProofs(ROOT / "build/proofs/2025-08", protect=signed_fingerprints)
    number = kept.keep(proof, "2026-11-26 05:40")    # the same as the latest: its number again
    changes = compare(kept.read(number - 1), kept.read(number))

    index.txt       a line a proof: number, time, fingerprint, snapshot, and of each page
                    imprint=object, or imprint=object#N for page N, from 0, of a PDF of several
    last            the highest number there was, so that none is used twice
    objects/        SHA.snapshot and SHA.pdf, each once however many proofs have it
    lock            held while something is written

There are so many proofs and so many bytes and no more: the oldest go first, but never the first,
the latest, or one whose fingerprint is protected (it was signed). Whatever is written is written
whole and renamed, under the lock, so that two processes do each other no harm; reading needs no
lock. An object that is gone or not what its name says counts as missing: `read` and `page_pdf` give
None, `problems` says which. The folder may be deleted at any time.

Keeping a proof of two pages takes 15 ms (measured), so it is done beside the edit loop.
"""

import fcntl
import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import NamedTuple

from compositor.comparing.record import read, written
from compositor.comparing.take import snapshot_of
from compositor.diagnostics import Diagnostic, Place, diagnose
from compositor.model.proof import Proof
from compositor.model.snapshot import Snapshot

MOST = 200  # proofs
MOST_BYTES = 300 << 20
INDEX, LAST, LOCK, OBJECTS = "index.txt", "last", "lock", "objects"
SNAPSHOT, PDF, DRAFT = ".snapshot", ".pdf", ".writing"
DIGEST = "[0-9a-f]{64}"
PAGE = re.compile(rf"({DIGEST})=({DIGEST})(?:#(\d{{1,4}}))?")
ENTRY = re.compile(rf"(\d{{1,9}})\t([^\t]*)\t(\w*)\t({DIGEST})\t((?:{PAGE.pattern} ?)*)")


class KeptPage(NamedTuple):
    """Where the PDF of a page is: an object, and which page of it."""

    imprint: str
    pdf: str
    at: int | None = None

    def __str__(self) -> str:
        """As the index has it."""
        place = "" if self.at is None else f"#{self.at}"
        return f"{self.imprint}={self.pdf}{place}"


class KeptProof(NamedTuple):
    """One proof that is kept: a line of the index."""

    number: int
    time: str
    fingerprint: str
    snapshot: str
    pages: tuple[KeptPage, ...]

    @property
    def objects(self) -> frozenset[str]:
        """The names of the files it is made of."""
        return frozenset({self.snapshot + SNAPSHOT, *(page.pdf + PDF for page in self.pages)})

    def __str__(self) -> str:
        """As the index has it."""
        pages = " ".join(map(str, self.pages))
        return "\t".join((str(self.number), self.time, self.fingerprint, self.snapshot, pages))


def none_protected() -> Collection[str]:
    """No fingerprint."""
    return ()


class KeptProofs:
    """The proofs of one issue, in a folder that is made when there is something to keep."""

    def __init__(
        self,
        folder: Path,
        most: int = MOST,
        most_bytes: int = MOST_BYTES,
        protect: Callable[[], Collection[str]] = none_protected,
    ) -> None:
        self.folder = folder
        self._most, self._most_bytes, self._protect = most, most_bytes, protect

    # ------------------------------------------------------------------------------ reading

    def list(self) -> tuple[KeptProof, ...]:
        """What is kept, the oldest first."""
        found = (_entry(line) for line in self._lines())
        return tuple(sorted(entry for entry in found if entry))

    def read(self, number: int) -> Snapshot | None:
        """A proof's snapshot, or None if there is none of that number, or not whole."""
        entry = next((one for one in self.list() if one.number == number), None)
        data = self._object(entry.snapshot, SNAPSHOT) if entry else None
        if entry is None or data is None:
            return None
        try:
            return replace(read(data), number=entry.number, time=entry.time)
        except ValueError:
            return None

    def page_pdf(self, imprint: str) -> bytes | None:
        """The PDF of a page alone, or None if it is not kept, or not whole."""
        pages = (page for entry in self.list() for page in entry.pages if page.imprint == imprint)
        for page in sorted(pages, key=lambda one: one.at is not None):
            data = self._object(page.pdf, PDF)
            if data is not None:
                return data if page.at is None else _one_page(data, page.at)
        return None

    def problems(self) -> tuple[Diagnostic, ...]:
        """What of the index cannot be read, and which proofs are not whole."""
        place = Place(str(self.folder / INDEX))
        unread = sum(_entry(line) is None for line in self._lines())
        lost = [entry.number for entry in self.list() if self._is_damaged(entry)]
        told = [diagnose("proof-index-damaged", place, count=unread)] if unread else []
        return (*told, *(diagnose("proof-damaged", place, number=number) for number in lost))

    def _is_damaged(self, entry: KeptProof) -> bool:
        names = {page.pdf for page in entry.pages}
        return self.read(entry.number) is None or any(self._object(n, PDF) is None for n in names)

    def _lines(self) -> Sequence[str]:
        try:
            text = (self.folder / INDEX).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ()
        return [line for line in text.split("\n") if line]

    def _object(self, name: str, suffix: str) -> bytes | None:
        try:
            data = (self.folder / OBJECTS / (name + suffix)).read_bytes()
        except OSError:
            return None
        return data if sha256(data).hexdigest() == name else None

    # ------------------------------------------------------------------------------ keeping

    def keep(self, proof: Proof, time: str) -> int:
        """Keep a proof; its number, which is the latest's where it is the same.

        `OSError` if it cannot be written; what is kept then stays as it was.
        """
        latest = self.list()[-1:]
        if latest and latest[0].fingerprint == proof.fingerprint:
            return latest[0].number
        return self.keep_pages(snapshot_of(proof), [page.pdf for page in proof.pages], time)

    def keep_pages(self, snapshot: Snapshot, pdfs: Sequence[bytes], time: str) -> int:
        """Keep a snapshot with a PDF for each page, or with one of all pages; see `keep`."""
        imprints = [page.imprint for page in snapshot.pages]
        names = [sha256(pdf).hexdigest() for pdf in pdfs]
        if len(pdfs) == len(imprints):
            pages = tuple(map(KeptPage, imprints, names))
        else:
            pages = tuple(KeptPage(one, names[0], at) for at, one in enumerate(imprints))
        data = written(snapshot)
        name = sha256(data).hexdigest()
        files = {name + SNAPSHOT: data, **dict(zip((n + PDF for n in names), pdfs, strict=True))}
        said = " ".join(time.split())
        with self._locked():
            return self._add(KeptProof(0, said, snapshot.fingerprint, name, pages), files)

    def _add(self, proof: KeptProof, files: Mapping[str, bytes]) -> int:
        entries = self.list()
        if entries and entries[-1].fingerprint == proof.fingerprint:
            return entries[-1].number
        for name, data in files.items():
            path = self.folder / OBJECTS / name
            if not path.is_file() or path.stat().st_size != len(data):
                _write(path, data)
        number = max(self._last(), *(entry.number for entry in entries), 0) + 1
        _write(self.folder / LAST, f"{number}\n".encode())
        kept = self._pruned((*entries, proof._replace(number=number)))
        _write(self.folder / INDEX, "".join(f"{entry}\n" for entry in kept).encode())
        self._sweep(frozenset(name for entry in kept for name in entry.objects))
        return number

    def _last(self) -> int:
        try:
            return int((self.folder / LAST).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return 0

    def _pruned(self, entries: Sequence[KeptProof]) -> Sequence[KeptProof]:
        """The proofs that stay, the oldest having gone first."""
        sizes = {entry.name: entry.stat().st_size for entry in os.scandir(self.folder / OBJECTS)}
        uses = Counter(name for entry in entries for name in entry.objects)
        size = sum(sizes.get(name, 0) for name in uses)
        kept, signed = list(entries), frozenset(self._protect())
        for entry in entries[1:-1]:
            if len(kept) <= self._most and size <= self._most_bytes:
                break
            if entry.fingerprint not in signed:
                kept.remove(entry)
                uses.subtract(entry.objects)
                size -= sum(sizes.get(name, 0) for name in entry.objects if not uses[name])
        return kept

    def _sweep(self, names: frozenset[str]) -> None:
        """Remove objects that no proof has, and drafts of a process that was stopped."""
        drafts = self.folder.glob(f"*{DRAFT}")
        objects = (self.folder / OBJECTS).iterdir()
        for path in (*drafts, *(path for path in objects if path.name not in names)):
            path.unlink(missing_ok=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        (self.folder / OBJECTS).mkdir(parents=True, exist_ok=True)
        with (self.folder / LOCK).open("w") as file:
            fcntl.flock(
                file, fcntl.LOCK_EX
            )  # given up when the file is closed, or its process ends
            yield


def _entry(line: str) -> KeptProof | None:
    match = ENTRY.fullmatch(line)
    if not match:
        return None
    number, time, fingerprint, snapshot, pages = match.groups()[:5]
    found = (
        KeptPage(imprint, pdf, int(at) if at else None) for imprint, pdf, at in PAGE.findall(pages)
    )
    return KeptProof(int(number), time, fingerprint, snapshot, tuple(found))


def _one_page(pdf: bytes, index: int) -> bytes | None:
    """A page of a PDF, alone."""
    from compositor.press.onepage import one_page

    return one_page(pdf, index)


def _write(path: Path, data: bytes) -> None:
    """Write a file whole, or not at all."""
    number, draft = mkstemp(suffix=DRAFT, dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
