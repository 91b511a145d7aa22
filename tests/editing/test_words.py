"""Words of a part saved three-way: what others wrote meanwhile is never lost."""

import pytest

from compositor.diagnostics import Refused
from compositor.editing import Conflict, Saved, save_part
from compositor.manuscript.parts import read_part
from compositor.sources import MemorySources
from tests.editing.desk import codes, saved

FOLDER, PATH = "issues/x", "issues/x/articles/a.md"
MANIFEST = (
    "publication: {name: 报}\ndate: 2025-11\nlayout: sikai\nmake_up: auto\narticles: [a, gone]\n"
)
FIRST, SECOND, THIRD = (
    "市总工会昨天召开会议，部署今年冬季送温暖工作。",
    "会议要求，各级工会走访慰问困难职工，做到一户不漏。",
    "送温暖活动将持续到明年2月，惠及三万多名职工。",
)
ARTICLE = f"---\nheadline: 送温暖|进万家\n---\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n"


def save(text: str, part: str, base: str, words: str, article: str = "a") -> Saved | Conflict:
    files = {"issues/x/issue.yaml": MANIFEST, PATH: text, "issues/x/articles/other.md": text}
    return save_part(MemorySources(files), FOLDER, article, part, base, words)


def test_words_take_the_place_of_those_that_were_seen() -> None:
    done = saved(save(ARTICLE, "body/1", SECOND, "新的一段。"))
    assert (done.path, done.what, done.is_merged) == (PATH, ("part", "a", "body/1"), False)
    assert done.before == ARTICLE.encode()
    assert done.after == ARTICLE.replace(SECOND, "新的一段。").encode()
    assert done.is_change


def test_the_same_words_change_nothing() -> None:
    assert not saved(save(ARTICLE, "body/1", SECOND, SECOND)).is_change
    now = ARTICLE.replace(SECOND, "新的一段。")
    assert not saved(save(now, "body/1", SECOND, "新的一段。")).is_change


@pytest.mark.parametrize(
    ("part", "base", "theirs", "mine", "both"),
    [
        ("body/1", SECOND, ("各级", "全市各级"), ("不漏", "不落"), "会议要求，全市各级工会走访慰问困难职工，做到一户不落。"),
        ("headline", "送温暖|进万家", ("送", "冬送"), ("万家", "千家"), "冬送温暖|进千家"),
    ],
)  # fmt: skip
def test_changes_apart_become_one(
    part: str, base: str, theirs: tuple[str, str], mine: tuple[str, str], both: str
) -> None:
    """And it is said that they did."""
    now = ARTICLE.replace(base, base.replace(*theirs))
    done = saved(save(now, part, base, base.replace(*mine)))
    assert done.is_merged
    assert read_part(PATH, done.after.decode(), FOLDER, part).text == both


def test_changes_of_the_same_words_are_a_conflict() -> None:
    theirs, mine = SECOND.replace("走访", "登门"), SECOND.replace("走访", "上门")
    done = save(ARTICLE.replace(SECOND, theirs), "body/1", SECOND, mine)
    assert done == Conflict(theirs, mine, None)


@pytest.mark.parametrize("now", [f"新来的一段。\n\n{FIRST}", "新来的一段。", ""])
def test_a_paragraph_that_has_moved_is_found(now: str) -> None:
    """Others were put above it, or taken away there."""
    text = ARTICLE.replace(f"{FIRST}\n\n", f"{now}\n\n" if now else "")
    done = saved(save(text, "body/1", SECOND, "新的一段。"))
    assert done.after == text.replace(SECOND, "新的一段。").encode()


@pytest.mark.parametrize(
    "now",
    [
        ARTICLE.replace(f"{SECOND}\n\n", ""),  # it is gone
        ARTICLE.replace(f"{FIRST}\n", f"另一段。\n\n又一段。\n\n{SECOND}\n\n别的一段。\n\n{SECOND}\n").replace(f"\n{SECOND}\n\n{THIRD}", f"\n{THIRD}"),
        ARTICLE.replace(SECOND, "这里现在说的完全是另外一件事情。"),
        ARTICLE.replace(FIRST, f"新来的一段。\n\n{FIRST}").replace("困难职工", "困难员工"),
    ],
    ids=["gone", "twice, and elsewhere", "another in its place", "moved and changed"],
)  # fmt: skip
def test_a_paragraph_that_is_not_surely_found_is_a_conflict(now: str) -> None:
    """Her words never go into another paragraph."""
    done = save(now, "body/1", SECOND, SECOND.replace("会议", "大会"))
    assert isinstance(done, Conflict)
    assert done.mine == SECOND.replace("会议", "大会")


def test_what_both_made_may_not_read_otherwise() -> None:
    """Stars that each closed for herself do not close in the other's words."""
    base = "甲乙丙丁戊己庚辛壬癸。"
    text = ARTICLE.replace(SECOND, base.replace("甲", "**甲**"))
    assert saved(save(text, "body/1", base, base.replace("癸", "**癸**"))).is_merged
    text = ARTICLE.replace(SECOND, base.replace("甲", "\\*甲"))
    assert isinstance(
        save(text, "body/1", base, base.replace("壬癸", "**壬癸** ")), Saved | Conflict
    )


@pytest.mark.parametrize("name", ["b", "gone", "other", "../articles/a", "a.md", "", "/etc/passwd"])
def test_only_articles_that_the_manifest_names_are_written(name: str) -> None:
    with pytest.raises(Refused) as refused:
        save(ARTICLE, "headline", "送温暖|进万家", "x", name)
    assert codes(refused.value) == ["no-article-here"]


@pytest.mark.parametrize("part", ["body/1", "headline", "nothing"])
def test_a_file_that_cannot_be_read_is_left_alone(part: str) -> None:
    for text in ("no heading\n", ARTICLE.replace("headline:", "headlin:"), "---\n: [\n---\n"):
        with pytest.raises(Refused):
            save(text, part, SECOND, "x")
    files = {"issues/x/issue.yaml": MANIFEST.encode(), PATH: ARTICLE.encode("gb18030")}
    with pytest.raises(Refused) as refused:
        save_part(MemorySources(files), FOLDER, "a", part, "x", "y")
    assert codes(refused.value) == ["not-utf8"]


def test_a_manifest_that_cannot_be_read_says_so() -> None:
    files = {"issues/x/issue.yaml": "pages: [", PATH: ARTICLE}
    with pytest.raises(Refused) as refused:
        save_part(MemorySources(files), FOLDER, "a", "body/0", FIRST, "x")
    assert codes(refused.value) == ["yaml-syntax"]


def test_hostile_text_is_text() -> None:
    words = '</script><img src=x onerror=alert(1)> {{ 7*7 }} $(rm -rf /) "; DROP'
    done = saved(save(ARTICLE, "headline", "送温暖|进万家", words))
    assert read_part(PATH, done.after.decode(), FOLDER, "headline").text == words
