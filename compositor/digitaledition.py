"""The flow of the digital edition (数字报): an issue drawn as for print → the files of a web site.

    made = make_digital_edition(sources, "issues/2025-08", with_pdf=False)
    made.files          {"index.html": …, "page-1.html": …, "article-nantong.html": …}

The pictures of pages are those of the very PDF that a build makes, read back and held against the
manuscript as there; photographs are developed anew from their files, for a screen. An issue that is
not fit to be built is `Refused`, and no file is made.

    made = ArchiveSearch(sources, archive / "index.sqlite", site_of)
    for name, data in made.data(): …        its index in small files, for `made.folder`
    made.pages()                            {"archive.html": …}, which know that folder

is the search through all issues of an archive, with links to those that have a site.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from itertools import groupby, pairwise
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from compositor.diagnostics import Diagnostic
from compositor.digital.catalogue import addresses
from compositor.digital.look import Filler, read_archive_look, read_look
from compositor.digital.names import (
    ARCHIVE,
    ARCHIVE_SCRIPT,
    FINDING_SCRIPT,
    ICON,
    INDEX,
    STYLE,
)
from compositor.digital.planning import Pictures, Told, plan_site
from compositor.digital.site import Shots
from compositor.digital.writing import write_site
from compositor.edition import Options, Planned, draw_pages, hold_against_manuscript, plan
from compositor.index.sharding import Sharding
from compositor.makeup.furniture import date_text
from compositor.memory import Memory
from compositor.photos.screen import Wanted, page_pictures, photograph
from compositor.photos.store import NO_STORE, Store
from compositor.press.readback import Readback
from compositor.setting.phrases import phrase_costs
from compositor.sources import Sources, read_bytes
from compositor.units import EMU_PER_INCH, Emu, divide

# Pixels to the inch of a page: type of 9 pt is 14 pixels high, as on any web page, and twice that
# for fine screens and for reading it enlarged.
PLAIN_PPI, FINE_PPI = 110, 220
THUMBNAIL = 240  # pixels across
# Pixels across of a photograph: a column of text of 36 字 on a screen, plain and fine.
PHOTO_WIDTHS = (720, 1440)
# What a turn between two phrases may cost at most (`setting.grammar`), by eye: 全委|会议 is dearer.
TURN = 200


@dataclass(frozen=True, slots=True)
class DigitalEdition:
    """The files of a site by name, and what was said on the way."""

    name: str
    files: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


def make_digital_edition(
    sources: Sources,
    folder: str,
    *,
    with_pdf: bool,
    store: Store = NO_STORE,
    memory: Memory | None = None,
) -> DigitalEdition:
    """Make an issue's site; `Refused` with every diagnostic if it is not fit to be built."""
    planned = plan(sources, folder, memory)
    look = read_look(sources, planned.layout)
    drawn = draw_pages(sources, planned, Options(store=store))
    with Readback(drawn.pdf) as readback:
        hold_against_manuscript(planned, readback.readings())
        pages = dict(_page_shots(planned, readback))
    pictures = Pictures(pages, dict(_photo_shots(sources, planned, drawn.profile)))
    told = Told(date_text(planned.issue.date, planned.layout), phrases)
    site = plan_site(planned.issue, planned.layout, planned.edition, pictures, told)
    if with_pdf:
        site = replace(site, pdf=drawn.pdf)
    files = write_site(site, look, drawn.fingerprint)
    return DigitalEdition(planned.name, files, planned.diagnostics)


def phrases(title: str) -> tuple[str, ...]:
    """A title cut where one of its lines may turn: at its spaces, and between phrases."""
    words = title.split()
    spaced = (f"{word} " for word in words[:-1])
    return tuple(phrase for word in (*spaced, *words[-1:]) for phrase in _phrases(word))


def _phrases(word: str) -> Iterator[str]:
    costs = phrase_costs(word.rstrip())
    inner = range(1, len(costs) - 1)
    turns = [at for at in inner if (cost := costs[at]) is not None and cost < TURN]
    for begin, end in pairwise([0, *turns, len(word)]):
        yield word[begin:end]


