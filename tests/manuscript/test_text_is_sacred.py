"""No character of a body is lost, added or changed on the way from file to blocks.

For any text either an error is given, or the blocks hold exactly what a reader of ten lines,
written apart from the real one, takes out of the same source.
"""

import re
from collections.abc import Iterator
from itertools import groupby

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compositor.manuscript import read_article
from compositor.manuscript.body import read_body
from compositor.manuscript.faults import has_errors
from compositor.manuscript.markdown import parse
from compositor.model.issue import BlockKind, Span
from compositor.sources import FolderSources
from tests.manuscript.samples import ROOT, body, value

CHINESE = "工会职工的一是在不了有和人这中大为上个国"
PUNCTUATION = "，。、；：？！“”‘’（）《》【】—…·"
PLAIN = CHINESE + PUNCTUATION + "0123456789" + "abcXYZ"
SIGNS = "*_#>-+=`~[]()<>!&;:.\\/\"'|"
SPACES = " \u3000\t\n"


def lines_as_read(text: str) -> Iterator[tuple[BlockKind, list[str]]]:
    """Source lines by block: a `## ` line, lines of `>`, any others up to an empty one."""
    kind, block = BlockKind.PARAGRAPH, list[str]()
    for line in [*map(str.strip, text.split("\n")), ""]:
        is_note, is_head = line.startswith(">"), line.startswith("## ")
        words = line[1:].strip() if is_note else line
        now = BlockKind.NOTE if is_note else BlockKind.PARAGRAPH
        if block and (not words or is_head or kind is not now):
            yield kind, block
            block = []
        if is_head:
            yield BlockKind.CROSSHEAD, [line.removeprefix("##").strip()]
        elif words:
            kind, block = now, [*block, words]


def words(line: str) -> str:
    """A source line without markup: no `**`, and no `\\` before a sign."""
    return re.sub(r"\\([!-/:-@\[-`{-~])|\*\*", lambda match: match[1] or "", line)


def joined(lines: list[str]) -> str:
    """Lines as one, with a space between two characters of Latin text."""
    return re.sub(r"(?<=[\x21-\x7e])\n(?=[\x21-\x7e])", " ", "\n".join(lines)).replace("\n", "")


def expected(text: str) -> list[tuple[BlockKind, str]]:
    return [(kind, joined([words(line) for line in lines])) for kind, lines in lines_as_read(text)]


def check(text: str) -> None:
    read = read_body("a.md", text.split("\n"), 0)
    if not has_errors(read.diagnostics):
        assert [(block.kind, block.text) for block in read.blocks] == expected(text)


@given(st.text(PLAIN + SIGNS + SPACES, max_size=40))
@example("**小编说：**南通")
@example("[注]: 见第3版")
@example("甲\n---")
@example("## 甲 #")
@example("甲&amp;乙")
@example("*甲**乙*")
@example("\\**甲*")
@settings(max_examples=1500)
def test_any_text_is_whole_or_refused(text: str) -> None:
    """Chinese, punctuation, digits, Latin letters and every sign of Markdown, in any order."""
    check(text)


PIECES = st.sampled_from(
    [
        "**",
        "\n",
        "\n\n",
        "\n> ",
        "\n\n> ",
        "\n\n## ",
        "\\*",
        "\\\\",
        "\\",
        "　　",
        "1. ",
        "- ",
        "*",
        "#",
    ]
)


@given(st.lists(st.one_of(st.text(PLAIN, min_size=1, max_size=6), PIECES), max_size=14))
@settings(max_examples=1500)
def test_any_manuscript_is_whole_or_refused(pieces: list[str]) -> None:
    """The same for texts in which markup is as frequent as words."""
    check("".join(pieces))


SPANS = st.lists(
    st.tuples(st.text(PLAIN + SIGNS + " ", min_size=1).map(str.strip).filter(bool), st.booleans()),
    min_size=1,
    max_size=4,
)


def merged(spans: list[tuple[str, bool]]) -> tuple[Span, ...]:
    """Spans without neighbours of one emphasis, as a block has them."""
    runs = groupby(spans, key=lambda span: span[1])
    return tuple(Span("".join(text for text, _ in run), strong) for strong, run in runs)


def written(spans: tuple[Span, ...]) -> str:
    """Spans as an editor writes them, with `\\` before every sign."""
    escaped = (re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", span.text) for span in spans)
    pairs = zip(escaped, spans, strict=True)
    return "".join(f"**{text}**" if span.strong else text for text, span in pairs)


@given(SPANS)
@settings(max_examples=800)
def test_what_is_written_with_backslashes_is_read_as_meant(pieces: list[tuple[str, bool]]) -> None:
    """Every sign escaped, the text comes back as it was, bold where it was, or is refused."""
    spans = merged(pieces)
    read = read_body("a.md", [written(spans)], 0)
    if not has_errors(read.diagnostics):
        assert [block.spans for block in read.blocks] == [spans]


@given(st.text(PLAIN, min_size=1), st.text(PLAIN, min_size=1), st.text(PLAIN))
def test_bold_is_never_refused_beside_chinese(before: str, strong: str, after: str) -> None:
    """Punctuation inside, a letter outside, or the other way round: bold is where it stands."""
    blocks = value(body(f"甲{before}**{strong}**{after}")).body
    assert [block.spans for block in blocks] == [
        merged([(f"甲{before}", False), (strong, True)] + ([(after, False)] if after else []))
    ]


@pytest.mark.parametrize("path", sorted(ROOT.glob("issues/*/articles/*.md")), ids=lambda p: p.stem)
def test_the_articles_of_the_house_are_whole(path: object) -> None:
    """What is printed of every article in `issues/` is its file without markup."""
    name = str(path).removeprefix(f"{ROOT}/")
    folder = name.rsplit("/articles/", 1)[0]
    article = value(read_article(FolderSources(ROOT), name, folder))
    source = (ROOT / name).read_text(encoding="utf-8").split("---\n", 2)[2]
    assert [(block.kind, block.text) for block in article.body] == expected(source)


def test_the_rule_has_teeth(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: were link definitions let through, the reader itself would stop."""

    def silent(text: str) -> object:
        return parse(text)[0], []

    monkeypatch.setattr("compositor.manuscript.body.parse", silent)
    with pytest.raises(AssertionError, match="text was lost"):
        body("[注]: 见第3版")
