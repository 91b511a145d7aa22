"""Pictures on pages: what a build draws is what was developed, in plates that a press takes."""

import struct
from io import BytesIO
from zlib import crc32

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from compositor.diagnostics import Refused
from compositor.edition import Composed, Options, compose
from compositor.sources import MemorySources
from tests.photos.samples import MemoryStore, apart, opened, photo
from tests.samples import ISSUE_FOLDER, issue_sources

MANIFEST = """publication: {name: 报}
date: 2025-11-20
layout: sikai
pages:
  - page: 2
    articles:
      - {article: a, rank: third, at: {column: 1, line: 20, columns: 4, lines: 60}}
"""
ARTICLE = """---
headline: 主题
photos: [{file: photos/x.jpg, caption: 图为现场。, focus: [0.2, 0.5]}]
---
"""


def issue(files: dict[str, bytes], article: str = ARTICLE) -> MemorySources:
    return issue_sources(MANIFEST, {"a": article}, files)


def built(data: bytes, store: MemoryStore | None = None) -> Composed:
    options = Options(preview_dpi=100, allow_overset=True, store=store or MemoryStore())
    return compose(issue({"photos/x.jpg": data}), ISSUE_FOLDER, options)


def pictures(pdf: bytes) -> list[tuple[str, str]]:
    """(colour space, filter) of each picture of page 1 of a PDF."""
    objects = PdfReader(BytesIO(pdf)).pages[0]["/Resources"]["/XObject"]  # type: ignore[index]
    found = [value.get_object() for value in objects.values()]
    return [(str(o["/ColorSpace"]), str(o["/Filter"])) for o in found if o["/Subtype"] == "/Image"]


def test_a_colour_photograph_is_drawn_in_four_plates_and_as_it_looks() -> None:
    """RGB goes in, DeviceCMYK comes out, the right way up and round."""
    done = built(photo("coffee"))
    assert pictures(done.pdf) == [("/DeviceCMYK", "['/DCTDecode']")] or pictures(done.pdf) == [
        ("/DeviceCMYK", "/DCTDecode")
    ]
    (placed,) = done.edition.pages[0].pictures
    page = pypdfium2.PdfDocument(done.pdf)[0].render(scale=100 / 72).to_pil().convert("RGB")
    scale = page.width / done.edition.pages[0].size.width
    edges = [
        round(e * scale)
        for e in (placed.rect.x, placed.rect.y, placed.rect.right, placed.rect.bottom)
    ]
    shown = page.crop((edges[0], edges[1], edges[2], edges[3]))
    whole = opened(photo("coffee")).resize(shown.size)
    assert apart(shown, whole) < 40  # a viewer has a profile of its own
    assert apart(shown, whole) < apart(shown, whole.transpose(Image.Transpose.FLIP_LEFT_RIGHT)) - 5
    assert apart(shown, whole) < apart(shown, whole.transpose(Image.Transpose.FLIP_TOP_BOTTOM)) - 5


def test_a_grey_photograph_is_one_plate() -> None:
    """DeviceGray is black ink."""
    assert pictures(built(photo("camera")).pdf)[0][0] == "/DeviceGray"


def test_two_builds_share_a_store_and_are_the_same() -> None:
    """The second develops nothing; without a store the bytes are these, too."""
    store = MemoryStore()
    first = built(photo("rocket"), store)
    (key,) = store.kept
    again = built(photo("rocket"), store)
    assert list(store.kept) == [key]
    assert first.pdf == again.pdf == built(photo("rocket")).pdf


def test_a_picture_found_damaged_only_when_it_is_decoded_stops_the_build() -> None:
    """At the line that names it: its head was whole, and all checksums right."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + crc32(kind + data).to_bytes(4)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 600, 400, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", b"no deflate") + chunk(b"IEND", b"")
    with pytest.raises(Refused) as refused:
        built(b"\x89PNG\r\n\x1a\n" + head + body)
    (told,) = [d for d in refused.value.diagnostics if d.code == "picture-damaged"]
    assert told.place and told.place.line == 3


@pytest.mark.parametrize(
    ("profile", "code"), [(b"", "profile-damaged"), (b"nonsense" * 30, "profile-damaged")]
)
def test_a_profile_that_is_none_stops_the_build(profile: bytes, code: str) -> None:
    """Before anything is drawn."""
    sources = issue({"photos/x.jpg": photo("coffee")})
    name = "profiles/ISOcoated_v2_300_bas.icc"
    sources._files[name] = profile
    with pytest.raises(Refused) as refused:
        compose(sources, ISSUE_FOLDER, Options(preview_dpi=20, allow_overset=True))
    assert [(d.code, dict(d.values)["file"]) for d in refused.value.diagnostics] == [(code, name)]
