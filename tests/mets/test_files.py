"""The files themselves: as the schemas ask, names that lead somewhere, the same bytes every time."""

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compositor.backissue import Workshop
from compositor.mets.library import library_files
from compositor.mets.markup import document, element, text
from compositor.mets.mods import people
from compositor.model.backissue import Recipe
from compositor.model.issue import IssueDate
from compositor.sources import FolderSources
from tests.digital.samples import EVIL
from tests.digital.samples import hostile as digital_edition
from tests.mets.samples import (
    PDF,
    SAMPLES,
    Described,
    described,
    hostile,
    href,
    remade,
    vertical,
)
from tests.mets.schema_rules import ALTO, METS, MODS, faults
from tests.samples import ROOT

every_sample = pytest.mark.parametrize("name", SAMPLES)


@every_sample
def test_every_file_is_as_its_schema_asks(name: str) -> None:
    sample = SAMPLES[name]()
    for file, data in sample.files.items():
        assert faults(ElementTree.fromstring(data)) == [], file


Break = Callable[[Element], object]
BREAKS: dict[str, tuple[str, Break]] = {
    "an attribute that is not there": ("alto-1.xml", lambda r: r.set("VERSION", "4")),
    "an ID twice": ("alto-1.xml", lambda r: next(r.iter(f"{ALTO}TextLine")).set("ID", "P1")),
    "a reference to nothing": (
        "alto-1.xml",
        lambda r: next(r.iter(f"{ALTO}TextBlock")).set("TAGREFS", "A99"),
    ),
    "a space before any string": (
        "alto-1.xml",
        lambda r: next(r.iter(f"{ALTO}TextLine")).insert(0, Element(f"{ALTO}SP")),
    ),
    "a block without its ID": (
        "alto-1.xml",
        lambda r: next(r.iter(f"{ALTO}TextBlock")).attrib.pop("ID"),
    ),
    "an element of another order": ("mets.xml", lambda r: r.append(r[0])),
    "a description of nobody": (
        "mets.xml",
        lambda r: next(r.iter(f"{METS}div")).set("DMDID", "MODSMD_ARTICLE99"),
    ),
    "text between elements": ("mets.xml", lambda r: setattr(r, "text", "words")),
    "a title that is none": (
        "mets.xml",
        lambda r: next(r.iter(f"{MODS}titleInfo")).clear(),
    ),
}


@pytest.mark.parametrize("case", BREAKS)
def test_a_fault_is_seen(case: str) -> None:
    """Negative controls of the rules above."""
    file, spoil = BREAKS[case]
    root = ElementTree.fromstring(described("issues/2024-11").files[file])
    spoil(root)
    assert faults(root)


# --------------------------------------------------------------------------------- METS


@every_sample
def test_every_area_leads_to_a_block(name: str) -> None:
    """And every page of ALTO to a page of the PDF, in order."""
    sample = SAMPLES[name]()
    for area in sample.mets.iter(f"{METS}area"):
        if area.get("BETYPE"):
            assert (area.get("FILEID"), area.get("BEGIN")) in sample.blocks
    pages = [d for d in sample.mets.iter(f"{METS}div") if d.get("TYPE") == "PAGE"]
    assert [d.get("ORDER") for d in pages] == [str(n) for n in range(1, len(pages) + 1)]
    numbers = [str(page.number) for page in sample.planned.edition.pages]
    assert [d.get("ORDERLABEL") for d in pages] == numbers


@every_sample
def test_every_block_of_an_article_is_in_its_division_once(name: str) -> None:
    """But for jump lines, the heads of what goes on, and boxes for position only."""
    sample = SAMPLES[name]()
    told = [
        (area.get("FILEID"), area.get("BEGIN"))
        for div in sample.articles().values()
        for area in div.iter(f"{METS}area")
    ]
    assert len(told) == len(set(told))
    apart = {"ROLE_jump", "ROLE_fpo"}
    for (file, block), found in sample.blocks.items():
        tags = set(found.get("TAGREFS", "").split())
        if found.tag in (f"{ALTO}TextBlock", f"{ALTO}Illustration"):
            is_told = any(tag.startswith("A") for tag in tags) and not tags & apart
            assert ((file, block) in told) == is_told, block


def test_files_are_known_by_their_bytes() -> None:
    """Size and SHA-256 of the PDF and of each ALTO file are those of what lies beside."""
    made = remade("2024-11")
    mets = ElementTree.fromstring(made.files["mets.xml"])
    stored = [file for file in mets.iter(f"{METS}file") if file.get("CHECKSUM")]
    assert {href(file) for file in stored} == {"archive.pdf", "alto-1.xml", "alto-2.xml"}
    for file in stored:
        data = made.files[href(file)]
        assert file.get("SIZE") == str(len(data))
        assert file.get("CHECKSUM") == sha256(data).hexdigest()


def test_an_issue_is_made_with_them_only_where_they_are_asked_for() -> None:
    sources = FolderSources(ROOT)
    plain = Workshop().remake(sources, "issues/2024-11", Recipe())
    names = {"archive.pdf", "edition.json", "entry.json", "report.json"}
    assert plain.files.keys() == names
    assert remade("2024-11").files.keys() == names | {"mets.xml", "alto-1.xml", "alto-2.xml"}
    assert plain.files["archive.pdf"] == remade("2024-11").files["archive.pdf"]


@pytest.mark.parametrize(
    ("date", "created"),
    [(IssueDate(2025, 8), "2025-08-01T00:00:00"), (IssueDate(2025, 8, 15), "2025-08-15T00:00:00")],
)
def test_the_date_is_the_issues(date: IssueDate, created: str) -> None:
    mets = with_issue(date=date)
    (header,) = mets.iter(f"{METS}metsHdr")
    assert header.get("CREATEDATE") == created
    assert next(mets.iter(f"{MODS}dateIssued")).text == str(date)


