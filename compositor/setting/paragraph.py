"""A block of text → lines of type: shape, prepare, break, justify, in this order.

    composer = Composer(faces, STYLES["kaiming"], first_fit)
    done = set_block(composer, spans, Job(style, style.size, measure))
    done.lines                    # tuple[Line, ...], all but the last flush

The one place where the steps of setting are put together; headings and galleys call it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from compositor.model.galley import Line
from compositor.model.issue import Span
from compositor.model.layout import TypeStyle
from compositor.setting.justify import Fit, justify
from compositor.setting.linebreak import LineBreaker
from compositor.setting.prepare import BODY_SPACING, Prepared, Spacing, prepare
from compositor.setting.punctuation import PunctuationStyle
from compositor.setting.shape import Fallback, MissingGlyph, Shaped, Type, shape, split_wide
from compositor.typefaces import Typefaces
from compositor.units import Emu, divide


@dataclass(frozen=True, slots=True)
class Composer:
    """What setting works with: the faces, the punctuation style and the line breaker."""

    faces: Typefaces
    punctuation: PunctuationStyle
    breaker: LineBreaker


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to set: its style, the size of the ladder to take, and its measure."""

    style: TypeStyle
    size: Emu
    measure: Emu
    spacing: Spacing = BODY_SPACING


class SetText(NamedTuple):
    """Lines, and what the faces could not do: missing characters and those from fallbacks."""

    lines: tuple[Line, ...]
    missing: tuple[MissingGlyph, ...]
    fallbacks: tuple[Fallback, ...]


def set_block(composer: Composer, spans: Sequence[Span], job: Job) -> SetText:
    """Set one block. An empty block gives no lines."""
    shaped = shape_block(composer, spans, job)
    prepared = prepare_block(composer, shaped, job)
    lines = break_lines(composer, prepared, job) if prepared.atoms else ()
    return SetText(lines, shaped.missing, shaped.fallbacks)


def shape_block(composer: Composer, spans: Sequence[Span], job: Job) -> Shaped:
    """The atoms of a block; a word wider than the measure is cut so that it can be broken."""
    type_ = Type(job.style.role, job.style.strong, job.size)
    return split_wide(shape(spans, type_, composer.faces), job.measure, job.style.indent)


def prepare_block(composer: Composer, shaped: Shaped, job: Job) -> Prepared:
    """A shaped block, ready for breaking in the composer's punctuation style."""
    tracking = divide(job.style.tracking * job.size, job.style.size)
    return prepare(shaped, job.size, composer.punctuation, job.spacing, tracking)


def break_lines(
    composer: Composer, prepared: Prepared, job: Job, within: Emu | None = None
) -> tuple[Line, ...]:
    """Break a prepared block and place its lines in the measure.

    `within` breaks as if the measure were narrower (to balance display lines).
    """
    ends = composer.breaker(prepared, (within or job.measure,), job.style.indent)
    starts = (0, *ends[:-1])
    return tuple(
        justify(prepared, start, end, _fit(job, first=start == 0))
        for start, end in zip(starts, ends, strict=True)
    )


def _fit(job: Job, *, first: bool) -> Fit:
    indent = job.style.indent if first else 0
    return Fit(job.measure, indent, job.style.name, job.style.align)
