"""Parts: the words behind a place on the page are read, and written back with nothing else changed."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.diagnostics import Refused
from compositor.manuscript.parts import (
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

SIGNS = "#:>-*_`[]()<>&!|{}%@'\"\\,.=+~ 　\t1"
words = st.text(
    st.sampled_from(SIGNS)
    | st.sampled_from("\n中文字句。，“”")
    | st.characters(codec="utf-8", max_codepoint=0xFFFF),
    max_size=30,
)


@pytest.mark.parametrize("name", TEXTS)
@given(data=st.data())
def test_what_was_written_is_read_and_all_else_stays(name: str, data: st.DataObject) -> None:
    """Whatever the words, they are there afterwards, or refused; no other part has others."""
    raw = TEXTS[name]
    part = data.draw(st.sampled_from([p.part for p in read_parts(PATH, raw, FOLDER)]))
    check_write(PATH, raw, FOLDER, part, data.draw(words))
