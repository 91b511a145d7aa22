"""Two `edition.json` of an issue → the pages that are made otherwise: lines, places, pictures.

    other_pages(before, after)      # the data of both files; pages that are the same are left out

This is what an archive keeps of an edition: lines with words and places, without manuscripts and
glyphs. The lines of an article are held against each other from its beginning to its end, over
legs and pages, so that one that is broken elsewhere does not make all that follow new: these have
moved. What is drawn otherwise in its place (glyphs, colours) is for pixels to say.

`ValueError` where a file is of a version that had other fields.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import accumulate, zip_longest
from typing import Any, NamedTuple, TypeAlias

from compositor.geometry import Rect
from compositor.model.backissue import OtherLines, OtherPage, OtherPicture
from compositor.units import Emu, mm

Data: TypeAlias = Mapping[str, Any]
# Whose lines are held against each other: an article's, or those of one kind of furniture.
Owner: TypeAlias = tuple[object, ...]


class _Line(NamedTuple):
    """A line: page, kind of frame, words, where it stands (mm), how it is fitted."""

    page: int
    kind: str
    text: str
    place: tuple[float, float]
    fit: tuple[object, ...]


@dataclass(slots=True)
class _Noted:
    """What is found out about a page."""

    lines: list[OtherLines] = field(default_factory=list)
    moved: int = 0
    furthest: Emu = 0
    refit: int = 0


def other_pages(before: Data, after: Data) -> tuple[OtherPage, ...]:
    """The pages that are not the same in both, by number."""
    try:
        if before["format"] != after["format"]:
            raise ValueError(f"format {before['format']}")
        return tuple(_other_pages(before, after))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from None


def _other_pages(before: Data, after: Data) -> Iterator[OtherPage]:
    old = {page["page"]: page for page in before["pages"]}
    new = {page["page"]: page for page in after["pages"]}
    noted = _lines_noted(_lines(before), _lines(after))
    for number in sorted({*old, *new}):
        page = _other_page(number, old.get(number), new.get(number), noted.get(number, _Noted()))
        if page != OtherPage(number):
            yield page


def _other_page(number: int, old: Data | None, new: Data | None, noted: _Noted) -> OtherPage:
    if old is None or new is None:
        return OtherPage(number, "added" if new else "removed")
    return OtherPage(
        number,
        "changed",
        tuple(noted.lines),
        noted.moved,
        noted.furthest,
        noted.refit,
        tuple(_other_pictures(old["pictures"], new["pictures"])),
        _other_shapes(old, new),
    )


# ------------------------------------------------------------------------------------- lines


def _lines(edition: Data) -> dict[Owner, list[_Line]]:
    """The lines of an edition by whose they are, in the order they are drawn."""
    found: dict[Owner, list[_Line]] = {}
    for page in edition["pages"]:
        for frame in page["frames"]:
            article = frame["article"]
            owner = (article,) if article else ("", page["page"], frame["kind"], frame["style"])
            lines = (_line(page["page"], frame, line) for line in frame["lines"])
            found.setdefault(owner, []).extend(lines)
    return found


def _line(page: int, frame: Data, line: Data) -> _Line:
    y = line["y_mm"] if line.get("vertical") else line["baseline_mm"]
    fit = (frame["style"], line["size_pt"], line["measure_pt"], line["width_pt"])
    return _Line(page, frame["kind"], line["text"], (line["x_mm"], y), fit)


def _lines_noted(
    before: Mapping[Owner, list[_Line]], after: Mapping[Owner, list[_Line]]
) -> dict[int, _Noted]:
    noted: dict[int, _Noted] = {}
    for owner in dict.fromkeys((*before, *after)):
        old, new = before.get(owner, []), after.get(owner, [])
        if old != new:
            _note(str(owner[0]), old, new, noted)
    return noted


def _note(
    article: str, before: Sequence[_Line], after: Sequence[_Line], noted: dict[int, _Noted]
) -> None:
    """Note on their pages what became of the lines of an article."""
    for is_kept, a, b, c, d in _stretches(before, after):
        if is_kept:
            for one, two in zip(before[a:b], after[c:d], strict=True):
                _note_kept(one, two, noted)
        else:
            old, new = before[a:b], after[c:d]
            words = (tuple(line.text for line in lines) for lines in (old, new))
            change = OtherLines(article, (*new, *old)[0].kind, *words)
            for page in {line.page for line in (*old, *new)}:
                noted.setdefault(page, _Noted()).lines.append(change)


class _Stretch(NamedTuple):
    """Lines before, from and up to, that are those after or have these in their place."""

    is_kept: bool
    start: int
    end: int
    new_start: int
    new_end: int


def _stretches(before: Sequence[_Line], after: Sequence[_Line]) -> Iterator[_Stretch]:
    """Where the words are the same a line is kept if it has the same of them; else by its text.

    Texts say the same things again: by text alone a line would be found in another's place.
    """
    old, new = _spans(before), _spans(after)
    if "".join(span[0] for span in old) != "".join(span[0] for span in new):
        old, new = ([(line.text, 0) for line in lines] for lines in (before, after))
    for op, *ends in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield _Stretch(op == "equal", *ends)


def _spans(lines: Sequence[_Line]) -> list[tuple[str, int]]:
    """The words of each line, without white space, and how many characters go before them."""
    words = ["".join(line.text.split()) for line in lines]
    begins = accumulate(map(len, words), initial=0)
    return list(zip(words, begins, strict=False))


def _note_kept(before: _Line, after: _Line, noted: dict[int, _Noted]) -> None:
    """Note of a line with the same words whether it moved, or is fitted otherwise."""
    if (before.page, before.place) != (after.page, after.place):
        for page in {before.page, after.page}:
            noted.setdefault(page, _Noted()).moved += 1
        if before.page == after.page:
            way = max(abs(a - b) for a, b in zip(before.place, after.place, strict=True))
            on_page = noted[after.page]
            on_page.furthest = max(on_page.furthest, mm(way))
    elif before.fit != after.fit:
        noted.setdefault(after.page, _Noted()).refit += 1


# ------------------------------------------------------------------------ pictures and shapes


def _other_pictures(before: Iterable[Data], after: Iterable[Data]) -> Iterator[OtherPicture]:
    """Pictures by their files; of a file that stands there twice, in the order of drawing."""
    old, new = _by_file(before), _by_file(after)
    for file in dict.fromkeys((*new, *old)):
        for one, two in zip_longest(old.get(file, ()), new.get(file, ())):
            if one != two:
                yield OtherPicture(file, _rect(one), _rect(two))


def _by_file(pictures: Iterable[Data]) -> dict[str, list[Data]]:
    found: dict[str, list[Data]] = {}
    for picture in pictures:
        found.setdefault(picture["file"], []).append(picture)
    return found


def _rect(data: Data | None) -> Rect | None:
    keys = ("x_mm", "y_mm", "width_mm", "height_mm")
    return Rect(*(mm(data[key]) for key in keys)) if data else None


def _other_shapes(before: Data, after: Data) -> int:
    """How many rules and boxes one of the pages has that the other has not; a move counts once."""
    old, new = _shapes(before), _shapes(after)
    return max((old - new).total(), (new - old).total())


def _shapes(page: Data) -> Counter[str]:
    shapes = (("rules", page["rules"]), ("boxes", page["boxes"]))
    size = f"page {page['width_mm']} {page['height_mm']} {page['bleed_mm']}"
    return Counter([size, *(f"{name} {one}" for name, found in shapes for one in found)])
