"""Stamping (盖章): from the PDF the plate has drawn to the file a printer or an archive accepts.

    stamp(pdf, job)     boxes, marks, overprint, output intent, metadata and identifiers

    stamp       the steps in order; takes and gives bytes
    splice      the copy that is kept: a drawn file taken apart at its cross-reference table
    job         what is to be stamped: the standards and what each asks for
    sheet       where trim, bleed, marks and slug lie on the sheet
    marks       crop, bleed, registration and fold marks, grey and colour bars
    slug        the slug line: words as outlines, in the registration colour
    inking      which paint overprints; marked content taken out
    intent      the output intent, and the registration colour
    metadata    the document information and its XMP
    streams     streams deflated

Decides no colour and no place of the page; what it makes is checked by `press.preflight`.
"""