def _page_shots(planned: Planned, readback: Readback) -> Iterator[tuple[int, Shots]]:
    """The pictures of each page: a thumbnail, plain and fine."""
    drawn = zip(planned.edition.pages, readback.trimmed(FINE_PPI), strict=True)
    for page, png in drawn:
        across = [_pixels(page.size.width, ppi) for ppi in (PLAIN_PPI, FINE_PPI)]
        yield page.number, page_pictures(png, (THUMBNAIL, *across))


def _photo_shots(
    sources: Sources, planned: Planned, profile: bytes
) -> Iterator[tuple[tuple[str, int], Shots]]:
    for article in planned.articles:
        for part, picture in enumerate(article.pictures):
            if picture.file and picture.pixels:
                wanted = Wanted(picture.file, picture.place, profile)
                data = read_bytes(sources, picture.file, picture.place)
                yield (article.name, part), photograph(data, wanted, PHOTO_WIDTHS)


def _pixels(length: Emu, ppi: int) -> int:
    return divide(length * ppi, EMU_PER_INCH)


# ------------------------------------------------------------------------ all issues at once

# The catalogue of an issue's site, by the name of the issue's folder; None where there is none.
SiteOf: TypeAlias = Callable[[str], bytes | None]
DATA = "search"  # folder of the index; in it a folder for each state of it
DIGITS = 16  # of the SHA-256 of all that is in such a folder


@dataclass(frozen=True, slots=True)
class Listed:
    """An issue in the list of all; `address` is that of its site, "" where it has none."""

    date: str
    name: str
    address: str


class ArchiveSearch:
    """The search through an archive, `path` its index: first all of `data`, then `pages`."""

    def __init__(self, sources: Sources, path: Path, site_of: SiteOf) -> None:
        self._look = read_archive_look(sources)
        self._addresses = cache(lambda issue: addresses(site_of(_folder(issue)) or b""))
        self._sharding = Sharding(path, self._address)
        self._state = sha256()

    @property
    def folder(self) -> str:
        """Where the data go: another folder for another index."""
        return f"{DATA}/{self._state.hexdigest()[:DIGITS]}"

    def data(self) -> Iterator[tuple[str, bytes]]:
        """The files of the index, one after another; `Refused` where it cannot be read."""
        for name, data in self._sharding.files():
            self._state.update(f"{name} {len(data)}\n".encode() + data)
            yield name, data

    def pages(self) -> Mapping[str, bytes]:
        """The page and what it needs beside the data."""
        filler, scripts = Filler(self._look), self._look.scripts
        listed = list(self._listed())
        told = {**self._sharding.told, "folder": self.folder}
        paper = listed[0].name if listed else ""
        values = {"paper": paper, "issues": len(listed), "told": told, "file": ARCHIVE}
        years = [(year, list(some)) for year, some in groupby(listed, lambda one: one.date[:4])]
        return {
            ARCHIVE: filler.fill("archive.html.j2", years=years, **values),
            STYLE: self._look.style.encode(),
            FINDING_SCRIPT: scripts[FINDING_SCRIPT].encode(),
            ARCHIVE_SCRIPT: scripts[ARCHIVE_SCRIPT].encode(),
            ICON: filler.fill("icon.svg.j2", site={"paper": paper}),
        }

    def _listed(self) -> Iterator[Listed]:
        for issue, (date, paper, section) in self._sharding.issues.items():
            address = f"{quote(_folder(issue))}/{INDEX}" if self._addresses(issue) else ""
            yield Listed(date, f"{paper}{section and '·'}{section}", address)

    def _address(self, issue: str, article: str) -> str:
        file = self._addresses(issue).get(article)
        return f"{quote(_folder(issue))}/{file}" if file else ""


def _folder(issue: str) -> str:
    return issue.rpartition("/")[2]
