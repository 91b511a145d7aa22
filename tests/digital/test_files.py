"""The files of a digital edition: whole, closed in itself, escaped, and the same every time."""

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest

from compositor.diagnostics import Refused
from compositor.digital.look import read_look
from compositor.digital.names import SEARCH_INDEX
from compositor.digital.plain import script_json
from compositor.digital.writing import write_site
from compositor.digitaledition import DigitalEdition, make_digital_edition
from compositor.sources import MemorySources
from tests.digital.samples import (
    ARTICLES,
    EVIL,
    MANIFEST,
    hostile,
    hostile_sources,
    photo,
    specimen,
)
from tests.digital.test_planning import site_of
from tests.samples import ISSUE_FOLDER, ROOT, issue_sources, planned

EDITIONS = [specimen, hostile]
Made = Callable[[], DigitalEdition]
# Addresses that name a schema or a vocabulary, and are never fetched.
IDENTIFIERS = ("http://www.iptc.org/std/ninjs/", "http://www.w3.org/2000/svg")
ABROAD = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//[\w.-]+[^\s\"'<>]*", re.IGNORECASE)


class Markup(HTMLParser):
    """Elements, what they refer to, their ids, and the text of each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.references: list[str] = []
        self.ids: list[str] = []
        self.handlers: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        for name, value in attrs:
            self.references += self._referred(name, value or "")
            self.ids += [value or ""] if name == "id" else []
            self.handlers += [name] if name.startswith("on") else []

    def _referred(self, name: str, value: str) -> list[str]:
        if name in ("href", "src", "action"):
            return [value]
        return [part.split()[0] for part in value.split(",")] if name == "srcset" else []

    def handle_data(self, data: str) -> None:
        self.text += data


def pages(made: DigitalEdition) -> Iterator[tuple[str, Markup]]:
    for name, data in made.files.items():
        if name.endswith(".html"):
            yield name, Markup(data.decode())


@pytest.mark.parametrize("made", EDITIONS)
def test_every_reference_is_a_file_and_a_place_of_the_edition(made: Made) -> None:
    files = made().files
    ids = {name: markup.ids for name, markup in pages(made())}
    for name, markup in pages(made()):
        assert len(set(markup.ids)) == len(markup.ids), name
        for reference in markup.references:
            file, _, place = reference.partition("#")
            assert not file or file in files, (name, reference)
            assert not place or place in ids[file or name], (name, reference)


@pytest.mark.parametrize("made", EDITIONS)
def test_nothing_refers_outside_the_folder(made: Made) -> None:
    """In no file that is text is there an address of another host, identifiers aside."""
    for name, data in made().files.items():
        if not name.endswith((".webp", ".pdf")):
            text = re.sub(r"/\*.*?\*/|^\s*//.*$", "", data.decode(), flags=re.DOTALL | re.MULTILINE)
            found = [m[0] for m in ABROAD.finditer(text) if not m[0].startswith(IDENTIFIERS)]
            assert [one for one in found if "</" not in one] == [], name
            assert "@import" not in text and "url(" not in text, name


def test_an_address_abroad_would_be_found() -> None:
    """The control."""
    assert ABROAD.search('<img src="//a.example/x">') and ABROAD.search("https://a.example")


@pytest.mark.parametrize("made", EDITIONS)
def test_the_catalogue_lists_exactly_the_files(made: Made) -> None:
    """And its pages, articles and pictures are among them."""
    files = made().files
    told = json.loads(files["edition.json"])
    assert told["files"] == sorted(files)
    for page in told["pages"]:
        assert page["html"] in files
        assert all(one["file"] in files for one in page["pictures"])
        for area in page["areas"]:
            left, top, width, height = area["rect"]
            assert min(left, top) >= 0 and left + width <= 100 and top + height <= 100
    for article in told["articles"]:
        assert article["html"] in files and article["ninjs"] in files


def test_the_first_page_is_what_a_reader_opens() -> None:
    files = specimen().files
    assert files["index.html"] == files["page-1.html"]


def test_the_pages_come_as_pdf_only_where_that_is_asked_for() -> None:
    assert specimen().files["pages.pdf"].startswith(b"%PDF-")
    assert "pages.pdf" not in hostile().files
    assert b"pages.pdf" not in hostile().files["index.html"]


def test_text_of_the_manuscript_is_never_markup() -> None:
    """No element and no handler that the templates do not have; all words stand as written."""
    known = {tag for _, markup in pages(specimen()) for tag in markup.elements} | {"strong"}
    for name, markup in pages(hostile()):
        assert set(markup.elements) <= known, name
        assert not markup.handlers, name
    slug = next(n for n in hostile().files if n.startswith("article-img") and n.endswith("html"))
    text = Markup(hostile().files[slug].decode()).text
    for words in ("题目<svg onload=alert(1)>", "眉题 &lt;", EVIL, "作者<b>", "小标<u>题", "重<b>"):
        assert words in text


def test_the_index_of_the_search_is_one_value() -> None:
    """JSON behind an assignment, without anything that could end a script."""
    text = hostile().files[SEARCH_INDEX].decode()
    begin, end = "window.SEARCH_INDEX = ", ";\n"
    assert text.startswith(begin) and text.endswith(end)
    value = text.removeprefix(begin).removesuffix(end)
    assert "<" not in value and "\u2028" not in value
    rows = json.loads(value)
    assert [row["title"] for row in rows][1] == "题目<svg onload=alert(1)>"
    assert all(row["url"] in hostile().files for row in rows)


def test_nothing_in_a_script_can_end_it() -> None:
    text = script_json({"a": "</script><!--\u2028\u2029&"})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"a": "</script><!--\u2028\u2029&"}


def test_the_same_issue_gives_the_same_bytes() -> None:
    again = make_digital_edition(hostile_sources(), ISSUE_FOLDER, with_pdf=False)
    assert again.files == hostile().files


def test_an_article_says_what_is_printed_of_it() -> None:
    """Marks of lost parts, the source as printed, a picture that is lost by its caption alone."""
    files = hostile().files
    evil = next(n for n in files if n.startswith("article-img") and n.endswith("html"))
    assert '<span class="lost">〔下文缺〕</span>' in files[evil].decode()
    assert "来源：来源&lt;b&gt;" in files[evil].decode()
    lost = files["article-tuwen.html"].decode()
    assert "佚失的照片" in lost and "图缺" not in lost and '<figure class="absent">' in lost


def looked(name: str, text: str) -> dict[str, bytes]:
    """The seed issue's files with another file of the look."""
    made = planned()
    folder = ROOT / "layouts/web"
    files = {f"layouts/web/{path.name}": path.read_text("utf-8") for path in folder.iterdir()}
    look = read_look(MemorySources({**files, name: text}), made.layout)
    return write_site(site_of(made), look, "")


