"""Two digital editions that tests look at: the specimen of the project, and one full of hostile text."""

from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image

from compositor.digitaledition import DigitalEdition, make_digital_edition
from compositor.sources import FolderSources, MemorySources
from tests.samples import ISSUE_FOLDER, ROOT, issue_sources

SPECIMEN = "issues/specimen"
# What would be code if it were not escaped: in markup, in an attribute, in a script, in a path.
EVIL = """<script>alert(1)</script>"'&amp;</title>{{ 7*7 }}"""
EVIL_NAME = '"><img src=x onerror=alert(1)>'
SENTENCE = "县总工会启动百日行动，组织职工查找岗位隐患，整改之后由企业给予奖励。"

MANIFEST = f"""\
publication:
  name: '滨江</script>工人'
  section: '<i>"'
number: '第"3"期'
date: 2025-11-14
layout: sikai
pages:
  - page: 1
    title: '要<b>闻'
    articles:
      - article: long
        rank: second
        at: {{column: 1, line: 8, columns: 6, lines: 16}}
        jump_to: 2
      - article: '{EVIL_NAME}'
        rank: third
        at: {{column: 1, line: 26, columns: 4, lines: 30}}
        incomplete: [ending]
  - page: 2
    title: 综合
    articles:
      - article: long
        rank: third
        at: {{column: 1, line: 3, columns: 6, lines: 22}}
        jump_from: 1
      - article: 南通
        rank: third
        at: {{column: 1, line: 28, columns: 3, lines: 16}}
      - article: tuwen
        rank: third
        at: {{column: 4, line: 28, columns: 3, lines: 30}}
"""


def _article(heading: str, body: str) -> str:
    return f"---\n{heading}---\n\n{body}\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


PHOTO = f"""\
photos:
  - file: photos/a.png
    columns: 2
    caption: {_quoted(EVIL)}
    credit: {_quoted(EVIL)}
    alt: {_quoted(EVIL)}
"""
HOSTILE = f"""\
label: {_quoted("<i>栏目")}
kicker: {_quoted("眉题 &lt;")}
headline: {_quoted("题目<svg onload=alert(1)>")}
deck: {_quoted(EVIL)}
byline: {_quoted("作者<b>")}
source: {_quoted("来源<b>")}
{PHOTO}"""
ARTICLES = {
    "long": _article(
        "headline: 百日行动查出隐患两千处\n", "\n\n".join([SENTENCE * 3] * 14) + "\n\n末段。"
    ),
    EVIL_NAME: _article(
        HOSTILE,
        r"甲\<script>alert(2)\</script>**重\<b>**乙“丙”\&amp;\`\${1}。"
        + "\n\n## 小标\\<u>题\n\n"
        + SENTENCE * 3
        + "〔下文缺〕\n\n> **编者的话：**按\\<s>语。\n>\n> 又一段。",
    ),
    "南通": _article("headline: 南通的中文名字\n", SENTENCE * 6),
    "tuwen": _article(
        "headline: 图文\nquote: 摘一句话出来给人看\nphotos:\n  - {lost: true, caption: 佚失的照片}\n",
        "\n\n".join([SENTENCE * 2] * 4),
    ),
}


@cache
def photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (900, 600), (40, 90, 140)).save(out, "PNG")
    return out.getvalue()


def hostile_sources() -> MemorySources:
    return issue_sources(MANIFEST, ARTICLES, {"photos/a.png": photo()})


@cache
def specimen() -> DigitalEdition:
    return make_digital_edition(FolderSources(ROOT), SPECIMEN, with_pdf=True)


@cache
def hostile() -> DigitalEdition:
    return make_digital_edition(hostile_sources(), ISSUE_FOLDER, with_pdf=False)


def written(folder: Path, made: DigitalEdition) -> Path:
    """The edition's files in a folder on disk."""
    for name, data in made.files.items():
        (folder / name).write_bytes(data)
    return folder
