"""Word files: what paragraphs are, and that no character of any part vanishes in silence."""

import struct
import tracemalloc
from collections import Counter
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from compositor.diagnostics import Refused
from compositor.intake.readers import limits, read_document
from compositor.intake.readers.limits import OLE
from tests.intake.readers.support import (
    SEEDS,
    codes,
    docx,
    kinds,
    left,
    p,
    part,
    r,
    read,
    relationships,
    texts,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PNG = b"\x89PNG\r\n\x1a\n photograph"
PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:docPr descr="图"/><a:graphic><a:graphicData><pic:pic>'
    '<pic:blipFill><a:blip r:embed="rId5"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)


def box(content: str, old: str = "") -> str:
    """A text box as Word 2010 writes it, with or without its old twin."""
    new = f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
    twin = f"<w:pict><v:shape><v:textbox><w:txbxContent>{old}</w:txbxContent></v:textbox></v:shape></w:pict>"
    fallback = f"<mc:Fallback>{twin}</mc:Fallback>" if old else ""
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{new}</w:drawing>'
        f"</mc:Choice>{fallback}</mc:AlternateContent></w:r>"
    )


def styles(*entries: str, defaults: str = "") -> str:
    return part("styles", f"<w:docDefaults>{defaults}</w:docDefaults>" + "".join(entries))


def style(name: str, shown: str, properties: str = "", run: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>'
        f"{properties}<w:rPr>{run}</w:rPr></w:style>"
    )


def styled(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


# ----------------------------------------------------------------------- what pieces are


def test_headings_go_by_the_names_of_their_styles() -> None:
    """English and Chinese, by way of a style they are based on, and by the outline."""
    named = styles(
        style("1", "heading 1"), style("a", "标题 2"), style("c", "Caption"), style("q", "引用"),
        style("own", "栏目题", '<w:basedOn w:val="1"/>'),
    )  # fmt: skip
    body = (
        p("甲", styled("1")) + p("乙", styled("a")) + p("丙", styled("own")) + p("丁", styled("c"))
        + p("戊", styled("q")) + p("己", '<w:outlineLvl w:val="2"/>') + p("庚")
    )  # fmt: skip
    document = read("a.docx", docx(body, styles_xml=named))
    assert [(x.kind, x.level, x.text.text) for x in document.pieces] == [
        ("heading", 1, "甲"), ("heading", 2, "乙"), ("heading", 1, "丙"), ("caption", 0, "丁"),
        ("note", 0, "戊"), ("heading", 3, "己"), ("text", 0, "庚"),
    ]  # fmt: skip


def test_headings_stand_below_a_title() -> None:
    """Title, subtitle, heading 1: levels 1, 2, 2."""
    named = styles(style("t", "Title"), style("s", "Subtitle"), style("1", "heading 1"))
    body = p("甲", styled("t")) + p("乙", styled("s")) + p("丙", styled("1"))
    assert [x.level for x in read("a.docx", docx(body, styles_xml=named)).pieces] == [1, 2, 2]


def test_what_is_centred_and_larger_than_the_text_is_a_heading() -> None:
    """The largest first; what is only one of the two is text."""
    centred, large = '<w:jc w:val="center"/>', '<w:sz w:val="{}"/>'
    body = (
        p(r("引题", large.format(28)), centred) + p(r("主题主题", large.format(44)), centred)
        + p(r("大而靠左", large.format(44))) + p(r("居中署名", large.format(21)), centred)
        + p(r("正文" * 20, large.format(21)))
    )  # fmt: skip
    pieces = read("a.docx", docx(body)).pieces
    assert [(x.kind, x.level, x.size) for x in pieces] == [
        ("heading", 2, 1400), ("heading", 1, 2200), ("text", 0, 2200), ("text", 0, 1050),
        ("text", 0, 1050),
    ]  # fmt: skip


def test_size_and_bold_come_from_styles_too() -> None:
    """From the run, its style, the paragraph's, those they are based on, and the defaults."""
    named = styles(
        style("n", "Normal", run='<w:b/><w:sz w:val="30"/>'),
        style("s", "own", '<w:basedOn w:val="n"/>'),
        '<w:style w:type="character" w:styleId="c"><w:name w:val="c"/><w:rPr><w:b w:val="0"/></w:rPr></w:style>',
        defaults='<w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault>',
    )
    body = p("甲") + p(r("乙") + r("丙", '<w:rStyle w:val="c"/>') + r("丁"), styled("s"))
    first, second = read("a.docx", docx(body, styles_xml=named)).pieces
    assert first.size == 1050 and first.strong == ()
    assert second.size == 1500 and second.strong == ((0, 1), (2, 3))


def test_empty_paragraphs_part_and_line_breaks_do_not() -> None:
    """A soft return parts the lines of a heading; a new page parts."""
    body = p("甲") + p("乙<w:x/>") + p("") + p(r("丙") + "<w:r><w:br/></w:r>" + r("丁"))
    document = read("a.docx", docx(body.replace("乙<w:x/>", r("乙"))))
    assert [(x.text.text, x.after_blank) for x in document.pieces] == [
        ("甲", False), ("乙", False), ("丙", True), ("丁", False),
    ]  # fmt: skip


def test_a_page_break_inside_a_run_ends_the_line() -> None:
    """As does a carriage return."""
    body = p('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>')
    assert texts(read("a.docx", docx(body))) == ["甲", "乙", "丙"]


def test_rows_of_a_table_are_pieces() -> None:
    """Cells parted by a supplied space; merged cells once."""
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    body = f"<w:tbl>{row.format(p('甲'), p('乙') + p('丙'))}{row.format(p('丁'), p(''))}</w:tbl>"
    assert kinds(read("a.docx", docx(body))) == [("row", "甲　乙 丙"), ("row", "丁")]


NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:isLgl/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="7"/></w:lvlOverride></w:num>',
)


