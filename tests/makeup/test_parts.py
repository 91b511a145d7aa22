"""Which part of its article a placed line shows: every line, on every page of the project's issues."""

from collections import defaultdict
from dataclasses import replace

import pytest

from compositor.edition import Planned, plan
from compositor.manuscript.parts import read_parts
from compositor.model.edition import Frame
from compositor.model.issue import Article
from compositor.model.parts import part_name, part_of
from compositor.sources import FolderSources
from tests.samples import ISSUE_FOLDER, ROOT, issue_sources

ISSUES = sorted(
    path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("issues/*/issue.yaml")
)
NO_PART = {"furniture", "filler", "fpo", "jump"}

LONG = "\n\n".join(
    f"第{number}段。" + "这是一篇要转到别的版去的长稿件。" * 12 for number in range(12)
)
HEAD = "label: 栏\nkicker: 引题在此\nheadline: 长稿|在此\nbyline: 记者 王小明\nsource: 工人日报\nquote: 要转到别的版去\n"
OTHER = "headline: 直排\nphotos: [{file: no.jpg, caption: 图为现场。, credit: 王雪 摄}]\n"
MANIFEST = """\
publication: {name: 滨江工人}
date: 2025-11
layout: sikai
pages:
  - page: 1
    articles:
      - {article: a, rank: lead, headline: vertical, at: {column: 1, line: 8, columns: 6, lines: 30}, jump_to: 2}
      - {article: b, rank: second, headline: vertical, at: {column: 1, line: 40, columns: 6, lines: 46}}
  - page: 2
    articles:
      - {article: a, rank: third, at: {column: 1, line: 2, columns: 6, lines: 60}, jump_from: 1}
"""


def words(article: Article, part: str, source: str) -> str:
    """The words of a part as they are printed."""
    name = part_name(part)
    assert name
    if name.field == "body":
        return article.body[name.number].text
    if name.number >= 0:
        return str(getattr(article.pictures[name.number], name.field))
    said = str(getattr(article, name.field))
    return source.format(source=said) if part == "source" else said


def without_blanks(text: str) -> str:
    return "".join(text.split())


def check_lines(planned: Planned) -> set[str]:
    """Every line of an article has its part, and all parts their words; which parts there are."""
    said: defaultdict[tuple[str, str], str] = defaultdict(str)
    articles = {article.name: article for article in planned.articles}
    for page in planned.edition.pages:
        for frame in page.frames:
            article = articles.get(frame.article)
            for placed in frame.lines:
                part = part_of(frame, placed, article or planned.articles[0])
                assert (part is None) == (frame.kind in NO_PART), frame
                if part:
                    said[frame.article, part] += placed.line.text
    for (name, part), text in said.items():
        printed = words(articles[name], part, planned.layout.source_text)
        assert without_blanks(text) == without_blanks(printed), (name, part)
    return {part.partition("/")[0] for _, part in said}


@pytest.mark.parametrize("folder", ISSUES)
def test_every_line_shows_the_part_whose_words_it_has(folder: str) -> None:
    sources = FolderSources(ROOT)
    planned = plan(sources, folder)
    assert {"headline", "body"} <= check_lines(planned)
    for article in planned.articles:
        raw = sources.read(article.file).decode()
        for part in read_parts(article.file, raw, folder):
            printed = words(article, part.part, "{source}")
            if printed and not {"*", "\\"} & {*part.text}:
                bare = without_blanks(part.text.replace("|", ""))
                assert bare == without_blanks(printed)


def thread() -> Planned:
    texts = {"a": f"---\n{HEAD}---\n\n{LONG}\n", "b": f"---\n{OTHER}---\n\n{LONG[:700]}\n"}
    return plan(issue_sources(MANIFEST, texts), ISSUE_FOLDER)


def test_text_that_jumps_and_side_headings_have_their_parts() -> None:
    """Jump lines and what stands above text from another page are no part of the article."""
    planned = thread()
    kinds = {frame.kind for page in planned.edition.pages for frame in page.frames}
    assert {"jump", "fpo", "quote", "label"} <= kinds
    whole = {
        "label",
        "kicker",
        "headline",
        "byline",
        "source",
        "quote",
        "body",
        "caption",
        "credit",
    }
    assert check_lines(planned) == whole


def test_a_frame_is_of_its_own_article_alone() -> None:
    """The control: the same line is no part of another article, or of none."""
    planned = thread()
    frame = next(f for page in planned.edition.pages for f in page.frames if f.kind == "text")
    article = planned.issue.article(frame.article)
    assert part_of(frame, frame.lines[0], article) == "body/0"
    assert part_of(frame, frame.lines[0], replace(article, name="x")) is None
    strange: Frame = replace(frame, kind="heading", style="lead-nothing")
    assert part_of(strange, frame.lines[0], article) is None


@pytest.mark.parametrize(
    "part", ["body", "body/", "body/01", "body/-1", "caption", "headline/0", "x"]
)
def test_what_is_no_name_of_a_part(part: str) -> None:
    assert part_name(part) is None


@pytest.mark.parametrize("part", ["headline", "quote", "body/0", "caption/12", "credit/3"])
def test_a_name_is_written_as_it_is_read(part: str) -> None:
    assert str(part_name(part)) == part
