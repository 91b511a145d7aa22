"""What an editor may write, and of which kind: forms of manifest, article and font table.

A form has a file's own keys, names and units; the layout's are in `layout_forms`. Forms are
strict: a number is no text, `2.5` is no count, and a key that is not listed is an error. A key
with nothing after it is as good as left out. What several files must agree on, and the turning
of forms into the model's values, is left to the readers (`issue`, `article`, `faces`).

Field descriptions and examples go into the JSON Schemas and the hints of diagnostics.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from compositor.manuscript.characters import join_lines
from compositor.manuscript.faults import fault
from compositor.model.issue import Damage, HeadingField, Writing
from compositor.model.press import ConditionName


class Form(BaseModel):
    """What all forms share."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty_keys(cls, data: Any) -> Any:
        """`kicker:` with nothing after it means no kicker; a misspelt key stays, to be told."""
        if not isinstance(data, dict):
            return data
        return {k: v for k, v in data.items() if v is not None or k not in cls.model_fields}


def _one_line(text: str) -> str:
    return join_lines(text.split("\n"))


Line = Annotated[str, AfterValidator(_one_line)]
"""Text that is printed as one line; lines of a `|` block are joined as Chinese is."""

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_one_line)
]
"""The same, and it may not be empty."""

Count = Annotated[int, Field(ge=1, le=9999)]
"""How many, or which one, counted from 1."""


# --------------------------------------------------------------------------- the manifest


class PublicationForm(Form):
    """The paper, as its nameplate and folio lines print it. Furniture may name every key."""

    name: Name = Field(description="报名 name of the paper", examples=["江苏工人报"])
    section: Line = Field(default="", description="专刊或版组 section", examples=["工会专刊"])
    kind: Literal["newspaper", "internal"] = Field(
        default="newspaper",
        description="公开报纸或内部资料 newspaper or internal publication",
        examples=["internal"],
    )
    cn: Line = Field(
        default="", description="国内统一连续出版物号 CN number", examples=["CN 32-0019"]
    )
    issn: Line = Field(
        default="",
        description="国际标准连续出版物号 ISSN of the paper",
        examples=["ISSN 1234-5679"],
    )
    permit: Line = Field(
        default="",
        description="内部资料准印证号 licence of an internal publication",
        examples=["苏新出准印 JS-A123 号"],
    )
    postal: Line = Field(
        default="", description="邮发代号 postal distribution code", examples=["27-12"]
    )
    supervisor: Line = Field(
        default="", description="主管单位 supervising body", examples=["滨江市总工会"]
    )
    sponsor: Line = Field(
        default="", description="主办单位 sponsor", examples=["滨江市总工会宣传部"]
    )
    publisher: Line = Field(default="", description="出版单位 publisher", examples=["滨江工人报社"])
    printer: Line = Field(default="", description="承印单位 printer", examples=["滨江日报印务中心"])
    editor: Line = Field(default="", description="责任编辑 editor in charge", examples=["王小明"])
    designer: Line = Field(default="", description="版式设计 page designer", examples=["李小红"])
    proofreader: Line = Field(default="", description="校对 proofreader", examples=["张小文"])
    total: Line = Field(default="", description="总期号 running number", examples=["总第 1024 期"])
    price: Line = Field(default="", description="定价 price", examples=["每份 1.00 元"])
    address: Line = Field(default="", description="地址 address", examples=["滨江市中山路 1 号"])
    postcode: Line = Field(default="", description="邮政编码 postcode", examples=['"210000"'])
    phone: Line = Field(default="", description="电话 phone", examples=["025-12345678"])
    email: Line = Field(default="", description="电子邮箱 e-mail", examples=["news@example.com"])
    website: Line = Field(default="", description="网址 website", examples=["www.example.com"])


PUBLICATION_EXTRAS = tuple(
    key for key in PublicationForm.model_fields if key not in ("name", "section", "kind")
)
"""Further furniture fields a publication may have."""


def _several_lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


