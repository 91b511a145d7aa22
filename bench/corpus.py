"""The running text of the five seeds: what columns are set from when they are compared.

The seeds are damaged pages; the rule that makes paragraphs of them is blunt and the same for every
composer. Lines between blank lines are one block; a block of fewer than `SHORT` characters is a
heading, a label or a byline and left out, unless the block before it broke off; a block that does
not end a sentence broke off at a column's end and goes on in the next.
"""

import re
from collections.abc import Iterator
from functools import cache

from bench import ROOT

SHORT = 30  # characters
SENTENCE_END = re.compile(r"[。！？…”）](（.{0,12}）)?$")


@cache
def paragraphs() -> tuple[str, ...]:
    """The paragraphs of all seeds, in their order."""
    return tuple(
        p for path in sorted(ROOT.glob("seeds/*.txt")) for p in _mended(path.read_text("utf-8"))
    )


def _mended(text: str) -> Iterator[str]:
    whole = ""
    for block in re.split(r"\n\s*\n", text):
        words = "".join(line.strip() for line in block.splitlines())
        if whole or len(words) >= SHORT:
            whole += words
        if whole and SENTENCE_END.search(whole):
            yield whole
            whole = ""
    if len(whole) >= SHORT:
        yield whole
