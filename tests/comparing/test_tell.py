"""Changes told: in both languages, as data, and as a list that is safe to open."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from compositor.comparing import Changes, compare
from compositor.comparing.excerpts import excerpts, told
from compositor.comparing.listing import Shown, change_list, whole_page
from compositor.comparing.tell import changes_data, changes_text
from compositor.comparing.wording import WORDS
from compositor.comparing.words import hunks_of
from compositor.diagnostics.render import Language
from compositor.model.review import Anchor, Comment
from compositor.model.snapshot import PartSnapshot
from tests.comparing.samples import snapshot, with_article, with_page

HOSTILE = "<script>alert(1)</script>&\"'><img src=x onerror=alert(1)>"
in_both = pytest.mark.parametrize("language", WORDS)


def changes(text: str) -> Changes:
    """The seed issue, its article binhai under another headline."""

    def change(parts: tuple[PartSnapshot, ...]) -> list[PartSnapshot]:
        return [one._replace(text=text) if one.part == "headline" else one for one in parts]

    after = with_page(with_article(snapshot(), "binhai", change), 2, lambda page: page)
    return compare(replace(snapshot(), number=1, time="早"), replace(after, number=2, time="晚"))


def test_everything_can_be_said_in_both_languages() -> None:
    """With the same values."""
    assert WORDS["en"].keys() == WORDS["zh"].keys()
    for key, words in WORDS["en"].items():
        assert set(re.findall(r"\{\w+\}", words)) == set(re.findall(r"\{\w+\}", WORDS["zh"][key]))


def test_a_list_reads_as_a_proofreader_writes_it() -> None:
    """Page, article, part; the words before, the words after, what is another in brackets."""
    lines = changes_text(changes("实施“五力”工程 推动工会工作上新台阶"), "zh").splitlines()
    assert lines[0] == "江苏工人报 2025-08: 第 1 稿（早） → 第 2 稿（晚）"
    assert "第2版 综合" in lines
    assert "  《实施“五力”工程 推动工会工作上新台阶》（binhai）" in lines
    assert (
        "    主题：“实施“五力”工程推动工会工作[再]上新台阶” → “实施“五力”工程[ ]推动工会工作上新台阶”"
        in lines
    )


def test_nothing_is_said_in_words() -> None:
    same = compare(snapshot(), snapshot())
    assert "没有改动" in changes_text(same, "zh")
    assert "nothing changed" in changes_text(same, "en")


def test_what_stayed_and_is_long_is_left_out() -> None:
    """But for the words round each change; changes close together make one excerpt."""
    before = "一" * 40 + "甲" + "二" * 60 + "乙" + "三" * 5 + "丙" + "四" * 40
    after = before.replace("甲", "子").replace("乙", "丑").replace("丙", "寅")
    found = excerpts(hunks_of(before, after), 4)
    assert [told(one, "+") for one in found] == [
        "…一一一一[子]二二二二…",
        "…二二二二[丑]三三三三三[寅]四四四四…",
    ]


@in_both
def test_the_data_are_plain_and_have_their_shape(language: Language) -> None:
    """As the docstring of `tell` and the proof desk's contract have it."""
    data = json.loads(json.dumps(changes_data(changes("新"), language)))
    assert (data["from"]["number"], data["to"]["time"]) == (1, "晚")
    assert [page["state"] for page in data["pages"]] == ["same", "changed"]
    (article,) = data["articles"]
    assert (article["article"], article["pages"], article["moved"]) == ("binhai", [2], None)
    (part,) = article["parts"]
    assert part["part"] == "headline"
    assert "".join(text for op, text in part["hunks"] if op in "=+") == "新"


class Tags(HTMLParser):
    """The elements of a page and the attributes they have."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]


def test_text_of_the_issue_is_no_markup() -> None:
    """In words, names, titles, comments; the page has no script and asks for nothing."""
    made = replace(changes(HOSTILE), title=HOSTILE)
    article = replace(made.articles[0], article=HOSTILE)
    comment = Comment("c", HOSTILE, "", HOSTILE, Anchor(2, quote=HOSTILE), correction=HOSTILE)
    made = replace(made, articles=(article,))
    imprints = {page.imprint_after: b"png" for page in made.changed_pages}
    page = whole_page(change_list(made, "zh", Shown(imprints, (comment,))), HOSTILE, "zh")
    tags = Tags(page)
    assert "script" not in tags.names
    assert not {name for name in tags.attributes if name.startswith("on")}
    assert all(address.startswith("data:image/png;base64,") for address in tags.addresses)
    assert "img" in tags.names  # the control: a picture that was given is shown
    assert "@import" not in page and "url(" not in page


@in_both
def test_the_list_marks_words_by_more_than_colour(language: Language) -> None:
    """Struck through and underlined; with a place to sign."""
    body = change_list(changes("实施“五力”工程推动工会工作再上台阶"), language)
    assert "<del>新</del>" in body
    assert "text-decoration: line-through" in whole_page(body, "x", language)
    assert WORDS[language]["signed"] in body


@in_both
def test_a_page_without_a_picture_says_so(language: Language) -> None:
    assert WORDS[language]["no_picture"] in change_list(changes("新"), language)
