"""The texts of an issue that is begun: a manifest that shows every key, and a sample article.

    blank_manifest(draft, example, schema, "zh")    # `draft` set, all other keys commented out
    sample_article(schema, "en")                     # label, kicker … and one of each block

Keys, their order, what is said of them and their examples come from the forms, so that a key that
is added there is shown here. Comments are in one language; what is printed is Chinese in any case.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, repeat
from typing import NamedTuple

from compositor.diagnostics.render import Language, in_columns
from compositor.manuscript.article import FENCE
from compositor.manuscript.forms import (
    ArticleForm,
    Form,
    IssueForm,
    PageForm,
    PhotoForm,
    PlacementForm,
    PublicationForm,
)
from compositor.manuscript.write import placement_lines, schema_comment
from compositor.manuscript.yamlwrite import comments, entry, written
from compositor.model.draft import ManifestDraft, PageDraft

WORDS: Mapping[Language, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "manifest": (
            "The manifest of one issue: which pages it has, and which article stands where.",
            "Text after `# ` is a comment; take the `# ` away to use a line.",
        ),
        "example": ("A second page, when its article is there; the solver finds the place:",),
        "article": (
            "The heading lines of an article; its text stands below the second `---`.",
            "Delete what you do not need, or write `# ` before it.",
        ),
        "photos": (
            "Photos: put the files into photos/ of the issue.",
            "The editor's guide explains every key: docs/editors-guide.md",
        ),
        "folder": ("Put the photos of this issue here, as the camera made them.",),
    },
    "zh": {
        "manifest": (
            "一期的清单：出哪几版，哪篇稿件排在哪里。",
            "「# 」后面是注释；删去「# 」，那一行就起作用。",
        ),
        "example": ("第二版，稿件写好后启用，位置由程序安排：",),
        "article": (
            "稿件头：两行「---」之间写标题等项，正文写在第二行「---」下面。",
            "不用的项可以删去，或在前面加「# 」。",
        ),
        "photos": (
            "图片：文件放在本期的 photos/ 里。",
            "各项的用法见 docs/zh/editors-guide.md",
        ),
        "folder": ("本期的图片放在这里，相机原文件即可。",),
    },
}

SAMPLE_HEADING = {
    "label": "样稿",
    "kicker": "先看样稿，再动手写",
    "headline": "一篇稿件 从这里开始",
    "deck": "标题、正文、小标题、粗体、编者的话各有一处",
    "byline": "本报记者 王小明",
}
SAMPLE_BODY = (
    "> 编者的话写在正文前面，用楷体排。每段行首加一个大于号、空一格；不用时整段删去。",
    "正文从这里开始。一段写成一行，段与段之间空一行；段首不必空格，排版时自会空出两字。"
    "要加粗的话放在两对星号中间，**就像这一句**，排出来是黑体。",
    "## 小标题怎样写",
    "小标题单独占一行，行首写两个井号、空一格。标题太长需要转行时，在可以断开的地方空一格，"
    "程序会挑合适的一处；词语不会被拆到两行，点号也不会落在行首。",
    "## 写好以后",
    "先检查，再看样。检查时，程序把清单和稿件里的问题一次列全，每一处都注明文件、行和列；"
    "看样时，排好的版面另放在一个文件夹里，原稿一个字也不会动。",
    "字数和版面不合，程序会说余多少行、空多少行，照着改清单里的行数就行。"
    "样稿看过以后可以直接改写，也可以另建一篇：稿件的文件名，就是清单里的稿件名。",
)


# Keys that a second entry of the article must answer: one by itself is an error.
IN_PAIRS = ("jump_to", "jump_from", "head")


class _Row(NamedTuple):
    """A line of YAML and what is said of its key."""

    line: str
    note: str


def blank_manifest(
    draft: ManifestDraft, example: PageDraft, schema: str, language: Language
) -> str:
    """A manifest of one page and article with every key; `example` is a page commented out."""
    words = WORDS[language]
    (page,) = draft.pages
    (placement,) = page.placements
    placed = dict(line.split(": ", 1) for line in placement_lines(placement))
    issue = {"number": draft.number, "date": draft.date, "layout": draft.layout}
    lines = [schema_comment(schema), *comments(words["manifest"]), "publication:"]
    lines += _block(_rows(PublicationForm, _written(dict(draft.publication)), language), "  ")
    lines += [*_block(_rows(IssueForm, _written(issue), language)), "", "pages:"]
    paged = _written({"page": page.number, "title": page.title})
    lines += _block(_rows(PageForm, paged, language), "    ", "  - ")
    lines += ["    articles:", *_block(_rows(PlacementForm, placed, language), " " * 8, "      - ")]
    lines += ["", *comments([*words["example"], *_example(example)], "  ")]
    return "\n".join(lines) + "\n"


def _example(page: PageDraft) -> Iterator[str]:
    """A page that is left to the solver."""
    yield f"- {entry('page', page.number)}"
    yield f"  {entry('title', page.title)}"
    yield f"  {entry('make_up', 'auto')}"
    yield "  articles:"
    yield from (f"    - {written(placement.article)}" for placement in page.placements)


def sample_article(schema: str, language: Language) -> str:
    """An article that shows how one is written; its pictures are commented out."""
    words = WORDS[language]
    lines = [FENCE, schema_comment(schema), *comments(words["article"])]
    lines += _block(_rows(ArticleForm, _written(SAMPLE_HEADING), language))
    shown = [row._replace(line=row.line[2:]) for row in _rows(PhotoForm, {}, language)]
    photo = _block([row for row in shown if not row.line.startswith("lost")], "    ", "  - ")
    lines += comments([*words["photos"], "photos:", *photo])
    return "\n\n".join(["\n".join([*lines, FENCE]), *SAMPLE_BODY]) + "\n"


def photo_folder_note(language: Language) -> str:
    """What stands in a folder of photos that is still empty."""
    return "\n".join(WORDS[language]["folder"]) + "\n"


def _written(values: Mapping[str, str | int]) -> dict[str, str]:
    """The values of keys as YAML; those that are empty are left out."""
    return {key: written(value) for key, value in values.items() if value}


def _rows(form: type[Form], given: Mapping[str, str], language: Language) -> Iterator[_Row]:
    """A row for each key: as given, or its example commented out, if that goes on a line."""
    for key, info in form.model_fields.items():
        chinese, _, english = (info.description or "").partition(" ")
        note = chinese if language == "zh" else english
        example = str(info.examples[0]) if info.examples else ""
        if key in IN_PAIRS:
            continue
        if key in given:
            yield _Row(f"{key}: {given[key]}", note)
        elif example and "…" not in example and not example.startswith("[{"):
            yield _Row(f"# {key}: {example}", note)


def _block(rows: Iterable[_Row], indent: str = "", first: str = "") -> list[str]:
    """Rows with their notes in a column; `first` is the indent of the first, with its hyphen."""
    starts = chain([first or indent], repeat(indent))
    table = [(start + row.line, f"# {row.note}") for start, row in zip(starts, rows, strict=False)]
    return in_columns(table).split("\n")
