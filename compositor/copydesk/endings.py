"""How a text ends: a paragraph with a sentence's mark, a heading with none."""

import re
from collections.abc import Iterator

from compositor.copydesk.findings import Context, Finding
from compositor.copydesk.signs import POINTS, has_hanzi

_ENDED = re.compile(r"(?:[。！？…：；.!?:;]|——)[”’）)》〉】」』\"']*$")
_BRACKETED = re.compile(r"(?:（[^（）]*）|\([^()]*\))$")  # （记者 张三）
_EDITORS_MARK = re.compile(r"〔[^〕]*〕$")  # says itself why the text breaks off
SHORT = 20  # characters: a signature, a date, a line of a list; by eye


def missing_ends(text: str, context: Context) -> Iterator[Finding]:
    """A paragraph that stops without a mark: cut off, or its mark forgotten."""
    del context
    is_line = len(text) <= SHORT and not any(point in text for point in POINTS)
    before = _BRACKETED.sub("", text).rstrip()  # nothing: the whole paragraph is a remark
    if not has_hanzi(before) or is_line or _EDITORS_MARK.search(text):
        return
    if not any(_ENDED.search(end) for end in (text, before)):
        yield Finding("no-sentence-end", len(text) - 1, len(text), None, (("found", text[-8:]),))


def heading_stops(text: str, context: Context) -> Iterator[Finding]:
    """。 at the end of a heading that is one sentence."""
    del context
    if text.endswith("。") and text.count("。") == 1 and len(text) > 1:
        yield Finding("heading-stop", len(text) - 1, len(text), "", (("found", text[-8:]),))


def heading_marks(text: str, context: Context) -> Iterator[Finding]:
    """Other points at a heading's end; a kicker's ： leads into the headline."""
    is_lead = context.kind == "kicker" and text.endswith("：")
    if text[-1:] in {*"，、；："} and len(text) > 1 and not is_lead:
        yield Finding("heading-mark", len(text) - 1, len(text), "", (("found", text[-8:]),))
