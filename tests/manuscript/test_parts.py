"""Parts: the words behind a place on the page are read, and written back with nothing else changed."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.diagnostics import Refused
from compositor.manuscript.parts import (
    MOST_CHARACTERS,
    Part,
    as_words,
    read_part,
    read_parts,
    write_part,
)
from compositor.model.parts import part_name

ROOT = Path(__file__).resolve().parents[2]
PATH, FOLDER = "issues/x/articles/a.md", "issues/x"

HEADS = {
    "plain": """\
---
# 说明 comment
headline: 主题  # behind it

byline: 记者 王小明
photos:
  - file: photos/a.jpg
    caption: 图为现场。  # 说明
  # between
  - {file: photos/b.jpg, credit: 王雪 摄}
---
""",
    "quoted": """\
---
kicker: "引题: 一"   # 双引号
'headline': '主''题'
deck: ''
source: ~
byline:
quote:    # nothing yet
photos:
- caption: >
    图为
  lost: true
---
""",
    "blocks": """\

---
label: |  # 块
  栏目
headline: |-

   第一行
   第二行
deck: >+
  副题

supplied: [headline]
# the end
---
""",
    "flow": """\
---
{headline: 主题, byline: "记者", photos: [{file: photos/a.jpg, caption: 'a, b'}]}
---
""",
    "only a headline": "---\nheadline: 主题\n---\n",
    "no head": "---\n# nothing\n---\n",
    "empty flow": "---\n{}\n---\n",
}
BODIES = {
    "usual": "\n第一段。\n\n## 小标题|二\n\n第二段，**强调**了\\#的。\n\n> 编者的话。\n",
    "indented": "　　第一段，\n　　接着。  \n\n　　第二段。\n## 小标题\n  ##  又一个  \n> 编者的话\n> 又一行\n>\n> 另一段\n\n\n",
    "tight": "一段\n## 头\n二段\n\n\n\n> 注\n三\n",
}
TEXTS = {f"{h}, {b}": HEADS[h] + BODIES[b] for h in HEADS for b in BODIES if b != "tight"}
TEXTS |= {f"{h}, crlf": t.replace("\n", "\r\n") for h, t in TEXTS.items() if "usual" in h}
TEXTS |= {f"{h}, marked": f"\ufeff{t}" for h, t in TEXTS.items() if "crlf" in h}
ARTICLES = sorted(p.relative_to(ROOT).as_posix() for p in ROOT.glob("issues/*/articles/*.md"))


def words_of(parts: Iterable[Part]) -> dict[str, str]:
    return {part.part: part.text for part in parts}


def untouched(raw: str, after: str, part: Part) -> bool:
    """Whether only characters of the part's own lines are others (a value has four at most)."""
    head = next((n for n, (a, b) in enumerate(zip(raw, after, strict=False)) if a != b), None)
    if head is None:
        head = min(len(raw), len(after))
    most = min(len(raw), len(after)) - head
    tail = next((n for n in range(most) if raw[-1 - n] != after[-1 - n]), most)
    lines = raw.removeprefix("\ufeff").splitlines(keepends=True)
    own = part.text.count("\n") + 1 if part.part.startswith("body/") else 4
    start = sum(map(len, lines[: part.line - 1])) - 2
    stop = sum(map(len, lines[: part.line - 1 + own])) + 1
    stop += len(raw[stop:]) - len(raw[stop:].lstrip(" >\r\n")) if len(after) < len(raw) else 0
    return not part.text or (head >= start and len(raw) - tail <= stop)


def expected(before: dict[str, str], part: str, words: str) -> dict[str, str]:
    """The parts of an article after words were written into one of them."""
    name = part_name(part)
    assert name
    said = as_words(words, name)
    if name.field != "body":
        return {**before, part: said}
    count = sum(key.startswith("body/") for key in before)
    body = [before[f"body/{n}"] for n in range(count)]
    body[name.number : name.number + 1] = said.split("\n\n") if said else []
    rest = {key: text for key, text in before.items() if not key.startswith("body/")}
    return {**rest, **{f"body/{n}": text for n, text in enumerate(body)}}


def check_write(path: str, raw: str, folder: str, part: str, words: str) -> bool:
    """Writes words and looks at all that must be; whether they were taken."""
    before = words_of(read_parts(path, raw, folder))
    try:
        after = write_part(path, raw, folder, part, words)
    except Refused as refused:
        assert refused.diagnostics and all(d.is_error for d in refused.diagnostics)
        return False
    assert words_of(read_parts(path, after, folder)) == expected(before, part, words)
    assert raw.startswith("\ufeff") == after.startswith("\ufeff")
    if "\r\n" in raw:
        assert "\n" not in after.replace("\r\n", "")
    assert untouched(raw, after, read_part(path, raw, folder, part))
    head = raw.partition("---")[2].partition("---")[0]
    assert all(line.partition("# ")[2] in after for line in head.splitlines() if "# " in line)
    return True


