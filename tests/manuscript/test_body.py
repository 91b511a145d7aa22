"""What a body may hold, and what is refused with its place."""

import pytest

from compositor.model.issue import BlockKind, Span
from tests.manuscript.samples import article, body, codes, shown, told, value, values


def blocks(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in value(body(text)).body]


def spans(text: str) -> list[tuple[Span, ...]]:
    return [block.spans for block in value(body(text)).body]


def test_paragraphs_crossheads_and_notes_become_blocks_in_order() -> None:
    """The four things an article is made of, each a block of its kind."""
    text = "甲。\n\n## 小标题\n\n乙。\n\n> 编者的话一\n>\n> 编者的话二\n\n丙。"
    assert blocks(text) == [
        (BlockKind.PARAGRAPH, "甲。"),
        (BlockKind.CROSSHEAD, "小标题"),
        (BlockKind.PARAGRAPH, "乙。"),
        (BlockKind.NOTE, "编者的话一"),
        (BlockKind.NOTE, "编者的话二"),
        (BlockKind.PARAGRAPH, "丙。"),
    ]


def test_bars_are_taken_out_of_crossheads_and_kept_beside_them() -> None:
    """As in a headline; elsewhere in a body a bar is a sign like any other."""
    crosshead, text = value(body("## 一|二||三\n\n一|二")).body
    assert (crosshead.text, crosshead.with_bars) == ("一二三", "一|二||三")
    assert (text.text, text.with_bars) == ("一|二", "一|二")
    assert codes(body("## ||\n\n甲").diagnostics) == ["markup"]


def test_a_block_knows_its_line() -> None:
    """Its place is its first line in the file, quoted."""
    first, second = value(body("甲\n\n> 乙\n")).body
    assert (first.place.line, first.place.column, first.place.quote) == (4, 1, "甲")
    assert (second.place.line, second.place.quote) == (6, "> 乙")
    assert first.further == second.further == ()


def test_a_block_of_several_lines_knows_them_all() -> None:
    """The lines below its first, as they stand in the file."""
    (note,) = value(body("\n> 甲\n> 乙\n　> 丙\n")).body
    assert note.place.line == 5
    assert [(p.line, p.quote) for p in note.further] == [(6, "> 乙"), (7, "　> 丙")]


@pytest.mark.parametrize("indent", ["　　", "    ", "\t", "　 "])
def test_indentation_by_hand_is_dropped(indent: str) -> None:
    """White space before a paragraph means nothing, least of all code."""
    assert blocks(f"{indent}甲。\n\n{indent}> 乙") == [
        (BlockKind.PARAGRAPH, "甲。"),
        (BlockKind.NOTE, "乙"),
    ]


def test_white_space_at_the_end_of_a_line_is_no_line_break() -> None:
    """Two spaces at the end of a line are invisible, so they decide nothing."""
    assert blocks("甲  \n乙　\n丙") == [(BlockKind.PARAGRAPH, "甲乙丙")]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("工会\n专刊", "工会专刊"),
        ("工会，\n专刊", "工会，专刊"),
        ("工会\nABC", "工会ABC"),
        ("trade\nunion", "trade union"),
        ("trade,\nunion", "trade, union"),
        ("所谓\n“五力”", "所谓“五力”"),
        ("iPhone\n”的", "iPhone”的"),
        ("профсоюз\nрабочих", "профсоюз рабочих"),
        ("**工会**\n专刊", "工会专刊"),
        ("**trade**\nunion", "trade union"),
    ],
)
def test_lines_of_one_paragraph_are_joined(lines: str, joined: str) -> None:
    """Nothing between Chinese characters, one space between Latin words."""
    assert blocks(lines) == [(BlockKind.PARAGRAPH, joined)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**小编说：**南通", (Span("小编说：", True), Span("南通"))),
        ("他**“五力”**工程", (Span("他"), Span("“五力”", True), Span("工程"))),
        ("2025**“五力”**5", (Span("2025"), Span("“五力”", True), Span("5"))),
        ("甲**（乙）**丙**丁**", (Span("甲"), Span("（乙）", True), Span("丙"), Span("丁", True))),
        ("**:**0**1**", (Span(":", True), Span("0"), Span("1", True))),
        ("**甲**、**乙**", (Span("甲", True), Span("、"), Span("乙", True))),
        ("**甲\n乙**丙", (Span("甲乙", True), Span("丙"))),
        (r"**甲\*乙**", (Span("甲*乙", True),)),
    ],
)
def test_bold_opens_and_closes_beside_chinese(text: str, expected: tuple[Span, ...]) -> None:
    """Where CommonMark sees no bold, since punctuation stands inside and a letter outside."""
    assert spans(text) == [expected]


