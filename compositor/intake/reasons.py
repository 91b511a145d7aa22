"""Why something was left out or is doubtful: the codes an import uses, in both languages.

A reason says why characters of a source are in no article or are others there; a doubt what was
decided and should be looked at. Both stand in `import.md` in words. Readers and steps use the
codes, the report the words.
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["en", "zh"]

REASONS: Mapping[str, tuple[str, str]] = {
    "doubled": ("drawn twice to look bold", "为加粗而重印的字"),
    "drawn-twice": ("stands twice in the file", "文件里重出的字"),
    "drawn": ("text of a diagram or chart", "图形、图表里的字"),
    "unreached": ("text no reader reaches", "未能读入的文字"),
    "doubled-at-cut": ("set twice at a column's end", "栏末栏首重出的字"),
    "justification": ("space that justified a line", "为齐行而加的空"),
    "blank": ("space that parted two texts", "隔开两段文字的空"),
    "bracket": ("the layout draws the brackets of a label", "栏目括号由版式添加"),
    "source-word": ("the layout prints this before a source", "“来源：”由版式添加"),
    "repeated": ("stands a second time", "重复的文字"),
    "furniture": ("furniture of the page, no article", "报头报眉等，不属稿件"),
    "jump": ("the paper's direction to another page", "转版、接版的提示"),
    "invisible": ("prints nothing", "不可见字符"),
    "not-text": ("no text of the document", "不是正文"),
    "comment": ("a comment in the document", "文档批注"),
    "deleted": ("deleted in the document", "文档中已删除"),
    "house-style": ("house style", "按体例"),
    "lost-mark": ("mark of a lost part", "缺损标记"),
    "supplied": ("supplied, from the article's own words", "补拟，取自文中"),
    "unplaced": ("belongs to no article", "未能归入稿件"),
    "by-hand": ("the editor's correction", "编辑改正"),
    "unexplained": ("NOT EXPLAINED", "去向不明"),
}

DOUBTS: Mapping[str, tuple[str, str]] = {
    "doubled": ("glyphs drawn twice, taken once", "重印的字只取一次"),
    "vertical": ("a vertical run joined", "竖排的字连成一行"),
    "headline": ("taken for a headline: an article begins", "当作标题：新的一篇"),
    "crosshead": ("taken for a crosshead within an article", "当作文中小标题"),
    "which-headline": ("which of several lines is the headline", "几行标题中的主题"),
    "headline-turned": ("halves of the headline put in order", "标题前后两截对调"),
    "heading-moved": ("heading given to an article farther off", "标题归给别处的稿件"),
    "repeated": ("stands twice; the later copy left out", "重复，略去后一处"),
    "repeated-tail": ("stands twice; this copy goes on nowhere", "重复，此处没有下文，略去"),
    "doubled-at-cut": ("character doubled where a column was cut", "分栏处重出的字"),
    "joined": ("paragraph joined across a column's end", "分栏处接成一段"),
    "parted": ("here another article begins, without a heading", "此处起为另一篇，没有标题"),
    "attached": ("text without a heading given to an article", "没有标题的文字归入一篇"),
    "lost-beginning": ("the beginning is lost", "上文缺失"),
    "lost-ending": ("breaks off in mid-sentence", "句子中断，下文缺失"),
    "lost-headline": ("headline lost; a working one from the text", "标题缺失，取文中语句暂拟"),
}


def why(code: str, language: Language) -> str:
    """A reason in words; one that is no code is in words already."""
    return _say(REASONS, code, language)


def doubtful(code: str, language: Language) -> str:
    """A doubt in words."""
    return _say(DOUBTS, code, language)


def code_of(words: str) -> str:
    """The code of a reason in words of either language; words of an editor's own are their code."""
    return next((code for code, said in REASONS.items() if words in said), words)


def _say(table: Mapping[str, tuple[str, str]], code: str, language: Language) -> str:
    english, chinese = table.get(code, (code, code))
    return chinese if language == "zh" else english