# ----------------------------------------------------------------------------- the words

PIECES = (
    *"#:>-*_`[]()<>&!|{}%@'\"\\,.=+~ \u3000\t1",
    *("\n", "\n\n", "\r\n", " #", ": ", "## ", "> ", "---", "**", "\\#", "||", "1. ", "```"),
    *("中文", "字句。", "，", "“话”", "Latin", "null", "\x00", "\ud800", "\u200b", "𠮷"),
)
words = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=8).map("".join)
PIECES_THAT_DO = (
    "中文",
    "字句。",
    "，",
    "：",
    "“话”",
    "Latin",
    "\n",
    ": ",
    " #话题#",
    "- ",
    "'",
    '"',
)
usual_words = st.lists(st.sampled_from(PIECES_THAT_DO), min_size=1, max_size=8).map("".join)


@pytest.mark.parametrize("name", TEXTS)
@settings(max_examples=40)
@given(data=st.data())
def test_what_was_written_is_read_and_all_else_stays(name: str, data: st.DataObject) -> None:
    """Whatever the words, they are there afterwards, or refused; no other part has others."""
    raw = TEXTS[name]
    part = data.draw(st.sampled_from([p.part for p in read_parts(PATH, raw, FOLDER)]))
    check_write(PATH, raw, FOLDER, part, data.draw(words))


@pytest.mark.parametrize("name", [name for name in TEXTS if "usual" in name])
@settings(max_examples=40)
@given(data=st.data())
def test_a_heading_takes_whatever_yaml_would_take_for_signs(name: str, data: st.DataObject) -> None:
    """No words of a heading's field need an editor who knows YAML."""
    raw = TEXTS[name]
    fields = [p.part for p in read_parts(PATH, raw, FOLDER) if not p.part.startswith("body/")]
    part, said = data.draw(st.sampled_from(fields)), data.draw(usual_words)
    # One of the texts says that its headline is supplied.
    assert check_write(PATH, raw, FOLDER, part, said if part != "headline" else f"{said}字")


@pytest.mark.parametrize("path", ARTICLES)
def test_every_part_of_the_projects_articles_can_be_written(path: str) -> None:
    """The same words leave every byte, others stand where they stood."""
    raw = (ROOT / path).read_bytes().decode()
    folder = path.rpartition("/articles/")[0]
    parts = read_parts(path, raw, folder)
    lines = raw.split("\n")
    for part in parts:
        assert write_part(path, raw, folder, part.part, part.text) == raw
        assert check_write(path, raw, folder, part.part, f"{part.text}新：#'“字”")
        if part.part.startswith("body/"):
            assert part.text.split("\n")[0] in lines[part.line - 1]


# ------------------------------------------------------------------------------ by example


def write(raw: str, part: str, words: str) -> str:
    return write_part(PATH, raw, FOLDER, part, words)


def refusal(raw: str, part: str, words: str) -> str:
    with pytest.raises(Refused) as caught:
        write(raw, part, words)
    return caught.value.diagnostics[0].code


PLAIN = TEXTS["plain, usual"]
QUOTED = TEXTS["quoted, usual"]
BLOCKS = TEXTS["blocks, usual"]


@pytest.mark.parametrize(
    ("raw", "part", "words", "old", "new"),
    [
        (PLAIN, "headline", "# 新", "主题  # b", '"# 新"  # b'),
        (PLAIN, "headline", "", "主题  # b", '""  # b'),
        (PLAIN, "byline", "", "byline: 记者 王小明\n", ""),
        (PLAIN, "label", "栏目: 一", "headline:", 'label: "栏目: 一"\nheadline:'),
        (PLAIN, "deck", "副", "# behind it\n", "# behind it\ndeck: 副\n"),
        (PLAIN, "credit/0", "王", "# 说明\n  #", "# 说明\n    credit: 王\n  #"),
        (PLAIN, "caption/1", "a, b", "b.jpg,", "b.jpg, caption: 'a, b',"),
        (PLAIN, "deck", "甲\n乙", "# behind it\n", "# behind it\ndeck: |-\n  甲\n  乙\n"),
        (QUOTED, "kicker", '引"题', '"引题: 一"', '"引\\"题"'),
        (QUOTED, "headline", "'a'", "'主''题'", "'''a'''"),
        (QUOTED, "source", "报", "~", "报"),
        (QUOTED, "quote", "- x", "quote: ", 'quote: "- x" '),
        (QUOTED, "caption/0", "", ">\n    图为\n", '""\n'),
        (BLOCKS, "label", "", "|  # 块\n  栏目\n", '""  # 块\n'),
        (BLOCKS, "deck", "甲\n乙", ">+\n  副题", "|+\n  甲\n  乙"),
        (PLAIN, "body/0", "一\n\n二", "第一段。", "一\n\n二"),
        (PLAIN, "body/1", "新|题", "小标题|二", "新|题"),
        (PLAIN, "body/1", "", "## 小标题|二\n\n", ""),
        (PLAIN, "body/3", "", "\n> 编者的话。\n", ""),
        (PLAIN, "body/3", "甲\n乙", "> 编者的话。", "> 甲\n> 乙"),
    ],
)
def test_only_the_words_change(raw: str, part: str, words: str, old: str, new: str) -> None:
    """Quotes, blocks, comments and the order of fields are the editor's."""
    assert raw.count(old) == 1
    assert write(raw, part, words) == raw.replace(old, new)


