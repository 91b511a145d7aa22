"""Setting: text → lines of type, each flush in its measure, by the rules of Chinese typography.

    classes      what kind of character it is              (GB/T 15834, clreq)
    kinsoku      where a line may break                    (避头尾, 不可分)
    punctuation  how much blank a mark keeps               (标点挤压; the four styles)
    shape        spans → `Atom`s with glyphs from HarfBuzz
    prepare      atoms → `Prepared`: widths, gaps, permitted breaks of one paragraph
    linebreak    where to break: the `LineBreaker` protocol and first-fit
    leastcost    where to break best: the paragraph optimum, which is what is used
    justify      one line's atoms → a `Line`, flush to the last EMU
    paragraph    a block of text → lines;  heading: display lines over a width
    galley       an article's body → a `Galley` in one measure

Setting knows no page: measures come from outside, and heights are counted in lines.
"""
