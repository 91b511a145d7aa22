"""The press desk: what the finished PDF really holds, and whether it may leave the house.

    readback    the PDF as a reader opens it: its text, its pages as pictures (pypdfium2)
    textback    the gate of every build: the manuscript's text comes back from the PDF, whole
    preflight   the checks of a press run on the bytes: trim, fonts, colours (pypdf)
    signs       every glyph of any PDF with its place and ink, for `grading` to measure
    signatures  imposition as arithmetic: which page stands where on which sheet, blanks, creep
    impose      pages onto sheets, as `signatures` arranges them (pypdf)

Nothing here mends anything; findings are diagnostics.
"""
