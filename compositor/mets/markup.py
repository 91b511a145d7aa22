"""XML as text: elements with attributes, in the order given, every character one XML 1.0 allows.

    element("SP", {"WIDTH": "3.5"})                  '<SP WIDTH="3.5"/>'
    element("title", {}, text("A & B"))              '<title>A &amp; B</title>'
    lines("Tags", {}, [tag, tag])                    the same, a line to each child

An attribute whose value is None is left out. What XML has no way to say (a control character, half
a surrogate pair) is written as U+FFFD, so that every file can be read.
"""

import re
from collections.abc import Iterable, Mapping

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XLINK = "http://www.w3.org/1999/xlink"

# What is no character of XML 1.0 (§2.2), and what is markup; white space in an attribute would be
# read as a space (§3.3.3) if it were not escaped.
_OTHER = re.compile("[^\x20!#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_ESCAPES |= {sign: f"&#{ord(sign)};" for sign in "\t\n\r"}

Attributes = Mapping[str, str | None]


def text(words: str) -> str:
    """Words as they stand in an attribute or between tags."""
    return _OTHER.sub(_escaped, words) if _OTHER.search(words) else words


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0], "\ufffd")


def element(name: str, attributes: Attributes, *children: str) -> str:
    """An element with its children, which are written already, right behind each other."""
    tag = name + "".join(f' {k}="{text(v)}"' for k, v in attributes.items() if v is not None)
    return f"<{tag}>{''.join(children)}</{name}>" if children else f"<{tag}/>"


def lines(name: str, attributes: Attributes, children: Iterable[str]) -> str:
    """An element that holds nothing but elements: a line to each."""
    inner = "\n".join(children)
    return element(name, attributes, f"\n{inner}\n") if inner else element(name, attributes)


def document(root: str) -> bytes:
    """The bytes of a file."""
    return f"{DECLARATION}{root}\n".encode()
