"""Parts of an article aligned: every part has its place, and the changes lead from one to another."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from compositor.comparing.changes import PartChange
from compositor.comparing.parts import MOST, aligned, part_changes
from compositor.comparing.words import SWAPPED, side
from compositor.model.snapshot import PartSnapshot

A = "当前，南通处在新一轮黄金机遇期、跨越发展的绝佳风口。"
B = "工会工作做的是群众工作，实质上就是思想政治工作。"
C = "打造一批富有江海特色、劳动特点的职工文化品牌。"
TEXTS = st.lists(
    st.sampled_from([A, B, C, A + B, A.replace("南通", "苏州"), "一", "二三"]), max_size=7
)


def body(*texts: str, kind: str = "body") -> list[PartSnapshot]:
    return [PartSnapshot(f"body/{at}", text, kind) for at, text in enumerate(texts)]


def applied(before: Sequence[PartSnapshot], changes: Sequence[PartChange], count: int) -> list[str]:
    """The texts after, made of those before by the changes alone."""
    taken = {name for change in changes for name in change.before}
    rest = [part.text for part in before if part.part not in taken]
    put: dict[int, str] = {}
    for change in changes:
        texts = side(change.hunks, "+").split("\n") if change.after else []
        put |= {int(name.split("/")[1]): t for name, t in zip(change.after, texts, strict=True)}
    return [put[at] if at in put else rest.pop(0) for at in range(count)]


@given(TEXTS, TEXTS)
def test_the_changes_make_the_article_after_of_the_one_before(
    old: list[str], new: list[str]
) -> None:
    """Paragraphs that no change names stayed, in their order."""
    before, after = body(*old), body(*new)
    changes = part_changes(before, after)
    assert applied(before, changes, len(after)) == new


@given(TEXTS, TEXTS)
def test_every_paragraph_stands_in_one_row(old: list[str], new: list[str]) -> None:
    rows = aligned(old, new)
    assert [at for row in rows for at in range(row.start, row.end)] == [*range(len(old))]
    assert [at for row in rows for at in range(row.new_start, row.new_end)] == [*range(len(new))]


@given(TEXTS, TEXTS)
def test_exchanging_the_articles_exchanges_the_changes(old: list[str], new: list[str]) -> None:
    def told(changes: Sequence[PartChange], *, back: bool) -> list[tuple[object, ...]]:
        rows = []
        for one in changes:
            names = (one.after, one.before) if back else (one.before, one.after)
            hunks = sorted((SWAPPED[op] if back else op, text) for op, text in one.hunks)
            rows.append((*names, hunks, one.is_moved, one.is_restyled))
        return sorted(rows)

    there = part_changes(body(*old), body(*new))
    assert told(there, back=False) == told(part_changes(body(*new), body(*old)), back=True)


def test_a_paragraph_that_was_divided_is_one_change() -> None:
    """A line end was put in; nothing was taken out and typed again."""
    (change,) = part_changes(body(A + B, C), body(A, B, C))
    assert (change.before, change.after) == (("body/0",), ("body/0", "body/1"))
    assert [hunk for hunk in change.hunks if hunk.op != "="] == [("+", "\n")]


def test_a_paragraph_that_went_up_or_down_is_moved() -> None:
    (change,) = part_changes(body(A, B, C), body(B, C, A))
    assert change.is_moved and change.before == ("body/0",) and change.after == ("body/2",)


def test_the_same_words_as_another_kind_are_restyled() -> None:
    (change,) = part_changes(body(A), body(A, kind="crosshead"))
    assert change.is_restyled and change.kind == "crosshead"


def test_a_paragraph_is_named_as_a_reader_counts() -> None:
    """Crossheads are counted apart."""
    parts = [*body("小标题", kind="crosshead"), PartSnapshot("body/1", A, "body")]
    after = [parts[0], PartSnapshot("body/1", A.replace("南通", "苏州"), "body")]
    (change,) = part_changes(parts, after)
    assert (change.kind, change.ordinal, change.after) == ("body", 1, ("body/1",))


def test_captions_follow_their_pictures() -> None:
    """A picture put in before another adds a caption, and leaves the other's as it is."""
    before = [PartSnapshot("caption/0", A)]
    after = [PartSnapshot("caption/0", B), PartSnapshot("caption/1", A)]
    (change,) = part_changes(before, after)
    assert (change.before, change.after) == ((), ("caption/0",))


def test_very_many_paragraphs_are_compared_with_their_counterparts() -> None:
    count = int(MOST**0.5) + 2
    old, new = [f"{A}{at}" for at in range(count)], [f"{A}{at}新" for at in range(count)]
    assert len(part_changes(body(*old), body(*new))) == count
