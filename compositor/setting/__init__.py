"""Setting: text → lines of type, each flush in its measure, by the rules of Chinese typography.

    classes      what kind of character it is              (GB/T 15834, clreq)
    kinsoku      where a line may break                    (避头尾, 不可分)
    unions       what had better stay on one line          (numbers and units, dates)
    punctuation  how much blank a mark keeps               (标点挤压; the four styles)
    shape        spans → `Atom`s with glyphs from HarfBuzz (`atoms`: the values)
    glyphs       one sign as an atom: its cell and the blank it may lose
    vertical     the same for lines that run downwards     (竖排);  cells: what stands upright there
    glue         the gap beside Latin, word spaces; where a line may open
    prepare      atoms → `Prepared`: widths, gaps, permitted breaks of one paragraph
    linebreak    where to break: the `LineBreaker` protocol and first-fit
    leastcost    where to break best: the paragraph optimum, which is what is used
    justify      one line's atoms → a `Line`, flush to the last EMU
    paragraph    a block of text → lines;  heading: display lines over a width
    phrases      where a headline may turn;  grammar: which words part well (`compositor.segment`)
    rows         the best rows of one, by what its turns cost and how equal they are
    galley       an article's body → a `Galley` in one measure
    setter       the `TypeSetter` of a build: answers make-up, and remembers
    plain        the same rules on plain strings

Setting knows no page: measures come from outside, and heights are counted in lines.

For whoever has strings and no page, these stand here: `may_break`, `natural_widths`,
`break_paragraph`, `break_headline` (docs/setting.md).
"""

from compositor.setting.kinsoku import may_break
from compositor.setting.plain import break_headline, break_paragraph, natural_widths

__all__ = ["break_headline", "break_paragraph", "may_break", "natural_widths"]
