"""The flow of the digital edition (数字报): an issue drawn as for print → the files of a web site.

    made = make_digital_edition(sources, "issues/2025-08", with_pdf=False)
    made.files          {"index.html": …, "page-1.html": …, "article-nantong.html": …}

The pictures of pages are those of the very PDF that a build makes, read back and held against the
manuscript as there; photographs are developed anew from their files, for a screen. An issue that is
not fit to be built is `Refused`, and no file is made.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from compositor.diagnostics import Diagnostic
from compositor.digital.look import read_look
from compositor.digital.planning import Pictures, Told, plan_site
from compositor.digital.site import Shots
from compositor.digital.writing import write_site
from compositor.edition import Options, Planned, draw_pages, hold_against_manuscript, plan
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
        hold_against_manuscript(planned, readback.texts())
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
