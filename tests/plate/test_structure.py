"""The tagged PDF: each article whole and in order, whoever reads it; everything else an artifact."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from compositor.edition import Composed, Options, Planned, compose, plan
from compositor.model.issue import Article, BlockKind
from compositor.model.layout import Layout
from compositor.plate import marks as plate_marks
from compositor.plate.draw import Template, draw, read_template
from compositor.press.readback import Readback, fold
from compositor.press.textback import manuscript_text
from compositor.setting.galley import body_blocks
from compositor.sources import FolderSources, MemorySources, Sources
from tests.makeup.test_threads import at, jump
from tests.makeup.test_threads import sources as thread
from tests.plate.tagged import (
    Tagged,
    lines_of,
    operations,
    pdfium_elements,
    read_tagged,
    with_poppler,
)
from tests.plate.test_vertical import ARTICLES, MANIFEST
from tests.samples import ISSUE_FOLDER, ROOT, issue_sources

VERTICAL = f"rank: third, writing: vertical, {at(40, line=3)}"
PAGES = """publication: {{name: 报}}
date: 2025-11-20
layout: sikai
fillers: [劳动最光荣]
pages:
  - page: {page}
    title: 综合
    articles:
      - {{article: b, rank: third, at: {{column: 1, line: 40, columns: 6, lines: 30}}}}
      - {{article: a, rank: lead, at: {{column: 1, line: 3, columns: 6, lines: 36}}}}
"""
RICH = (
    """---
label: 栏目
kicker: 引题
headline: 主题|两行
deck: 副题
byline: 某某
source: 某报
quote: 摘的是这一句
photos:
  - {file: photos/x.jpg, caption: 图为现场。, credit: 王雪 摄, alt: 工人在焊接。}
  - {file: photos/y.jpg, caption: 又一张。}
---

> 编者的话。

> 又一段。

第一段说“好”——是⸺了。

## 小标题

