"""The stage `review` (审校): comments and signatures, in a plain file beside the issue.

    read = read_review(sources, "issues/2025-08")     Review and diagnostics; no file: an empty one
    event = new_event(action, standing, read.review, when)
    append_line(path, line_of(event))                 the shell writes (`compositor.appending`)
    review_data(read, standing, language)             what the proof desk shows

    fields     what may stand in a line: names, kinds, lengths
    events     a line ↔ an `Event`, and its id
    reading    the file → events, with a diagnostic for each line that is none
    folding    events in any order → a `Review`
    anchors    the words a comment is about, found again after edits
    signing    which step is signed, for which pages; what is odd about it
    actions    what a browser or a command asks for → a new event
    telling    a review as JSON

**The file**, `review.jsonl`: UTF-8, one JSON object a line, a line an event, lines only ever added.
A line is the unit of git's merges, so `merge=union` (.gitattributes) merges two copies without
conflict, and no event can be torn by it. The order of lines means nothing; a line twice is one
event. What a later version or a slip of the hand has put there is told and left alone.

    {"event":"comment","who":"王敏","when":"2026-11-26T14:05:00+08:00","page":1,"article":"binhai",
     "part":"body/3","quote":"扬洲","text":"地名有误","correction":"扬州",…,"id":"…","v":1}

Every event has `event`, `who`, `when` (ISO 8601 with a zone), `v` (the version of the format) and
`id`, sixteen digits of the SHA-256 of all the rest; a line by hand may leave out `id`.

    comment  page, text; article, part, start, quote, before, after, rect (mm), correction
    reply    of, text                 of: the comment's id
    resolve  of; text, seen           seen: the resolve or reopen that it answers, so that a clock
    reopen   of; text, seen                 that is wrong does not decide
    sign     step, fingerprint, pages {"1": imprint …}
    revoke   of, text                 of: the signature's id; text: why

**Actions** are what a browser asks for, `{"action": …}` with

    comment  who, text, page; rect, article, part, quote, start, end, correction
    reply    who, of, text
    resolve  who, of; text
    reopen   who, of; text
    sign     who, step; fingerprint   of what was looked at: `sign-not-shown` if it is another now
    revoke   who, of, text

`start` and `end` count the characters of a part's words, as they print: without marks of emphasis
and bars. Nothing here has a clock or writes; a person's name is what she typed.
"""

from compositor.review.actions import new_event
from compositor.review.anchors import Found, find_anchor, texts_of
from compositor.review.events import line_of
from compositor.review.folding import fold
from compositor.review.reading import FILE, ReadReview, parse_review, read_review
from compositor.review.signing import (
    binding_signature,
    hold_against_signature,
    sign_warnings,
    state_of,
)
from compositor.review.telling import review_data

__all__ = [
    "FILE",
    "Found",
    "ReadReview",
    "binding_signature",
    "find_anchor",
    "fold",
    "hold_against_signature",
    "line_of",
    "new_event",
    "parse_review",
    "read_review",
    "review_data",
    "sign_warnings",
    "state_of",
    "texts_of",
]