def numbered(text: str, number: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_that_word_makes_are_supplied_as_word_shows_them() -> None:
    """一、 1.1, counted on, begun anew below, and started where a list says; no bullets."""
    body = "".join(
        numbered("甲", *place) for place in ((1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (2, 0), (3, 0))
    )
    document = read("a.docx", docx(body, numbering_xml=NUMBERING))
    assert texts(document) == ["一、甲", "1.1 甲", "1.2 甲", "二、甲", "2.1 甲", "甲", "七、甲"]
    assert document.pieces[0].text.origins[:2] == (-1, -1) and document.text == "甲\n" * 7
    assert {piece.kind for piece in document.pieces} == {"item"}


def test_pictures_come_with_their_captions() -> None:
    """In the order of the file; one that is linked is told."""
    body = p(PICTURE) + p("图为现场", styled("c")) + p(PICTURE.replace("rId5", "rId6"))
    data = docx(
        body,
        styles_xml=styles(style("c", "caption")),
        _rels__document_xml=b"",
        media__image1_png=PNG,
    )
    data = with_part(
        data,
        "word/_rels/document.xml.rels",
        relationships(rId5="media/image1.png", rId6="file:///D:/a.jpg"),
    )
    document = read("a.docx", data)
    assert [(x.kind, x.picture, x.text.text) for x in document.pieces] == [
        ("picture", "1.png", ""), ("caption", "", "图为现场"), ("picture", "file:///D:/a.jpg", ""),
    ]  # fmt: skip
    assert document.pictures == (("1.png", PNG),) and codes(document) == ["picture-not-in-file"]


def with_part(data: bytes, name: str, content: str | bytes) -> bytes:
    """A .docx with a part more."""
    stream = BytesIO(data)
    with ZipFile(stream, "a", ZIP_DEFLATED) as made:
        made.writestr(name, content)
    return stream.getvalue()


# ------------------------------------------------------------------- nothing is lost


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("<w:ins>" + r("甲") + "</w:ins>"), ["甲"]),
        (p('<w:hyperlink r:id="rId99">' + r("甲") + "</w:hyperlink>"), ["甲"]),
        (p('<w:fldSimple w:instr="DATE">' + r("甲") + "</w:fldSimple>"), ["甲"]),
        (p("<w:smartTag>" + r("甲") + "</w:smartTag>"), ["甲"]),
        (p("<w:sdt><w:sdtContent>" + r("甲") + "</w:sdtContent></w:sdt>"), ["甲"]),
        ("<w:sdt><w:sdtContent>" + p("甲") + "</w:sdtContent></w:sdt>", ["甲"]),
        (p("<w:r><w:ruby><w:rubyBase>" + r("甲") + "</w:rubyBase></w:ruby></w:r>"), ["甲"]),
        (p(r("甲") + box(p("乙"))), ["甲", "乙"]),
        (p(r("甲") + box(p("乙") + p(box(p("丙"))))), ["甲", "乙", "丙"]),
        (p(r("甲") + '<w:r><w:pict><v:oval><v:textbox><w:txbxContent>' + p("乙") + "</w:txbxContent></v:textbox></v:oval></w:pict></w:r>"), ["甲", "乙"]),
        (p('<w:r><w:pict><v:shape><v:textpath string="乙"/></v:shape></w:pict></w:r>'), ["乙"]),
        (p("<m:oMath><m:r><m:t>甲</m:t></m:r></m:oMath>"), ["甲"]),
        (p(r("甲"), "<w:rPr><w:del/></w:rPr>") + p("乙"), ["甲乙"]),
        (p(r("甲"), "<w:rPr><w:del/></w:rPr>"), ["甲"]),
        (p(r("甲") + "<w:r><w:noBreakHyphen/></w:r>" + r("乙")), ["甲\u2011乙"]),
    ],
)  # fmt: skip
def test_wrapped_text_is_text(body: str, expected: list[str]) -> None:
    """Mammoth alone would pass over most of these."""
    assert texts(read("a.docx", docx(body))) == expected


