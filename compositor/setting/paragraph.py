"""A block of text → lines of type: shape, prepare, break, justify, in this order.

    composer = Composer(faces, STYLES["kaiming"], first_fit)
    done = set_block(composer, spans, Job(style, style.size, measure))
    done.lines                    # tuple[Line, ...], all but the last flush

The one place where the steps of setting are put together; headings and galleys call it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import NamedTuple

from compositor.memory import Memory
from compositor.model.galley import Line
from compositor.model.issue import Span
from compositor.model.layout import Level, TypeStyle
from compositor.setting.atoms import Fallback, MissingGlyph, Shaped, Type, split_wide
from compositor.setting.glue import BODY_SPACING, Spacing
from compositor.setting.justify import Fit, justify
from compositor.setting.linebreak import Breaks, LineBreaker
from compositor.setting.prepare import Prepared, prepare
from compositor.setting.punctuation import PunctuationStyle
from compositor.setting.shape import shape
from compositor.setting.vertical import downwards, shape_downwards
from compositor.typefaces import Typefaces
from compositor.units import Emu, divide


@dataclass(frozen=True, slots=True)
class Composer:
    """What setting works with: faces, punctuation style, line breaker and level of 避头尾.

    `memory` is for what depends on nothing but these and the key.
    """

    faces: Typefaces
    punctuation: PunctuationStyle
    breaker: LineBreaker
    level: Level = "gb"
    memory: Memory = field(default_factory=Memory)


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to set: its style, the size of the ladder to take, and its measure.

    `above` are the measures of its first lines where they differ: text that runs beside a picture.
    """

    style: TypeStyle
    size: Emu
    measure: Emu
    spacing: Spacing = BODY_SPACING
    above: tuple[Emu, ...] = ()

    @property
    def measures(self) -> tuple[Emu, ...]:
        """The measure of each line; the last repeats."""
        return (*self.above, self.measure)


class SetText(NamedTuple):
    """Lines, and what the faces could not do: missing characters and those from fallbacks."""

    lines: tuple[Line, ...]
    missing: tuple[MissingGlyph, ...]
    fallbacks: tuple[Fallback, ...]


def set_block(composer: Composer, spans: Sequence[Span], job: Job) -> SetText:
    """Set one block. An empty block gives no lines."""
    shaped = shape_block(composer, spans, job)
    prepared = prepare_block(composer, shaped, job)
    if not prepared.atoms:
        return SetText((), shaped.missing, shaped.fallbacks)
    ends = composer.breaker(prepared, job.measures, job.style.indent)
    return SetText(place_lines(prepared, ends, job), shaped.missing, shaped.fallbacks)


def shape_block(composer: Composer, spans: Sequence[Span], job: Job) -> Shaped:
    """The atoms of a block; a word wider than the measure is cut so that it can be broken."""
    type_ = Type(job.style.role, job.style.strong, job.size)
    way = shape_downwards if job.style.vertical else shape
    shaped = way(spans, type_, composer.faces, composer.level)
    return split_wide(shaped, min(job.measures), job.style.indent)


def prepare_block(composer: Composer, shaped: Shaped, job: Job) -> Prepared:
    """A shaped block, ready for breaking in the composer's punctuation style."""
    tracking = divide(job.style.tracking * job.size, job.style.size)
    punctuation = composer.punctuation
    if job.style.vertical:
        punctuation = downwards(punctuation)
    return prepare(shaped, job.size, punctuation, job.spacing, tracking)


def place_lines(prepared: Prepared, ends: Breaks, job: Job) -> tuple[Line, ...]:
    """Place the lines of a block that is broken at `ends`, each in its measure."""
    if not ends:
        return ()
    fits = [_fit(job, row) for row in range(len(job.above) + 2)]
    rows = zip((0, *ends), ends, chain(fits, repeat(fits[-1])), strict=False)
    return tuple([justify(prepared, start, end, fit) for start, end, fit in rows])


def _fit(job: Job, row: int) -> Fit:
    measure = job.measures[min(row, len(job.above))]
    indent = 0 if row else job.style.indent
    return Fit(measure, indent, job.style.name, job.style.align, job.style.vertical)
