"""A layout becomes lengths in EMU, and what it cannot be is told."""

from pathlib import Path

import pytest

from compositor.diagnostics import Place
from compositor.geometry import Size
from compositor.manuscript import Checked, read_faces, read_layout
from compositor.manuscript.faults import check
from compositor.manuscript.hao import OFFICE
from compositor.manuscript.layout_forms import LayoutForm
from compositor.manuscript.yamlfile import parse
from compositor.model.layout import Furniture, FurnitureBox, Layout
from compositor.sources import FolderSources, MemorySources
from compositor.units import mm, pt
from tests.manuscript.samples import LAYOUT, ROOT, shown, values

ROLES = ("song", "hei", "kai")


def layout(text: str = LAYOUT) -> Checked[Layout]:
    return read_layout(MemorySources({"layouts/x/layout.yaml": text}), "x", None, ROLES)


def sound(text: str = LAYOUT) -> Layout:
    checked = layout(text)
    assert checked.value and not checked.diagnostics, checked.diagnostics
    return checked.value


def test_paper_and_grid_are_read() -> None:
    """mm, pt and 字 to EMU; the live area stands in the middle of the trim."""
    read = sound()
    grid = read.grid
    assert (read.name, read.file) == ("x", "layouts/x/layout.yaml")
    assert (read.paper, read.bleed, read.punctuation) == (Size(mm(270), mm(390)), mm(3), "kaiming")
    assert read.kinsoku == "gb"
    assert (grid.columns, grid.column_zi, grid.gutter, grid.lines) == (6, 11, pt(9), 86)
    assert (grid.zi, grid.leading, grid.top) == (pt(9), pt(11.25), mm(29.7))
    assert 2 * grid.left + grid.width == mm(270)


def test_a_style_is_read_with_its_defaults() -> None:
    """The name is the key's; what is not said is left, without indent, on the grid."""
    read = sound()
    assert (read.body.name, read.body.role, read.body.sizes) == ("body", "song", (pt(9),))
    assert (read.body.align, read.body.indent, read.body.strong) == ("justify", pt(18), "hei")
    assert (read.note.name, read.note.strong) == ("note", "song")
    assert (read.credit.align, read.credit.leading, read.credit.indent) == ("left", 0, 0)
    assert (read.credit.tracking, read.credit.strong) == (0, "hei")
    assert (read.caption.leading, read.label.tracking) == (pt(10.5), pt(1.1))
    assert (read.crosshead.sizes, read.crosshead_above) == ((pt(9.5), pt(9)), 2)
    assert (read.source.name, read.source_text) == ("source", "据{source}")


JUMP = "  fpo:       {face: hei, size: 7}\n  jump: {face: hei, size: 8, jump_to: '下转{page}'}\n"


def test_jump_lines_are_set_as_a_layout_says_or_as_its_notes_in_body_size() -> None:
    read = sound()
    assert (read.jump.name, read.jump.role, read.jump.sizes) == ("jump", "kai", (pt(9),))
    assert (read.jump.align, read.jump.indent) == ("right", 0)
    assert read.jump_to_text.format(page=2) == "（下转第2版）"
    assert read.jump_from_text.format(page=1) == "（上接第1版）"
    said = sound(LAYOUT.replace("  fpo:       {face: hei, size: 7}\n", JUMP))
    assert (said.jump.role, said.jump.sizes, said.jump.align) == ("hei", (pt(8),), "right")
    assert (said.jump_to_text, said.jump_from_text) == ("下转{page}", "（上接第{page}版）")


@pytest.mark.parametrize(("old", "new"), [("{page}", "{seite}"), ("size: 8", "size: 12")])
def test_a_jump_line_that_cannot_be_is_told(old: str, new: str) -> None:
    """A field that is not there, type that is larger than its line."""
    text = LAYOUT.replace("  fpo:       {face: hei, size: 7}\n", JUMP.replace(old, new))
    assert [d.code for d in layout(text).diagnostics] == ["bad-value"]


def test_a_rank_is_read() -> None:
    """The parts' classes begin with the rank's name; the ladder keeps its order."""
    lead, second = sound().ranks
    assert (lead.name, second.name) == ("lead", "second")
    assert (lead.headline.name, lead.byline.name) == ("lead-headline", "lead-byline")
    assert lead.headline.sizes == (pt(40), pt(38), pt(36))
    assert (lead.above, lead.below, lead.between) == (3, 2, 550)
    assert (second.above, second.below, second.between) == (0, 0, 350)


