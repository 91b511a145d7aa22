"""The plate: pages → PDF bytes. It draws what make-up has placed and decides nothing.

    draw      the layout's Jinja2 template and CSS say how a page looks; WeasyPrint draws it
    engine    WeasyPrint, imported with care
    painter   the one private seam: lines of type as replaced elements with exact glyphs

CSS breaks no line and measures no type; all text comes to it as finished lines.
"""
