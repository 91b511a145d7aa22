"""The plate: pages → PDF bytes. It draws what make-up has placed and decides nothing.

    draw       the layout's Jinja2 template and CSS say how a page looks; WeasyPrint draws it
    engine     WeasyPrint, imported with care
    painter    the one private seam: lines of type as replaced elements with exact glyphs
    reading    the reading order: articles and their elements, as they are read aloud
    marks      which stretch of a page's content is which piece of an article; the rest artifacts
    structure  the tagged PDF: the tree of elements over the marks
    bookmarks  bookmarks of pages and articles, page labels

CSS breaks no line and measures no type; all text comes to it as finished lines.
"""
