"""`press` in a manifest: the condition, and what an editor says otherwise."""

import pytest

from compositor.manuscript.issue import Read, read_issue
from compositor.model.press import CONDITIONS, DEFAULT_OUTPUT, DEFAULT_PRESS, Press
from compositor.units import mm
from tests.samples import ISSUE_FOLDER, issue_sources

MANIFEST = """\
publication: {{name: 滨江工人}}
date: 2025-09-15
layout: sikai
{press}
pages:
  - page: 1
    articles:
      - {{article: a, rank: third, at: {{column: 1, line: 10, columns: 3, lines: 12}}}}
"""
ARTICLE = "---\nheadline: 隐患查在班前\n---\n\n正文。\n"


def read(press: str) -> Read:
    sources = issue_sources(MANIFEST.format(press=press), {"a": ARTICLE})
    return read_issue(sources, ISSUE_FOLDER)


def press_of(line: str) -> Press:
    issue = read(line).issue
    assert issue
    return issue.press


def test_without_a_word_an_issue_is_printed_on_newsprint() -> None:
    """The default: newsprint, ISO Coated v2 300 %, PDF/X-4, no bleed."""
    assert press_of("") == DEFAULT_PRESS
    assert press_of("press:") == DEFAULT_PRESS


def test_a_condition_brings_its_bleed_and_its_limits() -> None:
    """Offset is trimmed and takes more ink."""
    press = press_of("press: {condition: offset}")
    assert (press.condition, press.bleed) == (CONDITIONS["offset"], mm(3))
    assert press.ink == CONDITIONS["offset"].ink


def test_what_an_editor_says_goes_before_the_condition() -> None:
    """Bleed, standard, paper and ink limit; warnings keep their distance from the limit."""
    press = press_of(
        "press: {condition: offset, bleed: 5, standard: pdf/x-1a, paper: 0.08, ink_limit: 280}"
    )
    assert (press.bleed, press.standard, press.paper) == (mm(5), "pdf/x-1a", mm(0.08))
    assert press.ink == (280, 290, 300)


def test_a_black_press_has_one_plate_whatever_is_said() -> None:
    """No ink limit raises 100 %."""
    assert press_of("press: {condition: mono, ink_limit: 240}").ink == (100, 100, 100)


def test_a_registered_condition_is_named_and_a_profile_alone_is_not() -> None:
    """`output` is a name of the ICC's registry; a profile without one claims none."""
    assert press_of("press: {profile: ISOcoated_v2_300_bas.icc}").output == DEFAULT_OUTPUT
    named = press_of("press: {output: CGATS TR 001}").output
    assert (named.identifier, named.registry) == ("CGATS TR 001", "http://www.color.org")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("press: {condition: newspaper}", "bad-value"),
        ("press: {inklimit: 240}", "unknown-key"),
        ("press: {ink_limit: 401}", "bad-value"),
        ("press: {ink_limit: 99}", "bad-value"),
        ("press: {bleed: -1}", "bad-value"),
        ("press: {bleed: .nan}", "wrong-type"),
        ("press: {standard: pdf/x-3}", "bad-value"),
        ("press: newsprint", "wrong-type"),
    ],
)
def test_what_is_no_press_is_told_in_its_line(line: str, code: str) -> None:
    """Each with the place it stands at."""
    (found,) = read(line).diagnostics
    assert found.code == code
    assert found.place and found.place.line == 4


def test_a_profile_that_is_not_there_is_told_with_those_that_are() -> None:
    """And the nearest name is offered."""
    (found,) = read("press: {profile: ISOcoated_v2_300.icc}").diagnostics
    assert found.code == "no-profile"
    assert dict(found.values)["near"] == "ISOcoated_v2_300_bas.icc"
