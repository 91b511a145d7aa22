"""Writing manuscripts: what is written reads back as it was meant, and looks as an editor types it."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from compositor.diagnostics import Place
from compositor.manuscript import read_article, read_issue
from compositor.manuscript.characters import bad_characters
from compositor.manuscript.write import article_doubts, article_text, manifest_text
from compositor.manuscript.yamlwrite import text as yaml_text
from compositor.model.draft import (
    DraftArticle,
    DraftBlock,
    DraftPicture,
    ManifestDraft,
    PageDraft,
    PlacementDraft,
    Traced,
    supplied,
)
from compositor.model.issue import BARRED_FIELDS, HEADING_FIELDS, Article, At, Block, BlockKind
from compositor.sources import MemorySources
from tests.manuscript.samples import FOLDER, PATH, ROOT, codes, read, sources

SCHEMA = "../../../docs/schema/article.schema.json"
PARAGRAPH, CROSSHEAD, NOTE = BlockKind.PARAGRAPH, BlockKind.CROSSHEAD, BlockKind.NOTE


def draft(*blocks: DraftBlock, **fields: str) -> DraftArticle:
    """An article of blocks and fields, as an import makes it."""
    named = tuple((name, supplied(fields[name])) for name in HEADING_FIELDS if name in fields)
    return DraftArticle("a", named, blocks)


def block(text: str, kind: BlockKind = PARAGRAPH, *strong: tuple[int, int]) -> DraftBlock:
    return DraftBlock(kind, supplied(text), strong)


def file_of(article: DraftArticle) -> str:
    return article_text(article, SCHEMA)


def read_back(article: DraftArticle) -> Article:
    """The article as it reads; it must read without a word."""
    pictures = {f"{FOLDER}/{p.file}": b"" for p in article.pictures if p.file}
    found = read_article(MemorySources({PATH: file_of(article), **pictures}), PATH, FOLDER)
    assert found.value, (file_of(article), found.diagnostics)
    return found.value


def told(block: Block) -> tuple[BlockKind, str, tuple[tuple[int, int], ...]]:
    """A block that was read, as a draft tells it: kind, text, bold stretches."""
    strong, at = [], 0
    for span in block.spans:
        strong += [(at, at + len(span.text))] if span.strong else []
        at += len(span.text)
    return block.kind, block.with_bars, tuple(strong)


def body(text: str) -> str:
    """What stands under the heading lines."""
    return text.split("\n---\n", 1)[1].strip("\n")


# ---------------------------------------------------------------------------- how it looks


def test_an_article_looks_as_an_editor_writes_it() -> None:
    article = DraftArticle(
        "a",
        (("label", supplied("主席之声")), ("headline", supplied("标题：副题 | 一半"))),
        (
            block("编者按。", NOTE),
            block("第二段。", NOTE),
            block("健全体系", CROSSHEAD),
            block("南通工会，奋力前行。", PARAGRAPH, (0, 4)),
        ),
        (
            DraftPicture("", supplied("夜市开市。"), supplied("王雪 摄")),
            DraftPicture("photos/1.jpg", supplied("会场"), Traced()),
        ),
        supplied=("headline", "deck"),
    )
    assert file_of(article) == (
        "---\n"
        f"# yaml-language-server: $schema={SCHEMA}\n"
        "label: 主席之声\n"
        "headline: 标题：副题 | 一半\n"
        "supplied: [headline]\n"
        "photos:\n"
        "  - lost: true\n"
        "    caption: 夜市开市。\n"
        "    credit: 王雪 摄\n"
        "  - file: photos/1.jpg\n"
        "    caption: 会场\n"
        "---\n"
        "\n> 编者按。\n"
        "\n> 第二段。\n"
        "\n## 健全体系\n"
        "\n**南通工会**，奋力前行。\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("标题：副题", "标题：副题"),
        ("“工会夜市”暖心服务", "“工会夜市”暖心服务"),
        ("聚焦时代主题 汇聚磅礴力量", "聚焦时代主题 汇聚磅礴力量"),
        ("2025-08", "2025-08"),
        ("10:30", "10:30"),
        ("3%", "3%"),
        ("-5℃", "-5℃"),
        ("A|B", "A|B"),
        ("0.50", '"0.50"'),
        ("2025", '"2025"'),
        ("1e3", '"1e3"'),
        ("0x1F", '"0x1F"'),
        ("true", '"true"'),
        ("null", '"null"'),
        ("~", '"~"'),
        ("", '""'),
        ("a: b", '"a: b"'),
        ("a:", '"a:"'),
        ("a #b", '"a #b"'),
        ("#话题#", '"#话题#"'),
        ("@工会", '"@工会"'),
        ("%", '"%"'),
        ("- 一", '"- 一"'),
        ("[链接]", '"[链接]"'),
        ('"引"', "'\"引\"'"),
        ("'引'", "\"'引'\""),
        ("---", '"---"'),
        (' "a\\b\': c" ', "'\"a\\b'': c\"'"),
    ],
)
def test_yaml_text_is_quoted_only_where_it_must_be(text: str, written: str) -> None:
    assert yaml_text(text) == written
    assert yaml.safe_load(f"[x, {{k: v}}]\n---\nk: {written}\n".split("---\n", 1)[1]) is not None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("正文，“引文”。", "正文，“引文”。"),
        ("# 一", "\\# 一"),
        ("##一", "\\##一"),
        ("1. 一", "1\\. 一"),
        ("12) 一", "12\\) 一"),
        ("1.5万人", "1.5万人"),
        ("2025年", "2025年"),
        ("- 一", "\\- 一"),
        ("-5℃", "-5℃"),
        ("+ 一", "\\+ 一"),
        ("---", "\\---"),
        ("> 一", "\\> 一"),
        ("~~~", "\\~~~"),
        ("3*4", "3\\*4"),
        ("a_b_c", "a_b_c"),
        ("_一_", "\\_一\\_"),
        ("a\\b", "a\\\\b"),
        ("`一`", "\\`一\\`"),
        ("3<5，a<b>", "3<5，a\\<b>"),
        ("&amp;", "\\&amp;"),
        ("AT&T", "AT&T"),
        ("[2025]3号", "[2025]3号"),
        ("[一](二)", "\\[一](二)"),
        ("[一]: 二", "\\[一]: 二"),
        ("a | b", "a | b"),
        ("　　缩进", "缩进"),
    ],
)
def test_markdown_is_escaped_only_where_it_must_be(text: str, written: str) -> None:
    article = draft(block(text))
    assert body(file_of(article)) == written
    assert read_back(article).body[0].text == text.strip()


# --------------------------------------------------------------------------- it reads back

HOSTILE = (
    *"#*_`~[]()<>!&;:|\\-+=.\"'@%{},?0123456789 \t　。，：“”‘’〔〕中文abxZ",
    *("1. ", "- ", "---", "***", "___", "```", "~~~", "&amp;", "&#35;", "](", "]: ", ": ", " #"),
    *("true", "null", "0.50", "2025-08", "<b>", "<!--", "http://a.b", "![", "**", "\\\\", "##"),
)
TEXTS = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=12).map("".join)
ANY = st.text(max_size=20).filter(
    lambda t: not bad_characters("", [t]) and not re.search(r"[\r\n]", t)
)
WORDS = (TEXTS | ANY).map(str.strip).filter(bool)
WITHOUT_BARS = WORDS.map(lambda text: text.replace("|", "").strip()).filter(bool)
KINDS = st.sampled_from([PARAGRAPH, CROSSHEAD, NOTE])


@st.composite
def blocks(make: st.DrawFn) -> DraftBlock:
    """A block with bold stretches as they read back: apart, and without blanks at their ends."""
    kind = make(KINDS)
    text = make(WITHOUT_BARS if kind is CROSSHEAD else WORDS)
    strong: list[tuple[int, int]] = []
    for start, end in make(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6)), max_size=3)):
        part = text[start : start + end]
        begin, until = start + len(part) - len(part.lstrip()), start + len(part.rstrip())
        if begin < until and (not strong or begin > strong[-1][1]):
            strong.append((begin, until))
    return DraftBlock(kind, supplied(text), tuple(strong))


@given(st.dictionaries(st.sampled_from(HEADING_FIELDS), WITHOUT_BARS))
def test_every_heading_field_reads_back(fields: dict[str, str]) -> None:
    article = read_back(draft(block("正文。"), **fields))
    assert {name: getattr(article, name) for name in HEADING_FIELDS} == {
        name: fields.get(name, "") for name in HEADING_FIELDS
    }


@given(st.lists(blocks(), min_size=1, max_size=4))
def test_every_block_reads_back_with_its_bold_stretches(written: list[DraftBlock]) -> None:
    article = read_back(draft(*written))
    assert [told(b) for b in article.body] == [(b.kind, b.text.text, b.strong) for b in written]


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=3))
def test_captions_and_credits_read_back(texts: list[tuple[str, str]]) -> None:
    pictures = tuple(DraftPicture("", supplied(c), supplied(m)) for c, m in texts)
    article = read_back(DraftArticle("a", (), (), pictures))
    assert [(p.caption, p.credit, p.lost) for p in article.pictures] == [(*t, True) for t in texts]


@given(st.sampled_from(BARRED_FIELDS), WORDS)
def test_a_bar_stays_in_the_file_and_is_told(field: str, text: str) -> None:
    """It would be read as a turn and not be printed; no way of writing it says otherwise."""
    article = draft(block("正文。"), **{field: text})
    doubts = list(article_doubts(article, "x.md"))
    assert codes(tuple(doubts)) == (["bar-in-text"] if "|" in text else [])
    if text.replace("|", "").strip():
        assert read_back(article).with_bars(field) == text  # type: ignore[arg-type]


def test_a_bar_in_a_crosshead_is_told_and_one_in_a_paragraph_is_text() -> None:
    article = draft(block("一|二", CROSSHEAD), block("三|四"), label="五|六")
    (doubt,) = article_doubts(article, "x.md")
    assert (doubt.code, doubt.place) == ("bar-in-text", Place("x.md"))
    back = read_back(article)
    assert ([told(b)[1] for b in back.body], back.label) == (["一|二", "三|四"], "五|六")


def test_bold_stretches_that_touch_are_one_and_lose_the_blanks_at_their_ends() -> None:
    article = draft(block("一 二三　四", PARAGRAPH, (4, 6), (0, 2), (2, 5)))
    assert body(file_of(article)) == "**一 二三　四**"
    article = draft(block("一 二三", PARAGRAPH, (0, 2), (3, 3)))
    assert body(file_of(article)) == "**一** 二三"


def test_blocks_and_fields_without_words_are_left_out() -> None:
    article = draft(block("　"), block("一"), block(" ", CROSSHEAD), headline="　", deck="")
    assert body(file_of(article)) == "一"
    assert "headline" not in file_of(article)


@pytest.mark.parametrize("seed", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda p: p.name)
def test_the_raw_seeds_read_back_line_by_line(seed: object) -> None:
    """Real page text, with its half-width marks and cut lines: each line as a paragraph."""
    lines = [t.strip() for t in seed.read_text(encoding="utf-8").splitlines() if t.strip()]  # type: ignore[attr-defined]
    article = read_back(draft(*map(block, lines)))
    assert [b.text for b in article.body] == lines


@pytest.mark.parametrize(
    "name", [path.name for path in sorted((ROOT / "issues/2025-08/articles").glob("*.md"))]
)
def test_the_articles_of_the_seed_issue_are_written_as_they_are(name: str) -> None:
    """Reading and writing give the same file: this is how editors write."""
    path = f"issues/2025-08/articles/{name}"
    text = (ROOT / path).read_text(encoding="utf-8")
    article = read_article(MemorySources({path: text}), path, "issues/2025-08").value
    assert article
    fields = tuple(
        (f, supplied(getattr(article, f))) for f in HEADING_FIELDS if getattr(article, f)
    )
    body = tuple(DraftBlock(told(b)[0], supplied(b.text), told(b)[2]) for b in article.body)
    pictures = tuple(
        DraftPicture(p.file or "", supplied(p.caption), supplied(p.credit))
        for p in article.pictures
    )
    again = DraftArticle("a", fields, body, pictures, article.supplied)
    keys = re.compile(r"^(supplied|photos):(.*\n(?: .*\n)*)", re.M)  # their order is free
    assert keys.sub("", file_of(again)) == keys.sub("", text)
    assert sorted(keys.findall(file_of(again))) == sorted(keys.findall(text))


# ------------------------------------------------------------------------------ the manifest

PLACED = PlacementDraft("a", "lead", At(1, 14, 6, 60))
MANIFEST = ManifestDraft(
    publication=(("name", "江苏工人报"), ("section", "工会专刊"), ("postcode", "210000")),
    number="第 11 期",
    date="2025-08",
    layout="sikai",
    pages=(PageDraft(1, "要闻", (PLACED,)),),
)
ISSUE_SCHEMA = "../../docs/schema/issue.schema.json"


def test_a_manifest_looks_as_an_editor_writes_it() -> None:
    placed = PlacementDraft(
        "b",
        "second",
        At(1, 1, 6, 40),
        text_columns=3,
        box=True,
        column_rules=True,
        headline="vertical",
        incomplete=("middle", "ending"),
        comment=("题目要核对",),
    )
    manifest = ManifestDraft(
        MANIFEST.publication,
        "第 11 期",
        "2025-08",
        "sikai",
        (PageDraft(1, "要闻", (PLACED,)), PageDraft(2, "", (placed,), ("二版",))),
        ("江苏工人报。", "", "第二行\n第三行"),
    )
    assert manifest_text(manifest, ISSUE_SCHEMA) == (
        f"# yaml-language-server: $schema={ISSUE_SCHEMA}\n"
        "# 江苏工人报。\n#\n# 第二行\n# 第三行\n"
        "publication:\n  name: 江苏工人报\n  section: 工会专刊\n"
        '  postcode: "210000"\n'
        "number: 第 11 期\ndate: 2025-08\nlayout: sikai\n"
        "\npages:\n"
        "  - page: 1\n    title: 要闻\n    articles:\n"
        "      - article: a\n        rank: lead\n"
        "        at: {column: 1, line: 14, columns: 6, lines: 60}\n"
        "  # 二版\n"
        "  - page: 2\n    articles:\n"
        "      # 题目要核对\n"
        "      - article: b\n        rank: second\n"
        "        at: {column: 1, line: 1, columns: 6, lines: 40}\n"
        "        text_columns: 3\n        box: true\n        column_rules: true\n"
        "        headline: vertical\n        incomplete: [middle, ending]\n"
    )


def test_a_manifest_reads_back() -> None:
    found = read(manifest=manifest_text(MANIFEST, ISSUE_SCHEMA)).issue
    assert found
    assert (found.number, str(found.date), found.publication.extra) == (
        "第 11 期",
        "2025-08",
        (("postcode", "210000"),),
    )
    (placement,) = found.pages[0].placements
    assert (placement.article, placement.at, placement.rank) == ("a", PLACED.at, "lead")


def test_what_is_not_known_stands_there_to_be_replaced_and_is_accepted() -> None:
    unknown = ManifestDraft((), "", "", "sikai", MANIFEST.pages)
    text = manifest_text(unknown, ISSUE_SCHEMA)
    assert "  name: 报名待填  # 请改为报纸的名称 write the name of the paper\n" in text
    assert "# number: 第 1 期  # 请填期号" in text
    assert "date: 1900-01  # 请改为出版日期" in text
    assert read(manifest=text).issue


@given(WORDS, WORDS, st.text("甲b0-_#: ", min_size=1).map(str.strip).filter(bool))
def test_hostile_words_in_a_manifest_read_back(name: str, title: str, article: str) -> None:
    place = PlacementDraft(article, "lead", At(1, 14, 6, 60))
    pages = (PageDraft(1, title, (place,)),)
    text = manifest_text(ManifestDraft((("name", name),), title, "2025-08", "sikai", pages), "s")
    file = f"{FOLDER}/articles/{article}.md"
    base = sources(manifest=text)
    files = {
        p: base.read(p)
        for p in (f"{FOLDER}/issue.yaml", "layouts/sikai/layout.yaml", "fonts/fonts.yaml")
    }
    found = read_issue(MemorySources({**files, file: file_of(draft(block("一")))}), FOLDER)
    assert found.issue, found.diagnostics
    assert (found.issue.publication.name, found.issue.number) == (name, title)
    assert (found.issue.pages[0].title, found.issue.articles[0].name) == (title, article)
