"""Generated Chinese: hanzi, every class of mark, figures, Latin words, spaces, nested quotation.

Texts are stripped, as manuscripts and captions are; all characters are in the face `song`. Two
Western words never touch, so that no word is wider than six 字: the first line of the narrowest
measure takes it.
"""

from hypothesis import strategies as st

HANZI = ["的", "工会", "职工之家", "全国总工会", "深入学习贯彻", "劳动模范和先进工作者"]
PAIRS = ["“”", "‘’", "（）", "【】", "《》", "〈〉", "「」", "『』", "〔〕", "［］"]
POINTS = list("。？！，、；：，。")
SIGNS = ["——", "……", "？！", "！！", "—", "～", "·", "／", "–", "％", "℃"]
NUMBERS = ["7", "2025", "1,280", "3.14", "90%", "90％", "￥5", "-5", "37℃", "10～20", "１２"]
WORDS = ["A", "App", "GDP", "Wi-Fi", "café", "C919", "km/h", "workshop", "AV"]
SPACES = [" ", "\u3000", "  "]
WESTERN = {*NUMBERS, *WORDS}
END = "close"

TOKENS = [*HANZI, *HANZI, *POINTS, *SIGNS, *NUMBERS, *WORDS, *SPACES, *PAIRS, *[END] * len(PAIRS)]


def _text(tokens: list[str]) -> str:
    """The words of tokens: a pair opens, `close` closes the innermost one still open."""
    still_open: list[str] = []
    words = [""]
    for token in tokens:
        if token == END:
            words += still_open.pop() if still_open else ""
        elif token in PAIRS:
            words.append(token[0])
            still_open.append(token[1])
        else:
            words += ["和", token] if {words[-1], token} <= WESTERN else [token]
    return "".join([*words, *reversed(still_open)]).strip() or "国"


def short_texts() -> st.SearchStrategy[str]:
    """A heading of 1 to some 60 characters."""
    return st.lists(st.sampled_from(TOKENS), min_size=1, max_size=15).map(_text)


def chinese_texts() -> st.SearchStrategy[str]:
    """A paragraph of 1 to some 200 characters, half of them longer than a few lines."""
    long = st.lists(st.sampled_from(TOKENS), min_size=30).map(_text)
    return st.one_of(short_texts(), long)
