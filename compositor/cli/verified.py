"""What was verified, told: as lines a person reads, and as data (`--json`).

    verified_lines(told, overlays, "zh")
    verified_data(told, overlays, "zh")     lengths in mm, a rectangle is [x, y, width, height]

    {issue, state, exit_code, seconds, damaged: [name…], inputs: [{way, path}],
     engines: [{name, before, after}], files: [{name, before, after}],
     pages: [{page, state, lines: [{article, kind, words, before: [text…], after: [text…]}],
              moved, furthest_mm, refit, pictures: [{file, before, after}], shapes,
              prints: [{file, pixels, share, step, rects, overlay, inks: {gone, new}}]}],
     problems: {gone: [code…], new: [code…]}, diagnostics, trace}

`overlays` are the names of pictures that were written, by page and PDF.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from compositor.cli.verifywords import WORDS
from compositor.comparing.excerpts import ELLIPSIS, excerpts, told
from compositor.comparing.words import hunks_of
from compositor.diagnostics.render import Language, as_data
from compositor.geometry import Rect
from compositor.model.backissue import (
    OtherFile,
    OtherLines,
    OtherPage,
    OtherPicture,
    OtherPrint,
    Verified,
)
from compositor.units import to_mm

Overlays: TypeAlias = Mapping[tuple[int, str], str]
Data: TypeAlias = dict[str, object]

PDF = ".pdf"
FEW = 3  # stretches of lines, places on a page, … that are told; of the rest how many there are
FIRST = 2  # lines of a stretch that are told
TURN = "｜"  # between lines


def say(language: Language, key: str, **values: object) -> str:
    """A sentence, filled in."""
    return WORDS[language][key].format(**values)


# -------------------------------------------------------------------------------------- text


def verified_lines(told: Verified, overlays: Overlays, language: Language) -> Iterator[str]:
    """An issue that is not identical: its state, and what is known of why."""
    words = WORDS[language]
    state = words[told.state]
    if told.pages_made:
        pages, seconds = told.pages_made, told.seconds
        yield say(language, "row", state=state, issue=told.issue, pages=pages, seconds=seconds)
    else:
        yield say(language, "row_bare", state=state, issue=told.issue)
    yield from (f"    {line}" for line in _facts(told, overlays, language))


def _facts(told: Verified, overlays: Overlays, language: Language) -> Iterator[str]:
    comma = WORDS[language]["comma"]
    if told.damaged:
        yield say(language, "damaged_files", files=comma.join(told.damaged))
    if told.state == "damaged" and not told.files:
        yield say(language, "restored", issue=told.issue)
    inputs = [say(language, f"input_{one.way}", path=one.path) for one in told.inputs]
    yield from _few(inputs, language)
    if told.files and told.state != "same-print":
        files = (_file_name(one, language) for one in told.files)
        yield say(language, "files", files=comma.join(files))
    not_drawn = [name for name in told.damaged if name.endswith(PDF)]
    for page in told.pages:
        yield from _page_lines(page, overlays, language)
    if told.pages and not_drawn:
        yield say(language, "not_drawn", files=comma.join(not_drawn))
    for key, codes in (("codes_gone", told.codes_gone), ("codes_new", told.codes_new)):
        if codes:
            yield say(language, key, codes=comma.join(codes))


def _file_name(one: OtherFile, language: Language) -> str:
    if one.before is None or one.after is None:
        return say(language, "file_gone" if one.after is None else "file_new", name=one.name)
    return one.name


def _few(lines: Sequence[str], language: Language, count: int = FEW) -> Iterator[str]:
    """The first of some lines, and how many more there are."""
    yield from lines[:count]
    if len(lines) > count:
        yield say(language, "more", count=len(lines) - count)


def _page_lines(page: OtherPage, overlays: Overlays, language: Language) -> Iterator[str]:
    if page.state != "changed":
        yield say(language, f"page_{page.state}", page=page.page)
        return
    name = say(language, "page", page=page.page)
    facts = WORDS[language]["separator"].join(_page_facts(page, language))
    yield say(language, "says", page=name, facts=facts)
    stretches = [line for one in page.lines for line in _stretch(one, language)]
    yield from (f"    {line}" for line in _few(stretches, language))
    pictures = [_picture(one, language) for one in page.pictures]
    yield from (f"    {line}" for line in _few(pictures, language))
    yield from (f"    {line}" for line in _inks(page, language))
    for drawn in page.prints[:1] if page.prints and page.prints[0].rects else ():
        rects = [_rect(rect, language) for rect in drawn.rects]
        told_rects = WORDS[language]["separator"].join(_few(rects, language))
        yield f"    {say(language, 'rects', rects=told_rects)}"
    for drawn in page.prints:
        if file := overlays.get((page.page, drawn.file)):
            yield f"    {say(language, 'overlay', file=file)}"


def _page_facts(page: OtherPage, language: Language) -> Iterator[str]:
    """What differs on a page, in figures."""
    words = [one for one in page.lines if one.is_words]
    broken = [one for one in page.lines if not one.is_words]
    counts = {
        "words": len(words),
        "lines": sum(max(len(one.before), len(one.after)) for one in broken),
        "moved_by" if page.furthest else "moved": page.moved,
        "refit": page.refit,
        "pictures": len(page.pictures),
        "shapes": page.shapes,
    }
    for key, count in counts.items():
        if count:
            yield say(language, key, count=count, way=to_mm(page.furthest))
    for drawn in page.prints:
        yield say(language, "drawn", file=drawn.file, share=_share(drawn), step=drawn.step)


def _inks(page: OtherPage, language: Language) -> Iterator[str]:
    """Inks that only one of both says, in any of the page's files."""
    gone = dict.fromkeys(ink for drawn in page.prints for ink in drawn.inks_gone)
    new = dict.fromkeys(ink for drawn in page.prints for ink in drawn.inks_new)
    comma = WORDS[language]["comma"]
    for key, inks in (("inks_gone", gone), ("inks_new", new)):
        if inks:
            yield say(language, key, inks=comma.join(_few([*inks], language)))