@pytest.mark.parametrize(
    ("body", "out"),
    [
        ("<w:del><w:r><w:delText>甲</w:delText></w:r></w:del>", ("deleted", "甲")),
        ("<w:moveFrom>" + r("甲") + "</w:moveFrom>", ("deleted", "甲")),
        (r("甲", "<w:strike/>"), ("deleted", "甲")),
        (r("甲", "<w:vanish/>"), ("invisible", "甲")),
        ("<w:r><w:ruby><w:rt>" + r("甲") + "</w:rt></w:ruby></w:r>", ("furniture", "甲")),
        ("<w:r><w:softHyphen/></w:r>", ("invisible", "\xad")),
        ("<w:unknown>" + r("甲") + "</w:unknown>", ("unreached", "甲")),
    ],
)
def test_what_is_not_in_the_article_is_on_record(body: str, out: tuple[str, str]) -> None:
    """With the reason; what no reader knows is found by counting."""
    document = read("a.docx", docx(p(body + r("乙"))))
    assert left(document) == [out] and texts(document) == ["乙"]
    assert codes(document) == (["word-unreached"] if out[0] == "unreached" else [])


def test_a_deleted_row_is_on_record() -> None:
    """And the table goes on."""
    row = "<w:tr>{}<w:tc>{}</w:tc></w:tr>"
    gone = row.format("<w:trPr><w:del/></w:trPr>", p("甲"))
    document = read("a.docx", docx(f"<w:tbl>{gone}{row.format('', p('乙'))}</w:tbl>"))
    assert left(document) == [("deleted", "甲")] and texts(document) == ["乙"]


def test_the_parts_beside_the_body_are_on_record() -> None:
    """Headers and footers as furniture, comments as such."""
    document = read(
        "a.docx",
        docx(
            p("正文"),
            header1_xml=part("hdr", p("江苏工人报")),
            footer2_xml=part("ftr", p("第 3 版")),
            comments_xml=part("comments", f'<w:comment w:id="0">{p("此处核实")}</w:comment>'),
        ),
    )
    assert sorted(left(document)) == [
        ("comment", "此处核实"),
        ("furniture", "江苏工人报"),
        ("furniture", "第3版".replace("3", " 3 ")),
    ]


def test_footnotes_stand_at_the_end() -> None:
    """Their marks are supplied; one that nobody refers to is on record."""
    notes = part(
        "footnotes",
        f'<w:footnote w:type="separator" w:id="-1">{p("")}</w:footnote>'
        f'<w:footnote w:id="1">{p("脚注")}</w:footnote><w:footnote w:id="2">{p("遗漏")}</w:footnote>',
    )
    body = p(r("甲") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + r("乙"))
    lost = p('<w:r><w:footnoteReference w:id="9"/></w:r>' + r("丙"))
    document = read("a.docx", docx(body + lost, footnotes_xml=notes))
    assert texts(document) == ["甲[1]乙", "丙", "1. 脚注"]
    assert left(document) == [("unreached", "遗漏")]
    assert document.text == "甲乙\n丙\n脚注\n遗漏\n"


def test_a_symbol_of_a_font_is_read_or_told() -> None:
    """Wingdings is known; what is not is missing, and said so."""
    sign = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
    document = read(
        "a.docx",
        docx(p(r("甲") + sign.format("Wingdings", "F06C") + sign.format("Nobody", "F001"))),
    )
    assert texts(document) == ["甲⚫"] and codes(document) == ["word-symbol"]


