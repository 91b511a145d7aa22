"""A snapshot written down is the same when it is read; what was damaged is not taken for one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.comparing.record import read, written
from tests.comparing.samples import proof, snapshot


def test_a_snapshot_comes_back_as_it_was() -> None:
    """Every line of every page; number and time are who keeps it's."""
    numbered = replace(snapshot(), number=3, time="2026-11-26 05:40")
    assert read(written(numbered)) == snapshot()


def test_the_same_snapshot_has_the_same_bytes() -> None:
    assert written(snapshot()) == written(replace(snapshot(), number=9))


@given(st.data())
def test_a_damaged_snapshot_is_a_value_error(data: st.DataObject) -> None:
    """Cut off or with a byte changed: nothing, or the snapshot, and never another."""
    whole = written(snapshot())
    at = data.draw(st.integers(0, len(whole) - 1))
    cut, other = whole[:at], whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]
    for spoilt in (cut, other):
        with pytest.raises(ValueError):
            read(spoilt)


def test_a_snapshot_has_all_that_stands_on_the_page() -> None:
    """Every line in its place, every module, every word of every article."""
    for one, page in zip(snapshot().pages, proof().edition.pages, strict=True):
        lines = [(line.x, line.y, line.text) for frame in one.frames for line in frame.lines]
        assert lines == [(p.x, p.y, p.line.text) for f in page.frames for p in f.lines]
        assert [module.article for module in one.modules] == [fill.article for fill in page.fills]
    for kept, article in zip(snapshot().articles, proof().issue.articles, strict=True):
        texts = {part.part: part.text for part in kept.parts}
        assert texts["headline"] == article.headline
        assert [texts[f"body/{at}"] for at in range(len(article.body))] == [
            block.text for block in article.body
        ]
