"""What changed between two proofs (校样比对): words, modules, pictures, pages.

    take      a proof → its snapshot (存样), what is kept of it
    record    a snapshot → bytes, and back
    words     two texts → what was written otherwise, in readable stretches
    parts     an article's parts, paragraphs aligned, and what changed in them
    drawn     where on a page something is drawn otherwise
    changes   all that changed, as values
    compare   two snapshots → changes
    editions  two `edition.json` of an archive → the pages that are made otherwise
    excerpts  a change with the words round it
    wording   what is said of changes, in two languages
    tell      changes as text and as data
    listing   the change list (改动清单) to be printed

    changes = compare(snapshot_of(before), snapshot_of(after))
    rects = changed_rects(before.page(2).page, after.page(2).page)      # EMU, in the edit loop

Pure: files are `compositor.proof.kept`'s, pictures of pages `press`'s.
"""

from compositor.comparing.changes import Changes
from compositor.comparing.compare import compare
from compositor.comparing.drawn import changed_rects
from compositor.comparing.take import snapshot_of

__all__ = ["Changes", "changed_rects", "compare", "snapshot_of"]
