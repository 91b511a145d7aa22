"""An article: heading lines and body, with pictures, supplied words and their notes."""

import pytest

from compositor.diagnostics import Refused
from compositor.manuscript import read_plain_text
from compositor.model.issue import BlockKind, Span
from compositor.sources import MemorySources
from tests.manuscript.samples import article, codes, told, value, values

WHOLE = """\

---
label: 主席之声                 # 栏目
kicker:                        # 引题
headline: 以“五个力”为抓手 擦亮镇级工会品牌
deck: |
  分成两行的
  副题
byline: '无锡市: 孙春梅'
source: 工人日报
supplied: [deck]
photos:
  - {file: photos/x.jpg, caption: 说明, credit: 王雪 摄, columns: 3, focus: [0.5, 0.4], alt: 画面}
  - lost: true
    caption: 已失
---

正文。
"""


def test_heading_fields_are_read_and_left_out_ones_are_empty() -> None:
    """A key with nothing after it is as good as left out; lines after `|` are joined."""
    read = value(article(WHOLE))
    assert (read.name, read.file) == ("a", "issues/t/articles/a.md")
    assert (read.label, read.kicker, read.headline, read.deck, read.byline, read.source) == (
        "主席之声",
        "",
        "以“五个力”为抓手 擦亮镇级工会品牌",
        "分成两行的副题",
        "无锡市: 孙春梅",
        "工人日报",
    )


def test_bars_are_taken_out_of_display_lines_and_kept_beside_them() -> None:
    """A label or source is no display line: there a bar is printed, as is a full-width one."""
    text = "---\nlabel: 甲|乙\nheadline: 工会|打造||平台｜特稿\ndeck: 副题\n---\n\n正文|。\n"
    read = value(article(text))
    assert (read.label, read.headline, read.deck) == ("甲|乙", "工会打造平台｜特稿", "副题")
    assert read.with_bars("headline") == "工会|打造||平台｜特稿"
    assert (read.with_bars("deck"), read.with_bars("kicker")) == ("副题", "")
    assert read.body[0].text == "正文|。"
    empty = value(article("---\nheadline: 题\nkicker: '|'\n---\n\n正文。\n"))
    assert empty.kicker == empty.with_bars("kicker") == ""


def test_a_heading_field_knows_its_place() -> None:
    """The place of its text; a field that is empty has the file's."""
    read = value(article(WHOLE))
    assert (read.field_place("headline").line, read.field_place("headline").column) == (5, 11)
    assert read.field_place("kicker").line == 0


def test_supplied_words_and_lost_pictures_are_noted() -> None:
    """What was lost, what we wrote and which file is missing stands in every report."""
    checked = article(WHOLE)
    assert told(checked.diagnostics) == [
        "missing-picture 13:12 12",
        "supplied 6:7 1",
        "lost-picture 14:5 4",
    ]
    assert values(checked.diagnostics[1]) == {
        "article": "a",
        "field": "deck",
        "field_zh": "副题",
        "text": "分成两行的副题",
    }


