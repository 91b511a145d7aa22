"""Reading a layout: `layouts/NAME/layout.yaml` to the model's `Layout`, lengths in EMU.

    read_layout(sources, "sikai", place, roles)   # place: where the manifest names it

字 (gutter, indent, offset) are body sizes, tracking is in em of a style's first size, and the
live area is centred across the trim. Whether font files exist is left to `typefaces`.
"""

from collections.abc import Collection, Iterator
from decimal import Decimal

from compositor.diagnostics import Diagnostic, Place, diagnose, nearest
from compositor.geometry import Size
from compositor.manuscript.faults import Checked, check, has_errors, refusal
from compositor.manuscript.inks import common_inks, inks_of, with_own
from compositor.manuscript.layout_forms import (
    FurnitureBoxForm,
    FurnitureForm,
    FurnitureRuleForm,
    FurnitureTextForm,
    GridForm,
    JumpForm,
    LayoutForm,
    PaperForm,
    RankForm,
    StyleForm,
    TextForm,
)
from compositor.manuscript.yamlfile import Loc, Node, YamlFile, load
from compositor.memory import Memory, Same
from compositor.model.ink import Ink
from compositor.model.layout import (
    Furniture,
    FurnitureBox,
    FurnitureRule,
    FurnitureText,
    Grid,
    Layout,
    Rank,
    TypeStyle,
)
from compositor.sources import Sources
from compositor.units import Emu, mm, pt, to_mm

LAYOUT_FOLDER = "layouts"


def read_layout(
    sources: Sources,
    name: str,
    named_at: Place | None = None,
    roles: Collection[str] | None = None,
    memory: Memory | None = None,
) -> Checked[Layout]:
    """The layout of that name; where `roles` are given, its faces must be among them."""
    if not _is_name(name) or not sources.exists(_path(name)):
        known = layout_names(sources)  # not before: an issue is not made of all layouts there are
        near = nearest(name, known)
        problem = diagnose("no-layout", named_at, name=name, known=", ".join(known), near=near)
        return Checked(None, (problem,))
    memory = memory or Memory()
    file = load(sources, _path(name), named_at, memory)
    common = common_inks(sources, memory)
    there = None if roles is None else tuple(roles)
    key = ("layout", name, there, Same(file), common)
    return memory.of(key, lambda: _checked(name, file, common, there))


def _checked(
    name: str, file: YamlFile, common: Checked[tuple[Ink, ...]], roles: Collection[str] | None
) -> Checked[Layout]:
    form, found = check(LayoutForm, file)
    problems = [*found, *common.diagnostics, *_unknown_roles(file, roles)]
    if form:
        problems += _beyond_the_paper(form, file)
        problems += _beyond_the_grid(form, file)
        problems += _beyond_the_name(form, file)
    if form is None or has_errors(problems):
        return Checked(None, tuple(problems))
    inks = with_own(common.value or (), inks_of(form.inks, file))
    return Checked(_layout(form, name, inks), tuple(problems))


def layout_names(sources: Sources) -> tuple[str, ...]:
    """The layouts there are."""
    return tuple(n for n in sources.names(LAYOUT_FOLDER) if sources.exists(_path(n)))


def _is_name(name: str) -> bool:
    """Whether it can be that of a folder in `layouts/`, and leads nowhere else."""
    return "/" not in name and bool(name.strip("."))


def _path(name: str) -> str:
    return f"{LAYOUT_FOLDER}/{name}/layout.yaml"


# -------------------------------------------------------------------- what forms cannot see


def _unknown_roles(file: YamlFile, roles: Collection[str] | None) -> Iterator[Diagnostic]:
    if roles is None or file.root is None:
        return
    for node in _faces_named(file.root):
        role = str(node.data)
        if role not in roles:
            known = ", ".join(roles)
            near = nearest(role, roles)
            yield diagnose("no-role", node.place, role=role, known=known, near=near)


def _faces_named(node: Node) -> Iterator[Node]:
    """Every value of a key `face` or `strong`, wherever it stands."""
    for key, child in node.children.items():
        if key in ("face", "strong") and isinstance(child.data, str):
            yield child
        yield from _faces_named(child)


