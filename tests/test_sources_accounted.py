"""The five back issues against the raw pages they came from: `restored + explained = source`.

Each `issues/*/import.md` says where every character of its source went. These tests read nothing but
the seeds, the article files (YAML and the signs of Markdown) and the tables of import.md, and share no
code with the program: that the tables cover the source exactly, that what they say stands in the
articles does stand there, and that the articles hold nothing else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
ISSUES = ("2023-08", "2024-04", "2024-11", "2025-08", "2025-11")
FIELDS = ("label", "kicker", "headline", "deck", "byline", "source")
# House style: marks that stand for one another.
LEVEL = str.maketrans(",;:!?()「」『』", "，；：！？（）“”“”")


class Row(NamedTuple):
    """A row of a table of import.md, by the name of its section."""

    section: str
    cells: tuple[str, ...]


class Issue(NamedTuple):
    """An issue: its source, the tables about it, and its texts by article and part."""

    source: str
    digest: str
    rows: tuple[Row, ...]
    texts: dict[tuple[str, str], str]

    def table(self, section: str) -> list[tuple[str, ...]]:
        return [row.cells for row in self.rows if row.section == section]


SECTIONS = {
    "来源": "sources",
    "略去的文字": "left",
    "改动与补入": "changed",
    "每个字符的去向": "went",
}


def rows_of(report: str) -> Iterator[Row]:
    section = ""
    for line in report.splitlines():
        if line.startswith("## "):
            section = SECTIONS.get(line[3:], "")
        elif section and line.startswith("| ") and not line.startswith(("| 位置", "| 序号")):
            cells = re.split(r"(?<!\\)\|", line)[1:-1]
            yield Row(section, tuple(re.sub(r"\\([\\|])", r"\1", c.strip()) for c in cells))


def texts_of(folder: Path) -> Iterator[tuple[tuple[str, str], str]]:
    for path in sorted(folder.glob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        fields: dict[str, Any] = yaml.safe_load(front)
        yield from (((path.stem, f), fields[f]) for f in FIELDS if f in fields)
        for number, photo in enumerate(fields.get("photos", ()), start=1):
            for key in ("caption", "credit"):
                yield (path.stem, f"{key} {number}"), photo.get(key, "")
        blocks = [block for block in body.strip().split("\n\n") if block]
        for number, block in enumerate(blocks, start=1):
            plain = re.sub(r"^(## |> )|\*\*", "", block).replace("\\", "")
            yield (path.stem, f"body {number}"), plain


def read(name: str) -> Issue:
    folder = ROOT / "issues" / name
    rows = tuple(rows_of((folder / "import.md").read_text(encoding="utf-8")))
    (source,) = (row.cells for row in rows if row.section == "sources")
    text = (ROOT / source[1].strip("`")).read_text(encoding="utf-8")
    return Issue(text, source[-1], rows, dict(texts_of(folder / "articles")))


@pytest.fixture(params=ISSUES, scope="module")
def issue(request: pytest.FixtureRequest) -> Issue:
    return read(request.param)


def offsets(source: str, place: str) -> range:
    """The offsets of a place: `12:3` or `12:3–14:1`, its last character included."""
    lines = source.split("\n")

    def offset(point: str) -> int:
        line, column = map(int, point.split(":"))
        return sum(len(one) + 1 for one in lines[: line - 1]) + column - 1

    first, _, last = place.partition("–")
    return range(offset(first), offset(last or first) + 1)


def bare(text: str) -> str:
    return "".join(text.split()).translate(LEVEL)


def test_the_source_is_the_seed_that_was_read(issue: Issue) -> None:
    assert hashlib.sha256(issue.source.encode()).hexdigest() == issue.digest


def test_every_character_of_the_source_is_in_one_row(issue: Issue) -> None:
    covered: list[int] = []
    for cells in (*issue.table("left"), *issue.table("went")):
        covered += (o for o in offsets(issue.source, cells[0]) if not issue.source[o].isspace())
    wanted = [o for o, character in enumerate(issue.source) if not character.isspace()]
    assert sorted(covered) == wanted


def test_what_was_left_out_has_a_reason_and_is_quoted(issue: Issue) -> None:
    for place, count, why, words in issue.table("left"):
        text = "".join(issue.source[o] for o in offsets(issue.source, place))
        assert why and why != "去向不明"
        assert bare(text) == bare(words.replace("␣", ""))
        assert len(bare(text)) == int(count)


def stands(text: str, pieces: list[str], added: list[str]) -> bool:
    """Whether a text is made of pieces of the source, each once, and of what was added."""
    at = 0
    pieces, added = [p for p in pieces if p], [a for a in added if a]
    while at < len(text):
        found = next((p for p in (*pieces, *added) if text.startswith(p, at)), None)
        if found is None:
            return False
        (pieces if found in pieces else added).remove(found)
        at += len(found)
    return not pieces and not added


def test_the_articles_are_these_rows_and_what_was_supplied(issue: Issue) -> None:
    for (article, part), text in issue.texts.items():
        own = [cells for cells in issue.table("went") if cells[2:4] == (article, part)]
        pieces = ["".join(issue.source[o] for o in offsets(issue.source, c[0])) for c in own]
        changed = [c for c in issue.table("changed") if c[1:3] == (article, part)]
        added = [c[4] for c in changed if c[0] == "—"]
        assert stands(bare(text), [*map(bare, pieces)], [*map(bare, added)]), (article, part, text)


def test_no_row_names_an_article_or_part_that_is_not_there(issue: Issue) -> None:
    parts = set(issue.texts)
    assert {cells[2:4] for cells in issue.table("went")} <= parts
    assert {cells[1:3] for cells in issue.table("changed")} <= parts


def test_what_breaks_off_is_marked_and_the_manifest_says_so(issue: Issue) -> None:
    marks = {"〔上文缺〕": "beginning", "〔文缺〕": "middle", "〔下文缺〕": "ending"}
    name = next(n for n in ISSUES if read(n).digest == issue.digest)
    manifest = yaml.safe_load((ROOT / "issues" / name / "issue.yaml").read_text(encoding="utf-8"))
    placed = [p for page in manifest["pages"] for p in page["articles"]]
    told = {p["article"]: set(p.get("incomplete", ())) for p in placed}
    found: dict[str, set[str]] = {article: set() for article in told}
    for (article, _), text in issue.texts.items():
        found[article] |= {part for mark, part in marks.items() if mark in text}
    assert found == told


def test_all_places_to_check_were_checked() -> None:
    for name in ISSUES:
        assert "- [ ]" not in (ROOT / "issues" / name / "import.md").read_text(encoding="utf-8")


# The accounting itself: would it notice?


def test_a_lost_or_foreign_character_is_noticed() -> None:
    assert stands("甲乙丙", ["丙", "甲乙"], [])
    assert not stands("甲乙", ["甲乙丙"], [])
    assert not stands("甲乙丁", ["甲乙", "丙"], [])
    assert not stands("甲甲", ["甲"], [])


def test_a_row_that_is_missing_is_noticed() -> None:
    whole = read("2024-11")
    short = whole._replace(rows=whole.rows[:-1])
    with pytest.raises(AssertionError):
        test_every_character_of_the_source_is_in_one_row(short)
