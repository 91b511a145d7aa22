"""Make-up (组版): articles in their modules on the page grid, every line in its final place.

    module     the rectangle of an article: checked against grid and neighbours, divided into legs
    heading    kicker, headline, deck and byline as one group, a whole number of grid lines high
    sidehead   the same as vertical lines beside the text (旁题)
    content    what a module holds: heading, room for text, pictures, galley
    field      where the rows of its legs stand, in level or in vertical text
    label      the label at its top
    legs       a galley cut into the columns of its module, level at the foot
    threads    articles that go on in another module or page (走文、转版), and their jump lines
    pictures   photographs with caption and credit at the head of their columns
    quote      a pull quote (摘句) in the middle column
    filler     words or an ornament (补白、报花) in a hole
    neighbours  thin rules between modules that stand side by side
    furniture  nameplate, folio line and their rules
    page       one module after another → `Page`;  `make_up`: the whole issue → `Edition`
    fitting    a module made to fill its place exactly, by the ladder of copy-fitting
    sketching  a page in columns and lines, as the `rules` judge it;  `verdict`: what is told of it
    solve/     places for the articles that the manifest leaves open
    galleyproof  one article alone, for reading (小样)

Nothing is set here: `TypeSetter` answers for lines, and make-up only chooses and places.
"""