"""
    + "第二段，iPhone 15 and the words of another language that turn at spaces。" * 8
)
PLAIN = "---\nphotos: [{file: photos/x.jpg}, {file: photos/none.jpg, caption: 没有的图。}]\n---\n\n## 小标题\n\n正文。"


@cache
def jpeg() -> bytes:
    data = BytesIO()
    Image.new("L", (60, 40), 128).save(data, "JPEG")
    return data.getvalue()


def rich(page: int = 2) -> MemorySources:
    files = {"photos/x.jpg": jpeg(), "photos/y.jpg": jpeg()}
    manifest = PAGES.format(page=page)
    return issue_sources(manifest, {"a": RICH, "b": PLAIN}, files)


SAMPLES: dict[str, tuple[Sources, str]] = {
    **{
        path.name: (FolderSources(ROOT), f"issues/{path.name}")
        for path in sorted((ROOT / "issues").iterdir())
    },
    "jump": (jump(), ISSUE_FOLDER),
    "jump to vertical lines": (jump(further=VERTICAL), ISSUE_FOLDER),
    "several modules": (
        thread(
            (1, [f"rank: lead, {at(26)}", f"rank: third, jump_to: 2, {at(20, 3, 40)}"]),
            (
                2,
                [
                    f"rank: third, jump_from: 1, {at(20, 4, 3)}",
                    f"rank: third, text_columns: 2, {at(50, 3, 30)}",
                ],
            ),
        ),
        ISSUE_FOLDER,
    ),
    "vertical": (issue_sources(MANIFEST, ARTICLES), ISSUE_FOLDER),
    "all parts": (rich(), ISSUE_FOLDER),
}


@cache
def planned(name: str) -> Planned:
    return plan(*SAMPLES[name])


@cache
def built(name: str) -> Composed:
    return compose(*SAMPLES[name], Options(preview_dpi=50))


@cache
def tagged(name: str) -> Tagged:
    return read_tagged(built(name).pdf)


def expected(article: Article, layout: Layout) -> str:
    said = manuscript_text(article, layout)
    return said["heading"] + said["text"] + said["caption"] + said["quote"]


def in_order(made: Planned) -> list[Article]:
    """The articles as the edition has them, page by page, the lead of a page first."""
    leads = {p.article for page in made.issue.pages for p in page.placements if p.rank == "lead"}
    names = (
        name
        for page in made.edition.pages
        for name in sorted(dict.fromkeys(f.article for f in page.frames), key=_not_in(leads))
        if name
    )
    return [made.issue.article(name) for name in dict.fromkeys(names)]


def _not_in(names: set[str]) -> Any:
    return lambda name: name not in names


# ------------------------------------------------------------------------- each article whole


@pytest.mark.parametrize("name", SAMPLES)
def test_each_article_comes_back_whole_and_in_order(name: str) -> None:
    """Heading, text, captions, quote, over frames, pages and jumps; and nothing else."""
    made = planned(name)
    articles = in_order(made)
    assert len(articles) == len(made.articles)
    assert tagged(name).articles == [expected(a, made.layout) for a in articles]


@pytest.mark.parametrize("name", SAMPLES)
def test_poppler_reads_the_same(name: str) -> None:
    """`pdfinfo -struct-text` gives back each article whole, in the same order."""
    text = with_poppler(built(name).pdf, "-struct-text")
    parts = re.split(r"^  Art$", text, flags=re.MULTILINE)[1:]
    said = [fold("".join(re.findall(r'^ *"(.*)"$', part, flags=re.MULTILINE))) for part in parts]
    made = planned(name)
    assert said == [expected(article, made.layout) for article in in_order(made)]


@pytest.mark.parametrize("name", SAMPLES)
def test_each_block_is_one_element(name: str) -> None:
    """A paragraph over legs, frames and pages is one P; crossheads are headings."""
    made = planned(name)
    tags = {BlockKind.CROSSHEAD: {"H1", "H2"}}
    for article, node in zip(in_order(made), tagged(name).document.nodes, strict=True):
        leaves = [(n.tag, n.text(tagged(name).texts)) for n in node.all() if not n.nodes]
        for block in body_blocks(article, made.layout):
            words = fold(block.text)
            assert any(tag in tags.get(block.kind, {"P"}) for tag, text in leaves if text == words)


def test_a_paragraph_that_jumps_is_one_element_on_two_pages() -> None:
    document = tagged("jump").document
    (parted,) = [n for n in document.all() if len({page for page, _ in n.own}) > 1]
    assert parted.tag == "P" and not parted.nodes
    pages = [page for page, _ in parted.own]
    assert pages == sorted(pages) == [0, 1]


def test_each_part_is_what_it_is() -> None:
    """The notes together are a quotation; a figure has its caption; the quote comes last."""
    assert tagged("all parts").outline() == [
        ("P", "栏目"),
        ("P", "引题"),
        ("H1", "主题两行"),
        ("P", "副题"),
        ("P", "某某"),
        ("P", "编者的话。"),
        ("P", "又一段。"),
        ("P", "第一段说“好”——是⸺了。"),
        ("H2", "小标题"),
        (
            "P",
            fold("第二段，iPhone 15 and the words of another language that turn at spaces。" * 8),
        ),
        ("P", "来源：某报"),
        ("Figure", ""),
        ("P", "图为现场。"),
        ("P", "王雪摄"),
        ("Figure", ""),
        ("P", "又一张。"),
        ("P", "摘的是这一句"),
        ("H1", "小标题"),
        ("P", "正文。"),
        ("Figure", ""),
        ("P", "没有的图。"),
    ]
    article = tagged("all parts").document.nodes[0]
    assert [len(node.nodes) for node in article.nodes if node.tag == "BlockQuote"] == [2, 1]
    figures = [node for node in article.nodes if node.tag == "Figure"]
    assert [[kid.tag for kid in figure.nodes] for figure in figures] == [["Caption"]] * 2


@pytest.mark.parametrize("name", SAMPLES)
def test_no_level_of_headings_is_skipped(name: str) -> None:
    """The first is H1, and each goes at most one level down (ISO 14289-1 7.4.2)."""
    levels = [int(n.tag[1]) for n in tagged(name).document.all() if re.match(r"H\d$", n.tag)]
    assert all(after <= before + 1 for before, after in pairwise([0, *levels]))


def test_words_of_a_turned_line_stay_apart() -> None:
    """Where a line turns between two Latin words, their space is in the text."""
    texts = "".join(tagged("all parts").texts.values())
    found = re.findall(
        r"and\s+the\s+words\s+of\s+another\s+language\s+that\s+turn\s+at\s+spaces", texts
    )
    assert len(found) == 8
    lines = [p.line for f in planned("all parts").edition.pages[0].frames for p in f.lines]
    assert sum(line.text.endswith(" ") for line in lines) > 3


@pytest.mark.parametrize("name", ["jump", "all parts"])
def test_pdfium_sees_the_same_tree(name: str) -> None:
    """Page by page: the elements that have something there, and the words for pictures."""
    found = tagged(name)
    for index, elements in enumerate(pdfium_elements(built(name).pdf)):
        here = (n for n in found.document.all() if any(page == index for page, _ in n.marks()))
        assert elements == [(node.tag, node.alt) for node in here]


# ------------------------------------------------------------------------------- pictures


def test_a_figure_has_alternative_text() -> None:
    """The editor's, else caption and credit, else a word; none where the file is missing."""
    figures = [node.alt for node in tagged("all parts").document.all() if node.tag == "Figure"]
    assert figures == ["工人在焊接。", "又一张。", "图片"]
    made = plan(*SAMPLES["all parts"])
    assert sum(p.is_missing for p in made.edition.pages[0].pictures) == 1


