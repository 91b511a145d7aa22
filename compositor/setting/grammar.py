"""What a turn between two words of a headline costs, by what the words are.

Three rules of the trade stand behind the tables (typography §1.9): never part two words that belong
closely together, never begin a line with 的 and its like, and let no line read as a statement it is
not. Parts of speech are jieba's, which are rough; so the tables are coarse: they price what is
common, and forbid only what is nearly always wrong.

    省总工会 |20 召开 |160 十四届七次全委会议      a line best begins with what begins a phrase

Costs are thousandths of the type size, so that they can be weighed against a smaller size
(`heading`). From `DOUBTFUL` on a turn is taken only if nothing below it will do, from `BANNED` on
only by a heading that fits in no other way, the dearest last.
"""

from collections.abc import Iterable, Mapping, Sequence

from compositor.segment import Word

FREE = 0
UNCONFIRMED = 100  # more, where only one segmenter sees the end of a word but is to be believed
DOUBTFUL = 1_000  # more, where it is not, or where a short quotation is cut
BANNED = 1_000_000  # two words that belong together
FRAGMENT = 2 * BANNED  # perhaps inside a name that no dictionary has
BAD_START = 4 * BANNED  # 的 and its like begin a line
NO_WORD_END = 5 * BANNED  # inside a word or a number


