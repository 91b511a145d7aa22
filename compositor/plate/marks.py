"""Marked content: which stretch of a page's content stream is which piece of which article.

    /P <</MCID 0>> BDC … EMC         a stretch of a piece; its number counts from 0 on each page
    /Artifact BMC … EMC              what is no article's (ISO 32000-1 14.8.2.2)

The painter writes the first as it draws type (`Marks.marked`). When the page is drawn,
`Marks.complete` marks its photographs, and all that is painted outside of a mark as an artifact:
each path from where it begins to where it is painted, each text object, each picture, so that no
mark lies within a path or across a text object or a graphics state. Each operator stands on a line.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from compositor.model.reading import Element, Piece, every

ARTIFACT, END = b"/Artifact BMC", b"EMC"
# Operators (ISO 32000-1 annex A) that begin a path or a text object, paint it, paint at once.
BEGIN = frozenset({b"m", b"re", b"BT"})
PAINT = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"ET"})
PAINT_AT_ONCE = frozenset({b"Do", b"sh", b"EI"})
NO_PAINT = b"n"  # ends a path that only clips


class Spot(NamedTuple):
    """A marked stretch of a page: whose it is, and its place among the stretches of the page."""

    piece: Piece
    order: int


class Marks:
    """What is marked on each page of a document, filled while it is drawn.

    The pages are known by their content streams (`pydyf.Stream`).
    """

    def __init__(self, elements: Iterable[Element]) -> None:
        self._tags = {e.piece: e.tag for e in every(elements) if e.piece}
        self._spots: defaultdict[Any, list[Spot]] = defaultdict(list)

    @contextmanager
    def marked(self, stream: Any, piece: Piece | None, order: int) -> Iterator[None]:
        """Mark what is drawn meanwhile; not in a form, which is an artifact of its page."""
        is_told = piece in self._tags and "Subtype" not in stream.extra
        if piece and is_told:
            stream.stream.append(self._begin(stream, Spot(piece, order)))
        yield
        if is_told:
            stream.stream.append(END)

    def complete(self, stream: Any, pictures: Mapping[bytes, Iterator[Spot]]) -> tuple[Spot, ...]:
        """Mark what is left of a page, and say what each of its numbers (MCID) is.

        `pictures` are its photographs by the names they are painted by, in order.
        """
        done: list[Any] = []
        start = -1  # of the path or text object that is open
        is_marked = False
        for operation in stream.stream:
            done.append(operation)
            operator = _operator(operation)
            if is_marked or operator in (b"BDC", b"BMC"):
                is_marked = operator != END
            elif operator in BEGIN:
                start = start if start >= 0 else len(done) - 1
            elif operator in PAINT:
                done[start:] = (ARTIFACT, *done[start:], END)
                start = -1
            elif operator in PAINT_AT_ONCE:
                done[-1:] = (self._begin_picture(stream, operation, pictures), operation, END)
            elif operator == NO_PAINT:
                start = -1
        stream.stream[:] = done
        return tuple(self._spots[stream])

    def _begin(self, stream: Any, spot: Spot) -> bytes:
        spots = self._spots[stream]
        spots.append(spot)
        return f"/{self._tags[spot.piece]} <</MCID {len(spots) - 1}>> BDC".encode()

    def _begin_picture(
        self, stream: Any, operation: bytes, pictures: Mapping[bytes, Iterator[Spot]]
    ) -> bytes:
        spot = next(pictures.get(operation.split()[0], iter(())), None)
        return self._begin(stream, spot) if spot and spot.piece in self._tags else ARTIFACT


def _operator(operation: bytes) -> bytes:
    """The operator of an operation, after its operands."""
    return operation[operation.rfind(b" ") + 1 :]