def test_caption_and_credit_stand_for_a_picture_without_words_of_its_own() -> None:
    text = RICH.replace(", alt: 工人在焊接。", "")
    files = {"photos/x.jpg": jpeg(), "photos/y.jpg": jpeg()}
    sources = issue_sources(PAGES.format(page=2), {"a": text, "b": PLAIN}, files)
    found = read_tagged(compose(sources, ISSUE_FOLDER, Options(preview_dpi=20)).pdf)
    figures = [node.alt for node in found.document.all() if node.tag == "Figure"]
    assert figures[0] == "图为现场。 王雪 摄"


def test_a_picture_of_two_articles_is_a_figure_of_each() -> None:
    """By the order they stand in: one file, two marks, each with its own article's."""
    found = tagged("all parts")
    first, second = found.document.nodes
    marks = [n.own[0] for a in (first, second) for n in a.all() if n.tag == "Figure"]
    assert len(set(marks)) == 3
    boxes = [p.rect.y for p in planned("all parts").edition.pages[0].pictures if not p.is_missing]
    assert boxes  # a: two, b: one
    painted = _figure_places(found)
    height = float(found.reader.pages[0].trimbox.height)
    for number, box in _figure_boxes(found).items():
        assert painted[number] == pytest.approx((box[0], height - box[3]), abs=0.5)


def _figure_boxes(found: Tagged) -> dict[int, list[float]]:
    """The BBox of each figure by its mark."""
    boxes = {}
    for node in found.document.all():
        if node.tag == "Figure":
            element: Any = found.reader.get_object(node.number)
            boxes[node.own[0][1]] = [float(edge) for edge in element["/A"]["/BBox"]]
    return boxes


def _figure_places(found: Tagged) -> dict[int, tuple[float, float]]:
    """Left and top of each picture by its mark, from the trim's top left."""
    places, stack = {}, [(1.0, 1.0, 0.0, 0.0)]
    number = -1
    for operands, operator in operations(found.reader.pages[0]):
        if operator == b"q":
            stack.append(stack[-1])
        elif operator == b"Q":
            stack.pop()
        elif operator == b"cm":
            a, _, _, d, e, f = map(float, operands)
            sx, sy, x, y = stack[-1]
            stack[-1] = (sx * a, sy * d, x + sx * e, y + sy * f)
        elif operator == b"BDC":
            number = int(operands[1]["/MCID"])
        elif operator == b"Do":
            _, sy, x, y = stack[-1]
            height = float(found.reader.pages[0].trimbox.height)
            places[number] = (x, height - max(y, y + sy))
    return places


# ------------------------------------------------------------------------ marks and pages


FORMS = re.compile(rb"/(P|H1|H2|Figure) <</MCID \d+>> BDC|/Artifact BMC|EMC")
MARKED = re.compile(rb"(BDC|BMC|EMC|MP|DP)$")
PAINTS = {b"f", b"f*", b"F", b"B", b"B*", b"b", b"b*", b"S", b"s", b"Do", b"sh", b"TJ", b"Tj"}


def faults(found: Iterable[tuple[Any, bytes]]) -> set[str]:
    """What is wrong with the marks of a page."""
    wrong: set[str] = set()
    inside = depth = 0
    is_path = is_text = False
    for _, operator in found:
        if operator in (b"BDC", b"BMC"):
            wrong |= {"nested"} if inside else set()
            wrong |= {"in a path or a text object"} if is_path or is_text else set()
            inside, depth = 1, 0
        elif operator == b"EMC":
            wrong |= {"not balanced"} if not inside or depth or is_text else set()
            inside = 0
        elif operator in PAINTS and not inside:
            wrong.add("painted outside")
        depth += (operator == b"q") - (operator == b"Q")
        is_path = operator in (b"re", b"m") or (is_path and operator not in {*PAINTS, b"n"})
        is_text = operator == b"BT" or (is_text and operator != b"ET")
    return wrong | ({"left open"} if inside else set())


@pytest.mark.parametrize("name", SAMPLES)
def test_all_that_is_painted_is_marked(name: str) -> None:
    """In a tag or an artifact, by three forms of operators, each on a line of its own."""
    for page in tagged(name).reader.pages:
        assert faults(operations(page)) == set()
        assert all(FORMS.fullmatch(line) for line in lines_of(page) if MARKED.search(line))


