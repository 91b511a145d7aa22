"""The specimen issue: six real photographs of six sorts of file, as its press file and pages have them.

Everything is read from the finished PDFs, pictures as their JPEGs decode; nothing here asks the
developer what it has done.
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat
from pypdf import PdfReader

from compositor.diagnostics import Severity
from compositor.edition import Options, Planned, compose, plan
from compositor.manuscript import read_issue
from compositor.model.issue import Picture
from compositor.pressfile import make_press_files
from compositor.sources import FolderSources
from tests.plate.tagged import read_tagged
from tests.samples import ROOT

FOLDER = "issues/specimen"
SOURCES = FolderSources(ROOT)
LIMIT = 220  # percent: newsprint
FULL = 255
INKS = "CMYK"
# The picture files, each with what makes it another sort of file than the rest.
SORTS = {
    "collins.jpg": "RGB JPEG, sRGB profile",
    "rocket.jpg": "RGB JPEG, Adobe RGB profile",
    "coffee.jpg": "RGB JPEG on its side, no profile",
    "camera.png": "grey PNG",
    "chelsea.png": "RGBA PNG",
    "hubble.jpg": "CMYK JPEG, no profile",
}
RESIDUE = 12  # mean difference of levels that separation and JPEG may leave against the original
TURNED = 40  # a picture that lies on its side differs by more


class Printed(NamedTuple):
    """An image of the press file: its dictionary and its picture."""

    colours: str
    keys: frozenset[str]
    picture: Image.Image


@cache
def planned() -> Planned:
    """The specimen made up."""
    return plan(SOURCES, FOLDER)


@cache
def printed() -> dict[str, Printed]:
    """The images of `press.pdf` by the name of their file, in the order of the pages."""
    reader = PdfReader(BytesIO(make_press_files(SOURCES, FOLDER).files["press.pdf"]))
    placed = [p.file.rpartition("/")[2] for page in planned().edition.pages for p in page.pictures]
    images = list(_images(reader))
    assert len(images) == len(placed)
    return dict(zip(placed, images, strict=True))


def _images(reader: PdfReader) -> Iterator[Printed]:
    """In the order in which the pages draw them."""
    for page in reader.pages:
        resources: Any = page["/Resources"]
        objects: Any = resources["/XObject"]
        drawn = [
            str(operands[0])
            for operands, operator in page.get_contents().operations  # type: ignore[union-attr]
            if operator == b"Do" and objects[operands[0]]["/Subtype"] == "/Image"
        ]
        for name in drawn:
            image = objects[name]
            assert image["/Filter"] in ("/DCTDecode", ["/DCTDecode"])
            picture = Image.open(BytesIO(image._data))
            yield Printed(str(image["/ColorSpace"]), frozenset(image), picture)


def heaviest(picture: Image.Image) -> float:
    """The most ink of any pixel, in percent."""
    bands = [bytes(band.tobytes()) for band in picture.split()]
    return max(map(sum, zip(*bands, strict=True))) * 100 / FULL


def originals() -> dict[str, Picture]:
    """The pictures of the issue's articles by the name of their file."""
    articles = planned().issue.articles
    return {p.file.rpartition("/")[2]: p for a in articles for p in a.pictures if p.file}


def opened(name: str) -> Image.Image:
    """A picture file of the issue as it lies there."""
    return Image.open(ROOT / FOLDER / "photos" / name)


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures in grey, at a coarse size."""
    small = [ImageOps.fit(p.convert("RGB"), (48, 48)).convert("L") for p in (one, other)]
    return ImageStat.Stat(ImageChops.difference(*small)).mean[0]


def test_the_photographs_are_of_six_sorts() -> None:
    """What the pipeline has to work on: profiles, none, grey, see-through, CMYK, on its side."""
    assert originals().keys() == SORTS.keys()
    assert opened("camera.png").mode == "L"
    assert opened("chelsea.png").mode == "RGBA"
    assert opened("hubble.jpg").mode == "CMYK"
    assert opened("coffee.jpg").getexif()[0x0112] == 6
    assert {name for name in SORTS if "icc_profile" in opened(name).info} == {
        "collins.jpg", "rocket.jpg", "chelsea.png",
    }  # fmt: skip


def test_the_issue_is_ready_for_the_press_without_a_warning() -> None:
    """`press` makes it: full pages, no hard rule broken, no coarse picture; notes only."""
    assert [d.code for d in planned().diagnostics if d.severity is not Severity.NOTE] == []
    assert printed()


@pytest.mark.parametrize("name", SORTS)
def test_no_pixel_has_more_ink_than_newsprint_takes(name: str) -> None:
    """Cyan, magenta, yellow and black of each pixel of the decoded image sum up to 220 % at most."""
    image = printed()[name]
    assert heaviest(image.picture) <= LIMIT


def test_the_limit_has_work_to_do() -> None:
    """The Hubble picture comes with over 300 % of ink; so the rule above can fail."""
    assert heaviest(opened("hubble.jpg")) > 300


@pytest.mark.parametrize("name", SORTS)
def test_nothing_is_rgb_and_nothing_is_see_through(name: str) -> None:
    """Images are DeviceCMYK of four components or DeviceGray of one, without masks."""
    image = printed()[name]
    grey = name == "camera.png"
    assert image.colours == ("/DeviceGray" if grey else "/DeviceCMYK")
    assert image.picture.mode == ("L" if grey else INKS)
    assert not image.keys & {"/SMask", "/Mask"}


def test_the_oriented_photograph_stands_upright() -> None:
    """The cup, stored on its side, is printed as its EXIF has it, and not as its pixels lie."""
    stored, image = opened("coffee.jpg"), printed()["coffee.jpg"].picture
    upright = ImageOps.exif_transpose(stored)
    assert stored.height > stored.width and image.width > image.height
    assert difference(image, upright) < RESIDUE
    assert difference(image, upright.rotate(180)) > TURNED


def test_what_was_see_through_is_paper_white() -> None:
    """Outside its ellipse the cat has no ink at all; inside it has."""
    image = printed()["chelsea.png"].picture
    corner = image.crop((0, 0, 12, 12))
    assert heaviest(corner) <= 2  # JPEG leaves a level or two
    assert heaviest(image) > 100


@pytest.mark.parametrize("name", SORTS)
def test_each_photograph_has_pixels_enough(name: str) -> None:
    """150 ppi or more at its place, and no more than the press resolves (200)."""
    places = {p.file.rpartition("/")[2]: p for q in planned().edition.pages for p in q.pictures}
    inches = places[name].rect.width / 914_400
    assert 150 <= printed()[name].picture.width / inches <= 201


def test_the_tag_tree_has_the_alternative_texts() -> None:
    """Each photograph is a figure with the words of its `alt`, in reading order."""
    pdf = compose(SOURCES, FOLDER, Options(preview_dpi=20)).pdf
    figures = [node.alt for node in read_tagged(pdf).document.all() if node.tag == "Figure"]
    wanted = {picture.alt for picture in originals().values()}
    assert all(wanted) and len(figures) == len(SORTS)
    assert set(figures) == wanted


def test_what_each_article_says_of_its_photograph_is_there() -> None:
    """A caption and a credit with each; the sources are told beside the photographs."""
    told = (ROOT / FOLDER / "photos" / "README.md").read_text(encoding="utf-8")
    assert read_issue(SOURCES, FOLDER).issue is not None
    for name, picture in originals().items():
        assert picture.caption and picture.credit
        assert f"`{name}`" in told
