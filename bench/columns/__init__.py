"""Columns: the running text of the seeds in one measure, by us and by others, graded alike.

    python -m bench.columns ours|typst|weasyprint|xecjk|chromium FOLDER EM…     in a child
    python -m bench.columns.graded FOLDER     in a child: the figures of every PDF of the folder

The same words, from the same font file, in the same measure, size and leading, one column a page.
A page is as long as TeX makes one without complaint, for few paragraphs to be parted by a page's
end: a grader that knows nothing of the text must take that for their last line.

    __main__, ours, peers    in a child: who sets
    graded                   in a child: what the checker finds in the finished PDFs, blind
    compare                  runs all of it
    table                    the figures side by side, and the aims
"""

SIZE, LEADING, MARGIN, LINES = 10, 15, 20, 400  # pt, pt, pt, lines on a page
MEASURES = (11.0, 11.44, 13.0, 18.0, 26.0)  # em


def name_of(composer: str, em: float) -> str:
    """The name of the PDF a composer makes of a measure of so many em, without its ending."""
    return f"columns-{composer}-{em:g}"


def page_size(em: float) -> tuple[float, float]:
    """Width and height of a page in pt."""
    return em * SIZE + 2 * MARGIN, LINES * LEADING + 2 * MARGIN