def test_a_picture_has_what_its_line_says() -> None:
    """Its file goes by the path from the root; the focus is in thousandths."""
    there, lost = value(article(WHOLE)).pictures
    assert (there.file, there.caption, there.credit) == ("issues/t/photos/x.jpg", "说明", "王雪 摄")
    assert (there.columns, there.focus, there.is_missing) == (3, (500, 400), True)
    assert (there.alt, lost.alt) == ("画面", "")
    assert (lost.file, lost.lost, lost.is_missing, lost.caption) == (None, True, False, "已失")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "no-front-matter 1:1 1"),
        ("正文。", "no-front-matter 1:1 1"),
        ("---\nheadline: 题\n正文。", "no-front-matter 1:1 1"),
        ("———\nheadline: 题\n———\n正文。", "no-front-matter 1:1 1"),
        ("---\nheadline: 题\n---\n", "empty-article 0:0 1"),
        ("---\n甲\n---\n正文。", "wrong-type 2:1 1"),
        ("---\nheadline: 2025\n---\n正文。", "wrong-type 2:11 4"),
        ("---\nkiker: 题\n---\n正文。", "unknown-key 2:1 5"),
        ("---\nheadline: 题 #话题#\n---\n正文。", "hash-in-text 2:13 4"),
        ("---\nheadline: #话题# 题\n---\n正文。", "hash-in-text 2:11 6"),
        ("---\nphotos:\n- caption: 题 #话题\n  lost: true\n---\n", "hash-in-text 3:14 3"),
        ("---\nheadline: 甲: 乙\n---\n正文。", "yaml-colon 2:12 1"),
        ("---\nsupplied: [headline]\n---\n正文。", "bad-value 2:12 8"),
        ("---\nsupplied: [headlin]\n---\n正文。", "bad-value 2:12 7"),
        ("---\nphotos: [{caption: 甲}]\n---\n", "missing-key 2:10 12"),
        ("---\nphotos: [{file: a.jpg, lost: true}]\n---\n", "picture-lost-and-found 2:17 5"),
        ("---\nphotos: [{file: a.jpg, columns: 0}]\n---\n", "bad-value 2:33 1"),
        ("---\nphotos: [{file: a.jpg, focus: [1]}]\n---\n", "bad-value 2:31 3"),
        ("---\nphotos: [{file: a.jpg, focus: [0.5, 2]}]\n---\n", "bad-value 2:37 1"),
    ],
)
def test_a_fault_of_the_heading_lines_is_told_in_its_place(text: str, expected: str) -> None:
    """Line and column are those of the file, whatever stands before."""
    checked = article(text)
    assert checked.value is None
    assert told(checked.diagnostics)[0] == expected


def test_a_comment_after_a_space_is_a_comment() -> None:
    """`# ` with a space is how comments are written; text in quotes may hold anything."""
    text = '---\nheadline: 题  # 主题\nlabel: "甲 #乙#"\n---\n正文。'
    assert (value(article(text)).headline, value(article(text)).label) == ("题", "甲 #乙#")


def test_faults_of_head_and_body_are_told_together() -> None:
    """A wrong key does not hide a list in the body."""
    assert codes(article("---\nkiker: 题\n---\n- 甲\n").diagnostics) == ["unknown-key", "markup"]


def test_a_picture_alone_is_an_article() -> None:
    """A picture with its caption needs no text."""
    assert value(article("---\nphotos: [{file: a.jpg}]\n---")).body == ()


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    """Notepad writes both; places stay right."""
    read = value(article("\ufeff---\r\nheadline: 题\r\n---\r\n\r\n正文。\r\n"))
    assert (read.headline, read.body[0].text, read.body[0].place.line) == ("题", "正文。", 5)


def test_a_file_in_another_encoding_is_told() -> None:
    """GBK is what old editors save."""
    sources = MemorySources({"a.md": "---\nheadline: 题\n---\n".encode("gbk")})
    with pytest.raises(Refused) as refused:
        read_plain_text(sources, "a.md")
    assert codes(refused.value.diagnostics) == ["not-utf8"]


def test_plain_text_is_taken_as_it_is() -> None:
    """Each line that is not empty is a paragraph; signs mean nothing."""
    read = read_plain_text(MemorySources({"d/稿.txt": "　　# **甲**\n\n- 乙\n"}), "d/稿.txt")
    assert (read.name, read.headline) == ("稿", "")
    assert [(b.kind, b.spans, b.place.line) for b in read.body] == [
        (BlockKind.PARAGRAPH, (Span("# **甲**"),), 1),
        (BlockKind.PARAGRAPH, (Span("- 乙"),), 3),
    ]


def test_plain_text_with_unprintable_characters_is_refused() -> None:
    """All of them at once."""
    with pytest.raises(Refused) as refused:
        read_plain_text(MemorySources({"a.txt": "甲\u200b\n乙\ue001\n"}), "a.txt")
    assert told(refused.value.diagnostics) == ["bad-character 1:2 1", "bad-character 2:2 1"]