def _listed(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _priced(table: str) -> Mapping[str, Mapping[str, int]]:
    """Rows of a table by their first word, cells by the first line's words."""
    head, *rows = (line.split() for line in table.strip().splitlines())
    return {row[0]: dict(zip(head, map(int, row[1:]), strict=True)) for row in rows}


# jieba's tags by what matters here; a tag that is not listed goes by its first letter.
KINDS = {"vn": "n", "an": "n", "ad": "d", "vd": "d", "mq": "q", "s": "n", "eng": "n", "b": "a"}
KINDS |= {"z": "a", "i": "l", "j": "n", "zg": "n", "g": "n", "ng": "n", "vg": "v"}
CAUSATIVE = frozenset("让使令")  # verbs by the dictionary, which begin a phrase as prepositions do
PROPER = frozenset({"nr", "ns", "nt", "nrt", "nrfg"})
NOMINAL = frozenset("nltrf")

# The word before by row, the one after by column: noun, verb, adjective, adverb, preposition,
# conjunction, pronoun, time, place, number, measure, particle, idiom. Chosen by eye.
PRICES = _priced("""
           v     d     p     c     r     t     m     a     n  other
    n     20    20    20    80    40    40    90    90   160     90
    t     30    30    30    30    30    30    30    30    90     30
    f     30    30    30    30    30    30    30    30    60     30
    l     70    70    70    70    70    70    70    70    70     70
    v     80    70    70    60   160    90   160   200   220    160
    q     30    30    30   240   240   240   240   240   240    240
    r    200   220   220   220   220   220   220   220   220    220
    u    150   150   150   150   150   150   150   150   150    150
    a   1000   200   200   200   200   200   200   200  1000    200
    d   1000  1000  1000  1000  1000  1000  1000  1000  1000   1000
    other 150  150   150   150   150   150   150   150   150    150
""")
INSIDE_NAME = 400  # 全国|总工会
MISREAD = 60  # more, where an object is cut: the line before it reads as a whole statement

# Words that lean on the one before them, and those that lean on the one after them.
LEANS_BACK = _listed(
    "的 地 得 了 着 过 们 等 之 者 吗 呢 吧 啊 嘛 家 化 性 型 式 率 版 起 "
    "左右 以上 以下 以内 以外 之一"
)
LEANS_BACK_KINDS = frozenset("fukyqx")  # if they have one character
LEANS_ON = _listed(
    "和 与 及 以及 或 并 而 暨 同 跟 在 对 对于 关于 把 被 将 让 使 给 向 往 从 自 由 以 为 为了 "
    "于 按 因 至 到 是 第 每 各 该 这 那 本 某 全 首 市 省 县 区 我 之 所 不 没 非"
)
LEANS_ON_KINDS = frozenset("pcmh")
BINDS = frozenset("vadr")  # what keeps to the next word if it has one character
ASPECT = frozenset("了着过")
SHORT_OBJECT = 4  # characters: a verb keeps so short an object, whole (扩大内需, 召开全委会议)

OBJECT = frozenset("naqmrt")  # what objects are made of
MANY = 1_000

# A longer word with one of these at its head (地方, 着力) makes a reader stumble at a line start.
STUMBLING = dict.fromkeys("的了地得等们之", DOUBTFUL) | {"着": 150}

OPENS = frozenset("vpdcrt")  # what begins a phrase
OPENS_ALONE = frozenset("pdcr")  # what may do so in one character

QUOTES = frozenset("“”‘’《》〈〉（）【】「」『』")
MOST_QUOTES = 8  # in a row, that a word is looked for behind
INTERPUNCTS = frozenset("·・•")
POINTS = frozenset("，。；：！？、…—")
AFTER_POINT = {"、": 120}  # FREE after any other
NO_WORDS = 100  # beside a mark that is none of these


def amended(found: Sequence[Word]) -> list[Word]:
    """What 了, 着 or 过 follows is a verb (机器坏了); 之家 and its like are one word."""
    words: list[Word] = []
    for word in found:
        before = words[-1] if words else None
        if before and before.text == "之" and len(word.text) == 1:
            words[-1] = before._replace(text=f"之{word.text}", tag="n")
            continue
        if before and word.text in ASPECT:
            words[-1] = before._replace(tag="v")
        words.append(word)
    return words


def turn_cost(found: Sequence[Word], index: int) -> int:
    """What a turn before word `index` costs."""
    last = found[index - 1].text[-1]
    if last in INTERPUNCTS:
        return BANNED
    if last in POINTS or found[index].text[0] in "—…":
        return AFTER_POINT.get(last, FREE)
    near = found[max(0, index - MOST_QUOTES) : index + MOST_QUOTES]
    at = min(index, MOST_QUOTES)
    left = next((w for w in reversed(near[:at]) if w.text not in QUOTES), None)
    right = next((w for w in near[at:] if w.text not in QUOTES), None)
    if left is None or right is None or left.text[-1] in POINTS or right.text[0] in POINTS:
        return NO_WORDS
    ban = max(_ban(left, right), _fragment(left, right))
    if ban or right.is_part:
        return ban or INSIDE_NAME
    if kind(right) in "namq" and _object(_from_verb(found, index)) <= SHORT_OBJECT:
        return BANNED
    cost = _price(left, right) + STUMBLING.get(right.text[0], 0)
    if kind(left) == kind(right) == "n" and _has_verb(found[:index]):
        cost += MISREAD
    if len(left.text) == 1 and (kind(left), kind(right)) == ("n", "v"):
        cost += DOUBTFUL  # 疗|休养
    return cost


def unconfirmed_cost(left: Word, right: Word) -> int:
    """What a turn between two words costs more if only one segmenter sees them."""
    is_verb = kind(right) == "v"
    if 1 in (len(left.text), len(right.text)) and kind(right) not in "pd":
        return BANNED if is_verb else FRAGMENT
    opens = is_verb or kind(right) in "pd"
    return UNCONFIRMED if opens and kind(left) in NOMINAL else DOUBTFUL


def kind(word: Word) -> str:
    """Its part of speech as a row of `PRICES` is called."""
    return "p" if word.text in CAUSATIVE else KINDS.get(word.tag, word.tag[:1])


def _price(left: Word, right: Word) -> int:
    row = PRICES.get(kind(left), PRICES["other"])
    return row.get(kind(right), row["other"])


def _ban(left: Word, right: Word) -> int:
    """The cost of parting words of which one leans on the other, or 0."""
    if (
        right.text in LEANS_BACK
        or right.text[0] == "之"
        or (len(right.text) == 1 and kind(right) in LEANS_BACK_KINDS)
    ):
        return BAD_START
    if left.text in LEANS_ON or kind(left) in LEANS_ON_KINDS:
        return BANNED
    if left.text[-1] in ASPECT or (len(left.text) == 1 and kind(left) in BINDS):
        return BANNED
    # A post and its holder, an office and its place.
    is_common = left.tag[0] == "n" and left.tag not in PROPER
    return BANNED if is_common and right.tag in PROPER and not right.is_part else 0


def _fragment(left: Word, right: Word) -> int:
    """`FRAGMENT` if a name or word may have been cut: by a guess, or into single characters."""
    if left.end < right.start:
        return 0  # a quotation mark between them
    opens = kind(right) in OPENS and not right.is_guess
    is_cut = (
        right.is_guess
        or (left.is_guess and not opens)
        or (left.tag in PROPER and right.tag in PROPER and not right.is_part)
        or (len(left.text) == 1 and left.text != "的" and not opens)
    )
    alone = OPENS_ALONE | ({"v"} if kind(left) in NOMINAL else set())
    return FRAGMENT if is_cut or (len(right.text) == 1 and kind(right) not in alone) else 0


def _from_verb(found: Sequence[Word], index: int) -> Sequence[Word]:
    """The words from the object on in which, or before which, word `index` stands; none without."""
    start = index
    while start and (kind(found[start - 1]) in OBJECT or found[start - 1].text in QUOTES):
        start -= 1
    return found[start:] if start and kind(found[start - 1]) == "v" else ()


def _object(found: Sequence[Word]) -> int:
    """How many characters the nouns have that words begin with; very many for no words."""
    count = 0 if found else MANY
    for word in found:
        if word.text not in QUOTES:
            if kind(word) not in OBJECT:
                break
            count += len(word.text)
    return count


def _has_verb(found: Iterable[Word]) -> bool:
    """Whether a verb stands in the clause so far."""
    verb = False
    for word in found:
        verb = (verb or kind(word) == "v") and word.text[-1] not in POINTS
    return verb
