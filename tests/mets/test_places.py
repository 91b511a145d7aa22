"""Where ALTO says words stand: within the page, within each other, and where the PDF has them."""

from collections import defaultdict
from itertools import pairwise
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from compositor.model.signs import Sign
from compositor.press.readback import fold
from compositor.press.signs import read_signs
from compositor.units import EMU_PER_MM
from tests.mets.samples import SAMPLES, Box, box, described, hostile, remade, strings, vertical
from tests.mets.schema_rules import ALTO

ROUNDING = 0.011  # of a coordinate, tenths of a millimetre
TENTH = EMU_PER_MM / 10
every_sample = pytest.mark.parametrize("name", SAMPLES)


def within(inner: Box, outer: Box) -> bool:
    return (
        inner.left >= outer.left - ROUNDING
        and inner.top >= outer.top - ROUNDING
        and inner.right <= outer.right + ROUNDING
        and inner.bottom <= outer.bottom + ROUNDING
    )


def misplaced(page: Element) -> list[str]:
    """Elements that leave the one they are in, and strings that overlap the one before."""
    root = page.find(f".//{ALTO}Page")
    assert root is not None
    paper = Box(0, 0, float(root.get("WIDTH", 0)), float(root.get("HEIGHT", 0)))
    space = root.find(f"{ALTO}PrintSpace")
    found = [e.get("ID", "") for e in root.iter() if e.get("HPOS") and not within(box(e), paper)]
    for outer in (space, *root.iter(f"{ALTO}TextBlock"), *root.iter(f"{ALTO}TextLine")):
        assert outer is not None
        inner = (e for e in outer if not e.tag.endswith("GraphicalElement"))
        found += [e.tag for e in inner if not within(box(e), box(outer))]
    for row in root.iter(f"{ALTO}TextLine"):
        for a, b in pairwise(row):
            apart = box(a).right <= box(b).left + ROUNDING or box(a).bottom <= box(b).top + ROUNDING
            found += [] if apart else [f"{a.get('CONTENT')}|{b.get('CONTENT')}"]
    return found


@every_sample
def test_everything_stands_within_what_it_is_in(name: str) -> None:
    for page in SAMPLES[name]().pages.values():
        assert misplaced(page) == []


def test_a_string_that_is_moved_is_seen() -> None:
    """Negative control, for each of the three checks."""
    for key, value in (("HPOS", "9000"), ("VPOS", "3"), ("WIDTH", "300")):
        page = ElementTree.fromstring(described("issues/2024-11").files["alto-1.xml"])
        strings(page)[60].set(key, value)
        assert misplaced(page)


@every_sample
def test_a_level_line_stands_on_its_baseline(name: str) -> None:
    """And a vertical one has none, and says that it runs downwards."""
    for page in SAMPLES[name]().pages.values():
        for block in page.iter(f"{ALTO}TextBlock"):
            for row in block.iter(f"{ALTO}TextLine"):
                place, line = box(row), row.get("BASELINE")
                assert (line is None) == (block.get("BASEDIRECTION") == "ttb")
                if line is not None:
                    share = (float(line) - place.top) / (place.bottom - place.top)
                    assert share == pytest.approx(0.88, abs=0.002)


def test_vertical_lines_are_there() -> None:
    """The rule above has something to look at: a heading, and text."""
    (page,) = vertical().pages.values()
    down = [b for b in page.iter(f"{ALTO}TextBlock") if b.get("BASEDIRECTION")]
    assert {"ROLE_headline", "ROLE_paragraph"} <= {
        tag for block in down for tag in block.get("TAGREFS", "").split()
    }


def test_a_photograph_has_its_place_and_its_description() -> None:
    page = hostile().pages["ALTO00001"]
    (picture,) = page.iter(f"{ALTO}Illustration")
    edition = hostile().planned.edition
    (placed,) = (p for p in edition.pages[0].pictures if not p.is_missing)
    wanted = [length / TENTH for length in placed.rect]
    x, y, right, bottom = box(picture)
    assert [x, y, right - x, bottom - y] == pytest.approx(wanted, abs=ROUNDING)
    assert picture.get("{http://www.w3.org/1999/xlink}title") == placed.alt


# ---------------------------------------------------------------------------- against the PDF


def found_in(page: Element, signs: list[Sign], shift: float) -> dict[Element, str]:
    """What is printed in the box of each string: the signs whose ink has its middle there."""
    rows: dict[int, list[Element]] = defaultdict(list)
    for string in strings(page):
        place = box(string)
        for band in range(int(place.top) // 20, int(place.bottom) // 20 + 1):
            rows[band].append(string)
    found: dict[Element, list[tuple[float, str]]] = {string: [] for string in strings(page)}
    for sign in signs:
        ink = sign.ink
        x = (ink.left + ink.right) / 2 / TENTH + shift
        y = (ink.top + ink.bottom) / 2 / TENTH + shift
        for string in rows[int(y) // 20]:
            place = box(string)
            if place.left <= x <= place.right and place.top <= y <= place.bottom:
                is_tall = place.bottom - place.top > place.right - place.left
                found[string].append((y if is_tall else x, sign.text))
    return {string: "".join(t for _, t in sorted(there)) for string, there in found.items()}


@pytest.mark.parametrize(("name", "bleed"), [("2024-11", 0), ("bleeding", 30), ("vertical", 0)])
def test_each_word_stands_where_the_pdf_prints_it(name: str, bleed: float) -> None:
    """PDFium finds in the box of each string the signs of that word, and no others.

    Places of signs count from the trim; those of ALTO from the edge of the page, a bleed outside.
    """
    made = remade(name)
    document = read_signs("archive.pdf", made.files["archive.pdf"])
    for number, page in enumerate(document.pages, start=1):
        shown = made.edition.pages[number - 1].number
        alto = ElementTree.fromstring(made.files[f"alto-{shown}.xml"])
        signs = [s for s in (*page.signs, *page.turned) if not s.is_space]
        found = found_in(alto, signs, bleed)
        wrong = [(s.get("CONTENT"), text) for s, text in found.items() if text != s.get("CONTENT")]
        assert wrong == []
        assert sum(map(len, found.values())) == len(fold("".join(s.text for s in signs)))


def test_places_that_are_off_are_seen() -> None:
    """Negative control: two millimetres move most words off their signs."""
    made = remade("2024-11")
    (page, *_) = read_signs("archive.pdf", made.files["archive.pdf"]).pages
    alto = ElementTree.fromstring(made.files["alto-1.xml"])
    found = found_in(alto, [s for s in page.signs if not s.is_space], 20)
    wrong = [s for s, text in found.items() if text != s.get("CONTENT")]
    assert len(wrong) > len(found) / 2