def test_what_is_painted_without_a_mark_is_seen() -> None:
    """Each fault the rule knows is found in a page that has it."""
    text, rule = [("", b"BT"), ("", b"TJ"), ("", b"ET")], [("", b"re"), ("", b"f")]
    begin, end = ("", b"BMC"), ("", b"EMC")
    assert faults([*text]) == faults(rule) == {"painted outside"}
    assert "in a path or a text object" in faults([rule[0], begin, rule[1], end])
    assert "in a path or a text object" in faults([text[0], begin, text[1], end, text[2]])
    assert faults([begin, ("", b"q"), *rule, end]) == {"not balanced"}
    assert faults([begin, *rule]) == {"left open"}
    assert faults([begin, begin, *rule, end]) == {"nested"}
    assert faults([begin, *text, end, ("", b"q"), begin, *rule, end, ("", b"Q")]) == set()


@pytest.mark.parametrize("name", SAMPLES)
def test_each_mark_belongs_to_one_element(name: str) -> None:
    """Every number of a page is in the tree once, and the way back (ParentTree) leads there."""
    found = tagged(name)
    drawn = [
        (number, int(operands[1]["/MCID"]))
        for number, page in enumerate(found.reader.pages)
        for operands, operator in operations(page)
        if operator == b"BDC"
    ]
    assert sorted(found.document.marks()) == sorted(drawn)
    root: Any = found.reader.root_object["/StructTreeRoot"]
    numbers = list(root["/ParentTree"]["/Nums"])
    owners = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for node in found.document.all():
        for page, mcid in node.own:
            parents = owners[found.reader.pages[page]["/StructParents"]]
            assert parents[mcid].idnum == node.number


def without_marks(pdf: bytes) -> bytes:
    """The PDF with every operator of marked content struck out by a regular expression."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    for page in writer.pages:
        contents: Any = page["/Contents"]
        bare = StreamObject()
        bare.set_data(re.sub(FORMS.pattern + rb"\n", b"", contents.get_object().get_data()))
        page[NameObject("/Contents")] = writer._add_object(bare)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["2025-08", "all parts", "vertical"])
def test_marks_change_nothing_that_is_seen(name: str) -> None:
    """Struck out line by line they leave the same picture, and a page of which nothing is marked."""
    bare = without_marks(built(name).pdf)
    reader = PdfReader(BytesIO(bare))
    assert all("painted outside" in faults(operations(page)) for page in reader.pages)
    operators = {operator for page in reader.pages for _, operator in operations(page)}
    assert not operators & {b"BDC", b"BMC", b"EMC"}
    with Readback(bare) as readback:
        assert tuple(readback.previews(50)) == built(name).previews


def drawn_with(html: str, name: str = "all parts") -> Tagged:
    """A sample drawn by another template."""
    made, (sources, _) = planned(name), SAMPLES[name]
    template = read_template(sources, made.layout)
    pictures = {
        f"{page.number}/{order}": sources.read(picture.file)
        for page in made.edition.pages
        for order, picture in enumerate(page.pictures)
        if not picture.is_missing
    }
    changed = Template(template.file, html, template.css)
    return read_tagged(draw(made.edition, made.layout, changed, made.faces, pictures, bytes(16)))


def page_html() -> str:
    return (ROOT / "layouts/page.html.j2").read_text(encoding="utf-8")


def test_the_order_is_the_article_s_whatever_the_template_draws_first() -> None:
    html = page_html()
    old = 'src="galley:{{ page.number }}/{{ loop.index0 }}"'
    new = 'src="galley:{{ page.number }}/{{ loop.length - loop.index }}"'
    place = "{% for frame in page.frames %}"
    assert old in html and place in html
    turned = html.replace(old, new).replace(place, "{% for frame in page.frames|reverse %}")
    assert drawn_with(turned).articles == tagged("all parts").articles


def test_what_a_template_draws_of_its_own_is_an_artifact() -> None:
    """A rule, a background, and words that are nobody's."""
    html = page_html().replace(
        "</section>",
        '<div style="left:0;top:0;border:1pt solid;font-size:9pt">版权所有</div></section>',
    )
    found = drawn_with(html)
    assert found.articles == tagged("all parts").articles
    assert all(faults(operations(page)) == set() for page in found.reader.pages)


