"""A cropped picture in print: clipped to its rectangle, its focus seen, nothing stretched."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from compositor.edition import Planned, plan
from compositor.geometry import Rect
from compositor.model.edition import Edition
from compositor.photos.store import NO_STORE
from compositor.plate.draw import draw, read_template
from compositor.press.readback import Readback
from compositor.repro import finished_pictures
from compositor.sources import MemorySources
from tests.samples import ISSUE_FOLDER, issue_sources, sikai

MANIFEST = """publication: {name: 报}
date: 2025-11-20
layout: sikai
pages:
  - page: 2
    articles:
      - {article: a, rank: third, at: {column: 2, line: 20, columns: 3, lines: 40}}
"""
ARTICLE = """---
headline: 主题
photos: [{file: photos/x.jpg, caption: 图为现场。, focus: [0.1, 0.5]}]
---
"""


@cache
def photo() -> bytes:
    """Grey, with a black disc at the left edge, a sixth of the width across."""
    image = Image.new("L", (600, 400), 128)
    ImageDraw.Draw(image).ellipse((10, 150, 110, 250), fill=0)
    data = BytesIO()
    image.save(data, "JPEG", quality=95)
    return data.getvalue()


def drawn(sources: MemorySources, made: Planned, edition: Edition) -> Image.Image:
    """Page 1 of an edition, printed, at 100 dpi."""
    template = read_template(sources, made.layout)
    profile = sources.read(made.issue.press.profile)
    pictures = finished_pictures(sources, made.issue, edition, profile, NO_STORE)
    pdf = draw(edition, made.layout, template, made.faces, pictures, bytes(16))
    with Readback(pdf) as readback:
        return Image.open(BytesIO(next(iter(readback.previews(100))))).convert("L")


def planned() -> tuple[MemorySources, Planned]:
    sources = issue_sources(MANIFEST, {"a": ARTICLE}, {"photos/x.jpg": photo()})
    return sources, plan(sources, ISSUE_FOLDER)


@pytest.mark.parametrize("change", [-10, 10])
def test_a_crop_is_clipped_keeps_its_focus_and_is_not_stretched(change: int) -> None:
    """A tenth lower or higher than its proportions, the picture fills its place and no more."""
    sources, before = planned()
    page = before.edition.pages[0]
    (picture,) = page.pictures
    height = picture.rect.width * 2 * (100 + change) // 300
    rect = Rect(picture.rect.x, picture.rect.y, picture.rect.width, height)
    page = replace(page, pictures=(replace(picture, rect=rect),), frames=(), rules=(), boxes=())
    changed = replace(before.edition, pages=(page,))
    seen = drawn(sources, before, changed)
    scale = seen.width / sikai().paper.width
    edges = [edge * scale for edge in (rect.x, rect.y, rect.right, rect.bottom)]
    assert seen.point(lambda grey: 255 * (grey < 200)).getbbox() == pytest.approx(edges, abs=2)
    left, top, right, bottom = seen.point(lambda grey: 255 * (grey < 64)).getbbox() or (0, 0, 0, 0)
    assert right - left == pytest.approx(bottom - top, abs=2)
    assert right - left >= 0.9 * 100 / 600 * (edges[2] - edges[0])
