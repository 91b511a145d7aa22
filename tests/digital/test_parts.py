"""The body of an article as a web page has it."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from compositor.diagnostics import Place
from compositor.digital.parts import parts_of, runs_of
from compositor.digital.site import Photo, WebArticle
from compositor.model.issue import Article, Block, BlockKind, Span

KINDS = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.CROSSHEAD, BlockKind.NOTE])


def web_article(kinds: Sequence[BlockKind], photos: int = 0, quote: str = "") -> WebArticle:
    body = tuple(Block(k, (Span(f"{i}段"),), Place("a.md")) for i, k in enumerate(kinds))
    own = Article("a", "a.md", "", "", "题", "", "", "", (), (), body, (), quote=quote)
    shown = tuple(Photo((), f"图{number}", "", "", False) for number in range(photos))
    return WebArticle(own, "a", "题", ("题",), "来源：某报", shown, (1,))


@given(st.lists(KINDS, max_size=14), st.integers(0, 4), st.booleans())
def test_everything_stands_in_its_order_and_once(
    kinds: list[BlockKind], photos: int, quoted: bool
) -> None:
    """Text, photographs, and at the end the source."""
    parts = parts_of(web_article(kinds, photos, "摘句" if quoted else ""))
    texts = [
        "".join(run.text for run in runs)
        for part in parts
        if part.kind not in ("quote", "photo")
        for runs in part.paragraphs
    ]
    assert texts == [*(f"{i}段" for i in range(len(kinds))), "来源：某报"]
    shown = [part.photo.caption for part in parts if part.photo]
    assert shown == [f"图{number}" for number in range(photos)]
    assert sum(part.kind == "quote" for part in parts) == quoted


@given(st.lists(KINDS, min_size=1, max_size=14), st.integers(0, 4))
def test_nothing_parts_a_crosshead_from_its_text(kinds: list[BlockKind], photos: int) -> None:
    parts = parts_of(web_article(kinds, photos, "摘句"))
    for part, following in pairwise(parts):
        assert not (part.kind == "crosshead" and following.kind in ("photo", "quote")) or (
            kinds[-1] is BlockKind.CROSSHEAD  # one that heads nothing
        )


def test_the_first_photograph_stands_above_the_text() -> None:
    parts = parts_of(web_article([BlockKind.PARAGRAPH] * 4, 2))
    assert [part.kind for part in parts].index("photo") == 0
    assert [part.kind for part in parts][3] == "photo"


def test_paragraphs_of_one_note_are_one() -> None:
    parts = parts_of(web_article([BlockKind.PARAGRAPH, BlockKind.NOTE, BlockKind.NOTE]))
    assert [len(part.paragraphs) for part in parts if part.kind == "note"] == [2]


def test_marks_of_lost_parts_are_told_apart() -> None:
    """The editor's marks, and not any brackets."""
    runs = runs_of((Span("甲〔文缺〕乙〔注〕", strong=True),))
    assert [(run.text, run.is_lost_mark) for run in runs] == [
        ("甲", False),
        ("〔文缺〕", True),
        ("乙〔注〕", False),
    ]
    assert all(run.is_strong for run in runs)
