"""In a child: what the checker finds in the columns, from the finished PDFs alone.

    python -m bench.columns.graded FOLDER COMPOSER…     prints {em: {composer: {figure: value}}}

The same for ours and anyone's: no edition is given. Every PDF must hold the whole text in its
order. XeTeX's driver names a glyph that several characters share by another of them: what is
drawn is the same, and `SAME_GLYPH` calls it by the name it has in the text.
"""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bench.columns import MEASURES, name_of
from bench.corpus import paragraphs
from compositor.grading import Grades, grade
from compositor.model.signs import SignPage
from compositor.press.signs import read_signs

SAME_GLYPH = str.maketrans("―・⋯", "—·…")


def _value(metric: str) -> Callable[[Grades], float | None]:
    return lambda grades: grades[metric].value


def _places(*metrics: str) -> Callable[[Grades], float]:
    return lambda grades: sum(len(grades[metric].flags) for metric in metrics)


FIGURES: Mapping[str, Callable[[Grades], float | None]] = {
    "lines": lambda grades: grades.lines + grades.set_aside,
    "set_aside": lambda grades: grades.set_aside,
    "kinsoku": _places("kinsoku_start", "kinsoku_end"),
    "split_unit": _places("split_unit"),
    "not_flush": _value("not_flush"),
    "end_half": _value("end_half"),
    "stretch_mean": _value("stretch_mean"),
    "stretch_p95": _value("stretch_p95"),
    "loose_10": _value("loose_10"),
    "loose_12": _value("loose_12"),
    "loose_20": _value("loose_20"),
    "loose_25": _value("loose_25"),
    "contrast": _value("contrast"),
    "single_last": _places("single_last"),
    "soft_start": _places("soft_start"),
    "over_squeeze": _places("over_squeeze"),
}


def figures_of(path: Path) -> dict[str, float | None]:
    """The figures of one PDF; ends the benchmark if it does not hold the whole text."""
    pages = [_named(page) for page in read_signs(path.name, path.read_bytes()).pages]
    found = _packed(sign.text for page in pages for sign in page.signs)
    if found != _packed(paragraphs()):
        raise SystemExit(f"{path.name} does not hold the whole text in its order")
    grades = grade(pages)
    return {key: figure(grades) for key, figure in FIGURES.items()}


def _named(page: SignPage) -> SignPage:
    signs = tuple(sign._replace(text=sign.text.translate(SAME_GLYPH)) for sign in page.signs)
    return replace(page, signs=signs)


def _packed(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())


def main(folder: Path, composers: Sequence[str]) -> None:
    """Print the figures of all."""
    graded = {
        f"{em:g}": {name: figures_of(folder / f"{name_of(name, em)}.pdf") for name in composers}
        for em in MEASURES
    }
    print(json.dumps(graded))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
