"""The form of a layout: what `layouts/NAME/layout.yaml` may say, in mm, pt and 字.

Keys, names and units are the file's; `layouts` turns them into the model's EMU. Inks are
named here (`inks` has their forms); where they are used, and rule weights, is CSS. Templates of
text (`"来源：{source}"`) may name only the fields that will be there when they are filled.
"""

from string import Formatter
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from compositor.diagnostics import nearest
from compositor.manuscript.faults import fault
from compositor.manuscript.forms import EAR_FIELDS, PUBLICATION_EXTRAS, Count, Form, Name
from compositor.manuscript.hao import OFFICE, HaoName, in_points, type_sizes
from compositor.manuscript.inks import Inks
from compositor.model.layout import Level

Millimetres = Annotated[float, Field(ge=0, le=5000, allow_inf_nan=False)]
Points = Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)]


def _is_a_size(value: object) -> object:
    """Names of sizes are numbers by now (`LayoutForm`); a name that is left is none of them."""
    if isinstance(value, str):
        raise fault(
            "wrong-type",
            expected="a number of points or the name of a size (初号, 小初 … 七号)",
            expected_zh="磅数或字号名（初号、小初……七号）",
            example="size: 小五",
            near=nearest(value, OFFICE),
        )
    return value


TypeSize = Annotated[
    float,
    BeforeValidator(_is_a_size),
    Field(gt=0, le=1000, allow_inf_nan=False),
    WithJsonSchema(
        {"anyOf": [{"type": "number", "exclusiveMinimum": 0, "maximum": 1000}, {"enum": [*OFFICE]}]}
    ),
]
"""A size of type: points, or a name (号)."""

Zi = Annotated[float, Field(ge=-200, le=200, allow_inf_nan=False)]
# A bound of its own: one given to `Field` beside a bounded type does not hold (pydantic 2.14).
ZiFromNothing = Annotated[float, Field(ge=0, le=200, allow_inf_nan=False)]
Lines = Annotated[int, Field(ge=0, le=9999)]
Length = Annotated[float, Field(gt=0, le=5000, allow_inf_nan=False)]
ClassName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]

AlignName = Literal["left", "center", "right", "justify"]
AnchorName = Literal["left", "right", "center", "outer", "inner"]

FURNITURE_FIELDS = (
    *("name", "section", "number", "date", "page", "title"),
    *EAR_FIELDS,
    *PUBLICATION_EXTRAS,
)
STYLE_EXAMPLE = "{face: song, size: 9}"


def _template(*fields: str) -> AfterValidator:
    """A text with `{fields}` of this list and nothing else in braces."""

    def check(text: str) -> str:
        try:
            parts = list(Formatter().parse(text))
        except ValueError:  # a brace without its partner
            raise _bad_template(fields, "{") from None
        for _, name, spec, conversion in parts:
            if name is not None and (name not in fields or spec or conversion):
                raise _bad_template(fields, name)
        return text

    return AfterValidator(check)


def _bad_template(fields: tuple[str, ...], found: str) -> Exception:
    known = ", ".join(f"{{{field}}}" for field in fields)
    near = nearest(found, fields)
    return fault(
        "bad-value",
        expected=f"text in which only {known} stand in braces",
        expected_zh=f"文字，花括号内只能是 {known}",
        example="write {{ for a brace that is printed",
        **({"near": f"{{{near}}}"} if near else {}),
    )


class StyleForm(Form):
    """How one kind of text is set: one `size`, or a ladder of `sizes`, in pt or by name."""

    face: Name = Field(description="字体 role of fonts.yaml", examples=["song"])
    size: TypeSize | None = Field(
        default=None, description="字号（磅或号） size, pt or by name", examples=[9]
    )
    sizes: list[TypeSize] | None = Field(
        default=None,
        description="字号级差，由大到小 a ladder, largest first",
        examples=["[40, 38, 36]"],
    )
    align: AlignName = Field(default="left", description="对齐 alignment")
    leading: Points | None = Field(
        default=None, description="行距（磅），不写则随版心 pt; else the grid's"
    )
    indent: ZiFromNothing = Field(default=0, description="首行缩进（字） first-line indent, 字")
    tracking: float = Field(default=0, ge=-1, le=10, description="字距（em） letter spacing, em")
    strong: Name = Field(default="hei", description="粗体所用字体 role for bold words")

    @model_validator(mode="after")
    def _has_one_ladder(self) -> "StyleForm":
        if self.size is None and not self.sizes:
            raise fault("missing-key", key="size", near="size: 9")
        if self.size is not None and self.sizes is not None:
            raise fault("unknown-key", key="sizes", known="size", near="size")
        if self.ladder != sorted(set(self.ladder), reverse=True):
            raise fault(
                "bad-value",
                key="sizes",
                expected="sizes from large to small",
                expected_zh="由大到小的字号",
                example="sizes: [40, 38, 36]",
            )
        return self

    @property
    def ladder(self) -> list[float]:
        """The sizes to try, largest first."""
        return [self.size] if self.size is not None else list(self.sizes or ())


