"""The plate: pages → PDF bytes. It draws what make-up has placed and decides nothing.

    template       a layout's template and stylesheets, read
    css_lint       what CSS may say: colours of ink, nothing transparent, no other files
    template_lint  the same of a whole look, stylesheets and template
    colours        named inks as CSS, and pages in black alone
    draw           the layout's Jinja2 template and CSS say how a page looks; WeasyPrint draws it
    engine         WeasyPrint, imported with care
    painter        the one private seam: lines of type as replaced elements with exact glyphs
    cases          the faces of a document as fonts of its PDF, their glyphs numbered
    cff            bare CFF fonts, their glyphs called by other numbers
    stock          elements of each kind laid out once, and put in all their places
    marks          which stretch of a page's content is which piece of an article
    structure      the tagged PDF: the tree of elements (`model.reading`) over the marks
    document       a plain document in our faces: lists to be printed
    bookmarks      bookmarks of pages and articles, page labels

The first four do without WeasyPrint, so that `check` can look at a layout's look in milliseconds.

CSS breaks no line and measures no type; all text comes to it as finished lines.
"""