def _beyond_the_paper(form: LayoutForm, file: YamlFile) -> Iterator[Diagnostic]:
    """Grids that do not lie on the paper, and furniture that is deeper than the grid."""
    grid = _grid(form.grid, form.paper)
    width, height = mm(form.paper.width), mm(form.paper.height)
    if grid.width > width:
        yield _too_large(file, "columns", grid.width, width)
    if grid.top + grid.height > height:
        yield _too_large(file, "lines", grid.top + grid.height, height)
    heads = max(form.furniture.first.lines, form.furniture.inside.lines)
    limits = {"first": grid.lines, "inside": grid.lines, "last": max(0, grid.lines - heads)}
    for side, most in limits.items():
        if getattr(form.furniture, side).lines > most:
            yield refusal(
                "bad-value",
                file,
                ("furniture", side, "lines"),
                expected=f"at most {most}",
                expected_zh=f"不大于 {most} 的数",
                example=f"lines: {min(most, grid.lines // 6)}",
            )


COLUMN_STYLES = (
    "body",
    "note",
    "crosshead",
    "source",
    "jump",
)  # set in columns, a line to a grid line
LEAST_FIRST_LINE_ZI = 2  # what an indent must leave of a column


def _beyond_the_grid(form: LayoutForm, file: YamlFile) -> Iterator[Diagnostic]:
    """Type of the columns that is larger than its line, and indents that fill the column."""
    if form.grid.leading < form.grid.body:
        yield _out_of_bounds(
            file, ("grid", "leading"), f"at least {form.grid.body:g}", f"不小于 {form.grid.body:g}"
        )
    most = form.grid.column - LEAST_FIRST_LINE_ZI
    for key in COLUMN_STYLES:
        style = getattr(form.text, key)
        if style is None:
            continue
        size = "size" if style.size is not None else "sizes"
        if style.ladder and style.ladder[0] > form.grid.leading:
            limit = f"{form.grid.leading:g}"
            yield _out_of_bounds(file, ("text", key, size), f"at most {limit}", f"不大于 {limit}")
        if style.indent > most:
            bounds = (f"at most {most}", f"不大于 {most}")
            yield _out_of_bounds(file, ("text", key, "indent"), *bounds)


def _beyond_the_name(form: LayoutForm, file: YamlFile) -> Iterator[Diagnostic]:
    """A nameplate that is not larger than all else on page 1 (makeup R28), at its smallest size."""
    texts = form.furniture.first.texts
    sizes = {
        f"{name}.{part}": getattr(rank, part).ladder[0]
        for name, rank in form.ranks.items()
        for part in RankForm.model_fields
        if isinstance(getattr(rank, part), StyleForm)
    }
    sizes |= {t.style.name: t.style.ladder[0] for t in texts if "{name}" not in t.text}
    other = max(sizes, key=lambda name: sizes[name])
    names = [index for index, text in enumerate(texts) if "{name}" in text.text]
    largest = max(names, key=lambda index: texts[index].style.ladder[-1], default=None)
    if largest is None or texts[largest].style.ladder[-1] > sizes[other]:
        return
    yield diagnose(
        "name-not-largest",
        file.place(("furniture", "first", "texts", largest, "style")),
        size=f"{texts[largest].style.ladder[-1]:g}",
        other=other,
        largest=f"{sizes[other]:g}",
    )


def _out_of_bounds(file: YamlFile, loc: Loc, bound: str, bound_zh: str) -> Diagnostic:
    return refusal(
        "bad-value",
        file,
        loc,
        expected=f"{bound}: larger type or deeper indents leave the grid",
        expected_zh=f"{bound_zh}（否则超出行格）",
        example=f"{loc[-1]}: …",
    )


def _too_large(file: YamlFile, key: str, found: Emu, limit: Emu) -> Diagnostic:
    return refusal(
        "bad-value",
        file,
        ("grid", key),
        expected=f"so many that they fit into {to_mm(limit):g} mm of paper",
        expected_zh=f"纸张 {to_mm(limit):g} 毫米容得下的数",
        found=f"{to_mm(found):.1f} mm",
        example=f"{key}: …",
    )


# --------------------------------------------------------------------- forms to the model