def test_indents_of_lines_stay() -> None:
    raw = TEXTS["plain, indented"]
    assert "　　第一段，\n　　接着。  \n" in raw
    after = write(raw, "body/0", "第一段，\n接着二。\n\n新段。")
    assert "　　第一段，\n　　接着二。\n\n　　新段。\n" in after


def test_lines_that_are_not_changed_keep_their_own_line_ends() -> None:
    raw = PLAIN.replace("\n", "\r\n", 4)
    assert write(raw, "body/0", "一\n\n二") == raw.replace("第一段。", "一\r\n\r\n二")


@pytest.mark.parametrize("opener", ["# 一", "## 一", "> 一", "- 一", "1. 一", "---", "```", "<b>"])
def test_what_markdown_would_take_for_something_else_is_refused(opener: str) -> None:
    """Never escaped without a word, never made another kind of block."""
    assert refusal(PLAIN, "body/0", f"第一段\n\n{opener}") in {"markup", "part-markup"}
    number = opener.index(".") if "." in opener else 0
    escaped = f"{opener[:number]}\\{opener[number:]}"
    if opener != "```":  # each of its signs wants its own
        assert escaped in write(PLAIN, "body/0", escaped)


@pytest.mark.parametrize(
    ("part", "words", "code"),
    [
        ("body/1", "头\n尾", "part-one-line"),
        ("body/9", "x", "no-part"),
        ("caption/2", "x", "no-part"),
        ("body/-1", "x", "no-part"),
        ("body/٣", "x", "no-part"),
        ("../x", "x", "no-part"),
        ("supplied", "x", "no-part"),
        ("headline", "\x07", "bad-character"),
        ("headline", "\ud800", "bad-character"),
        ("body/0", "\u200b", "bad-character"),
        ("body/0", "א", "right-to-left"),
        ("headline", "字" * (MOST_CHARACTERS + 1), "part-too-long"),
        ("body/2", "**开", "markup"),
    ],
)
def test_what_cannot_be_is_refused(part: str, words: str, code: str) -> None:
    assert refusal(PLAIN, part, words) == code


def test_what_the_article_needs_is_not_taken_away() -> None:
    """The last paragraph of an article without pictures; a headline that is said to be supplied."""
    only = "---\nheadline: 题\n---\n\n段。\n"
    assert refusal(only, "body/0", "") == "empty-article"
    assert refusal(BLOCKS, "headline", "") == "bad-value"


def test_a_file_with_faults_says_so() -> None:
    with pytest.raises(Refused) as caught:
        read_part(PATH, "headline: 题\n", FOLDER, "headline")
    assert caught.value.diagnostics[0].code == "no-front-matter"


def test_a_part_says_where_it_stands() -> None:
    found = {part.part: part for part in read_parts(PATH, PLAIN, FOLDER)}
    assert found["body/1"] == Part("a", "body/1", PATH, 15, "小标题|二", False)
    assert found["body/2"].text == "第二段，**强调**了\\#的。"
    assert found["body/3"].is_multiline and found["body/3"].text == "编者的话。"
    assert (found["kicker"].line, found["kicker"].text) == (1, "")
    assert (found["caption/0"].line, found["caption/1"].line) == (8, 10)
    lines = PLAIN.split("\n")
    assert all(part.text in lines[part.line - 1] for part in found.values())


def test_other_words_are_seen() -> None:
    """The control: the checks of this file fail where another part changes, or none."""
    after = PLAIN.replace("主题", "主").replace("第一", "一")
    part = read_part(PATH, PLAIN, FOLDER, "headline")
    assert not untouched(PLAIN, after, part)
    assert words_of(read_parts(PATH, after, FOLDER)) != expected(
        words_of(read_parts(PATH, PLAIN, FOLDER)), "headline", "主"
    )
