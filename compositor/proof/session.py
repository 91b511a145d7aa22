"""What the desk shows: the latest proof or the last good one, and who is told when it is another.

    session = Session(Workplace(root, folder, store, kept), language)
    await session.refresh()                 # compose what the files say now, and tell
    session.shown                           # Shown: never half a proof
    async for shown in session.news(): …    # the present one first, then each later one

All composing happens in one thread, one proof at a time; what changes while it works is composed
next, once, however many files it was. Whoever looks on costs a message and no composing. What
`check` says of the texts themselves (the copy desk) is added when nothing else is to be done.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from compositor.comparing import changed_rects
from compositor.copycheck import check_copy
from compositor.diagnostics import Diagnostic, Refused
from compositor.editing import Conflict, Journal
from compositor.editing.journal import Step
from compositor.geometry import Rect
from compositor.model.proof import PageProof, Proof
from compositor.output import replace_file
from compositor.photos.store import Store
from compositor.proof.clock import now
from compositor.proof.kept import KeptProofs
from compositor.recompose import Recomposer
from compositor.review import FILE
from compositor.sources import FolderSources

LONG = 0.4  # seconds of composing after which it is said that it goes on
TRIES = 3  # to write a file that another program writes at the same moment
IDLE = 0.4  # seconds without a change before the copy desk reads
T = TypeVar("T")
log = logging.getLogger("compositor.proof")


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where a desk works: the project's root, the issue's folder in it, and what is kept where.

    `archive` is where earlier issues are, from the root.
    """

    root: Path
    folder: str
    store: Store
    kept: KeptProofs
    archive: Path = Path("archive")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the desk. `proof` is the last good one; `is_current` says whether it is the issue
    as it stands, and `problems` are always those of the issue as it stands.

    `changed` are the places of each page that differ from the proof before, by page number.
    `version` counts everything that was shown, `number` the proofs, `reviews` the times that the
    record of comments and signatures was another. `is_composing`: it takes long, and goes on.
    `journal` is what was written from the desk, to be undone.
    """

    version: int = 0
    number: int = 0
    time: str = ""
    proof: Proof | None = None
    problems: tuple[Diagnostic, ...] = ()
    copy: tuple[Diagnostic, ...] = ()
    is_current: bool = False
    changed: tuple[tuple[int, tuple[Rect, ...]], ...] = ()
    seconds: float = 0.0
    journal: Journal = field(default_factory=Journal)
    is_composing: bool = False
    reviews: int = 0


@dataclass(slots=True)
class _Work:
    """The thread that composes, the one that keeps proofs, and what waits for them."""

    composing: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, "composing")
    )
    keeping: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "keeping"))
    copy: asyncio.Task[None] | None = None
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def start(self, task: Coroutine[Any, Any, None]) -> None:
        """Have something done beside; a task nobody holds may be dropped by the loop."""
        begun = asyncio.create_task(task)
        self.tasks.add(begun)
        begun.add_done_callback(self.tasks.discard)


class Session:
    """One issue on the desk; its methods are called from the event loop.

    `opened` is called with the imprint of each page that is new, while the news is on its way: who
    draws it may have it ready when it is asked for.
    """

    def __init__(self, place: Workplace) -> None:
        self.place = place
        self.opened: Callable[[str], object] = str
        self.shown = Shown()
        self._before: tuple[PageProof, ...] = ()  # still asked for while the news is on its way
        self._recomposer = Recomposer(place.folder, place.store)
        self._work = _Work()
        self._news = asyncio.Condition()
        # The composing thread's own: the last proof it made, its number, what was read for it, and
        # what was written from the desk.
        self._composed: Proof | None = None
        self._number = 0
        self._journal = Journal()
        self._inputs: dict[str, str] = {}

    # ------------------------------------------------------------------------- composing

    async def write(
        self, make: Callable[[FolderSources, Journal], Step | Conflict]
    ) -> Conflict | None:
        """Write what `make` makes of the files as they stand, compose it, and tell everyone.

        A `Conflict` is given back, and nothing was written. `Refused` where the issue or the disk
        does not allow it.
        """
        made = await self.run(lambda: self._written(make))
        if made is None:
            await self.refresh()
        return made

    def _written(
        self, make: Callable[[FolderSources, Journal], Step | Conflict]
    ) -> Conflict | None:
        place = self.place
        for _ in range(TRIES):
            made = make(self.sources(), self._journal)
            if isinstance(made, Conflict):
                return made
            saved = made.saved
            if not saved.is_change or replace_file(
                place.root, place.folder, saved.path, saved.before, saved.after
            ):
                self._journal = made.journal
                return None
        return Conflict(saved.before.decode(errors="replace"), saved.after.decode(errors="replace"))

    async def refresh(self) -> Shown:
        """Compose the issue as its files stand, and tell everyone."""
        late = asyncio.get_running_loop().call_later(LONG, self._say_composing)
        try:
            await self._show(await self.run(self._compose))
        finally:
            late.cancel()
        return self.shown

    def _say_composing(self) -> None:
        self._work.start(self._tell(is_composing=True))

    async def reviewed(self) -> None:
        """Tell everyone that the review is another."""
        await self._tell(reviews=self.shown.reviews + 1)

    async def changed(self, paths: Iterable[str]) -> None:
        """Compose again if one of these files really is another than the one composed."""
        review = f"{self.place.folder}/{FILE}"
        found = set(paths)
        if review in found:
            await self.reviewed()
        named = found - {review}
        if await self.run(lambda: any(self._differs(path) for path in named)):
            await self.refresh()

    async def run(self, work: Callable[[], T]) -> T:
        """Do something in the composing thread, after what is being composed."""
        return await asyncio.get_running_loop().run_in_executor(self._work.composing, work)

    def sources(self) -> FolderSources:
        """The files as they stand now."""
        return FolderSources(self.place.root)

    def _compose(self) -> dict[str, Any]:
        """What of `Shown` is another now; in the composing thread, as `_composed` and `_inputs`."""
        begun, sources, before = perf_counter(), self.sources(), self._composed
        try:
            proof = self._recomposer.proof(sources)
        except Refused as refused:
            self._inputs = dict(sources.digests())
            problems = refused.diagnostics
            return self._told(problems=problems, copy=(), is_current=False)
        self._inputs, self._composed = dict(proof.inputs), proof
        self._number = self._number_of(before, proof)
        return self._told(
            number=self._number,
            time=now(),
            proof=proof,
            problems=proof.diagnostics,
            is_current=True,
            changed=_changed(before, proof),
            seconds=perf_counter() - begun,
        )

    def _told(self, **said: Any) -> dict[str, Any]:
        return {**said, "journal": self._journal}

    def _number_of(self, before: Proof | None, proof: Proof) -> int:
        """The number a proof will be kept under, if no other process keeps one meanwhile."""
        if before:
            return self._number + (before.fingerprint != proof.fingerprint)
        last = max(self.place.kept.list(), default=None)
        if last is None:
            return 1
        return last.number + (last.fingerprint != proof.fingerprint)

    def _renumber(self, proof: Proof, number: int) -> None:
        if self._composed is proof:
            self._number = number

    def _differs(self, path: str) -> bool:
        """Whether a file is another than it was when last read; one not read before may matter."""
        try:
            data = (self.place.root / path).read_bytes()
        except OSError:
            return True
        return self._inputs.get(path) != sha256(data).hexdigest()

    # ---------------------------------------------------------------------------- telling

    async def news(self) -> AsyncIterator[Shown]:
        """What is shown, now and whenever it is another; what was missed meanwhile is left out."""
        seen = -1
        while True:
            async with self._news:
                await self._news.wait_for(lambda: self.shown.version != seen)  # noqa: B023
            shown = self.shown
            seen = shown.version
            yield shown

    async def _tell(self, **said: Any) -> None:
        """Show what is another now, and what was shown before for the rest."""
        async with self._news:
            before = self.shown
            self.shown = replace(before, version=before.version + 1, **said)
            if before.proof and before.proof is not self.shown.proof:
                self._before = before.proof.pages
            self._news.notify_all()

    async def _show(self, said: dict[str, Any]) -> None:
        proof: Proof | None = said.get("proof")
        if proof:
            self._open(proof, {number for number, _ in said["changed"]})
        await self._tell(is_composing=False, **said)
        if proof:
            self._work.start(self._keep(proof, said["time"]))
            self._later(proof)

    def _open(self, proof: Proof, numbers: set[int]) -> None:
        loop = asyncio.get_running_loop()
        for one in proof.pages:
            if one.page.number in numbers:
                loop.run_in_executor(None, self.opened, one.imprint)

    async def _keep(self, proof: Proof, time: str) -> None:
        loop, kept = asyncio.get_running_loop(), self.place.kept
        try:
            number = await loop.run_in_executor(self._work.keeping, kept.keep, proof, time)
        except OSError:  # a full disk: the proof is shown all the same
            log.exception("the proof could not be kept")
            return
        if self.shown.proof is proof and number != self.shown.number:
            await self.run(lambda: self._renumber(proof, number))
            await self._tell(number=number)

    def _later(self, proof: Proof) -> None:
        """Have the copy desk read when nothing else is to be done."""
        if self._work.copy:
            self._work.copy.cancel()
        self._work.copy = asyncio.create_task(self._read_copy(proof))

    async def _read_copy(self, proof: Proof) -> None:
        await asyncio.sleep(IDLE)
        if (self.place.root / self.place.folder / FILE).exists():
            await self.reviewed()  # what was signed may be other pages now
        said = await self.run(lambda: check_copy(self.sources(), self.place.folder))
        if self.shown.proof is proof and said != self.shown.copy:
            await self._tell(copy=said)

    def text(self, path: str) -> str | None:
        """The text of a file that the issue shown is made of, as it stands now."""
        is_input = path in self._inputs and path.endswith((".yaml", ".md", ".css", ".j2"))
        try:
            return (self.place.root / path).read_text("utf-8-sig") if is_input else None
        except (OSError, UnicodeDecodeError):
            return None

    def close(self) -> None:
        """End the threads; what is being kept is kept."""
        if self._work.copy:
            self._work.copy.cancel()
        self._work.composing.shutdown(wait=False, cancel_futures=True)
        self._work.keeping.shutdown(wait=True)

    # --------------------------------------------------------------------------- finding

    def page(self, imprint: str) -> PageProof | None:
        """A page of the proof that is shown, by its imprint."""
        pages = self.shown.proof.pages if self.shown.proof else ()
        return next((page for page in pages if page.imprint == imprint), None)

    def pdf(self, imprint: str) -> bytes | None:
        """The PDF of a page that is shown, or was."""
        page = self.page(imprint) or next((p for p in self._before if p.imprint == imprint), None)
        return page.pdf if page else self.place.kept.page_pdf(imprint)


def _changed(before: Proof | None, after: Proof) -> tuple[tuple[int, tuple[Rect, ...]], ...]:
    """The places that differ, page by page; nothing of a first proof."""
    if before is None:
        return ()
    old = {one.page.number: one for one in before.pages}
    return tuple(
        (one.page.number, changed_rects(was.page, one.page))
        for one in after.pages
        if (was := old.get(one.page.number)) and was.imprint != one.imprint
    )
