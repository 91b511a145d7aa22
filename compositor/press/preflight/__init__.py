"""Preflight: whether a PDF, ours or anyone's, may go to press; checked on its very bytes.

    found = preflight(pdf, Wanted(condition, condition.ink, bleed=0))
    found.findings, found.checks

    wanted         what a file is held against, and what comes of it
    checks         the table of checks, their names and codes
    opened         the file opened: pages, boxes, what it says of itself
    objects        its objects, whatever stands where another should
    lexer          content streams cut into operations
    matrix         matrices, and what they do to boxes
    colours fonts  what paints and what writes
    state canvas   the graphics state; what the operators work on
    painted        what a page paints
    graphics paths texts externals      the operators
    walk           a page run through, with all it draws on
    look           what a check of a page is given
    file_checks page_checks font_checks colour_checks type_checks image_checks
                   the checks, by what they look at
    ink            total ink, measured on pages drawn by Ghostscript
    reckoned       total ink, reckoned from what is painted, where that is surely enough
    sameness       whether a page was looked at before, in another file
    findings       hits made findings, with counts and places
    run            the checks put to a file

Checks P01 to P24 but for P23, the text-back gate of every build (`press.textback`). Content streams
are run through forms, patterns, Type 3 fonts, soft masks and appearances of annotations. What
stands outside the bleed, marks and colour bars, is exempt from what is asked of type, rules and
ink. A file may hold anything: what cannot be read is a finding.
"""

from compositor.press.preflight.checks import CHECK_OF, CHECKS, WHY, Check
from compositor.press.preflight.run import Batch, preflight
from compositor.press.preflight.wanted import CheckResult, Preflighted, Wanted

__all__ = [
    "CHECKS",
    "CHECK_OF",
    "WHY",
    "Batch",
    "Check",
    "CheckResult",
    "Preflighted",
    "Wanted",
    "preflight",
]
