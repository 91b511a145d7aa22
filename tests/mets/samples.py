"""Issues as libraries get them: of the project, and of every turn that type can take."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from compositor.backissue import Remade, Workshop
from compositor.edition import Planned, plan
from compositor.mets.library import library_files
from compositor.mets.mets import File
from compositor.model.backissue import Recipe
from compositor.model.reading import reading_order
from compositor.sources import FolderSources, MemorySources, Sources
from tests.digital.samples import hostile_sources
from tests.mets.schema_rules import ALTO, METS
from tests.plate.test_vertical import ARTICLES as VERTICAL_ARTICLES
from tests.plate.test_vertical import MANIFEST as VERTICAL_MANIFEST
from tests.samples import ISSUE_FOLDER, ROOT, issue_sources

PDF = File("archive.pdf", b"%PDF-1.7")
SENTENCE = "县总工会启动百日行动，组织职工查找岗位隐患，整改之后由企业给予奖励。"
BLEEDING = """\
publication: {name: 滨江工人}
date: 2025-09-15
layout: a4
make_up: auto
pages:
  - page: 1
    articles: [{article: a, weight: 3}]
"""
ISSUES = ("issues/2024-11", "issues/2023-08", "issues/2024-04", "issues/2025-08")


class Box(NamedTuple):
    """A place in ALTO: tenths of a millimetre."""

    left: float
    top: float
    right: float
    bottom: float


def box(element: Element) -> Box:
    x, y, width, height = (
        float(element.get(k, "nan")) for k in ("HPOS", "VPOS", "WIDTH", "HEIGHT")
    )
    return Box(x, y, x + width, y + height)


@dataclass(frozen=True)
class Described:
    """An issue, and the files that describe it."""

    planned: Planned
    files: dict[str, bytes]

    @cached_property
    def mets(self) -> Element:
        return ElementTree.fromstring(self.files["mets.xml"])

    @cached_property
    def pages(self) -> dict[str, Element]:
        """The ALTO files, by the IDs that METS knows them by."""
        found = self.mets.findall(f".//{METS}fileGrp[@ID='ALTOGRP']/{METS}file")
        return {
            file.get("ID", ""): ElementTree.fromstring(self.files[href(file)]) for file in found
        }

    @cached_property
    def blocks(self) -> dict[tuple[str, str], Element]:
        """Every element of ALTO that has an ID, by the ID of its file and its own."""
        return {
            (name, element.get("ID", "")): element
            for name, page in self.pages.items()
            for element in page.iter()
            if element.get("ID")
        }

    def areas(self, div: Element) -> list[Element]:
        """The blocks that a division of METS names, in order."""
        found = div.iterfind(f".//{METS}area")
        return [self.blocks[area.get("FILEID", ""), area.get("BEGIN", "")] for area in found]

    def articles(self) -> dict[str, Element]:
        """The divisions of the articles, by their names in the manuscript."""
        divs = self.mets.findall(f".//{METS}div[@TYPE='ARTICLE']")
        told = reading_order(self.planned.edition, self.planned.layout)
        return {article.name: div for article, div in zip(told, divs, strict=True)}


def href(file: Element) -> str:
    location = file.find(f"{METS}FLocat")
    assert location is not None
    return location.get("{http://www.w3.org/1999/xlink}href", "")


def text_of(block: Element) -> str:
    """The words of a block: its strings, and a space where it has one."""
    return "".join(
        " " if e.tag == f"{ALTO}SP" else e.get("CONTENT", "")
        for e in block.iter()
        if e.tag in (f"{ALTO}String", f"{ALTO}SP")
    )


def strings(element: Element) -> list[Element]:
    return list(element.iter(f"{ALTO}String"))


def described_of(sources: Sources, folder: str) -> Described:
    planned = plan(sources, folder)
    issue, layout, edition = planned.issue, planned.layout, planned.edition
    return Described(planned, dict(library_files(issue, layout, edition, planned.faces, PDF)))


@cache
def described(folder: str) -> Described:
    """An issue of the project."""
    return described_of(FolderSources(ROOT), folder)


@cache
def hostile() -> Described:
    """Names and words full of markup, an article over two pages, a photograph, a lost one."""
    return described_of(hostile_sources(), ISSUE_FOLDER)


@cache
def vertical() -> Described:
    """Vertical text of every sort, and a vertical heading."""
    return described_of(issue_sources(VERTICAL_MANIFEST, VERTICAL_ARTICLES), ISSUE_FOLDER)


def bleeding_sources() -> MemorySources:
    article = f"---\nheadline: 百日行动查出隐患两千处\n---\n\n{SENTENCE * 40}\n"
    plain = issue_sources(BLEEDING, {"a": article})
    look = (path for path in (ROOT / "layouts/a4").iterdir() if path.is_file())
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in look}
    return MemorySources({**plain._files, **files})


@cache
def bleeding() -> Described:
    """A page with a bleed."""
    return described_of(bleeding_sources(), ISSUE_FOLDER)


SAMPLES: Mapping[str, Callable[[], Described]] = {
    **{Path(folder).name: partial(described, folder) for folder in ISSUES},
    "hostile": hostile,
    "vertical": vertical,
    "bleeding": bleeding,
}


@cache
def remade(name: str) -> Remade:
    """An issue made again, with its PDF."""
    made: dict[str, tuple[Sources, str]] = {
        "2024-11": (FolderSources(ROOT), "issues/2024-11"),
        "vertical": (issue_sources(VERTICAL_MANIFEST, VERTICAL_ARTICLES), ISSUE_FOLDER),
        "bleeding": (bleeding_sources(), ISSUE_FOLDER),
    }
    sources, folder = made[name]
    return Workshop().remake(sources, folder, Recipe(library=True))
