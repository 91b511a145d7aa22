"""The restored articles of issue 2025-08 against the raw page they came from.

`seeds/003_…` is what text extraction left of one printed page; the five articles in
`issues/2025-08/articles/` were restored from it by hand. These tests read nothing but those
files. They say that the seeds are untouched, that every character of the page is either in
an article or left out for a stated reason, and that nothing was added to the articles
except the fields they name in `supplied`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
PAGE = SEEDS / "003_4f247ed5676fd141.txt"
ARTICLES = ROOT / "issues" / "2025-08" / "articles"

SHA256 = {
    "000_998f8a5f6ae7c6b4.txt": "838d702811b5c9f0757e17d42331c16204d5b053fc19fb89b44eed5d5b372fdc",
    "001_730d3fca1bb6809e.txt": "2c76da682629087d2078bbf1168a1c4659c745561b439eb4702e5e6931a1393d",
    "002_44a4b9475a88a84a.txt": "229ea2b5c3b661c7641349423a63a105b3f4f849cb63b0829fc46786220ac422",
    "003_4f247ed5676fd141.txt": "ed937615579415942df763142382050bf4100121f97775466d932cc9262a66e4",
    "004_bd9d97b2e13d7eae.txt": "1173789911ad3626caa2abb9dc9525f5842347181f7d84da409060688126e417",
}

# The articles in the order of the page, each with its parts in the order in which the
# extraction wrote them down. A field that was lost on the page and supplied is not listed.
ORDER_ON_PAGE = {
    "binhai": ("headline", "byline", "label", "body"),
    "nantong": ("label", "headline", "deck", "byline", "body"),
    "lvshunkou": ("label", "body", "source"),
    "hongze": ("headline", "caption", "credit"),
    "qingjiangpu": ("body",),
}


class Why(Enum):
    """The only reasons for which a character of the page may be missing from the articles."""

    DOUBLED = "these glyphs were drawn twice to look bold"
    BRACKET = "the layout draws the brackets round a label"
    REPEATED = "the label stands a second time, above the first column"
    SOURCE = "the layout prints this before a source"


# Everything on the page that is in no article, in the order of the page.
LEFT_OUT = [
    ("实施", Why.DOUBLED),
    ("“", Why.DOUBLED),
    ("五力", Why.DOUBLED),
    ("”", Why.DOUBLED),
    ("工程推动工会工作再上新台阶", Why.DOUBLED),
    ("【【", Why.BRACKET),
    ("】】", Why.BRACKET),
    ("【", Why.BRACKET),
    ("】", Why.BRACKET),
    ("【主席之声】", Why.REPEATED),
    ("【", Why.BRACKET),
    ("】", Why.BRACKET),
    ("来源：", Why.SOURCE),
    ("“", Why.DOUBLED),
    ("工会夜市", Why.DOUBLED),
    ("”", Why.DOUBLED),
    ("暖心服务", Why.DOUBLED),
]

# Every space in the articles, between its neighbours. All other spaces of the page were
# left by justification or by the extraction.
SPACES_KEPT = [
    "部长 陶金",
    "百年 时代",
    "主题 汇聚",
    "主席 王少",
    "王雪 赵露",
    "赵露 克余",
    "克余 摄",
]

SENTENCE_END = re.compile("[。！？]”?$")

# A paragraph ends where a line ends a sentence and a blank line follows, and at these lines.
# After the first three the next line is indented: it is full, yet two characters narrower
# than its column. In the last two the credit or the source follows on the same line.
ENDS_WITHOUT_A_BLANK_LINE = {
    "“充电”获得职业资格证书或岗位晋升。",
    "“希望工会多牵头举办阅读分享、文体活动。”",
    "“石榴籽”的血脉流淌。",
    "习室管家。 来源：《工人日报》",
    "口就能享受“一站式”暖心服务。 王雪 赵露 克余 摄",
}


class Article(NamedTuple):
    """One article file: its fields as plain text, and its body one block to a line."""

    name: str
    fields: dict[str, str]
    supplied: frozenset[str]
    blocks: tuple[str, ...]

    @property
    def parts(self) -> dict[str, str]:
        """Every text of the article by its name; the body is one of them."""
        body = {"body": "".join(map(plain, self.blocks))} if self.blocks else {}
        return {**self.fields, **body}

    @property
    def restored(self) -> Iterator[str]:
        """The texts that must come from the page, in the order of the page."""
        return (self.parts[part] for part in ORDER_ON_PAGE[self.name])

    @property
    def paragraphs(self) -> Iterator[str]:
        """Running text: the body without its crossheads, and the caption."""
        yield from (plain(block) for block in self.blocks if not block.startswith("## "))
        if "caption" in self.fields:
            yield self.fields["caption"]


class Segment(NamedTuple):
    """A run of the page, and the article that took it (None: left out)."""

    text: str
    article: str | None


def plain(block: str) -> str:
    """A block of the body without its markup."""
    return re.sub(r"^(## |> )|\*\*", "", block)


def squeezed(text: str) -> str:
    """The text with all white space removed."""
    return "".join(text.split())


def read(name: str) -> Article:
    _, front, body = (ARTICLES / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)
    fields: dict[str, Any] = yaml.safe_load(front)
    supplied = frozenset(fields.pop("supplied", ()))
    for photo in fields.pop("photos", ()):
        fields |= {key: photo[key] for key in ("caption", "credit") if key in photo}
    return Article(name, fields, supplied, tuple(filter(None, body.strip().split("\n\n"))))


def ends_a_paragraph(line: str, after: str) -> bool:
    """Whether a line of the page, given the line after it, was the last of a paragraph."""
    blank_follows = not after.strip()
    return line in ENDS_WITHOUT_A_BLANK_LINE or bool(SENTENCE_END.search(line) and blank_follows)


def account(page: str, restored: Iterable[tuple[str, str]]) -> list[Segment]:
    """Cut the page into runs, each taken by one article or left out.

    `restored` gives (article, text) in the order of the page. Its characters must all stand
    on the page in that order; what stands between them was left out. Taking each one where
    it first appears finds such a reading whenever there is one.
    """
    wanted = [(character, article) for article, text in restored for character in text]
    owners: list[str | None] = []
    taken = 0
    for character in page:
        found = taken < len(wanted) and wanted[taken][0] == character
        owners.append(wanted[taken][1] if found else None)
        taken += found
    if taken < len(wanted):
        missing = "".join(character for character, _ in wanted[taken : taken + 20])
        raise ValueError(f"{wanted[taken][1]}: not on the page, at {missing!r}")
    runs = groupby(zip(page, owners, strict=True), key=lambda pair: pair[1])
    return [Segment("".join(character for character, _ in run), owner) for owner, run in runs]


def account_of_page() -> list[Segment]:
    articles = map(read, ORDER_ON_PAGE)
    restored = ((a.name, squeezed(text)) for a in articles for text in a.restored)
    return account(squeezed(PAGE.read_text(encoding="utf-8")), restored)


@pytest.fixture(params=list(ORDER_ON_PAGE))
def article(request: pytest.FixtureRequest) -> Article:
    return read(request.param)


# The seeds


def test_the_seeds_are_the_five_files_we_were_given() -> None:
    seeds = {path.name: path.read_bytes() for path in SEEDS.glob("*.txt")}
    assert {name: hashlib.sha256(data).hexdigest() for name, data in seeds.items()} == SHA256


# Every character of the page


def test_the_page_is_these_five_articles() -> None:
    assert {path.stem for path in ARTICLES.glob("*.md")} == set(ORDER_ON_PAGE)


def test_every_part_of_an_article_is_on_the_page_or_supplied(article: Article) -> None:
    assert set(article.parts) - article.supplied == set(ORDER_ON_PAGE[article.name])
    assert article.supplied <= set(article.fields)


def test_what_no_article_took_is_left_out_for_a_reason() -> None:
    left_out = [segment.text for segment in account_of_page() if segment.article is None]
    assert left_out == [text for text, _ in LEFT_OUT]


def test_doubled_glyphs_follow_their_twins() -> None:
    segments = account_of_page()
    gaps = [i for i, segment in enumerate(segments) if segment.article is None]
    for i, (text, why) in zip(gaps, LEFT_OUT, strict=True):
        if why is Why.DOUBLED:
            assert segments[i - 1].text.endswith(text)


def test_only_spaces_that_are_text_were_kept() -> None:
    texts = [text for article in map(read, ORDER_ON_PAGE) for text in article.restored]
    spaces = [(text, at.start()) for text in texts for at in re.finditer(r"\s", text)]
    assert [text[at - 2 : at + 3] for text, at in spaces] == SPACES_KEPT


# What was supplied


def test_a_supplied_headline_is_cut_from_its_own_article(article: Article) -> None:
    """Each part of it, between spaces, stands in the running text in one piece."""
    if "headline" in article.supplied:
        for part in article.fields["headline"].split():
            assert any(part in paragraph for paragraph in article.paragraphs)


# Paragraphs


def test_a_block_is_one_line(article: Article) -> None:
    assert not [block for block in article.blocks if "\n" in block]


def test_paragraphs_end_where_they_ended_in_print() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    ends = [line for line, after in pairwise(lines) if ends_a_paragraph(line, after)]
    paragraphs = [text for article in map(read, ORDER_ON_PAGE) for text in article.paragraphs]
    for paragraph, end in zip(paragraphs, ends, strict=True):
        assert paragraph.endswith(end.split()[0])


def test_no_paragraph_stops_within_a_sentence(article: Article) -> None:
    assert not [text for text in article.paragraphs if not SENTENCE_END.search(text)]


def test_quotation_marks_balance_in_every_text(article: Article) -> None:
    for text in (*article.fields.values(), *map(plain, article.blocks)):
        for marks in ("“”", "‘’"):
            assert re.sub(f"[^{marks}]", "", text) == marks * text.count(marks[0])


# The accounting itself: would it notice?


def test_a_lost_character_is_noticed() -> None:
    assert account("甲乙丙", [("a", "甲丙")]) == [("甲", "a"), ("乙", None), ("丙", "a")]


@pytest.mark.parametrize("text", ["甲乙丙丁", "甲丁丙", "乙甲丙"])
def test_a_character_that_is_not_the_page_s_is_noticed(text: str) -> None:
    with pytest.raises(ValueError, match="a: not on the page"):
        account("甲乙丙", [("a", text)])