def _layout(form: LayoutForm, name: str, inks: tuple[Ink, ...]) -> Layout:
    zi = pt(form.grid.body)
    grid = _grid(form.grid, form.paper)
    text = form.text
    jump = text.jump or _jump(text)
    return Layout(
        name=name,
        file=_path(name),
        paper=Size(mm(form.paper.width), mm(form.paper.height)),
        bleed=mm(form.paper.bleed),
        grid=grid,
        punctuation=form.punctuation,
        kinsoku=form.kinsoku,
        body=_style("body", text.body, zi),
        crosshead=_style("crosshead", text.crosshead, zi),
        crosshead_above=text.crosshead.above,
        note=_style("note", text.note, zi),
        label=_style("label", text.label, zi),
        caption=_style("caption", text.caption, zi),
        credit=_style("credit", text.credit, zi),
        source=_style("source", text.source, zi),
        source_text=text.source.text,
        jump=_style("jump", jump, zi),
        jump_to_text=jump.jump_to,
        jump_from_text=jump.jump_from,
        fpo=_style("fpo", text.fpo, zi),
        filler=_style("filler", text.filler or _filler(text), zi),
        quote=_style("quote", text.quote or _quote(text), zi),
        ranks=tuple(_rank(key, rank, zi) for key, rank in form.ranks.items()),
        first=_furniture(form.furniture.first, grid),
        inside=_furniture(form.furniture.inside, grid),
        date_text=form.dates.day,
        month_text=form.dates.month,
        last=_furniture(form.furniture.last, grid),
        inks=inks,
    )


def _grid(form: GridForm, paper: PaperForm) -> Grid:
    zi = pt(form.body)
    gutter = _times(form.gutter, zi)
    live = form.columns * form.column * zi + (form.columns - 1) * gutter
    return Grid(
        columns=form.columns,
        column_zi=form.column,
        gutter=gutter,
        lines=form.lines,
        zi=zi,
        leading=pt(form.leading),
        left=(mm(paper.width) - live) // 2,
        top=mm(form.top),
    )


def _style(name: str, form: StyleForm, zi: Emu) -> TypeStyle:
    sizes = tuple(pt(size) for size in form.ladder)
    return TypeStyle(
        name=name,
        role=form.face,
        sizes=sizes,
        align=form.align,
        leading=pt(form.leading) if form.leading else 0,
        indent=_times(form.indent, zi),
        tracking=_times(form.tracking, sizes[0]),
        strong=form.strong,
    )


def _filler(text: TextForm) -> StyleForm:
    """The style of fillers for a layout that has none: the face of notes, from twice the body."""
    body = text.body.ladder[0]
    sizes = [round(body * step / 4, 2) for step in (10, 9, 8, 7, 6, 5, 4)]
    return StyleForm(face=text.note.face, sizes=sizes, align="center")


def _quote(text: TextForm) -> StyleForm:
    """The style of quotes for a layout that has none: the face of notes, from 5/3 of the body."""
    body = text.body.ladder[0]
    sizes = [round(body * step / 9, 2) for step in (15, 14, 13, 12)]
    return StyleForm(face=text.note.face, sizes=sizes, align="center")


def _jump(text: TextForm) -> JumpForm:
    """Jump lines of a layout that does not speak of them: as editor's notes, in body size."""
    return JumpForm(face=text.note.face, size=text.body.ladder[0])


def _rank(name: str, form: RankForm, zi: Emu) -> Rank:
    return Rank(
        name=name,
        kicker=_style(f"{name}-kicker", form.kicker, zi),
        headline=_style(f"{name}-headline", form.headline, zi),
        deck=_style(f"{name}-deck", form.deck, zi),
        byline=_style(f"{name}-byline", form.byline, zi),
        above=form.above,
        below=form.below,
        between=form.between,
    )


def _furniture(form: FurnitureForm, grid: Grid) -> Furniture:
    texts = tuple(_text(text, grid) for text in form.texts)
    rules = tuple(_rule(rule, grid) for rule in form.rules)
    boxes = tuple(_box(box, grid) for box in form.boxes)
    return Furniture(texts, rules, form.lines, boxes)


def _text(form: FurnitureTextForm, grid: Grid) -> FurnitureText:
    style = _style(form.style.name, form.style, grid.zi)
    offset = _times(form.offset, grid.zi)
    return FurnitureText(
        text=form.text,
        style=style,
        anchor=form.anchor,
        offset=offset,
        baseline=mm(form.baseline),
        width=mm(form.width or 0),
        height=mm(form.height or 0),
        join=form.join,
    )


def _rule(form: FurnitureRuleForm, grid: Grid) -> FurnitureRule:
    width = grid.width if form.width is None else mm(form.width)
    offset = _times(form.offset, grid.zi)
    return FurnitureRule(form.kind, form.anchor, offset, width, mm(form.y))


def _box(form: FurnitureBoxForm, grid: Grid) -> FurnitureBox:
    offset = _times(form.offset, grid.zi)
    return FurnitureBox(form.kind, form.anchor, offset, mm(form.width), mm(form.y), mm(form.height))


def _times(factor: float, length: Emu) -> Emu:
    """A length taken `factor` times, to the nearest whole EMU."""
    return round(Decimal(str(factor)) * length)
