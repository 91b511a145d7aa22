"""Letter-space: how far hanzi stand apart, from line to line and within a line."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import fmean

from compositor.grading.classes import is_hanzi
from compositor.grading.found import Found, FoundLine
from compositor.grading.results import Result, quantile, share

LOOSE = (10, 12, 20, 25)  # hundredths of an em
SOLID = 0.01  # em: nearer than that to solid is solid
EVEN = 0.02  # em: hanzi of one line may differ by that
GRID = 0.05  # em off the half-em lattice


def measure(found: Found) -> Iterator[Result]:
    """All metrics of letter-space."""
    inner = [line for line in found.inner if line.stretch is not None]
    values = sorted(line.ease for line in inner)
    count = len(values)
    yield Result("stretch_mean", fmean(map(abs, values)) if values else None, count)
    yield Result("stretch_p95", quantile(values, 0.95) if values else None, count)
    yield Result("stretch_max", values[-1] if values else None, count)
    for hundredths in LOOSE:
        key, limit = f"loose_{hundredths}", hundredths / 100
        loose = (x.flag(key, f"{x.ease:+.3f} em") for x in inner if x.ease > limit)
        yield share(key, loose, count)
    tight = (x.flag("negative", f"{x.ease:+.3f} em") for x in inner if x.ease < -SOLID)
    yield share("negative", tight, count)
    solid = sum(abs(value) < SOLID for value in values)
    yield Result("solid", 100 * solid / count if count else None, count)
    yield _contrast(found)
    uneven = [(x, by) for x in inner if (by := max(x.openings) - min(x.openings)) > EVEN]
    yield share("uneven", (x.flag("uneven", f"{by:.3f} em") for x, by in uneven), count)
    yield _off_lattice(found.lines)


def _contrast(found: Found) -> Result:
    """How much neighbouring lines of a paragraph differ, in the mean."""
    steps = [
        abs(a.ease - b.ease)
        for paragraph in found.paragraphs
        for a, b in pairwise(paragraph)
        if not b.last and a.stretch is not None and b.stretch is not None
    ]
    return Result("contrast", fmean(steps) if steps else None, len(steps))


def _off_lattice(lines: Sequence[FoundLine]) -> Result:
    """Lines of which most hanzi stand off the half-em lattice of their measure."""
    off = sum(2 * _off(line) > sum(is_hanzi(s.text) for s in line.signs) for line in lines)
    return Result("off_half_em", 100 * off / len(lines) if lines else None, len(lines))


def _off(line: FoundLine) -> int:
    places = ((s.x - line.left) / line.size for s in line.signs if is_hanzi(s.text))
    return sum(abs(2 * x - round(2 * x)) > 2 * GRID for x in places)
