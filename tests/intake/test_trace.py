"""The words of finished articles found again in their sources, from the texts alone."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.intake.account import account_for, parts_of
from compositor.intake.trace import levelled, trace, trace_all
from compositor.model.draft import SUPPLIED, Traced
from tests.intake.samples import SEEDS, bare, corrected, document, page, taken

FIRST = "夜幕降临，在旅顺口区职工共享自习室里，暖黄色的灯光洒下。"
SECOND = "推开自习室的门，原木色桌椅整齐排列，高速网络一应俱全。"
SOURCE = f"{FIRST}\n\n{SECOND}\n"


def shown(found: Traced, source: str) -> str:
    """The source's characters at the origins of a text, `·` where there are none."""
    return "".join(source[o] if o != SUPPLIED else "·" for o in found.origins)


def texts_of(seed: str) -> list[str]:
    """Every text of the articles an editor made of a seed."""
    return [
        text
        for one in corrected(seed)
        for text in (
            *(one.label, one.kicker, one.headline, one.deck, one.byline),
            *(block.text for block in one.body),
            *(text for picture in one.pictures for text in (picture.caption, picture.credit)),
        )
        if text
    ]


# ------------------------------------------------------------------------- the seeds


@pytest.mark.parametrize("seed", SEEDS)
def test_what_an_import_made_is_found_where_it_came_from(seed: str) -> None:
    """The very origins the steps had kept, but where the same words stand twice in a row."""
    source = page(seed).text
    parts = [p for p in parts_of(taken(seed).articles) if p.text]
    found = trace(source, [p.text.text for p in parts])
    same = of = 0
    for part, one in zip(parts, found, strict=True):
        known = [
            o for o, c in zip(part.text.origins, part.text.text, strict=True) if not c.isspace()
        ]
        mine = [o for o, c in zip(one.origins, one.text, strict=True) if not c.isspace()]
        of += sum(o != SUPPLIED for o in known)
        same += sum(a == b != SUPPLIED for a, b in zip(known, mine, strict=True))
    assert same >= 0.99 * of


@pytest.mark.parametrize("seed", SEEDS)
def test_the_corrected_articles_are_found_all_but_what_was_supplied(seed: str) -> None:
    """Character for character, half-width marks as those they became."""
    source = page(seed).text
    supplied = {one.headline for one in corrected(seed) if "headline" in one.supplied}
    out = {o for one in taken(seed).left_out for o in one.origins}
    for text, found in zip(texts_of(seed), trace(source, texts_of(seed), out), strict=True):
        if text in supplied:
            continue
        lost = [c for c, o in zip(text, found.origins, strict=True) if o == SUPPLIED]
        assert len("".join(lost).replace(" ", "")) <= 8, text[:20]
        kept = [(c, source[o]) for c, o in zip(text, found.origins, strict=True) if o != SUPPLIED]
        assert sum(bare(a) != bare(b) for a, b in kept) <= 2


@pytest.mark.parametrize("seed", SEEDS)
def test_no_character_of_a_seed_is_used_twice(seed: str) -> None:
    """Each place once."""
    found = trace(page(seed).text, texts_of(seed))
    used = Counter(o for one in found for o in one.origins if o != SUPPLIED)
    assert not used or max(used.values()) == 1


# ------------------------------------------------------------------------ corrections


def test_texts_are_found_in_any_order() -> None:
    """An editor may put what stands second first."""
    second, first = trace(SOURCE, [SECOND, FIRST])
    assert first.origins == tuple(range(len(FIRST)))
    assert second.origins == tuple(range(len(FIRST) + 2, len(SOURCE) - 1))


def test_a_moved_passage_is_found_where_it_stood() -> None:
    """Halves of a sentence change places."""
    moved = "暖黄色的灯光洒下，夜幕降临，在旅顺口区职工共享自习室里。"
    (found,) = trace(SOURCE, [moved])
    assert shown(found, SOURCE).startswith("暖黄色的灯光洒下")
    assert found.origins[0] == FIRST.index("暖")
    assert found.origins[moved.index("夜")] == 0


@pytest.mark.parametrize(
    ("text", "there"),
    [
        (FIRST.replace("暖黄色", "淡黄色"), FIRST),
        (FIRST.replace("旅顺口区", "旅顺区"), FIRST.replace("旅顺口区", "旅顺区")),
        (FIRST.replace("自习室", "大自习室"), FIRST.replace("自习室", "·自习室")),
        (f"{FIRST}〔下文缺〕", f"{FIRST}·····"),
        (FIRST.replace("，", ","), FIRST),
        (FIRST.replace("，", "， "), FIRST.replace("，", "，·")),
    ],
    ids=["other sign", "left out", "put in", "added", "marks", "spaces"],
)
def test_a_changed_text_is_found_but_for_the_change(text: str, there: str) -> None:
    """One sign for another has the place of the other; what was put in has none."""
    (found,) = trace(SOURCE, [text])
    assert shown(found, SOURCE) == there
    assert found.text == text


