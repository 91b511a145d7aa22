"""The press desk: files for the printer, what they really hold, and whether they may go out.

    readback   the PDF as a reader opens it: its text, its pages as pictures (pypdfium2)
    shots      pages as PNG, made beside other work
    raster     a page drawn in pieces, two proofs of a page over each other (pypdfium2)
    reprint    a file that is kept and the same made again: the pages that are drawn otherwise
    drawnby    what a page is drawn by: one name for all of it (pypdf)
    inksaid    what inks the pages of a file say, seen on a screen or not (pypdf)
    plates     what a single ink prints of a page (pypdf)
    png        pixels packed, quickly
    onepage    a page taken out of a file, to be looked at (pypdfium2)
    textback   the gate of every build: the manuscript's text comes back from the PDF, whole
    preflight  whether any PDF may go to press: the checks on its bytes (pypdf)
    boxes      rectangles of a PDF page
    tools      qpdf and Ghostscript, where the system has them
    signs      every glyph of any PDF with its place and ink, for `grading` to measure
    signatures imposition as arithmetic: which page stands where on which sheet, blanks, creep
    impose     pages onto sheets, as `signatures` arranges them (pypdf)
    proofsheet pages laid under the sheets of a proof, watermarked (pypdf)
    stamp      a drawn PDF made into a file of a standard (pypdf)

What looks at a file mends nothing in it; findings are diagnostics. What imposes and stamps makes
files that are looked at like anyone's.
"""