def test_furniture_is_read() -> None:
    """A rule is as wide as the live area unless it says otherwise; offsets are in 字."""
    read = sound()
    name, folio = read.first.texts
    assert (name.text, name.style.name, name.style.size) == ("{name}", "nameplate", pt(66))
    assert (name.anchor, name.offset, name.baseline) == ("left", 0, mm(52))
    assert (folio.anchor, folio.offset) == ("outer", 4 * pt(9))
    thick, thin = read.first.rules
    assert (thick.kind, thick.anchor, thick.y, thick.width) == (
        "thick",
        "left",
        mm(60),
        read.grid.width,
    )
    assert (thin.anchor, thin.offset, thin.width) == ("right", pt(9), mm(50))
    assert (read.first.lines, read.inside) == (13, Furniture((), (), 0))


def test_dates_and_furniture_may_be_left_out() -> None:
    """A page without nameplate and folio line is a page."""
    read = sound(LAYOUT.split("dates:")[0])
    assert (read.first, read.inside) == (Furniture((), (), 0), Furniture((), (), 0))
    assert (read.date_text, read.month_text) == (
        "{year}年{month}月{day}日 {weekday}",
        "{year}年{month}月",
    )


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("layouts/*/layout.yaml")), ids=lambda p: p.parent.name
)
def test_the_layouts_of_the_house_are_sound(path: Path) -> None:
    """What is in `layouts/` can be used, with the faces in `fonts/`."""
    sources = FolderSources(ROOT)
    roles = [face.role for face in read_faces(sources).value or ()]
    checked = read_layout(sources, path.parent.name, None, roles)
    assert checked.value and not checked.diagnostics


CHANGES = [
    ("paper:", "papier:", "unknown-key 2: papier"),
    ("paper:", "papier:", "missing-key 2: papier"),
    ("width: 270, ", "", "missing-key 2: paper"),
    ("width: 270", "width: 270 mm", "wrong-type 2: 270 mm"),
    ("width: 270", "width: -270", "bad-value 2: -270"),
    ("width: 270", "width: 200", "bad-value 6: 6"),
    ("height: 390", "height: 300", "bad-value 9: 86"),
    ("  body: 9\n", "  body: 0\n", "bad-value 4: 0"),
    ("columns: 6", "columns: 2.5", "wrong-type 6: 2.5"),
    ("  gutter: 1\n", "  gutter: -1\n", "bad-value 8: -1"),
    ("size: 9, indent: 2", "size: 9, indent: -9", "bad-value 13: -9"),
    ("size: 9, indent: 2", "size: 9, indent: 11", "bad-value 13: 11"),
    ("size: 9, indent: 2", "size: 20, indent: 2", "bad-value 13: 20"),
    ("leading: 11.25", "leading: 0.001", "bad-value 5: 0.001"),
    ("punctuation: kaiming", "punctuation: kaimin", "bad-value 11: kaimin"),
    ("punctuation: kaiming", "kinsoku: gb18030", "bad-value 11: gb18030"),
    ("{face: song, size: 9,", "{face: song,", "missing-key 13: body"),
    ("{face: song, size: 9,", "{face: sung, size: 9,", "no-role 13: sung"),
    ("strong: hei}", "strong: hai}", "no-role 13: hai"),
    ("{face: song, size: 9,", "{face: song, size: 9, sizes: [9],", "unknown-key 13: [9]"),
    ("[40, 38, 36]", "[34, 36, 38]", "bad-value 23: [34, 36, 38]"),
    ("[40, 38, 36]", "[40, 40]", "bad-value 23: [40, 40]"),
    ("[40, 38, 36]", "[40, x]", "wrong-type 23: x"),
    ("[40, 38, 36]", "[]", "missing-key 23: headline"),
    ("[40, 38, 36], align: center", "[40], align: middle", "bad-value 23: middle"),
    ("  lead:\n", "  Lead:\n", "bad-value 22: Lead"),
    ("above: 3\n", "above: three\n", "wrong-type 27: three"),
    ("    lines: 13", "    lines: 87", "bad-value 38: 87"),
    ('text: "{name}"', 'text: "{nmae}"', 'bad-value 40: "{nmae}"'),
    ('text: "{name}"', 'text: "{name"', 'bad-value 40: "{name"'),
    ('text: "{name}"', 'text: "{name!r}"', 'bad-value 40: "{name!r}"'),
    ('text: "{name}"', 'text: "{name.x}"', 'bad-value 40: "{name.x}"'),
    ('text: "{name}"', 'text: "{}"', 'bad-value 40: "{}"'),
    ('text: "据{source}"', 'text: "据{sorce}"', 'bad-value 19: "据{sorce}"'),
    ('month: "{year}.{month}"', 'month: "{day}"', 'bad-value 35: "{day}"'),
    ("{kind: thick,", "{kind: Thick,", "bad-value 47: Thick"),
    ("{name: nameplate,", "{name: 报头,", "bad-value 40: 报头"),
    ("{face: song, size: 9,", "{face: song, size: 小六号,", "wrong-type 13: 小六号"),
    ("{face: song, size: 9,", '{face: song, size: "9",', 'wrong-type 13: "9"'),
    ("[40, 38, 36]", "[二号, 小初]", "bad-value 23: [二号, 小初]"),
    ("  body: 9\n", "  body: 九号\n", "wrong-type 4: 九号"),
    ("punctuation: kaiming", "hao: {小出: 30}", "bad-value 11: 小出"),
    ("punctuation: kaiming", "hao: {小初: big}", "wrong-type 11: big"),
    ("punctuation: kaiming", "hao: 小初", "wrong-type 11: 小初"),
    (
        "    rules:\n",
        "    boxes: [{kind: ear, y: 30, width: 0, height: 9}]\n    rules:\n",
        "bad-value 46: 0",
    ),
    ("        offset: 4\n", "        width: -4\n", "bad-value 44: -4"),
    ("furniture:\n", "furniture:\n  last: {lines: 74}\n", "bad-value 37: 74"),
]


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES, ids=lambda text: text.strip()[:24])
def test_a_fault_of_a_layout_is_told_in_its_place(old: str, new: str, expected: str) -> None:
    """One change to a sound layout."""
    assert old in LAYOUT
    checked = layout(LAYOUT.replace(old, new, 1))
    assert checked.value is None
    assert expected in shown(checked.diagnostics)