def test_every_w_t_of_every_part_is_accounted_for() -> None:
    """Counted here without the reader, in a file that has everything; the twin of a text box, too."""
    seed = [line.strip() for line in SEEDS[0].read_text(encoding="utf-8").split("\n")]
    body = "".join(p(line.replace("&", "&amp;")) for line in seed)
    data = docx(
        body
        + p(r("框旁") + box(p("框内文字"), old=p("框内文字")))
        + p("<w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:ins>" + r("增加") + "</w:ins>")
        + p("<w:moveFrom>" + r("移走") + "</w:moveFrom>" + r("隐藏", "<w:vanish/>"))
        + f"<w:tbl><w:tr><w:tc>{p('格一')}</w:tc><w:tc>{p('格二')}</w:tc></w:tr></w:tbl>"
        + numbered("编号", 1)
        + p('<w:r><w:footnoteReference w:id="1"/></w:r>' + r("引注")),
        header1_xml=part("hdr", p("页眉")),
        comments_xml=part("comments", f'<w:comment w:id="0">{p("批注")}</w:comment>'),
        footnotes_xml=part("footnotes", f'<w:footnote w:id="1">{p("脚注")}</w:footnote>'),
        numbering_xml=NUMBERING,
    )
    document = read("a.docx", data)
    assert Counter("".join(document.text.split())) == words_of(data)
    assert texts(document)[: len([line for line in seed if line])] == [
        line for line in seed if line
    ]
    assert "word-unreached" not in codes(document)


def words_of(data: bytes) -> Counter[str]:
    """All characters of all `w:t` and `w:delText` in a file."""
    words: Counter[str] = Counter()
    with ZipFile(BytesIO(data)) as parts:
        for name in parts.namelist():
            for element in ElementTree.fromstring(parts.read(name)).iter():
                if element.tag in (f"{W}t", f"{W}delText"):
                    words.update("".join((element.text or "").split()))
    return words


def test_the_strict_format_is_read_as_the_usual_one() -> None:
    """ISO 29500 Strict has other namespaces."""
    data = docx(p("甲", styled("1")), styles_xml=styles(style("1", "heading 1")))
    old, new = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as parts, ZipFile(stream, "w") as made:
        for name in parts.namelist():
            made.writestr(name, parts.read(name).replace(old, new))
    assert kinds(read("a.docx", stream.getvalue())) == [("heading", "甲")]


# ------------------------------------------------------------------------- bad files


def refused(file: str, data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read_document(file, data, 0)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic.code


LOCKED = OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le")
OLD = OLE + bytes(504) + "WordDocument".encode("utf-16-le")
GOOD = docx(p("甲"))


@pytest.mark.parametrize(
    ("file", "data", "code"),
    [
        ("a.docx", LOCKED, "docx-locked"),
        ("a.doc", OLD, "old-word"),
        ("a.docx", OLD, "old-word"),
        ("a.docx", b"not a zip at all", "docx-damaged"),
        ("a.docx", GOOD[: len(GOOD) // 2], "docx-damaged"),
        ("a.docx", docx("<w:p>"), "docx-damaged"),
        ("a.docx", docx("<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000), "docx-damaged"),
        ("a.docx", docx(p("")), "empty-document"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read_are_refused_with_the_reason(
    file: str, data: bytes, code: str
) -> None:
    """Never with a traceback."""
    assert refused(file, data) == code


def test_a_zip_without_a_document_is_damaged() -> None:
    """A spreadsheet, for one."""
    stream = BytesIO()
    with ZipFile(stream, "w") as made:
        made.writestr("xl/workbook.xml", "<x/>")
    assert refused("a.docx", stream.getvalue()) == "docx-damaged"


def test_a_document_type_is_refused() -> None:
    """It could define entities that fill the memory."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    stream = BytesIO()
    with ZipFile(stream, "w") as made:
        made.writestr("word/document.xml", bomb)
    assert refused("a.docx", stream.getvalue()) == "docx-damaged"


@pytest.mark.parametrize(
    ("name", "size"), [("word/document.xml", 17), ("word/media/a.png", 65), ("word/x.bin", 257)]
)
def test_a_zip_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    name: str, size: int
) -> None:
    """By the sizes its directory declares."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as made, made.open(name, "w") as content:
        for _ in range(size):
            content.write(bytes(limits.MB))
    tracemalloc.start()
    assert refused("a.docx", stream.getvalue()) == "too-large"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < limits.MB


def test_bytes_that_are_not_what_they_were_are_damage() -> None:
    """Wherever a byte of the file is changed, there is a document or a diagnostic."""
    for at in range(0, len(GOOD), 7):
        data = GOOD[:at] + struct.pack("B", GOOD[at] ^ 0xFF) + GOOD[at + 1 :]
        try:
            assert texts(read_document("a.docx", data, 0)) == ["甲"]
        except Refused as error:
            known = (
                "docx-damaged",
                "docx-locked",
                "too-large",
                "unknown-document",
                "empty-document",
            )
            assert error.diagnostics[0].code in known