def test_a_layout_may_have_templates_and_a_style_sheet_of_its_own() -> None:
    """A template instead of the common one, a style sheet after it."""
    icon = looked("layouts/sikai/web/icon.svg.j2", "<svg>{{ site.paper }}</svg>")["icon.svg"]
    assert icon.decode() == "<svg>江苏工人报</svg>"
    sheet = looked("layouts/sikai/web/site.css", "/* ours */")["site.css"]
    assert sheet == hostile().files["site.css"] + b"/* ours */"


@pytest.mark.parametrize(
    ("text", "line"),
    [("<svg>\n{% if %}", 2), ("<svg>\n\n{{ site.nothing }}", 3), ("{% include 'a' %}", 1)],
)
def test_a_template_that_cannot_be_filled_is_told_of_at_its_line(text: str, line: int) -> None:
    """Whatever is wrong with it; the sign of it is the diagnostic, never a traceback."""
    name = "layouts/web/icon.svg.j2"
    with pytest.raises(Refused) as refused:
        looked(name, text)
    (found,) = refused.value.diagnostics
    assert found.code == "web-template" and found.place
    assert (found.place.file, found.place.line) == (name, line)


def test_an_issue_that_is_not_fit_to_be_built_makes_no_edition() -> None:
    overset = {**ARTICLES, "南通": ARTICLES["南通"] + "县总工会。" * 200}
    with pytest.raises(Refused) as refused:
        sources = issue_sources(MANIFEST, overset, {"photos/a.png": photo()})
        make_digital_edition(sources, ISSUE_FOLDER, with_pdf=False)
    assert "overset" in {found.code for found in refused.value.diagnostics}