def test_what_a_template_leaves_out_has_no_element() -> None:
    """No element is without content, and no number without an element."""
    html = page_html().replace(
        '<img class="{{ frame.kind }}', '<img hidden class="{{ frame.kind }}'
    )
    css = ".text { display: none !important } [hidden] { display: block }"
    found = drawn_with(html.replace("{{ css }}", "{{ css }}" + css))
    assert [node.tag for node in found.document.all() if not node.kids] == []
    assert "H2" not in {node.tag for node in found.document.all()}


# --------------------------------------------------------------------------- the document


@pytest.mark.parametrize("name", SAMPLES)
def test_the_document_says_what_it_is(name: str) -> None:
    """Tagged, with title and language; a viewer shows the title (ISO 14289-1 7.1, 7.2)."""
    catalog: Any = tagged(name).reader.root_object
    assert catalog["/MarkInfo"]["/Marked"] is not None and bool(catalog["/MarkInfo"]["/Marked"])
    assert catalog["/Lang"] == "zh-Hans"
    assert bool(catalog["/ViewerPreferences"]["/DisplayDocTitle"])
    assert tagged(name).reader.metadata.title == built(name).edition.title  # type: ignore[union-attr]
    assert all(str(page["/Tabs"]) == "/S" for page in tagged(name).reader.pages)
    assert re.search(r"^Tagged: +yes$", with_poppler(built(name).pdf), flags=re.MULTILINE)


def bookmarks(found: Tagged) -> list[Any]:
    """Titles with the index of their page and their place, nested as they are."""

    def told(item: Any) -> Any:
        if isinstance(item, list):
            return [told(one) for one in item]
        height = float(found.reader.pages[0].trimbox.height)
        page = found.reader.get_destination_page_number(item)
        return item.title, page, round(float(item.left)), round(height - float(item.top))

    return [told(item) for item in found.reader.outline]


def test_bookmarks_lead_to_pages_and_headlines() -> None:
    """An article stands under the page it begins on, by its headline, once."""
    first, second = planned("2025-08").edition.pages
    names = [a.headline for a in in_order(planned("2025-08"))]
    found = bookmarks(tagged("2025-08"))
    assert [found[0][:2], found[2][:2]] == [("第1版 要闻", 0), ("第2版 综合", 1)]
    assert [mark[:2] for mark in found[1]] == [(name, 0) for name in names[:3]]
    assert [mark[:2] for mark in found[3]] == [(name, 1) for name in names[3:]]
    for page, marks in ((first, found[1]), (second, found[3])):
        rects = [f.rect for f in page.frames if f.style.endswith("-headline")]
        assert [mark[2:] for mark in marks] == [
            (round(rect.x / 12700), round(rect.y / 12700)) for rect in rects
        ]
    assert [mark[0] for mark in bookmarks(tagged("jump"))[1]] == [
        planned("jump").articles[0].headline
    ]
    assert len(bookmarks(tagged("jump"))) == 3  # nothing below the page it goes on to


def test_an_article_without_a_headline_goes_by_its_first_words() -> None:
    assert bookmarks(tagged("all parts"))[1][1][0] == "小标题"


def test_pages_are_labelled_where_they_do_not_count_from_one() -> None:
    assert tagged("2025-08").reader.root_object.get("/PageLabels") is None
    assert tagged("all parts").reader.page_labels == ["2"]
    assert tagged("jump").reader.page_labels == ["1", "2"]


def test_the_same_edition_has_the_same_structure() -> None:
    """Byte for byte."""
    again = compose(*SAMPLES["all parts"], Options(preview_dpi=50))
    assert again.pdf == built("all parts").pdf


def test_a_structure_that_loses_something_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text that is drawn and not marked is no longer whole in its article."""
    monkeypatch.setattr(plate_marks.Marks, "_begin", lambda *_: plate_marks.ARTIFACT)
    made = compose(*SAMPLES["all parts"], Options(preview_dpi=20))
    assert read_tagged_or_none(made.pdf) != tagged("all parts").articles


def read_tagged_or_none(pdf: bytes) -> list[str]:
    try:
        return read_tagged(pdf).articles
    except (KeyError, AttributeError):
        return []


def test_a_left_out_article_is_not_told() -> None:
    made = planned("all parts")
    (page,) = made.edition.pages
    frames = tuple(frame for frame in page.frames if frame.article != "b")
    pictures = tuple(picture for picture in page.pictures if picture.article != "b")
    edition = replace(made.edition, pages=(replace(page, frames=frames, pictures=pictures),))
    template = read_template(SAMPLES["all parts"][0], made.layout)
    files = {f"{page.number}/{order}": jpeg() for order, _ in enumerate(pictures)}
    pdf = draw(edition, made.layout, template, made.faces, files, bytes(16))
    assert read_tagged(pdf).articles == tagged("all parts").articles[:1]
