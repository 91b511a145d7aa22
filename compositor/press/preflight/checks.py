"""The table of checks: number, name in both languages, and the codes a check may give.

Numbers are stable, as codes are. `WHY` says why a check did not run, or only in part.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Check(NamedTuple):
    """A check, for people; `codes` are rows of the catalogue of diagnostics."""

    en: str
    zh: str
    codes: tuple[str, ...]


CHECKS: Mapping[str, Check] = {
    "P01": Check(
        "the file is whole and not locked",
        "文件完好、未加密",
        ("pdf-damaged", "pdf-encrypted", "pdf-too-large", "pdf-version", "pdf-content"),
    ),
    "P02": Check(
        "fonts are embedded, and every sign has its glyph",
        "字体嵌入，无缺字",
        (
            "font-not-embedded",
            "foreign-font",
            "glyph-missing",
            "font-substituted",
            "font-not-subset",
        ),
    ),
    "P03": Check("fonts are of the file's version", "字体格式合乎版本", ("font-opentype",)),
    "P04": Check("colours are those of the plates", "颜色只用印版色", ("not-cmyk", "not-black")),
    "P05": Check(
        "the standard and the output intent",
        "标准与输出意图",
        (
            "wrong-standard",
            "no-output-intent",
            "several-output-intents",
            "output-profile",
            "output-name",
        ),
    ),
    "P06": Check(
        "the boxes of the pages",
        "页面各框",
        ("no-trim", "wrong-trim", "trims-differ", "boxes-nested", "crop-box", "page-turned"),
    ),
    "P07": Check("art reaches into the bleed", "出血到位", ("bleed-too-small", "no-bleed")),
    "P08": Check("type keeps off the trim", "文字离裁切线", ("too-near-trim",)),
    "P09": Check("resolution of pictures", "图片分辨率", ("resolution-low", "resolution-modest")),
    "P10": Check("total ink", "总墨量", ("ink-over", "ink-near", "ink-off-plate")),
    "P11": Check(
        "small black type overprints",
        "黑色小字叠印",
        ("black-text-knocks-out", "black-text-grey"),
    ),
    "P12": Check("white does not overprint", "白色不叠印", ("white-overprints",)),
    "P13": Check("black rules overprint", "黑线叠印", ("black-rule-knocks-out",)),
    "P14": Check(
        "type is large enough for its inks",
        "字号与色数相称",
        ("small-text", "small-colour-text", "small-reversed-text", "rich-black-text"),
    ),
    "P15": Check("rules are thick enough", "线条够粗", ("hairline",)),
    "P16": Check("transparency", "透明", ("transparency", "transparency-live", "blend-space")),
    "P17": Check("inks beyond the plates", "专色与套准色", ("spot-colour", "registration-inside")),
    "P18": Check("compression and bits", "压缩与位深", ("filter-forbidden", "filter-risky")),
    "P19": Check(
        "nothing to click, run or unpack",
        "无批注、脚本、附件",
        ("annotation-inside", "active-content", "embedded-file"),
    ),
    "P20": Check("layers", "图层", ("optional-content",)),
    "P21": Check(
        "every page has something, and their number",
        "空白版与版数",
        ("page-empty", "page-count", "pages-not-four"),
    ),
    "P22": Check("title, dates, identifier, trapping", "标题、日期、标识、陷印", ("info-missing",)),
    "P23": Check("the text comes back", "文字回读", ("text-lost",)),
    "P24": Check("it is no proof", "不是校样", ("proof-file",)),
}

CHECK_OF: Mapping[str, str] = {
    code: number for number, check in CHECKS.items() for code in check.codes
}

WHY: Mapping[str, tuple[str, str]] = {
    "no-ghostscript": (
        "Ghostscript is not there: install the package ghostscript",
        "未装 Ghostscript（软件包 ghostscript）",
    ),
    "ghostscript-failed": (
        "Ghostscript could not draw the file in time",
        "Ghostscript 未能及时画出文件",
    ),
    "reckoned": (
        "reckoned from what is painted, never too low; not drawn by Ghostscript",
        "按所绘内容推算（只高不低），未经 Ghostscript 绘出",
    ),
    "read-twice": (
        "read strictly, and by PDFium; qpdf was not asked",
        "已严格读取，并经 PDFium 读取；未用 qpdf",
    ),
    "measured-whole": ("judged in the file of the issue", "已在全期文件中查过"),
    "too-much": ("more is drawn than is looked at", "绘制内容过多，未全查"),
    "no-qpdf": (
        "read strictly; qpdf is not there to say the same",
        "已严格读取；未装 qpdf，无旁证",
    ),
    "qpdf-failed": ("read strictly; qpdf did not answer", "已严格读取；qpdf 没有回应"),
    "not-trimmed": ("the paper is not trimmed", "不裁切"),
    "no-bleed": ("no bleed is asked for", "不要出血"),
    "archive": ("the file is for the archive, not for plates", "存档文件，不上印版"),
    "one-plate": ("there is one plate alone", "只有一块印版"),
    "no-manuscript": ("the manuscript is not known here", "此处没有稿件可对"),
    "unread": ("the file could not be read", "文件读不出"),
    "unread-part": ("a part of the file could not be read", "文件有一部分读不出"),
}
