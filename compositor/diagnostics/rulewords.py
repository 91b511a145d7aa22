"""The rules of make-up (makeup §A7) in words: what each asks for, and what to do if it is broken.

    words("R17", "en").asks        # "the legs of a module end within a line of each other"

`compositor.makeup.rules` judges by them; the ledger, the plan and `rule-broken` tell of them.
"""

from collections.abc import Mapping
from typing import NamedTuple


class RuleWords(NamedTuple):
    """A rule in one language: what it asks for, and what to do about it."""

    asks: str
    advice: str


MOVE_EN, MOVE_ZH = (
    "move its module, or let the solver place it (`make_up: auto`)",
    "请移动模块，或写「make_up: auto」自动组版",
)
FIT_EN, FIT_ZH = (
    "give its module another depth or other columns, or write `make_up: auto`",
    "请改模块的行数或栏数，或写「make_up: auto」自动组版",
)

RULES: Mapping[str, tuple[RuleWords, RuleWords]] = {
    "R01": (
        RuleWords("all text has room", "give its module more lines, or cut the text"),
        RuleWords("文字都排得下", "请加高模块，或删减文字"),
    ),
    "R02": (
        RuleWords("modules stand on the grid, none over another", MOVE_EN),
        RuleWords("模块在版心之内，互不相压", MOVE_ZH),
    ),
    "R06": (
        RuleWords("no two like headlines side by side (碰题)", "give one another rank, a box or another place"),
        RuleWords("相近的标题不并排（碰题）", "请改一个标题的等级，加框，或另换位置"),
    ),
    "R07": (
        RuleWords("no gap cuts the page in two (断版)", "let a module reach over the gap"),
        RuleWords("版面不被一道空切成两半（断版）", "请让一个模块跨过这道空"),
    ),
    "R08": (
        RuleWords("the lead stands at the top with the largest headline", "give the lead the first lines and the largest rank"),
        RuleWords("头条在最上，标题最大", "请把头条排到最上，用最大的标题"),
    ),
    "R09": (
        RuleWords("the more important, the better the place", "change the places, or the weights"),
        RuleWords("越重要位置越好", "请对调位置，或改 weight"),
    ),
    "R10": (
        RuleWords("articles of a group stand together", MOVE_EN),
        RuleWords("同组稿件相邻", MOVE_ZH),
    ),
    "R12": (
        RuleWords("one photograph clearly the largest", "give one picture more columns"),
        RuleWords("一版有一幅主图", "请把一幅图片放宽"),
    ),
    "R16": (
        RuleWords("columns of text neither too short nor too long", FIT_EN),
        RuleWords("文栏不过短、不过长", FIT_ZH),
    ),
    "R17": (
        RuleWords("the legs of a module end within a line of each other", FIT_EN),
        RuleWords("各栏末行齐平，相差不过一行", FIT_ZH),
    ),
    "R18": (
        RuleWords("no last line of a paragraph alone at the head of a column", FIT_EN),
        RuleWords("段末一行不单独到栏首", FIT_ZH),
    ),
    "R20": (
        RuleWords("each quarter of the page has a headline or a picture", "move a module or a picture there"),
        RuleWords("版面四角都有标题或图片", "请移一个模块或一幅图片过去"),
    ),
    "R21": (
        RuleWords("few headlines of one column", "make a module wider"),
        RuleWords("一栏题不多", "请放宽一些模块"),
    ),
    "R22": (
        RuleWords("two boxes at most, none beside another", "take a box away"),
        RuleWords("围框不过两处，互不相邻", "请去掉一处围框"),
    ),
    "R23": (
        RuleWords("other column widths only in a box or across the page (破栏)", "write `box: true`, or take `text_columns` away"),
        RuleWords("破栏只在框内或通栏", "请写「box: true」，或去掉 text_columns"),
    ),
    "R24": (
        RuleWords("no article goes on on another page (转版)", "give it room on its page, or cut it"),
        RuleWords("不转版", "请在本版给足位置，或删减文字"),
    ),
    "R25": (
        RuleWords("the page is filled, without holes", FIT_EN),
        RuleWords("版面排满，不留空洞", FIT_ZH),
    ),
    "R26": (
        RuleWords("text fits without help", FIT_EN),
        RuleWords("不用补空就排得正好", FIT_ZH),
    ),
    "R28": (
        RuleWords("nothing on page 1 is larger than the name of the paper", "choose a smaller rank"),
        RuleWords("第一版没有字大过报名", "请改用小一级标题"),
    ),
}  # fmt: skip


def words(rule: str, language: str) -> RuleWords:
    """A rule in a language; of one that is not listed its number."""
    english, chinese = RULES.get(rule, (RuleWords(rule, ""), RuleWords(rule, "")))
    return chinese if language == "zh" else english
