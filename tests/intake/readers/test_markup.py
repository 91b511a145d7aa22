"""HTML and Markdown: what elements make of their text, and that all of it is accounted for."""

from base64 import b64encode
from collections import Counter
from html import escape
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.diagnostics import Refused
from compositor.intake.readers import read_document
from compositor.intake.readers.numerals import numeral
from compositor.model.draft import SUPPLIED
from tests.intake.readers.support import codes, kinds, left, read, texts

JPEG = b"\xff\xd8\xff\xe0 photograph"


# ----------------------------------------------------------------------------------- HTML


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>甲</h2><p>乙</p>", [("heading", "甲"), ("text", "乙")]),
        ("<p>甲<br>乙</p>", [("text", "甲"), ("text", "乙")]),
        ("<div>甲<div>乙</div>丙</div>", [("text", "甲"), ("text", "乙"), ("text", "丙")]),
        ("<blockquote><p>甲</p><p>乙</p></blockquote>", [("note", "甲"), ("note", "乙")]),
        ("<figure><figcaption>甲</figcaption></figure>", [("caption", "甲")]),
        ("<ol start=3><li>甲<li><p>乙</p></ol>", [("item", "3. 甲"), ("item", "4. 乙")]),
        ("<ol type=a reversed><li>甲<li>乙</ol>", [("item", "b. 甲"), ("item", "a. 乙")]),
        ("<ul><li>甲<ol><li>乙</ol><li>丙</ul>", [("item", "甲"), ("item", "1. 乙"), ("item", "丙")]),
        ("<ul><li><h2>甲</h2></ul>", [("heading", "甲")]),
        ("<table><tr><td>甲<td>乙<tr><td><p>丙</p><p>丁</p><td>戊</table>", [("row", "甲　乙"), ("row", "丙 丁　戊")]),
        ("<table><tr><td><h1>甲</h1><p>乙</p><td>丙</table>", [("heading", "甲"), ("text", "乙"), ("text", "丙")]),
        ("<table><caption>甲</caption><tr><td>乙</table>", [("caption", "甲"), ("row", "乙")]),
        ("<p>甲<a href=x>乙</a><span>丙</span></p>", [("text", "甲乙丙")]),
        ("<p>甲<q>乙</q></p>", [("text", "甲“乙”")]),
        ("<pre>甲\n 乙</pre>", [("text", "甲"), ("text", "乙")]),
        ("<p>甲 &amp; 乙&nbsp;丙</p>", [("text", "甲 & 乙\u00a0丙")]),
        ("<article><header><h1>甲</h1></header></article>", [("heading", "甲")]),
        ("<header class=entry-title><h1>甲</h1></header>", [("heading", "甲")]),
        ("<p>甲<!-- 注 -->乙</p>", [("text", "甲乙")]),
    ],
)  # fmt: skip
def test_elements_make_pieces(html: str, expected: list[tuple[str, str]]) -> None:
    """A line ends with its block or at a `<br>`; what is inline is transparent."""
    assert kinds(read("a.html", html)) == expected


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>甲\n  乙</p>", "甲乙"),
        ("<p>one\n  two</p>", "one two"),
        ("<p>甲 \t 乙</p>", "甲 乙"),
        ("<p>他说：\n“好”</p>", "他说：“好”"),
        ("<p>甲<b>\n</b>乙</p>", "甲乙"),
        ("<p>　　甲　乙</p>", "甲　乙"),
    ],
)
def test_white_space_is_folded_as_on_a_page(html: str, text: str) -> None:
    """And a line end between Chinese characters is nothing."""
    assert texts(read("a.html", html)) == [text]


@pytest.mark.parametrize(
    ("html", "out"),
    [
        ("<title>甲</title><p>乙", ("not-text", "甲")),
        ("<p>乙<script>甲</script>", ("not-text", "甲")),
        ("<nav>甲</nav><p>乙", ("furniture", "甲")),
        ("<header>甲</header><p>乙", ("furniture", "甲")),
        ("<header class=subtitles>甲</header><p>乙", ("furniture", "甲")),
        ("<div role=navigation>甲</div><p>乙", ("furniture", "甲")),
        ("<p>乙<a role=doc-backlink>甲</a>", ("not-text", "甲")),
        ("<p>乙<ruby>丙<rt>甲</rt></ruby>", ("furniture", "甲")),
        ("<p>乙<del>甲</del>", ("deleted", "甲")),
        ("<p>乙<span style='display:none'>甲</span>", ("invisible", "甲")),
        ("<p hidden>甲</p><p>乙", ("invisible", "甲")),
        ("<p>乙&#x200b;", ("invisible", "\u200b")),
        ("<p>乙<svg><text>甲</text></svg>", ("not-text", "甲")),
    ],
)
def test_what_is_no_text_of_an_article_is_left_out_on_record(
    html: str, out: tuple[str, str]
) -> None:
    """With the reason; the line it stood in goes on."""
    document = read("a.html", html)
    assert left(document) == [out]
    assert texts(document) == ["乙丙" if "丙" in html else "乙"]


