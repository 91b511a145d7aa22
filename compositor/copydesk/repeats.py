"""Words that stand twice: 的的, 我们我们, a phrase set twice at the end of a line.

Chinese doubles many words on purpose (天天, 看看, 研究研究), and the end of one word is often the
beginning of the next (多元化化解, 工会会员). So words are cut first (`compositor.segment`), and a
repeat counts only where it is one of whole words; what may be doubled is a table.
"""

import re
from collections.abc import Iterator

from compositor.copydesk.findings import Context, Finding
from compositor.copydesk.signs import HAN

# Words of one character that no sentence has twice in a row.
SINGLE = frozenset(
    "的了在是和与及对把被从向将于以为由使让给也都就并而但或若因所其该这那我你他她它们请"
)
# Those that may well follow a word ending in them (目的的, 工会会同), or precede one (就就业).
AFTER_ALIKE = frozenset(
    "的了在是和与及对为以有会将于从向到等就也都不上下中地得着过来去说做要能可人年月日区县市镇一二三四五六七八九十"
)
BEFORE_ALIKE = frozenset(
    "的了在是和与对为以有会将从向到等就不要能可一二三四五六七八九十年月日区县市镇全各大小"
)
# Words of two characters that are said twice.
TWICE = (
    "研究 讨论 商量 考虑 了解 休息 学习 锻炼 介绍 打听 收拾 准备 活动 交流 体验 感受 尝试 参观 "
    "检查 讲解 帮助 照顾 关心 放松 热闹 高兴 教育 宣传 调查 整理 打扮 清理 好多 很多 许多 非常 "
    "多少 永远 加油"
)

_CANDIDATE = re.compile(rf"([{HAN}]{{1,12}})\1")
_LATIN = re.compile(r"\b([A-Za-z]{2,})\s+\1\b")
_COUNTED = re.compile(r"[一两三几十百千万]|[一二两三几].")  # 一个一个, 一步步, 万万


def repeated_words(text: str, context: Context) -> Iterator[Finding]:
    """Each word or phrase that is there twice; the second is what is marked."""
    del context
    for match in _LATIN.finditer(text):
        yield _finding(text, match.start(), match.end(1), match.end())
    if not _CANDIDATE.search(text):
        return
    ends = _word_ends(text)
    done = 0
    for match in _CANDIDATE.finditer(text):
        for at in _repeats(text, match, ends):
            start, middle, end = at
            if start >= done:
                done = end
                yield _finding(text, start, middle, end)


def _finding(text: str, start: int, middle: int, end: int) -> Finding:
    values = (("found", text[start:end]), ("word", text[start:middle]))
    return Finding("repeated-word", middle, end, "", values)


def _word_ends(text: str) -> dict[int, int]:
    """The end of each word by its beginning."""
    from compositor.segment import words  # its dictionary is loaded for a text that needs it

    return {word.start: word.end for word in words(text)}


def _repeats(
    text: str, match: re.Match[str], ends: dict[int, int]
) -> Iterator[tuple[int, int, int]]:
    """(start, middle, end) of what is really said twice in a stretch that may be."""
    start, middle, end = match.start(), match.end(1), match.end()
    length = middle - start
    if length == 1:
        is_twice = _is_single_twice(text[start], start, ends)
    elif length == 2:
        is_twice = _are_words(start, middle, end, ends) and not _is_said_twice(match[1])
    else:
        is_twice = len({*match[1]}) > 2
    if is_twice:
        yield start, middle, end


def _is_single_twice(sign: str, start: int, ends: dict[int, int]) -> bool:
    """Whether XX is a word X twice, or an X too many beside a word that has one."""
    middle = start + 1
    if middle not in ends:
        return False  # inside a word: 天天
    begins_left, ends_right = start in ends, ends[middle] == middle + 1
    if begins_left and ends_right:
        return sign in SINGLE
    if begins_left:
        return sign not in BEFORE_ALIKE
    return ends_right and sign not in AFTER_ALIKE


def _are_words(start: int, middle: int, end: int, ends: dict[int, int]) -> bool:
    """Whether XYXY is cut before each XY, and after the second or a longer word that it begins."""
    is_cut_behind = end in ends or end in ends.values()
    return start in ends and middle in ends and (is_cut_behind or ends[start] == middle)


def _is_said_twice(word: str) -> bool:
    return word in TWICE.split() or word[0] == word[1] or bool(_COUNTED.match(word))