def test_a_text_of_the_editors_own_has_no_origins() -> None:
    """Though single signs of it stand everywhere."""
    (found,) = trace(SOURCE, ["职工夜读成风气"])
    assert set(found.origins) == {SUPPLIED}


def test_a_repeated_passage_is_found_twice_only_if_it_stands_twice() -> None:
    """The second text takes the second place; a third gets none."""
    source = f"{FIRST}\n{SECOND}\n{FIRST}\n"
    one, two, three = trace(source, [FIRST, FIRST, FIRST])
    assert one.origins == tuple(range(len(FIRST)))
    assert two.origins[0] == len(FIRST) + len(SECOND) + 2
    assert set(three.origins) == {SUPPLIED}


def test_what_was_left_out_is_not_taken() -> None:
    """Of two copies the one that is left out stays so."""
    source = f"{FIRST}\n{FIRST}\n"
    (found,) = trace(source, [FIRST], range(len(FIRST)))
    assert found.origins[0] == len(FIRST) + 1


def test_what_an_editor_takes_back_is_found_though_it_was_left_out() -> None:
    """A paragraph that the import took for a repeat."""
    documents = (document(SOURCE),)
    (found,) = trace_all(documents, [FIRST], range(len(FIRST)))
    assert found.origins == tuple(range(len(FIRST)))


def test_a_short_text_is_found_nearest_to_its_neighbours() -> None:
    """A label between its article's texts, not the same words in another."""
    source = f"职工\n{FIRST}\n职工\n{SECOND}\n"
    found = trace(source, [FIRST, "职工", SECOND])
    assert found[1].origins == tuple(range(len(FIRST) + 4, len(FIRST) + 6))


def test_a_space_of_the_source_is_a_space_of_the_text() -> None:
    """Between the characters it stood between."""
    source = "法律工作部部长 陶金\n履职手记一则\n"
    one, two = trace(source, ["法律工作部部长 陶金", "履职手记一则"])
    assert one.origins == tuple(range(10))
    assert two.origins == tuple(range(11, 17))


def test_several_documents_are_one_source() -> None:
    """Origins are theirs, counted through from the first's base."""
    first = document(FIRST, base=100)
    second = document(SECOND, base=first.end)
    two, one = trace_all((first, second), [SECOND, FIRST])
    assert one.origins[0] == 100 and two.origins[0] == first.end


def test_no_documents_and_no_texts_are_nothing() -> None:
    """An issue written by hand."""
    assert trace_all((), []) == ()
    assert trace("", ["甲乙"])[0].origins == (SUPPLIED, SUPPLIED)
    assert trace(SOURCE, [""]) == (Traced(),)


def test_marks_are_levelled_one_for_one() -> None:
    """So that offsets stay."""
    marks = ",;:!?()[]「」『』\"'０％–—~〜"
    assert len(levelled(marks)) == len(marks)
    assert levelled(levelled(marks)) == levelled(marks)


# ------------------------------------------------------------------------- properties

WORDS = st.text(alphabet="工会职自习室灯，。, \n", max_size=40)


@given(WORDS, st.lists(WORDS, max_size=4))
def test_every_origin_is_used_once_and_is_a_character_of_the_source(
    source: str, texts: list[str]
) -> None:
    """Whatever the texts; they come back as they were."""
    found = trace(source, texts)
    assert [one.text for one in found] == texts
    origins = [o for one in found for o in one.origins if o != SUPPLIED]
    assert len(set(origins)) == len(origins)
    assert all(0 <= o < len(source) for o in origins)


@given(st.permutations(range(6)))
def test_sentences_in_any_order_are_found_whole(order: list[int]) -> None:
    """Cut out of a real paragraph and shuffled."""
    paragraph = next(b.text for one in corrected("003") for b in one.body if len(b.text) > 300)
    ends = [0, *(i + 1 for i, c in enumerate(paragraph) if c in "，。")][:7]
    pieces = [(a, b) for a, b in pairwise(ends) if b - a >= 6]
    texts = [paragraph[a:b] for a, b in pieces]
    shuffled = [texts[i] for i in order if i < len(texts)]
    found = trace(paragraph, shuffled)
    for text, one in zip(shuffled, found, strict=True):
        assert "".join(paragraph[o] for o in one.origins) == text


@given(st.sampled_from(SEEDS), st.data())
def test_what_is_missing_from_the_texts_is_missing_from_the_account(
    seed: str, data: st.DataObject
) -> None:
    """A stretch an editor deletes from a paragraph shows as not accounted for."""
    bodies = [p for p in parts_of(taken(seed).articles) if len(p.text) > 60]
    part = data.draw(st.sampled_from(bodies))
    start = data.draw(st.integers(8, len(part.text) - 30))
    shorter = part.text.text[:start] + part.text.text[start + 12 :]
    (found,) = trace_all((document(part.text.text),), [shorter])
    account = account_for((document(part.text.text),), (part._replace(text=found),), ())
    gone = sum(b - a for a, b in account.missing)
    assert gone == sum(not c.isspace() for c in part.text.text[start : start + 12])