class EarsForm(Form):
    """The ears (报眼) of an issue: words beside the nameplate, in as many lines as are written."""

    left: Annotated[str, AfterValidator(_several_lines)] = Field(
        default="", description="左报眼 left ear", examples=["今日四版"]
    )
    right: Annotated[str, AfterValidator(_several_lines)] = Field(
        default="", description="右报眼 right ear", examples=["工会夜校开学　二版"]
    )


EAR_FIELDS = tuple(f"ear_{side}" for side in EarsForm.model_fields)
"""The furniture fields of the ears."""


class AtForm(Form):
    """A module's place in columns and lines of the page grid."""

    column: Count = Field(description="起始栏 first column, from 1", examples=[1])
    line: Count = Field(description="起始行 first line, from 1", examples=[1])
    columns: Count = Field(description="占栏数 columns wide", examples=[2])
    lines: Count = Field(description="占行数 lines deep", examples=[20])


AT_EXAMPLE = "{column: 1, line: 1, columns: 2, lines: 20}"


class PicturePlaceForm(Form):
    """How a picture of the article stands in this module."""

    columns: Count | None = Field(
        default=None, description="占栏数 text columns wide", examples=[2]
    )
    column: Count | None = Field(
        default=None, description="起始栏 first text column, from 1", examples=[1]
    )
    line: Count | None = Field(
        default=None, description="起始行 first line of the text, from 1", examples=[1]
    )