def test_a_size_may_have_a_name() -> None:
    """号 by the table of the office, and of one publication by its own (photosetting: 小初 30)."""
    text = LAYOUT.replace("[40, 38, 36]", "[小初, 二号, 三号]").replace(
        "  body: 9\n", "  body: 小五\n"
    )
    assert sound(text).ranks[0].headline.sizes == (pt(36), pt(22), pt(16))
    assert sound(text).grid.zi == pt(9)
    own = text.replace("ranks:\n", "hao: {小初: 30, 二号: 21}\nranks:\n", 1)
    assert sound(own).ranks[0].headline.sizes == (pt(30), pt(21), pt(16))


def test_the_table_of_sizes_is_that_of_the_office() -> None:
    """The numbers of makeup §A3; each name is smaller than the one before it."""
    assert (OFFICE["初号"], OFFICE["小初"], OFFICE["二号"], OFFICE["五号"]) == (42, 36, 22, 10.5)
    assert (OFFICE["小五"], OFFICE["七号"]) == (9, 5.5)
    assert [*OFFICE.values()] == sorted(OFFICE.values(), reverse=True)


def test_a_misspelt_size_is_offered_the_right_one() -> None:
    """And so is a misspelt name of the table."""
    for old, new in (("[40, 38, 36]", "[小初号]"), ("dates:", "hao: {小初号: 9}\ndates:")):
        problem = layout(LAYOUT.replace(old, new)).diagnostics[0]
        assert values(problem)["near"] == "小初"


def test_boxes_and_texts_of_several_lines_are_read() -> None:
    """An ear's box and the text in it, in mm; end matter takes its lines at the foot."""
    ear = 'text: "{ear_right}", width: 40, height: 12, join: "·"'
    style = "style: {name: ear, face: kai, size: 9}"
    added = f"""\
    boxes: [{{kind: ear, anchor: right, offset: 1, width: 44, y: 30, height: 16}}]
  last:
    lines: 3
    texts: [{{{ear}, {style}, baseline: 40}}]
"""
    read = sound(LAYOUT + added)
    assert read.first.boxes == (FurnitureBox("ear", "right", pt(9), mm(44), mm(30), mm(16)),)
    (text,) = read.last.texts
    assert (text.width, text.height, text.join) == (mm(40), mm(12), "·")
    assert (read.last.lines, read.live_lines(1, True), read.live_lines(2, False)) == (
        3,
        (14, 83),
        (1, 86),
    )


def house_layouts() -> list[str]:
    """The layouts in `layouts/`."""
    return sorted(path.parent.name for path in ROOT.glob("layouts/*/layout.yaml"))


@pytest.mark.parametrize("name", house_layouts())
def test_the_name_of_the_paper_is_the_largest_type_of_page_1(name: str) -> None:
    """At the smallest size of its ladder it is larger than any heading and any furniture (R28)."""
    read = read_layout(FolderSources(ROOT), name).value
    assert read
    (title,) = (text for text in read.first.texts if text.text == "{name}")
    parts = (p for r in read.ranks for p in (r.kicker, r.headline, r.deck, r.byline))
    others = (text.style for text in read.first.texts if text is not title)
    assert title.style.sizes[-1] > max(style.size for style in (*parts, *others))


