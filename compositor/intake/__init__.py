"""The stage `take in` (收稿): files of any sort → draft articles, every character with its origin.

    taken = take_in(documents)      # compositor.intake.take_in

In the order text moves: `readers` (a file → a `Document`; of a PDF by `layout_of_pdf`); `restore`
(lines → paragraphs); `sheets` (a long text in parts); `kinds` (what each paragraph is), `headings`
(headline or crosshead), `repeats` (what stands twice); `stretches`, `joins`, `fragments` (which
text goes on where), `titles` (which headings are whose), `casting` (all of these: which text is one
article); `bodies`, `headline`, `drafts` (an article's text, its working headline, the article).
`take_in` is the whole of it.

What they go by: `patterns` and `people` (forms of labels, bylines, credits), `seams` (how well two
texts go on), `affinity` (whether they speak of the same). What they hand on: `worked`, with doubts.

The record: `account` (where every character went), `reasons` (codes in words), `report` (the file
import.md), `trace` (corrected articles laid over their sources again).

Nothing is joined, moved or left out without a record, and nothing is invented. House style is the
copy desk's; places on pages are the flow's (`compositor.importing`).
"""
