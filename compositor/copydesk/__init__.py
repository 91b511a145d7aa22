"""The stage `clean` (编校): house style on text, as a table of rules.

    found = look(passages, house, date)                 # every finding, with its place in a passage
    edits = automatic(text, "paragraph", house.style)   # one pass of those that need no editor

Pure, on plain strings: `signs` and `pairs` know characters; `marks`, `quotes`, `dashes`, `spaces`,
`endings`, `numbers`, `dates`, `repeats`, `confusions` and `wordlists` each look for one sort of
thing and give `findings`; `rules` is the table of them all; `desk` goes through it; `numbering`
compares issues. Where texts come from and where edits go is the flow's business
(`compositor.copycheck`, the import).

The only owner of OpenCC.
"""

from compositor.copydesk.desk import PASSES, automatic, edited, edits_of, findings, look, mended
from compositor.copydesk.findings import Context, Edit, Finding, Located, Passage
from compositor.copydesk.numbering import Gap, Numbered, check_numbers
from compositor.copydesk.rules import NUMBERING, RULES, Rule, mode_of

__all__ = [
    "NUMBERING",
    "PASSES",
    "RULES",
    "Context",
    "Edit",
    "Finding",
    "Gap",
    "Located",
    "Numbered",
    "Passage",
    "Rule",
    "automatic",
    "check_numbers",
    "edited",
    "edits_of",
    "findings",
    "look",
    "mended",
    "mode_of",
]