class CrossheadForm(StyleForm):
    """The style of crossheads, with the empty lines above one."""

    above: Lines = Field(default=1, description="上空行数 empty lines above")


class SourceForm(StyleForm):
    """The style of the line that names a source, with its text."""

    text: Annotated[str, _template("source")] = Field(
        default="来源：{source}", description="文字 text"
    )


class JumpForm(StyleForm):
    """The style of jump lines (转版), with their texts at the two ends of a jump."""

    align: AlignName = Field(default="right", description="对齐 alignment")
    jump_to: Annotated[str, _template("page")] = Field(
        default="（下转第{page}版）", description="下转 text before a jump"
    )
    jump_from: Annotated[str, _template("page")] = Field(
        default="（上接第{page}版）", description="上接 text after a jump"
    )


class FurnitureStyleForm(StyleForm):
    """A style of furniture: it has no key of its own, so it says its name."""

    name: ClassName = Field(description="样式名，即 CSS 类 CSS class", examples=["folio-date"])


class TextForm(Form):
    """The styles of everything but headings and furniture."""

    body: StyleForm = Field(description="正文 body", examples=[STYLE_EXAMPLE])
    note: StyleForm = Field(description="编者的话 editor's note", examples=[STYLE_EXAMPLE])
    crosshead: CrossheadForm = Field(description="小标题 crosshead", examples=[STYLE_EXAMPLE])
    caption: StyleForm = Field(description="图片说明 caption", examples=[STYLE_EXAMPLE])
    credit: StyleForm = Field(description="图片作者 credit", examples=[STYLE_EXAMPLE])
    label: StyleForm = Field(description="栏目 label", examples=[STYLE_EXAMPLE])
    source: SourceForm = Field(description="来源 source", examples=[STYLE_EXAMPLE])
    jump: JumpForm | None = Field(
        default=None, description="转版 jump lines", examples=[STYLE_EXAMPLE]
    )
    fpo: StyleForm = Field(description="缺图占位 missing picture", examples=[STYLE_EXAMPLE])
    filler: StyleForm | None = Field(
        default=None, description="补白 words in small holes", examples=[STYLE_EXAMPLE]
    )
    quote: StyleForm | None = Field(
        default=None, description="摘句 pull quote", examples=[STYLE_EXAMPLE]
    )


class RankForm(Form):
    """A headline rank: the styles of the heading's parts and its air."""

    headline: StyleForm = Field(description="主题 headline", examples=[STYLE_EXAMPLE])
    kicker: StyleForm = Field(description="引题 kicker", examples=[STYLE_EXAMPLE])
    deck: StyleForm = Field(description="副题 deck", examples=[STYLE_EXAMPLE])
    byline: StyleForm = Field(description="署名 byline", examples=[STYLE_EXAMPLE])
    above: Lines = Field(default=0, description="上空（半行） half lines of air above")
    below: Lines = Field(default=0, description="下空（半行） half lines of air below")
    between: int = Field(
        default=350,
        ge=0,
        le=5000,
        description="题间空 air between parts, thousandths of the smaller size",
    )


class PaperForm(Form):
    """The trim size and bleed, mm."""

    width: Millimetres = Field(description="成品宽（毫米） trim width, mm", examples=[270])
    height: Millimetres = Field(description="成品高（毫米） trim height, mm", examples=[390])
    bleed: Millimetres = Field(default=0, description="出血（毫米） bleed, mm", examples=[3])


class GridForm(Form):
    """The page grid: body size and leading in pt, columns in 字, its top in mm."""

    body: TypeSize = Field(
        description="正文字号（磅或号） body size, pt or by name: one 字", examples=[9]
    )
    leading: Points = Field(description="行距（磅） leading, pt: one line", examples=[11.25])
    columns: Count = Field(description="栏数 columns", examples=[6])
    column: Count = Field(description="每栏字数 字 in a column", examples=[11])
    gutter: ZiFromNothing = Field(default=1, description="栏空（字） gutter, 字", examples=[1])
    lines: Count = Field(description="行数 lines", examples=[86])
    top: Millimetres = Field(description="天头（毫米） from the trim to line 1, mm", examples=[30])


