"""The solver (自动组版): open articles to places, so that every page is full and every rule kept.

    forms     the ways an editor might set an article: rank, columns, box, vertical heading, photos
    shapes    shape functions: in each width, the depths an article fills exactly
    slicing   a page cut straight through until each piece holds one article; the cheapest plans
    page      one page: forms, shapes, plans, judged by `makeup.rules`; what does not fit is said
    assign    which article on which page
    solve     an issue with open articles → the same with every place explicit

It decides by exact heights: an article is fitted into each place it might take by the very ladder
that sets it there afterwards (`makeup.fitting`).
"""