def test_bold_is_kept_as_offsets() -> None:
    """Of elements and of styles; blank at the ends is not bold."""
    (piece,) = read(
        "a.html", "<p> <b>小编说：</b>南<span style='font-weight:700'>通 </span></p>"
    ).pieces
    assert piece.text.text == "小编说：南通" and piece.strong == ((0, 4), (5, 6))


def test_levels_are_those_of_the_headings() -> None:
    """And text has none."""
    pieces = read("a.html", "<h1>甲</h1><h3>乙<br>丙</h3><p>丁").pieces
    assert [p.level for p in pieces] == [1, 3, 3, 0]


def test_white_around_blocks_parts_them_and_a_line_break_does_not() -> None:
    """Two of them do."""
    pieces = read("a.html", "<h1>甲<br>乙</h1><p>丙</p><div>丁</div><div>戊<br><br>己</div>").pieces
    assert [p.after_blank for p in pieces] == [True, False, True, True, False, True]


def test_what_is_supplied_has_no_origin() -> None:
    """Numbers of lists, spaces between cells, quotation marks of `<q>`."""
    document = read("a.html", "<ol><li>甲</ol><table><tr><td>乙<td>丙</table><p><q>丁</q>")
    supplied = "".join(
        c for p in document.pieces for c, o in zip(p.text.text, p.text.origins, strict=True) if o == SUPPLIED
    )  # fmt: skip
    assert supplied == "1. 　“”"
    assert document.text == "甲\n乙丙\n丁\n"


def test_pictures_in_the_file_come_with_it() -> None:
    """Once, by a name of their kind; the words in place of a picture are left out."""
    url = f"data:image/jpeg;base64,{b64encode(JPEG).decode()}"
    document = read("a.html", f"<p>甲<img src='{url}' alt='图'>乙</p><img src={url}>")
    assert [(p.kind, p.picture) for p in document.pieces] == [
        ("text", ""), ("picture", "1.jpg"), ("picture", "1.jpg"),
    ]  # fmt: skip
    assert document.pictures == (("1.jpg", JPEG),) and left(document) == [("not-text", "图")]


def test_a_picture_outside_the_file_is_told_and_keeps_its_name() -> None:
    """As it is written, not as an address."""
    document = read("a.html", "<p>甲</p><img src='%E5%9B%BE/1.jpg'>")
    assert [p.picture for p in document.pieces] == ["", "图/1.jpg"]
    assert codes(document) == ["picture-not-in-file"]


def test_letters_raised_are_told_for_a_page_sets_them_level() -> None:
    """The text m² would be m2 in print."""
    document = read("a.html", "<p>8000m<sup>2</sup>")
    assert texts(document) == ["8000m2"] and codes(document) == ["raised-letters"]


def test_a_page_declares_gb2312_and_is_gb18030() -> None:
    """Told as any GB18030 is."""
    html = '<meta charset="gb2312"><p>镕基同志在江苏工人报社调研' + "工会工作" * 9
    document = read("a.htm", html.encode("gb18030"))
    assert document.encoding == "GB18030" and texts(document)[0].startswith("镕基")


@pytest.mark.parametrize("html", ["<div>" * 5000 + "甲", "<b>" * 400 + "甲", "<a>" * 200_000])
def test_a_page_nested_without_end_is_refused(html: str) -> None:
    """Before the parser takes the square of its depth."""
    with pytest.raises(Refused) as refused:
        read_document("a.html", html.encode(), 0)
    assert [d.code for d in refused.value.diagnostics] == ["too-deep"]


# ------------------------------------------------------------------------------- Markdown


def markdown(text: str) -> list[tuple[str, str]]:
    return kinds(read("a.md", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 甲\n\n乙\n丙\n", [("heading", "甲"), ("text", "乙丙")]),
        ("> 甲\n\n乙", [("note", "甲"), ("text", "乙")]),
        ("3) 甲\n4) 乙\n\n5. 丙", [("item", "3) 甲"), ("item", "4) 乙"), ("item", "5. 丙")]),
        ("- 甲\n- 乙", [("item", "甲"), ("item", "乙")]),
        ("|甲|乙|\n|-|-|\n|丙|丁|", [("row", "甲　乙"), ("row", "丙　丁")]),
        ("    甲", [("text", "甲")]),
        ("[注]: 见第三版", [("text", "[注]: 见第三版")]),
        ("[甲](http://x.cn)乙", [("text", "甲乙")]),
        ("甲<br>乙", [("text", "甲"), ("text", "乙")]),
        ("```\n甲\n乙\n```", [("text", "甲"), ("text", "乙")]),
        ("![甲](a.jpg)", [("picture", ""), ("caption", "甲")]),
    ],
)
def test_markdown_is_read_as_markup(text: str, expected: list[tuple[str, str]]) -> None:
    """And what would be swallowed stays."""
    assert markdown(text) == expected


