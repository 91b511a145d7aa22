"""An issue → its METS file (1.12): what it is called, its files, its pages, its articles.

    mets_file(issue, described, files)      bytes

    dmdSec      MODS of the issue and of each article
    fileSec     the PDF and its pages, and the ALTO file of each; size and SHA-256 of each file
    structMap   PHYSICAL: the pages in order, each with its page of the PDF and its ALTO file
                LOGICAL: Newspaper › ISSUE › CONTENT › ARTICLE › HEADING, and BODY › BODY_CONTENT

Each part names the blocks of ALTO that show it, in reading order; a paragraph over several columns
or pages is one part. Names of groups, files and divisions are those of ENMAP, the METS/ALTO profile
of Europeana Newspapers, which readers of newspapers know. `PROFILE` is not set: ENMAP asks for
technical metadata of scans (MIX), and nothing was scanned. `CREATEDATE` is the date of the issue,
so that the same issue gives the same file on any day.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import count
from typing import NamedTuple

from compositor.mets.blocks import Described, PageBlocks, Ref, TextBlock, kind_of
from compositor.mets.markup import XLINK, XSI, Attributes, document, element, lines, text
from compositor.mets.mods import NAMESPACE as MODS
from compositor.mets.mods import PREFIX as MODS_PREFIX
from compositor.mets.mods import SCHEMA as MODS_SCHEMA
from compositor.mets.mods import Found, article_mods, issue_mods, publisher_of
from compositor.model.identity import uri_of
from compositor.model.issue import Issue
from compositor.model.layout import Layout
from compositor.model.reading import Element, Piece, Told

NAMESPACE = "http://www.loc.gov/METS/"
SCHEMA = "http://www.loc.gov/standards/mets/mets.xsd"
PDF_FILE, ISSUE_DMD = "PDF", "MODSMD_ISSUE1"
# What the parts of an article are called here, by their kinds; those of its heading apart.
HEADING = {
    "label": "SECTION_TITLE",
    "kicker": "OVERLINE",
    "headline": "TITLE",
    "deck": "SUBTITLE",
    "byline": "AUTHOR",
}
BODY = {
    "paragraph": "PARAGRAPH",
    "crosshead": "CROSSHEADING",
    "note": "NOTE",
    "source": "SOURCE",
    "caption": "CAPTION",
    "credit": "CREDIT",
    "quote": "QUOTE",
}


class File(NamedTuple):
    """A file by its name in the folder."""

    name: str
    data: bytes


class Files(NamedTuple):
    """What an issue consists of: its PDF, and the ALTO file of each page by its number."""

    pdf: File
    pages: Mapping[int, File]


class Software(NamedTuple):
    """What made the files."""

    name: str
    version: str


def mets_file(
    issue: Issue, layout: Layout, described: Described, files: Files, software: Software
) -> bytes:
    """The METS file of an issue."""
    title = title_of(issue)
    root = {
        "xmlns": NAMESPACE,
        f"xmlns:{MODS_PREFIX}": MODS,
        "xmlns:xlink": XLINK,
        "xmlns:xsi": XSI,
        "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA} {MODS} {MODS_SCHEMA}",
        "OBJID": uri_of(issue),
        "LABEL": title,
        "TYPE": "Newspaper",
    }
    parts = (
        _header(issue, software),
        *_descriptions(issue, described),
        lines("fileSec", {}, _groups(described.pages, files)),
        _physical(issue, described.pages, title),
        _Logical(issue, layout, described).map(title),
    )
    return document(lines("mets", root, parts))


def title_of(issue: Issue) -> str:
    """Paper, section, date and number in one line."""
    paper = issue.publication
    name = f"{paper.name}·{paper.section}" if paper.section else paper.name
    return " ".join(filter(None, (name, str(issue.date), issue.number)))


def alto_id(page: int) -> str:
    """The ID of a page's ALTO file."""
    return f"ALTO{page:05}"


def pdf_id(page: int) -> str:
    """The ID of a page of the PDF."""
    return f"PDF{page:05}"


