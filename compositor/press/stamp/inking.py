"""Which paint overprints, and content without its structure: what the press needs of the operators.

Everything painted in black alone, C0 M0 Y0 K100, overprints (OPM 1, which keeps the other plates
as they are); all else knocks out. So a black text or rule stands on a tint without a white seam
when the plates do not register, and white type on a label is not lost (PDF 32000-1 §11.7.4.3; the
rule is that of the swatch [Black] of make-up programs). Large black areas are no
exception: over paper they are the same either way.

It reads what our own plate writes: one operator a line, colours as `/DeviceCMYK cs` and `scn`.
"""

import re

from pypdf.generic import BooleanObject, DictionaryObject, NameObject, NumberObject

BLACK = (0.0, 0.0, 0.0, 1.0)
COLOUR = re.compile(rb"^(?:(q)|(Q)|([0-9. -]+) (?:(scn)|(SCN)))$", re.M)
MARKED = re.compile(rb"^(?:/\w+ (?:<<.*>> )?(?:BDC|BMC)|EMC)(?:\n|\Z)", re.M)


def ink(content: bytes) -> bytes:
    """Content with a graphics state after each colour it sets: one of those of `states`."""
    stack: list[tuple[bool, bool]] = []
    now = (False, False)

    def follow(match: re.Match[bytes]) -> bytes:
        nonlocal now
        if match[1]:
            stack.append(now)
            return match[0]
        if match[2]:
            now = stack.pop() if stack else (False, False)
            return match[0]
        is_black = tuple(map(float, match[3].split())) == BLACK
        now = (is_black, now[1]) if match[4] else (now[0], is_black)
        return match[0] + b"\n" + _name(now).encode() + b" gs"

    return COLOUR.sub(follow, content)


def strip(content: bytes) -> bytes:
    """Content without the marks of its structure: a press file has none."""
    return MARKED.sub(b"", content)


def _name(fill_and_stroke: tuple[bool, bool]) -> str:
    fill, stroke = fill_and_stroke
    return f"/Over{int(fill)}{int(stroke)}"


def states() -> DictionaryObject:
    """The four graphics states of black and not, for what is filled and what is drawn."""
    found = DictionaryObject()
    for fill in (False, True):
        for stroke in (False, True):
            found[NameObject(_name((fill, stroke)))] = _state(fill, stroke)
    return found


def _state(fill: bool, stroke: bool) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/ExtGState"),
            NameObject("/OP"): BooleanObject(stroke),
            NameObject("/op"): BooleanObject(fill),
            NameObject("/OPM"): NumberObject(1),
        }
    )
