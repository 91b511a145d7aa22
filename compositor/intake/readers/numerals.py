"""The number of a list's item, as Word or a browser would have shown it.

Such numbers stand nowhere in the file: the program that shows it makes them. `numeral` makes the
same, by Word's names of its number formats (ECMA-376 Part 1, 17.18.59 ST_NumberFormat) and HTML's
five `type`s. A format not in the table is shown as figures, which is what Word does with one it
does not know.
"""

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千", "万")
_LEGAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def numeral(number: int, form: str) -> str:
    """`number` in one of Word's or HTML's forms; figures where the form cannot show it."""
    return _FORMS.get(form, str)(number)


def _chinese(number: int) -> str:
    """一, 十, 二十一, 一百零五: as spoken, below a hundred thousand."""
    if not 0 < number < 100_000:
        return str(number)
    figures = str(number)
    words = "".join(
        _DIGITS[int(figure)] + (_PLACES[len(figures) - at - 1] if figure != "0" else "")
        for at, figure in enumerate(figures)
    )
    while "零零" in words:
        words = words.replace("零零", "零")
    words = words.rstrip("零")
    return words[1:] if words.startswith("一十") else words


def _legal(number: int) -> str:
    return _chinese(number).translate(_LEGAL)


def _digits(number: int) -> str:
    """二〇二五: figure by figure."""
    return "".join("〇" if f == "0" else _DIGITS[int(f)] for f in str(abs(number)))


def _letters(number: int) -> str:
    """As a … z, aa, bb …: Word doubles the letter where the alphabet ends."""
    if not 0 < number <= 26 * 9:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    words = ""
    for value, letters in _ROMAN:
        words += letters * (number // value)
        number %= value
    return words


def _of(signs: str) -> Callable[[int], str]:
    """Signs that stand for 1, 2, 3 …; figures beyond them."""
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _run(first: str, count: int) -> str:
    return "".join(map(chr, range(ord(first), ord(first) + count)))


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _of(_run("①", 20)),
    "decimalEnclosedCircleChinese": _of(_run("①", 20)),
    "decimalEnclosedParen": _of(_run("⑴", 20)),
    "decimalEnclosedFullstop": _of(_run("⒈", 20)),
    "ideographEnclosedCircle": _of(_run("㊀", 10)),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographDigital": _digits,
    "taiwaneseDigital": _digits,
    "ideographTraditional": _of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of("子丑寅卯辰巳午未申酉戌亥"),
    "a": _letters,
    "A": lambda number: _letters(number).upper(),
    "i": _roman,
    "I": lambda number: _roman(number).upper(),
}  # fmt: skip