@pytest.mark.parametrize("sign", list("!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~\\"))
def test_a_backslash_makes_any_sign_plain(sign: str) -> None:
    """`\\` before an ASCII sign prints the sign, at the start of a line and within."""
    assert blocks(f"\\{sign} 甲\\{sign}乙") == [(BlockKind.PARAGRAPH, f"{sign} 甲{sign}乙")]


@pytest.mark.parametrize(
    "text",
    [
        "3*4=12",
        "*注：本表",
        "a_b_c",
        "_____",
        "AT&T 与 R&D；a & b",
        "2 < 3 > 1",
        "《甲》<乙>",
        "[1] 见表[2]",
        "`单引号",
        "#工会夜市# 开市",
        "1.加强领导",
        "-5℃",
        "——工会纪事",
        "甲\\乙",
        "http://www.example.com/a_b",
        "100%",
        "甲 | 乙",
        "~~甲~~",
        "$x$",
        "1）甲",
    ],
)
def test_signs_that_mean_nothing_are_text(text: str) -> None:
    """What CommonMark takes for text is printed as it stands."""
    if text == "_____":
        text = "甲_____"
    assert blocks(text) == [(BlockKind.PARAGRAPH, text)]


REFUSED = [
    ("甲*乙*丙", "markup 4:2 1", r"\*"),
    ("甲 _乙_", "markup 4:3 1", r"\_"),
    ("__甲__", "markup 4:1 2", r"\_"),
    ("甲**乙", "markup 4:2 2", r"\*"),
    ("***甲**", "markup 4:1 3", r"\*"),
    ("甲[乙](丙)", "markup 4:2 6", r"\["),
    ("<http://甲.cn>", "markup 4:1 13", r"\<"),
    ("甲`乙`", "markup 4:2 3", r"\`"),
    ("甲<b>乙", "markup 4:2 3", r"\<"),
    ("甲&nbsp;乙", "markup 4:2 6", r"\&"),
    ("甲&#12345;乙", "markup 4:2 8", r"\&"),
    ("<div>\n甲\n</div>", "markup 4:1 1", r"\<"),
    ("<!-- 甲 -->", "markup 4:1 1", r"\<"),
    ("- 甲\n- 乙", "markup 4:1 1", r"\-"),
    ("* 甲", "markup 4:1 1", r"\*"),
    ("1. 甲", "markup 4:1 1", r"1\."),
    ("　　12) 甲", "markup 4:3 1", r"12\)"),
    ("> - 甲", "markup 4:1 1", r"\-"),
    ("```\n甲\n```", "markup 4:1 1", r"\`"),
    ("~~~\n甲", "markup 4:1 1", r"\~"),
    ("---", "markup 4:1 1", r"\-"),
    ("* * *", "markup 4:1 1", r"\*"),
    ("# 甲", "markup 4:1 1", r"\#"),
    ("### 甲", "markup 4:1 1", r"\#"),
    ("甲\n---", "markup 5:1 1", r"\-"),
    ("甲\n===", "markup 5:1 1", r"\="),
    ("[注]: 见第3版", "markup 4:1 1", r"\["),
    ("甲\\\n乙", "markup 4:2 1", None),
    ("##甲", "markup 4:1 1", None),
    ("甲\n##乙", "markup 5:1 1", None),
    ("## 甲 #", "markup 4:1 1", None),
    ("##", "markup 4:1 1", None),
    ("> ## 甲", "markup 4:1 1", None),
    ("> > 甲", "markup 4:1 1", None),
]