class FurnitureTextForm(Form):
    """Lines of furniture; one is left out where one of its fields is empty."""

    text: Annotated[str, _template(*FURNITURE_FIELDS)] = Field(
        description="文字，可用 {name} 等 text with {fields}", examples=['"{name}"']
    )
    style: FurnitureStyleForm = Field(
        description="样式 style", examples=["{name: folio-date, face: song, size: 9}"]
    )
    anchor: AnchorName = Field(default="left", description="对齐边 edge of the live area")
    offset: Zi = Field(default=0, description="内移（字） distance from that edge, 字")
    join: str = Field(
        default="",
        description="各行连成一行，以此相隔 what joins its lines to one",
        examples=['"　"'],
    )
    width: Length | None = Field(
        default=None, description="宽（毫米），超出则转行或改小 width in which it turns or shrinks"
    )
    height: Length | None = Field(
        default=None, description="高（毫米），各行居其中 height in the middle of which it stands"
    )
    baseline: Millimetres = Field(
        description="首行基线（毫米） baseline of its first line from the trim", examples=[26]
    )


class FurnitureRuleForm(Form):
    """A horizontal rule of furniture."""

    kind: ClassName = Field(description="线型，即 CSS 类 CSS class", examples=["thin"])
    anchor: AnchorName = Field(default="left", description="对齐边 edge of the live area")
    offset: Zi = Field(default=0, description="内移（字） distance from that edge, 字")
    width: Millimetres | None = Field(
        default=None, description="长（毫米） length; else the live area's"
    )
    y: Millimetres = Field(description="位置（毫米） from the top of the trim, mm", examples=[27.6])


class FurnitureBoxForm(Form):
    """A box of furniture, for an ear (报眼); drawn where a text stands in it."""

    kind: ClassName = Field(description="框型，即 CSS 类 CSS class", examples=["ear"])
    anchor: AnchorName = Field(default="left", description="对齐边 edge of the live area")
    offset: Zi = Field(default=0, description="内移（字） distance from that edge, 字")
    width: Length = Field(description="宽（毫米） width, mm", examples=[60])
    y: Millimetres = Field(description="上边（毫米） upper edge from the trim, mm", examples=[22])
    height: Length = Field(description="高（毫米） height, mm", examples=[28])


class FurnitureForm(Form):
    """What stands on a page beside its articles."""

    lines: Lines = Field(default=0, description="占行数 grid lines it takes")
    texts: list[FurnitureTextForm] = Field(default=[], description="文字 texts")
    rules: list[FurnitureRuleForm] = Field(default=[], description="线 rules")
    boxes: list[FurnitureBoxForm] = Field(default=[], description="框 boxes")


class PageSidesForm(Form):
    """Furniture of page 1 (with the nameplate), of all others, and at the foot of the last."""

    first: FurnitureForm = Field(default_factory=FurnitureForm, description="一版 page 1")
    inside: FurnitureForm = Field(default_factory=FurnitureForm, description="其他各版 other pages")
    last: FurnitureForm = Field(
        default_factory=FurnitureForm, description="报尾，在末版之脚 end matter of the last page"
    )


class DatesForm(Form):
    """How dates are printed: `day` with a day, `month` for a monthly."""

    day: Annotated[str, _template("year", "month", "day", "weekday")] = Field(
        default="{year}年{month}月{day}日 {weekday}", description="有日的日期 a date with a day"
    )
    month: Annotated[str, _template("year", "month")] = Field(
        default="{year}年{month}月", description="月刊的日期 a month"
    )


class LayoutForm(Form):
    """One layout: `layouts/NAME/layout.yaml`."""

    paper: PaperForm = Field(description="成品尺寸 trim size", examples=["{width: …, height: …}"])
    grid: GridForm = Field(description="版心 page grid", examples=["{body: 9, leading: 11.25, …}"])
    punctuation: Literal["kaiming", "quanjiao", "hangmo", "banjiao"] = Field(
        default="kaiming", description="标点风格 punctuation: 开明、全角、行末半角、半角"
    )
    kinsoku: Level = Field(
        default="gb", description="避头尾 line starts and ends: 基本、国标、从严 basic, gb, strict"
    )
    text: TextForm = Field(description="文字样式 styles", examples=["{body: …}"])
    hao: dict[HaoName, Points] = Field(
        default={},
        description="字号名所指磅数 what names of sizes mean, pt",
        examples=["{小初: 30}"],
    )
    inks: Inks = Field(
        default={},
        description="颜色（%），另有共用的 named inks, beside those of layouts/inks.yaml",
        examples=["{red: [0, 95, 90, 10]}"],
    )
    ranks: dict[ClassName, RankForm] = Field(
        min_length=1, description="标题等级 headline ranks", examples=["{lead: …}"]
    )
    dates: DatesForm = Field(
        default_factory=DatesForm, description="日期写法 how dates are printed"
    )
    furniture: PageSidesForm = Field(
        default_factory=PageSidesForm, description="报头报眉 furniture"
    )

    @model_validator(mode="before")
    @classmethod
    def _has_its_sizes_in_points(cls, data: Any) -> Any:
        """Before any size is looked at: which is the largest of a ladder is a matter of points."""
        own = data.get("hao") if isinstance(data, dict) else None
        return in_points(data, type_sizes(own))
