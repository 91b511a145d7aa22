"""The solver (自动组版): open articles to places, so that every page is full and every rule kept.

    forms     the ways an editor might set an article: rank, columns, box, vertical heading, photos
    shapes    shape functions: in each width, the depths an article fills exactly
    depths    which sets of articles fill which rectangles at all
    slicing   a page cut straight through until each piece holds one article; the cheapest plans
    choice    which way each article takes in its rectangle, by the rules; the price of a page
    page      one page: all of these, and what does not fit
    assign    which article on which page
    jumps     articles that are longer than a page, parted over two
    solve     an issue with open articles → the same with every place explicit

It decides by exact heights: an article is fitted into each place it might take by the very ladder
that sets it there afterwards (`makeup.fitting`).
"""