def with_issue(**values: object) -> Element:
    """The METS of an issue of which something is otherwise."""
    planned = described("issues/2024-11").planned
    issue = replace(planned.issue, **values)  # type: ignore[arg-type]
    files = library_files(issue, planned.layout, planned.edition, planned.faces, PDF)
    root = ElementTree.fromstring(files["mets.xml"])
    assert faults(root) == []
    return root


def test_the_numbers_of_a_paper_are_identifiers() -> None:
    planned = described("issues/2024-11").planned
    extra = (("cn", "CN 32-0019"), ("publisher", "江苏工人报社"), ("sponsor", "省总工会"))
    paper = replace(planned.issue.publication, extra=extra)
    mets = with_issue(publication=paper, number="第 9 期")
    found = {
        e.get("type"): e.text for e in next(mets.iter(f"{MODS}mods")).iter(f"{MODS}identifier")
    }
    assert found["cn"] == "CN 32-0019" and found["local"] == "2024-11"
    assert next(mets.iter(f"{MODS}publisher")).text == "江苏工人报社"
    assert next(mets.iter(f"{MODS}number")).text == "第 9 期"
    assert "江苏工人报社" in [e.text for e in mets.iter(f"{METS}name")]


def test_a_supplied_headline_is_marked() -> None:
    planned = described("issues/2024-11").planned
    articles = tuple(replace(a, supplied=("headline",)) for a in planned.articles)
    assert len(list(with_issue(articles=articles).iterfind(f".//{MODS}titleInfo[@supplied]"))) == 5
    assert not list(described("issues/2024-11").mets.iterfind(f".//{MODS}titleInfo[@supplied]"))


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("常熟市总工会党组书记、主席 贺勇胜", [("贺勇胜", "常熟市总工会党组书记、主席")]),
        ("本报记者 张三 通讯员 李四", [("张三", "本报记者"), ("李四", "通讯员")]),
        ("李玲玲", [("李玲玲", "")]),
        ("本刊编辑部", []),
        ("新华社 北京电", []),
        ("文/张三", []),
        ("", []),
    ],
)
def test_only_a_sure_name_in_a_byline_is_a_person(
    byline: str, names: list[tuple[str, str]]
) -> None:
    assert list(people(byline)) == names


def test_an_article_goes_by_one_uri_everywhere() -> None:
    """In MODS, in the tags of ALTO, and in the ninjs of the digital edition."""
    sample = hostile()
    told = {e.text for e in sample.mets.iterfind(f".//{MODS}identifier[@type='uri']")}
    tags = {t.get("URI") for p in sample.pages.values() for t in p.iter(f"{ALTO}StructureTag")}
    item = json.loads(digital_edition().files["issue.ninjs.json"])
    assert item["uri"] == sample.mets.get("OBJID")
    assert {one["uri"] for one in item["associations"]} == tags == told - {item["uri"]}


# -------------------------------------------------------------------------------- bytes


@every_sample
def test_the_same_issue_gives_the_same_bytes(name: str) -> None:
    sample = SAMPLES[name]()
    planned = sample.planned
    again = library_files(planned.issue, planned.layout, planned.edition, planned.faces, PDF)
    assert dict(again) == sample.files


def test_what_was_made_before_changes_nothing() -> None:
    shop = Workshop()
    for folder in ("issues/2023-08", "issues/2024-11"):
        made = shop.remake(FolderSources(ROOT), folder, Recipe(library=True))
    assert made.files == remade("2024-11").files


def test_hostile_words_and_names_are_words_and_names() -> None:
    sample: Described = hostile()
    titles = [e.text for e in sample.mets.iter(f"{MODS}title")]
    assert "题目<svg onload=alert(1)>" in titles and "滨江</script>工人" in titles
    assert EVIL.replace(" ", "") in [
        (e.text or "").replace(" ", "") for e in sample.mets.iter(f"{MODS}subTitle")
    ]
    assert vertical().mets.get("LABEL") == "报 2025-11-20"


ANY = st.text(st.characters(codec=None), max_size=40)


@given(ANY)
@example("\x00\x0b\x1f\ud800\ufffe")
@example("]]> & < > \" ' \t\n\r")
def test_any_text_can_be_written_and_read(words: str) -> None:
    """What is no character of XML comes back as U+FFFD, all else as it was."""
    root = ElementTree.fromstring(document(element("a", {"b": words}, text(words))))
    expected = "".join(c if is_xml(c) else "\ufffd" for c in words)
    assert root.get("b") == expected
    assert (root.text or "") == expected


def is_xml(character: str) -> bool:
    """XML 1.0 §2.2."""
    code = ord(character)
    ranges = ((0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))
    return character in "\t\n\r" or any(a <= code <= b for a, b in ranges)


def test_a_page_without_anything_is_a_page() -> None:
    """No style, no tag, no order of reading: and still as the schemas ask."""
    planned = described("issues/2024-11").planned
    page = planned.edition.pages[0]
    blank = replace(page, frames=(), rules=(), boxes=(), pictures=(), fills=())
    edition = replace(planned.edition, pages=(blank,))
    files = library_files(planned.issue, planned.layout, edition, planned.faces, PDF)
    for data in files.values():
        assert faults(ElementTree.fromstring(data)) == []
    assert b"<String" not in files["alto-1.xml"] and b"ARTICLE" not in files["mets.xml"]
