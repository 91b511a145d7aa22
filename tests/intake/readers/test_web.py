"""What of a web page is around its article, and what is not."""

import pytest

from tests.intake.readers.support import left, read, texts

SENTENCE = "职工在自习室读书学习，自习室整洁安静。"


@pytest.mark.parametrize(
    "around",
    [
        "<ul><li><a href=1>首页</a><li><a href=2>新闻中心</a></ul>",
        "<div><a href=1>工会网</a></div>",
        "<p> <a href=1>首页</a> <a href=2>专题</a></p>",
        "<div class='crumb'>当前位置 <a href=1>首页</a> &gt; 正文</div>",
        "<div id=page-footer><p>某某工会版权所有</p></div>",
        "<div class='share-box clearfix'>分享到</div>",
    ],
)
def test_links_alone_and_what_is_named_so_are_left_out(around: str) -> None:
    """On record, as furniture."""
    document = read("a.html", f"<h1>甲</h1>{around}<p>{SENTENCE}</p>")
    assert texts(document) == ["甲", SENTENCE]
    assert {why for why, _ in left(document)} == {"furniture"}


@pytest.mark.parametrize(
    "kept",
    [
        "<h2><a href=1>标题</a></h2>",
        "<div><h2><a href=1>标题</a></h2></div>",
        f"<div><a href=1>{SENTENCE}</a></div>",
        "<p>附件<a href=1>名单</a></p>",
        "<p><a name=x>小标题</a></p>",
        "<table><tr><td><a href=1>张三</a><td><a href=2>李四</a></table>",
        f"<div class=next>{SENTENCE * 12}</div>",
        f"<div class=bottom><article>{SENTENCE}</article></div>",
        "<div class=bottomless>甲乙</div>",
        "<div class=related><h2>标题</h2></div>",
    ],
)
def test_headings_sentences_tables_and_much_text_stay(kept: str) -> None:
    """Whatever they are named, and though they are links."""
    document = read("a.html", f"<h1>甲</h1><p>{SENTENCE}</p>{kept}")
    assert len(texts(document)) > 2
    assert not left(document)


def test_a_word_file_or_a_markdown_file_may_hold_links_alone() -> None:
    """Only web pages have menus."""
    assert texts(read("a.md", "[名单](a)\n")) == ["名单"]
