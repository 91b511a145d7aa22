"""How metrics and marks are called, in English and Chinese."""

from collections.abc import Mapping

from compositor.diagnostics.render import Language

# metric: (English, Chinese)
NAMES: Mapping[str, tuple[str, str]] = {
    "kinsoku_start": ("forbidden signs at line starts", "行首禁则"),
    "kinsoku_end": ("forbidden signs at line ends", "行尾禁则"),
    "split_unit": ("figures, dashes, ellipses parted", "拆开数字、破折号、省略号"),
    "soft_start": ("dashes, ellipses at line starts", "破折号、省略号居行首"),
    "single_last": ("last lines of one character", "孤字成行"),
    "short_last": ("last lines below two characters", "末行不足两字"),
    "ladder": ("ladders of line-end marks", "行尾标点连排三行"),
    "not_flush": ("lines not flush", "行尾不齐"),
    "end_half": ("line-end marks of half width", "行尾标点半身"),
    "start_opening": ("line-start brackets alike", "行首括引号一致"),
    "stretch_mean": ("letter-space, mean", "字距平均"),
    "stretch_p95": ("letter-space, 95 %", "字距 95%"),
    "stretch_max": ("letter-space, most", "字距最大"),
    "loose_10": ("lines looser than 0.10 em", "字距超 0.10"),
    "loose_12": ("lines looser than 0.12 em", "字距超 0.12"),
    "loose_20": ("lines looser than 0.20 em", "字距超 0.20"),
    "loose_25": ("lines looser than 0.25 em", "字距超 0.25"),
    "negative": ("lines with hanzi too close", "字距为负"),
    "solid": ("lines set solid", "字距为零"),
    "contrast": ("contrast of neighbouring lines", "邻行字距差"),
    "uneven": ("lines spaced unevenly", "行内字距不匀"),
    "off_half_em": ("lines off the half-em grid", "不合半字格"),
    "pair_open": ("pairs of marks not squeezed", "相邻标点未挤压"),
    "over_squeeze": ("signs squeezed too close", "挤压过度"),
    "shrink_order": ("lines squeezed out of order", "挤压次序不当"),
    "two_em": ("dashes, ellipses of two em", "破折号、省略号占两字"),
    "interpunct": ("interpuncts of half an em", "间隔号占半字"),
    "autospace": ("gaps of hanzi and Latin amiss", "汉字西文间距越界"),
    "autospace_beside": ("gaps beside marks", "标点西文间多余间距"),
    "inconsistent": ("pairs of marks set otherwise", "同类相邻标点不一"),
    "width_OP": ("width of opening marks", "（“《 的宽"),
    "width_CL": ("width of closing marks", "）”》 的宽"),
    "width_SP": ("width of full stops", "。？！ 的宽"),
    "width_CM": ("width of commas", "，、； 的宽"),
    "width_CO": ("width of colons", "： 的宽"),
    "grid_columns": ("baselines off, across columns", "邻栏行不对齐"),
    "grid_page": ("baselines off the page's grid", "行不合版心网格"),
    "river": ("rivers of white", "白流"),
    "lonely_top": ("last line alone at a column's head", "栏首孤行"),
    "heading_foot": ("crosshead at a column's foot", "小标题落栏底"),
    "compactness": ("lines to 1000 characters", "每千字行数"),
    "headline_break": ("headlines badly broken", "标题拆行不当"),
    "headline_balance": ("headline lines unequal by", "标题各行长短差"),
    "text_faults": ("lines whose text differs", "与成版文字不符"),
}

WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "limit": "limit", "target": "target", "source": "graded with", "edition": "edition.json",
        "alone": "the PDF alone", "size": "pages, lines, paragraphs", "type": "body / leading, pt",
        "measures": "measures in em, lines", "aside": "lines set aside", "score": "score of 100",
        "verdict": "verdict", "pass": "pass", "fail": "FAIL", "held": "ok", "broken": "FAIL",
        "missed": "miss", "page": "p.{page}", "column": "column {column}", "row": "line {row}",
        "none": "nothing to look at",
    },
    "zh": {
        "limit": "限值", "target": "目标", "source": "依据", "edition": "edition.json",
        "alone": "仅 PDF", "size": "页、行、段", "type": "字号／行距（点）",
        "measures": "行长（字）×行数", "aside": "未计之行", "score": "得分（百分）",
        "verdict": "结论", "pass": "合格", "fail": "不合格", "held": "合", "broken": "违限",
        "missed": "未达", "page": "第{page}页", "column": "第{column}栏", "row": "第{row}行",
        "none": "没有要看的地方",
    },
}  # fmt: skip


def name_of(metric: str, language: Language) -> str:
    """A metric's name."""
    english, chinese = NAMES[metric]
    return chinese if language == "zh" else english