def test_a_number_as_written_has_its_origin() -> None:
    """It is no supplied number."""
    (piece,) = read("a.md", "3) 甲", base=0).pieces
    assert piece.text.origins[:2] == (0, 1)


def test_bold_beside_chinese_punctuation_is_bold() -> None:
    """CommonMark would leave the stars."""
    (piece,) = read("a.md", "**小编说：**南通").pieces
    assert piece.text.text == "小编说：南通" and piece.strong == ((0, 4),)


def test_front_matter_gives_the_lines_of_the_heading() -> None:
    """In its order; its other lines are on record."""
    document = read(
        "a.md",
        "---\nlabel: 主席之声\nheadline: '甲：乙'\nbyline: 孙春梅\ndate: 2025\nphotos:\n"
        "  - file: a.jpg\n    caption: 图\n---\n正文\n",
    )
    assert [(p.kind, p.level, p.text.text) for p in document.pieces] == [
        ("heading", 2, "主席之声"), ("heading", 1, "甲：乙"), ("text", 0, "孙春梅"),
        ("caption", 0, "图"), ("text", 0, "正文"),
    ]  # fmt: skip
    assert {why for why, _ in left(document)} == {"not-text"}
    assert ("not-text", "date: 2025") in left(document)


def test_a_rule_at_the_beginning_is_no_front_matter() -> None:
    """Unless another ends it."""
    assert markdown("---\n甲") == [("text", "甲")]


# ------------------------------------------------------------------------------- numerals


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (105, "chineseCounting", "一百零五"),
        (1010, "japaneseCounting", "一千零一十"),
        (12, "chineseLegalSimplified", "拾贰"),
        (2025, "ideographDigital", "二〇二五"),
        (3, "ideographTraditional", "丙"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "21"),
        (27, "lowerLetter", "aa"),
        (1994, "upperRoman", "MCMXCIV"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (0, "chineseCounting", "0"),
        (5, "no-such-form", "5"),
    ],
)
def test_numbers_are_shown_as_word_shows_them(number: int, form: str, shown: str) -> None:
    """Figures where a form has no sign for one."""
    assert numeral(number, form) == shown


# ----------------------------------------------------------------------- every character


class Node(NamedTuple):
    """An element of a random page."""

    tag: str
    children: tuple["Node | str", ...]


WORDS = st.text(alphabet="甲乙丙a1 \n　“，<&\u200b", max_size=6)
INLINE = st.recursive(
    WORDS,
    lambda inner: st.builds(
        Node,
        st.sampled_from(["b", "a", "span", "em", "u", "ruby", "rt", "del", "script", "sup", "q"]),
        st.lists(inner, max_size=3).map(tuple),
    ),
    max_leaves=6,
)
BLOCK = st.recursive(
    st.builds(Node, st.sampled_from(["p", "h1", "h4", "pre"]), st.lists(INLINE, max_size=4).map(tuple)),
    lambda inner: st.builds(
        Node,
        st.sampled_from(["div", "blockquote", "ul", "ol", "table", "nav", "section", "figure"]),
        st.lists(inner, max_size=4).map(tuple),
    ),
    max_leaves=8,
)  # fmt: skip
WRAPS = {"ul": ("<li>", "</li>"), "ol": ("<li>", "</li>"), "table": ("<tr><td>", "</td></tr>")}


def html_of(node: Node | str) -> str:
    """The page's source; the children of lists and tables are items and rows."""
    if isinstance(node, str):
        return escape(node)
    before, after = WRAPS.get(node.tag, ("", ""))
    inner = "".join(before + html_of(child) + after for child in node.children)
    return f"<{node.tag}>{inner}</{node.tag}>"


def words_of(node: Node | str) -> str:
    """All text, as it was put in. What stands in a script is not unescaped by any reader."""
    if isinstance(node, str):
        return node
    inner = "".join(map(words_of, node.children))
    return inner


def plain(node: Node | str) -> Node | str:
    """The page without signs that a script would hold otherwise, and without tags in one."""
    if isinstance(node, str):
        return node
    if node.tag == "script":
        return Node("script", (words_of(node).replace("<", "").replace("&", ""),))
    return Node(node.tag, tuple(map(plain, node.children)))


@given(st.lists(BLOCK, max_size=4).map(lambda blocks: plain(Node("body", tuple(blocks)))))
def test_every_character_of_a_page_is_accounted_for_once(page: Node | str) -> None:
    """In a piece or left out, whatever the elements are; `read` checks the origins."""
    try:
        document = read("a.html", html_of(page))
    except Refused as refused:
        assert [d.code for d in refused.diagnostics] == ["empty-document"]
        return
    assert Counter("".join(document.text.split())) == Counter("".join(words_of(page).split()))