@pytest.mark.parametrize(("text", "expected", "near"), REFUSED)
def test_everything_else_is_refused_in_its_place(
    text: str, expected: str, near: str | None
) -> None:
    """A construct of CommonMark that a page cannot show is an error, with the way to write it."""
    checked = body(text)
    assert checked.value is None
    assert told(checked.diagnostics)[0] == expected
    assert values(checked.diagnostics[0]).get("near") == near


def test_a_second_definition_of_one_link_is_refused_too() -> None:
    """markdown-it keeps it apart from the first; it would be lost as silently."""
    assert codes(body("[a]: b\n[a]: c").diagnostics) == ["markup", "markup"]


def test_a_picture_in_the_text_is_sent_to_the_heading_lines() -> None:
    """Pictures have captions and credits, so they are listed under `photos:`."""
    assert told(body("甲![乙](丙.jpg)").diagnostics) == ["picture-in-text 4:2 11"]


def test_a_line_right_below_a_note_is_refused() -> None:
    """CommonMark would count it in, the editor most likely not."""
    assert told(body("> 甲\n乙").diagnostics) == ["note-runs-on 5:1 1"]


@pytest.mark.parametrize("text", ["甲。\n乙", "甲\n　　乙", "他说：“甲。”\n乙"])
def test_lines_that_look_like_paragraphs_are_joined_with_a_warning(text: str) -> None:
    """An empty line is missing, most likely: the text is whole, but not as meant."""
    checked = body(text)
    assert told(checked.diagnostics)[0].startswith("lines-joined 5:")
    assert len(value(checked).body) == 1


def test_all_faults_of_a_body_are_told_at_once() -> None:
    """One run shows them all."""
    assert codes(body("*甲*\n\n- 乙\n\n[丙](丁)").diagnostics) == ["markup"] * 3


@pytest.mark.parametrize(
    ("character", "codepoint"),
    [
        ("\x07", "0007"),
        ("\x00", "0000"),
        ("\x0b", "000B"),
        ("\x85", "0085"),
        ("\xad", "00AD"),
        ("\u200b", "200B"),
        ("\u200d", "200D"),
        ("\u2028", "2028"),
        ("\ufeff", "FEFF"),
        ("\u034f", "034F"),
        ("\u2028", "2028"),
        ("\u202e", "202E"),
        ("\u3164", "3164"),
        ("\ufffc", "FFFC"),
        ("\ufffd", "FFFD"),
        ("\ue000", "E000"),
        ("\U000f0000", "F0000"),
    ],
)
def test_characters_no_page_can_print_are_refused(character: str, codepoint: str) -> None:
    """Control, zero-width, private-use and replacement characters, each in its place."""
    checked = body(f"甲{character}乙")
    assert told(checked.diagnostics) == ["bad-character 4:2 1"]
    assert values(checked.diagnostics[0])["codepoint"] == codepoint


def test_what_is_written_from_right_to_left_is_refused_where_it_stands() -> None:
    """A stretch with its spaces is one fault; a line may hold several."""
    checked = body("他说שלום עולם，又说السلام。\n\n**ש**")
    assert shown(checked.diagnostics) == [
        "right-to-left 4: שלום עולם",
        "right-to-left 4: السلام",
        "right-to-left 6: ש",
    ]
    assert values(checked.diagnostics[0])["found"] == "שלום עולם"


def test_so_it_is_in_a_heading_even_as_an_escape() -> None:
    written = article('---\nheadline: 他说שלום\ndeck: "他说\\u05e9"\n---\n正文。')
    assert codes(written.diagnostics) == ["right-to-left", "right-to-left"]


@pytest.mark.parametrize(
    "text", ["甲\t乙", "甲\xa0乙", "㐀𠀀", "🙂", "①㈠Ⅳ", "葛\U000e0100", "cafe\u0301", "©\ufe0f"]
)
def test_rare_characters_are_left_to_the_faces(text: str) -> None:
    """Whether a face has a character is not known here."""
    assert blocks(text) == [(BlockKind.PARAGRAPH, text)]
