"""The values that pass between stages: frozen, hashable, of tuples, free of behaviour that decides.

In the order data moves: `draft` (manuscripts as they are taken in), `house` (what is looked for in
texts, by the paper's own style), `issue` (what the editor wrote), `identity` (what it goes by
elsewhere), `parts` (the words behind a place on the page), `press` (what it is printed by), `turns`
(the bars in her headings), `layout` (what the page allows), `ink` (its named inks), `typeface` (the
faces there are), `galley` (lines of type), `setter` (what make-up asks of setting), `edition`
(pages made up), `reading` (the order in which it is read), `proof` (an edition with its pages
drawn), `snapshot` (what is kept of one), `review` (comments and signatures), `backissue` (an issue
made again), `signs` (what a finished PDF holds). Siblings among the stages know each other only
through these.
"""