def _header(issue: Issue, software: Software) -> str:
    date = issue.date
    created = f"{date.year:04}-{date.month:02}-{date.day or 1:02}T00:00:00"
    by = {"ROLE": "CREATOR", "TYPE": "OTHER", "OTHERTYPE": "SOFTWARE"}
    publisher = {"ROLE": "OTHER", "OTHERROLE": "PUBLISHER", "TYPE": "ORGANIZATION"}
    agents = (
        lines("agent", by, [element("name", {}, text(" ".join(software)))]),
        lines("agent", publisher, [element("name", {}, text(publisher_of(issue.publication)))]),
    )
    return lines("metsHdr", {"CREATEDATE": created}, agents)


def _article_dmd(number: int) -> str:
    return f"MODSMD_ARTICLE{number}"


def _descriptions(issue: Issue, described: Described) -> Iterator[str]:
    yield _described(ISSUE_DMD, issue_mods(issue, len(described.pages)))
    on: dict[str, dict[int, None]] = {}
    for piece, refs in described.blocks.items():
        on.setdefault(piece.article, {}).update(dict.fromkeys(ref.page for ref in refs))
    for number, told in enumerate(described.articles, start=1):
        found = Found(told.title, tuple(sorted(on.get(told.name, ()))))
        yield _described(_article_dmd(number), article_mods(issue, issue.article(told.name), found))


def _described(name: str, mods: str) -> str:
    wrapped = lines(
        "mdWrap", {"MDTYPE": "MODS", "MIMETYPE": "text/xml"}, [lines("xmlData", {}, [mods])]
    )
    return lines("dmdSec", {"ID": name}, [wrapped])


# ---------------------------------------------------------------------------------- files


def _groups(pages: Iterable[PageBlocks], files: Files) -> Iterator[str]:
    pages = tuple(pages)
    inside = (
        element(
            "file",
            {"ID": pdf_id(page.number), "SEQ": str(page.order), "GROUPID": page.name},
            _at(f"{files.pdf.name}#page={page.order}"),
        )
        for page in pages
    )
    whole = _stored(PDF_FILE, "application/pdf", files.pdf, {}, inside)
    yield lines("fileGrp", {"ID": "PDFGRP", "USE": "PDF"}, [whole])
    altos = (
        _stored(
            alto_id(page.number),
            "text/xml",
            files.pages[page.number],
            {"SEQ": str(page.order), "GROUPID": page.name},
        )
        for page in pages
    )
    yield lines("fileGrp", {"ID": "ALTOGRP", "USE": "Text"}, altos)


def _stored(name: str, kind: str, file: File, more: Attributes, inside: Iterable[str] = ()) -> str:
    attributes = {
        "ID": name,
        **more,
        "MIMETYPE": kind,
        "SIZE": str(len(file.data)),
        "CHECKSUM": sha256(file.data).hexdigest(),
        "CHECKSUMTYPE": "SHA-256",
    }
    return lines("file", attributes, (_at(file.name), *inside))


def _at(href: str) -> str:
    return element("FLocat", {"LOCTYPE": "URL", "xlink:type": "simple", "xlink:href": href})


# -------------------------------------------------------------------------------- structure


def _physical(issue: Issue, pages: Iterable[PageBlocks], title: str) -> str:
    titles = {plan.number: plan.title for plan in issue.pages}
    inner = (_page(page, titles.get(page.number, "")) for page in pages)
    whole = {"ID": "DIVP1", "TYPE": "Newspaper", "DMDID": ISSUE_DMD, "LABEL": title}
    root = lines("div", whole, (element("fptr", {"FILEID": PDF_FILE}), *inner))
    return lines("structMap", {"TYPE": "PHYSICAL", "LABEL": "Physical Structure"}, [root])


def _page(page: PageBlocks, title: str) -> str:
    areas = (
        element("area", {"FILEID": pdf_id(page.number)}),
        _area(Ref(page.number, page.name)),
    )
    attributes = {
        "ID": f"DIVP{page.order + 1}",
        "TYPE": "PAGE",
        "ORDER": str(page.order),
        "ORDERLABEL": str(page.number),
        "LABEL": title or None,
    }
    return lines("div", attributes, [lines("fptr", {}, [lines("par", {}, areas)])])