@pytest.mark.parametrize(
    ("old", "new", "other"),
    [
        ("size: 66", "sizes: [66, 40]", "lead.headline"),
        ("face: kai, size: 9}\n", "face: kai, size: 70}\n", "folio"),
    ],
)
def test_a_name_that_is_not_the_largest_is_told(old: str, new: str, other: str) -> None:
    """With what is larger; the layout can be used."""
    head, furniture = LAYOUT.split("furniture:")
    checked = layout(f"{head}furniture:{furniture.replace(old, new, 1)}")
    assert checked.value
    (problem,) = checked.diagnostics
    assert (problem.code, values(problem)["other"]) == ("name-not-largest", other)


def test_a_page_without_a_nameplate_has_no_name_to_be_the_largest() -> None:
    """A supplement may go without one."""
    assert not layout(LAYOUT.replace('text: "{name}"', 'text: "{section}"')).diagnostics


@pytest.mark.parametrize("name", house_layouts())
def test_the_page_number_stands_at_one_height_on_every_page(name: str) -> None:
    """At the outer edge, on page 1 too (R29)."""
    read = read_layout(FolderSources(ROOT), name).value
    assert read
    sides = (read.first, read.inside)
    numbers = [text for side in sides for text in side.texts if "{page}" in text.text]
    assert [(n.anchor, n.offset) for n in numbers] == [("outer", 0)] * 2
    assert numbers[0].baseline == numbers[1].baseline


@pytest.mark.parametrize("name", house_layouts())
def test_a_step_from_lead_to_second_is_seen(name: str) -> None:
    """The lead is the largest head, and ranks go down in the order of the file."""
    read = read_layout(FolderSources(ROOT), name).value
    assert read
    assert [rank.name for rank in read.ranks] == ["lead", "second", "feature", "third", "brief"]
    sizes = [rank.headline.size for rank in read.ranks]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] - sizes[1] >= pt(6)


@pytest.mark.parametrize(
    ("name", "columns", "zi", "lines"),
    [
        ("duikai", 8, 111, 120),
        ("sikai", 6, 71, 86),
        ("a3", 6, 83, 96),
        ("a4", 3, 48, 47),
        ("a4-small", 4, 55, 63),
    ],
)
def test_the_formats_are_those_of_the_trade(name: str, columns: int, zi: int, lines: int) -> None:
    """Columns, 字 across and lines (makeup §D; of A4 see docs/decisions.md)."""
    read = read_layout(FolderSources(ROOT), name).value
    assert read
    grid = read.grid
    assert (grid.columns, grid.width, grid.lines) == (columns, zi * grid.zi, lines)
    margins = (grid.left, grid.top, read.paper.height - grid.top - grid.height)
    assert min(margins) >= mm(15)
    assert grid.top > read.paper.height - grid.top - grid.height  # 天头大于地脚


def test_a_rank_may_be_called_like_a_part() -> None:
    """The keys known inside it are still a rank's."""
    kicker = "kicker:   {face: kai, size: 15}"
    text = LAYOUT.replace("  second:\n", "  headline:\n").replace(kicker, "kiker: {}")
    problem = next(d for d in layout(text).diagnostics if d.code == "unknown-key")
    assert values(problem)["near"] == "kicker"


def test_a_misspelt_field_of_furniture_is_offered_the_right_one() -> None:
    """In braces, as it is written."""
    checked = layout(LAYOUT.replace('text: "{name}"', 'text: "{nmae}"'))
    assert values(checked.diagnostics[0])["near"] == "{name}"


def test_an_unknown_layout_is_told_where_it_is_named() -> None:
    """With the layouts there are; a folder without `layout.yaml` is none."""
    sources = MemorySources({"layouts/sikai/layout.yaml": LAYOUT, "layouts/draft/page.css": ""})
    place = Place("issue.yaml", 7, 9, 5, "layout: draft")
    problem = read_layout(sources, "draft", place).diagnostics[0]
    assert (problem.code, problem.place) == ("no-layout", place)
    assert values(problem)["known"] == "sikai"


def test_a_form_without_a_file_has_its_defaults() -> None:
    """Every optional part of the form can be made of nothing."""
    text = LAYOUT.replace("punctuation: kaiming\n", "").split("dates:")[0]
    form = check(LayoutForm, parse("x", text)).value
    assert form and (form.punctuation, form.furniture.first.lines) == ("kaiming", 0)
