"""Characters that print nothing, taken out of a line with a record.

Word, web pages and PDF extraction bring control characters and marks of zero width into a text. No
reader of the page ever saw them, so leaving them out changes nothing he reads; each is put into
`Document.left_out` as `invisible`. What was once a character somebody could see (private-use codes,
U+FFFD) stays in the text, where the manuscript's reader will refuse it in its place.

The set is that of `manuscript.characters`, written out again because stages do not know each other;
`tests/intake/readers/test_plain.py` holds the two against each other.
"""

import re

from compositor.model.draft import Traced

INVISIBLE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\xad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\U000e0000-\U000e007f"
)
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def is_invisible(character: str) -> bool:
    """Whether a character prints nothing."""
    return bool(_INVISIBLE.match(character))


def part(text: Traced) -> tuple[Traced, tuple[int, ...]]:
    """A text without the characters nobody sees, and the origins of those that had one."""
    if not _INVISIBLE.search(text.text):
        return text, ()
    kept = [pair for pair in zip(text.text, text.origins, strict=True) if not is_invisible(pair[0])]
    remaining = {origin for _, origin in kept}
    out = tuple(o for o in text.origins if o not in remaining and o >= 0)
    return Traced("".join(c for c, _ in kept), tuple(o for _, o in kept)), out
