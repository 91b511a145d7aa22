"""The table of rules: what the desk looks for, where, and what it does about it by itself.

A mode is `automatic` only where the right form is certain from the text alone; `suggested` findings
are told. The house may change each (`model.house`). Automatic rules look at nothing but text and
kind, so that an import can apply them before there is an issue.
"""

from typing import NamedTuple

from compositor.copydesk import (
    confusions,
    dashes,
    dates,
    endings,
    marks,
    numbers,
    pairs,
    quotes,
    repeats,
    spaces,
    wordlists,
)
from compositor.copydesk.findings import Look
from compositor.model.house import HouseStyle, Mode, PassageKind

HEADINGS: tuple[PassageKind, ...] = ("kicker", "headline", "deck", "crosshead")
RUNNING: tuple[PassageKind, ...] = ("paragraph", "note")
WITH_CAPTIONS: tuple[PassageKind, ...] = (*RUNNING, "caption")
AROUND: tuple[PassageKind, ...] = ("label", "byline", "source", "credit", "quote")
ALL: tuple[PassageKind, ...] = (*HEADINGS, *WITH_CAPTIONS, *AROUND)


class Rule(NamedTuple):
    """One row: the code of its findings, its mode, the kinds it looks at, its function."""

    code: str
    mode: Mode
    kinds: tuple[PassageKind, ...]
    look: Look


RULES: tuple[Rule, ...] = (
    Rule("half-width-mark", "automatic", ALL, marks.half_width_marks),
    Rule("half-width-stop", "automatic", ALL, marks.half_width_stops),
    Rule("half-width-bracket", "automatic", ALL, marks.half_width_brackets),
    Rule("full-width-letter", "automatic", ALL, marks.full_width_letters),
    Rule("doubled-mark", "automatic", ALL, marks.doubled_marks),
    Rule("mixed-marks", "suggested", ALL, marks.mixed_marks),
    Rule("straight-quote", "automatic", ALL, quotes.straight_quotes),
    Rule("corner-quote", "automatic", ALL, quotes.corner_quotes),
    Rule("nested-quote", "suggested", ALL, quotes.nested_quotes),
    Rule("unpaired-quote", "suggested", ALL, quotes.unpaired_quotes),
    Rule("unpaired-bracket", "suggested", ALL, pairs.unpaired_brackets),
    Rule("dash", "automatic", ALL, dashes.dashes),
    Rule("ellipsis", "automatic", ALL, dashes.ellipses),
    Rule("space-beside-mark", "automatic", WITH_CAPTIONS, spaces.spaces_beside_marks),
    Rule("space-in-chinese", "suggested", RUNNING, spaces.spaces_between_hanzi),
    Rule("no-sentence-end", "suggested", RUNNING, endings.missing_ends),
    Rule("heading-stop", "automatic", HEADINGS, endings.heading_stops),
    Rule("heading-mark", "suggested", HEADINGS, endings.heading_marks),
    Rule("range-sign", "suggested", ALL, numbers.ranges),
    Rule("year-in-hanzi", "suggested", WITH_CAPTIONS, numbers.years_in_hanzi),
    Rule("short-year", "suggested", WITH_CAPTIONS, numbers.short_years),
    Rule("dotted-date", "suggested", WITH_CAPTIONS, numbers.dotted_dates),
    Rule("mixed-numeral", "suggested", ALL, numbers.mixed_numerals),
    Rule("listed-approximation", "suggested", WITH_CAPTIONS, numbers.listed_approximations),
    Rule("doubled-approximation", "suggested", ALL, numbers.doubled_approximations),
    Rule("long-number", "suggested", ALL, numbers.long_numbers),
    Rule("decade-list", "suggested", ALL, numbers.listed_decades),
    Rule("bare-fraction", "suggested", ALL, numbers.bare_fractions),
    Rule("named-day", "suggested", ALL, numbers.named_days),
    Rule("impossible-date", "suggested", ALL, dates.impossible_dates),
    Rule("wrong-weekday", "suggested", ALL, dates.wrong_weekdays),
    Rule("repeated-word", "suggested", ALL, repeats.repeated_words),
    Rule("confused-character", "suggested", ALL, confusions.confused_characters),
    Rule("traditional-character", "suggested", ALL, confusions.traditional_characters),
    Rule("word-to-avoid", "suggested", ALL, wordlists.words_to_avoid),
    Rule("wrong-post", "suggested", ALL, wordlists.wrong_posts),
    Rule("out-of-order", "suggested", ALL, wordlists.out_of_order),
)

NUMBERING: tuple[str, ...] = ("issue-number", "running-number")
"""Codes of `numbering`, which looks at issues and not at passages; suggested."""

_MODES: dict[str, Mode] = {rule.code: rule.mode for rule in RULES}
_MODES.update(dict.fromkeys(NUMBERING, "suggested"))


def mode_of(code: str, style: HouseStyle) -> Mode:
    """What the house does about findings of a rule."""
    return dict(style.modes).get(code, _MODES[code])
