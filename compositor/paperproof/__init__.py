"""The flow of a proof on paper (纸样): pages on larger sheets, to be marked, signed and handed on.

    made = make_paper_proof(sources, folder, ProofStamp(3, "2026-11-26 06:30", "zh"), "a3", store)
    made.pdf, made.diagnostics

    paperproof   plan → draw → the pages on their sheets, the problems after them
    sheet        the paper: how large the page stands on it, and where
    marginalia   line numbers beside the columns; what articles are called, where nothing stands
    problems     the list of problems and of overset text, as `check` tells them
    page_html    both as a document to be drawn: heads, strips for signatures, lists
    words        what it says, in both languages

The pages are drawn by the same `draw_pages` as the press file, errors or not: a proof is where they
are seen. It calls itself a proof in its metadata and on every sheet, which preflight refuses (P24).
Number and time are given: nothing here knows the time.
"""

from compositor.paperproof.paperproof import PaperProof, ProofStamp, make_paper_proof

__all__ = ["PaperProof", "ProofStamp", "make_paper_proof"]
