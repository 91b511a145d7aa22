"""Restoring the lines of a printed page to paragraphs: small steps, each for one sort of damage.

    worked = restore(document)        # → Worked: pieces, left_out, doubts

    step        undoes
    doubling    glyphs drawn twice (实施实施““五力五力””, 【【履职手记】】)
    stacks      vertical runs, one character a line (【↵工↵会↵博↵览↵】)
    spacing     spaces left by justification (850 名)
    flow        hard line ends: lines → paragraphs

Each is a function from `Worked` to `Worked` and only takes away what the page added, with a
record. What was cut by columns, repeated or put elsewhere needs the whole page:
`compositor.intake.assemble`.
"""

from compositor.intake.restore.doubling import undouble
from compositor.intake.restore.flow import join_lines
from compositor.intake.restore.spacing import drop_justification
from compositor.intake.restore.stacks import unstack
from compositor.intake.worked import Worked
from compositor.model.draft import Document

STEPS = (undouble, unstack, drop_justification, join_lines)

__all__ = ["STEPS", "restore"]


def restore(document: Document) -> Worked:
    """All steps in their order; a document that is no page keeps its pieces."""
    worked = Worked(document.pieces, document.left_out)
    if document.is_page:
        for step in STEPS:
            worked = step(worked)
    return worked