def _share(drawn: OtherPrint) -> str:
    """A share as a percentage, small ones with as many places as they need."""
    share = 100 * drawn.share
    return f"{share:.2f} %" if share >= 0.01 else f"{share:.1g} %"


def _stretch(one: OtherLines, language: Language) -> Iterator[str]:
    """What stands where lines are broken elsewhere, before and after; or the words that differ."""
    whose = say(language, "whose", article=one.article or one.kind)
    if one.is_words:
        for excerpt in excerpts(hunks_of("".join(one.before), "".join(one.after))):
            yield f"{whose}{told(excerpt, '-')} → {told(excerpt, '+')}"
        return
    yield f"{whose}{_first_lines(one.before)} → {_first_lines(one.after)}"


def _first_lines(lines: Sequence[str]) -> str:
    """Where a stretch begins: there it is that lines part."""
    told_lines = (*lines[:FIRST], *([ELLIPSIS] if len(lines) > FIRST else []))
    return TURN.join(told_lines)


def _picture(one: OtherPicture, language: Language) -> str:
    places = (
        _rect(r, language) if r else say(language, "nowhere") for r in (one.before, one.after)
    )
    before, after = places
    return say(language, "picture", file=one.file, before=before, after=after)


def _rect(rect: Rect, language: Language) -> str:
    x, y, width, height = map(to_mm, rect)
    return say(language, "rect", x=x, y=y, width=width, height=height)


# -------------------------------------------------------------------------------------- data


def verified_data(told: Verified, overlays: Overlays, language: Language) -> Data:
    """The same as plain data, whole."""
    return {
        "issue": told.issue,
        "state": told.state,
        "exit_code": int(told.exit_code),
        "seconds": round(told.seconds, 3),
        "damaged": list(told.damaged),
        "inputs": [one._asdict() for one in told.inputs],
        "engines": [one._asdict() for one in told.engines],
        "files": [one._asdict() for one in told.files],
        "pages": [_page_data(page, overlays) for page in told.pages],
        "problems": {"gone": list(told.codes_gone), "new": list(told.codes_new)},
        "diagnostics": as_data(told.diagnostics, language),
        **({"trace": told.trace} if told.trace else {}),
    }


def _page_data(page: OtherPage, overlays: Overlays) -> Data:
    return {
        "page": page.page,
        "state": page.state,
        "lines": [_lines_data(one) for one in page.lines],
        "moved": page.moved,
        "furthest_mm": round(to_mm(page.furthest), 4),
        "refit": page.refit,
        "pictures": [
            {"file": one.file, "before": _rect_data(one.before), "after": _rect_data(one.after)}
            for one in page.pictures
        ],
        "shapes": page.shapes,
        "prints": [_print_data(one, overlays.get((page.page, one.file))) for one in page.prints],
    }


def _lines_data(one: OtherLines) -> Data:
    return {
        "article": one.article,
        "kind": one.kind,
        "words": one.is_words,
        "before": list(one.before),
        "after": list(one.after),
    }


def _print_data(one: OtherPrint, overlay: str | None) -> Data:
    return {
        "file": one.file,
        "pixels": one.pixels,
        "share": one.share,
        "step": one.step,
        "rects": [_rect_data(rect) for rect in one.rects],
        "overlay": overlay,
        "inks": {"gone": list(one.inks_gone), "new": list(one.inks_new)},
    }


def _rect_data(rect: Rect | None) -> list[float] | None:
    return [round(to_mm(edge), 2) for edge in rect] if rect else None