class PlacementForm(Form):
    """One article on a page; without `at` it is placed by the solver (`make_up: auto`)."""

    article: Name = Field(description="稿件名 file in articles/, without .md", examples=["jiangdu"])
    at: AtForm | None = Field(
        default=None, description="位置 place of the module", examples=[AT_EXAMPLE]
    )
    rank: Name | None = Field(
        default=None, description="标题等级 headline rank of the layout", examples=["third"]
    )
    weight: Annotated[int, Field(ge=0, le=10)] = Field(
        default=0, description="重要程度（1—10） how important it is, 1 to 10", examples=[8]
    )
    group: Line = Field(
        default="",
        description="组稿名，同组相邻 articles of one group stand together",
        examples=["夜市"],
    )
    text_columns: Count | None = Field(
        default=None, description="文栏数 text columns inside the module (破栏)", examples=[2]
    )
    box: bool | None = Field(
        default=None, description="围框 a box round the module", examples=["true"]
    )
    tint: bool = Field(default=False, description="底纹 a tint behind it", examples=["true"])
    column_rules: bool = Field(
        default=False, description="栏线 rules in its gutters", examples=["true"]
    )
    headline: Writing | None = Field(
        default=None,
        description="标题排法：横题或竖题 headline level or vertical",
        examples=["vertical"],
    )
    writing: Writing = Field(
        default="horizontal",
        description="正文排法：横排或竖排 text level or vertical",
        examples=["vertical"],
    )
    photos: list[PicturePlaceForm] = Field(
        default=[],
        description="图片位置 how its pictures stand in this module",
        examples=["[{columns: 2, column: 1, line: 1}]"],
    )
    jump_to: Count | None = Field(
        default=None, description="下转版次 page it goes on to", examples=[3]
    )
    jump_from: Count | None = Field(
        default=None, description="上接版次 page it comes from", examples=[1]
    )
    head: Line = Field(
        default="",
        description="上接处的短题 short head where it comes from another page",
        examples=["夜校开课"],
    )
    incomplete: list[Damage] = Field(
        default=[],
        description="残缺部分 parts of the article that are lost",
        examples=["[ending]"],
    )

    @model_validator(mode="before")
    @classmethod
    def _may_be_a_name(cls, data: Any) -> Any:
        """`- jiangdu` alone is an article whose place is open."""
        return {"article": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _has_a_rank_in_its_place(self) -> "PlacementForm":
        if self.at and self.rank is None:
            raise fault("missing-key", key="rank", near="rank: third")
        return self


MakeUp = Literal["auto", "hand"]


class PageForm(Form):
    """One page of the manifest."""

    page: Count = Field(description="版次 page number", examples=[1])
    title: Line = Field(default="", description="版名 page title", examples=["要闻"])
    editor: Line = Field(default="", description="本版编辑 its editor", examples=["王小明"])
    designer: Line = Field(default="", description="本版版式 its designer", examples=["李小红"])
    proofreader: Line = Field(
        default="", description="本版校对 its proofreader", examples=["张小文"]
    )
    phone: Line = Field(default="", description="本版电话 its phone", examples=["025-12345678"])
    email: Line = Field(
        default="", description="本版邮箱 its e-mail", examples=["yaowen@example.com"]
    )
    make_up: MakeUp | None = Field(
        default=None,
        description="组版：自动或手工 made up by the solver or by hand",
        examples=["auto"],
    )
    articles: list[PlacementForm] = Field(
        default=[],
        description="本版稿件 articles of the page",
        examples=[f"[{{article: jiangdu, rank: third, at: {AT_EXAMPLE}}}]"],
    )


PAGE_EXTRAS = ("editor", "designer", "proofreader", "phone", "email")
"""Furniture fields a page may have of its own."""

_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?", re.ASCII)


def date_parts(text: str) -> tuple[int, int, int | None] | None:
    """Year, month and, if given, day of an ISO 8601 date that exists."""
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        date(year or 0, month or 0, day or 1)
    except ValueError:
        return None
    return year or 0, month or 0, day


def _is_date(value: object) -> object:
    if not isinstance(value, str) or not date_parts(value):
        raise fault("bad-date")
    return value


class PressForm(Form):
    """What an issue is printed by; what is left out is the condition's own."""

    condition: ConditionName = Field(
        default="newsprint",
        description="印刷条件：新闻纸、胶印、单黑 newsprint, offset or black alone",
        examples=["offset"],
    )
    profile: Name | None = Field(
        default=None,
        description="输出特性文件 the printer's ICC profile, a file in profiles/",
        examples=["Printer-News.icc"],
    )
    output: Line = Field(
        default="",
        description="印刷条件登记名 its condition's name in the ICC's registry",
        examples=["FOGRA39"],
    )
    ink_limit: Annotated[int, Field(ge=100, le=400)] | None = Field(
        default=None, description="总墨量上限（%） most ink, percent", examples=[240]
    )
    bleed: Annotated[float, Field(ge=0, le=20, allow_inf_nan=False)] | None = Field(
        default=None, description="出血（毫米） bleed, mm", examples=[3]
    )
    standard: Literal["pdf/x-4", "pdf/x-1a"] = Field(
        default="pdf/x-4",
        description="印刷文件标准 standard of the press file",
        examples=["pdf/x-1a"],
    )
    paper: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = Field(
        default=None,
        description="纸厚（毫米） thickness of the paper, mm, for saddle stitching",
        examples=[0.1],
    )


class IssueForm(Form):
    """The manifest of one issue: `issues/NAME/issue.yaml`."""

    publication: PublicationForm = Field(description="报纸 the paper", examples=["{name: …}"])
    number: Line = Field(default="", description="期号 number of the issue", examples=["第 11 期"])
    ears: EarsForm = Field(
        default_factory=EarsForm,
        description="报眼 ears, beside the nameplate",
        examples=["{right: 工会夜校开学　二版}"],
    )
    date: Annotated[str, BeforeValidator(_is_date)] = Field(
        description="出版日期 date of publication, YYYY-MM-DD or YYYY-MM",
        examples=["2025-08-15"],
        json_schema_extra={"pattern": r"^\d{4}-\d\d(-\d\d)?$"},
    )
    layout: Name = Field(description="版式 folder in layouts/", examples=["sikai"])
    make_up: MakeUp = Field(
        default="hand",
        description="组版：自动或手工 pages made up by the solver or by hand",
        examples=["auto"],
    )
    articles: list[PlacementForm] = Field(
        default=[],
        description="不限版次的稿件 articles for any page, placed by the solver",
        examples=["[{article: jiangdu, weight: 8}, gulou]"],
    )
    pages: list[PageForm] = Field(
        default=[], description="各版 the pages", examples=["[{page: 1, articles: [...]}]"]
    )
    press: PressForm = Field(
        default_factory=PressForm,
        description="印刷 what it is printed by",
        examples=["{condition: offset}"],
    )
    fillers: list[Line] = Field(
        default=[], description="补白 words for small holes", examples=["[劳动最光荣]"]
    )


# ----------------------------------------------------------------------------- an article

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class PhotoForm(Form):
    """A picture of an article: a file, or the caption of one that is lost."""

    file: Name | None = Field(
        default=None,
        description="图片文件 file, from the issue's folder",
        examples=["photos/x.jpg"],
    )
    caption: Line = Field(default="", description="图片说明 caption", examples=["图为活动现场。"])
    credit: Line = Field(default="", description="图片作者 credit", examples=["王雪 摄"])
    columns: Count = Field(default=1, description="占栏数 columns wide", examples=[2])
    lost: bool = Field(default=False, description="图片已失 the picture is lost", examples=["true"])
    focus: Annotated[list[Share], Field(min_length=2, max_length=2)] | None = Field(
        default=None,
        description="视觉中心 what a crop must keep: share from left, from top",
        examples=["[0.5, 0.4]"],
    )
    alt: Line = Field(
        default="",
        description="替代文字，读屏软件念 what it shows, for screen readers",
        examples=["工人在江边焊接钢梁。"],
    )

    @model_validator(mode="after")
    def _is_there_or_lost(self) -> "PhotoForm":
        if self.lost and self.file:
            raise fault("picture-lost-and-found", key="file")
        if not self.lost and not self.file:
            raise fault("missing-key", key="file", near="file: photos/….jpg")
        return self


class ArticleForm(Form):
    """The heading lines of an article: `articles/NAME.md`, between the two `---`."""

    label: Line = Field(
        default="", description="栏目 label above the headline", examples=["主席之声"]
    )
    kicker: Line = Field(default="", description="引题 kicker")
    headline: Line = Field(default="", description="主题 headline; a space or | lets a line turn")
    deck: Line = Field(default="", description="副题 deck")
    byline: Line = Field(default="", description="署名 byline")
    source: Line = Field(default="", description="来源 source", examples=["工人日报"])
    quote: Line = Field(
        default="", description="摘句 words set large in the text", examples=["劳动最光荣"]
    )
    supplied: list[HeadingField] = Field(
        default=[], description="补拟的项目 fields whose words are ours", examples=["[headline]"]
    )
    photos: list[PhotoForm] = Field(
        default=[], description="图片 pictures", examples=["[{file: photos/x.jpg, caption: …}]"]
    )


# ------------------------------------------------------------------------- the font table


class FaceForm(Form):
    """One face of the font table."""

    role: Name = Field(description="字体名 the name layouts use", examples=["song"])
    file: Name = Field(description="字体文件 file in fonts/", examples=["MySong-Regular.otf"])
    family: Name = Field(description="字族名 family", examples=["My Song"])
    weight: int = Field(default=400, ge=1, le=1000, description="字重 weight", examples=[400])
    sha256: str = Field(default="", description="校验和 SHA-256 that pins the file")
    coverage: Line = Field(default="", description="字符集 what it covers, for people")
    fallback: Name = Field(
        default="song", description="缺字时改用 role for missing characters, or none"
    )

    @model_validator(mode="after")
    def _is_a_checksum(self) -> "FaceForm":
        if self.sha256 and not re.fullmatch(r"[0-9a-fA-F]{64}", self.sha256):
            raise fault(
                "bad-value",
                key="sha256",
                expected="64 hexadecimal digits",
                expected_zh="64 位十六进制数",
                example="sha256: ea6a7247…",
            )
        return self


class FacesForm(Form):
    """The font table: `fonts/fonts.yaml`."""

    faces: list[FaceForm] = Field(
        min_length=1, description="字体 the faces", examples=["[{role: song, file: …, family: …}]"]
    )