def _area(ref: Ref) -> str:
    return element("area", {"FILEID": alto_id(ref.page), "BETYPE": "IDREF", "BEGIN": ref.block})


class _Logical:
    """Writes the logical structure: what the issue says, wherever it stands."""

    def __init__(self, issue: Issue, layout: Layout, described: Described) -> None:
        self._issue = issue
        self._layout = layout
        self._described = described
        self._ids = count(1)

    def map(self, title: str) -> str:
        paper, issue, content = self._name(), self._name(), self._name()
        articles = (
            self._article(number, told)
            for number, told in enumerate(self._described.articles, start=1)
        )
        inner = (*self._nameplate(), lines("div", {"ID": content, "TYPE": "CONTENT"}, articles))
        whole = {"ID": issue, "TYPE": "ISSUE", "DMDID": ISSUE_DMD, "LABEL": title}
        head = {"ID": paper, "TYPE": "Newspaper", "LABEL": self._issue.publication.name}
        root = lines("div", head, [lines("div", whole, inner)])
        return lines("structMap", {"TYPE": "LOGICAL", "LABEL": "Logical Structure"}, [root])

    def _name(self) -> str:
        return f"DIVL{next(self._ids)}"

    def _nameplate(self) -> Iterator[str]:
        """What the front page has in its print space beside articles: the nameplate."""
        found = [
            Ref(front.number, block.name)
            for front in self._described.pages[:1]
            for block in front.blocks
            if isinstance(block, TextBlock)
            and block.kind == "furniture"
            and block.rect.overlaps(front.print_space)
        ]
        if found:
            section = {"ID": self._name(), "TYPE": "TITLE_SECTION"}
            yield lines("div", section, [self._part("TEXTBLOCK", [ref]) for ref in found])

    def _article(self, number: int, told: Told) -> str:
        attributes = {
            "ID": self._name(),
            "TYPE": "ARTICLE",
            "DMDID": _article_dmd(number),
            "ORDER": str(number),
            "LABEL": told.title,
        }
        heads = [e for e in told.elements if e.piece and self._kind(e.piece) in HEADING]
        rest = [e for e in told.elements if e not in heads]
        return lines("div", attributes, (*self._heading(heads), *self._body(rest)))

    def _heading(self, elements: Iterable[Element]) -> Iterator[str]:
        if elements:
            name = self._name()
            yield lines("div", {"ID": name, "TYPE": "HEADING"}, self._parts(elements))

    def _body(self, elements: Iterable[Element]) -> Iterator[str]:
        if elements:
            body, content = self._name(), self._name()
            inner = lines("div", {"ID": content, "TYPE": "BODY_CONTENT"}, self._parts(elements))
            yield lines("div", {"ID": body, "TYPE": "BODY"}, [inner])

    def _parts(self, elements: Iterable[Element]) -> Iterator[str]:
        """The parts of an article: groups of paragraphs opened, a photograph with its caption."""
        for element_ in elements:
            if element_.picture and element_.piece:
                name = self._name()
                image = self._part("IMAGE", self._refs(element_.piece))
                captions = self._parts(element_.kids)
                yield lines("div", {"ID": name, "TYPE": "ILLUSTRATION"}, (image, *captions))
                continue
            if element_.piece and (refs := self._refs(element_.piece)):
                kind = self._kind(element_.piece)
                yield self._part({**HEADING, **BODY}[kind], refs)
            yield from self._parts(element_.kids)

    def _part(self, kind: str, refs: Iterable[Ref]) -> str:
        areas = [_area(ref) for ref in refs]
        inner = areas if len(areas) == 1 else [lines("seq", {}, areas)]
        return lines("div", {"ID": self._name(), "TYPE": kind}, [lines("fptr", {}, inner)])

    def _refs(self, piece: Piece) -> tuple[Ref, ...]:
        return self._described.blocks.get(piece, ())

    def _kind(self, piece: Piece) -> str:
        return kind_of(piece, self._layout)
