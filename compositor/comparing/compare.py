"""Two snapshots → their changes: articles by name, parts, modules, pictures, furniture, pages.

    compare(before, after)        # `is_nothing` where the two are the same

Articles are known by their names, pages by their numbers, pictures by file and content, wherever
they stand. A page on which none of these changed and that yet has another imprint changed by its
look only: CSS, faces, layout, press.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from compositor.comparing.changes import (
    ArticleChange,
    ArticleState,
    Changes,
    FurnitureChange,
    ModuleChange,
    PageChange,
    PageState,
    PictureChange,
    PictureSpot,
    PictureState,
    Spot,
    Stand,
)
from compositor.comparing.drawn import differing
from compositor.comparing.parts import aligned, part_changes
from compositor.comparing.words import hunks_of
from compositor.model.snapshot import ArticleSnapshot, PageSnapshot, Snapshot

FURNITURE = frozenset({"furniture", "filler", "jump"})  # kinds of frames whose words are no part


def compare(before: Snapshot, after: Snapshot) -> Changes:
    """What changed from one proof to another of the same issue."""
    articles = tuple(_article_changes(before, after))
    pictures = tuple(_picture_changes(before, after))
    furniture = tuple(_furniture_changes(before, after))
    touched = {
        *(page for one in articles for page in (*one.pages_before, *one.pages_after)),
        *(spot.page for one in pictures for spot in (one.before, one.after) if spot),
        *(one.page for one in furniture),
    }
    gone, new = Counter(before.codes), Counter(after.codes)
    return Changes(
        after.issue,
        after.title,
        Stand(before.number, before.time, before.fingerprint),
        Stand(after.number, after.time, after.fingerprint),
        tuple(_page_changes(before, after, touched)),
        articles,
        pictures,
        furniture,
        tuple(sorted((gone - new).elements())),
        tuple(sorted((new - gone).elements())),
    )


# ------------------------------------------------------------------------------------ pages


def _page_changes(before: Snapshot, after: Snapshot, touched: set[int]) -> Iterator[PageChange]:
    old = {page.number: page for page in before.pages}
    new = {page.number: page for page in after.pages}
    for number in sorted({*old, *new}):
        yield _page_change(old.get(number), new.get(number), number in touched)


def _page_change(old: PageSnapshot | None, new: PageSnapshot | None, touched: bool) -> PageChange:
    page = new or old
    assert page
    plain = PageChange(
        page.number,
        page.title,
        "same",
        old.imprint if old else "",
        new.imprint if new else "",
        page.size,
        page.bleed,
    )
    if not old or not new:
        return replace(plain, state="added" if new else "removed")
    if old.imprint == new.imprint:
        return plain
    rects_before, rects_after = differing(old, new)
    state: PageState = "changed" if touched else "look"
    return replace(plain, state=state, rects_before=rects_before, rects_after=rects_after)


# --------------------------------------------------------------------------------- articles


def _article_changes(before: Snapshot, after: Snapshot) -> Iterator[ArticleChange]:
    old = {article.name: article for article in before.articles}
    new = {article.name: article for article in after.articles}
    stood, stands = _spots(before), _spots(after)
    for name in dict.fromkeys((*new, *old)):
        change = _article_change(
            old.get(name), new.get(name), stood.get(name, ()), stands.get(name, ())
        )
        if change:
            yield change


def _article_change(
    old: ArticleSnapshot | None,
    new: ArticleSnapshot | None,
    stood: Sequence[Spot],
    stands: Sequence[Spot],
) -> ArticleChange | None:
    article = new or old
    assert article
    parts = part_changes(old.parts if old else (), new.parts if new else ())
    modules = tuple(_module_changes(stood, stands))
    state: ArticleState = "changed" if parts else "moved"
    if not old or not new:
        state = "added" if new else "removed"
    elif not parts and not modules:
        return None
    pages_before, pages_after = _pages(stood), _pages(stands)
    return ArticleChange(
        article.name, article.headline, state, pages_before, pages_after, parts, modules
    )


def _spots(snapshot: Snapshot) -> Mapping[str, Sequence[Spot]]:
    """Where the modules of each article stand."""
    found: dict[str, list[Spot]] = {}
    for page in snapshot.pages:
        for module in page.modules:
            found.setdefault(module.article, []).append(Spot(page.number, module.at, module.rect))
    return found


def _pages(spots: Iterable[Spot]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(spot.page for spot in spots))


def _module_changes(stood: Sequence[Spot], stands: Sequence[Spot]) -> Iterator[ModuleChange]:
    """Modules that stand elsewhere: of an article with several, those that stayed are left out."""
    old = [spot for spot in stood if spot not in stands]
    new = [spot for spot in stands if spot not in stood]
    yield from (ModuleChange(a, b) for a, b in zip_longest(old, new))


# --------------------------------------------------------------------------------- pictures


def _picture_changes(before: Snapshot, after: Snapshot) -> Iterator[PictureChange]:
    old, new = _pictures(before), _pictures(after)
    for article in dict.fromkeys((*new, *old)):
        for a, b in _pairs(old.get(article, []), new.get(article, [])):
            state = _picture_state(a, b)
            if state:
                yield PictureChange(article, state, a, b)


def _pictures(snapshot: Snapshot) -> dict[str, list[PictureSpot]]:
    found: dict[str, list[PictureSpot]] = {}
    for page in snapshot.pages:
        for picture in page.pictures:
            spot = PictureSpot(page.number, picture)
            found.setdefault(picture.article, []).append(spot)
    return found


def _likeness(a: PictureSpot, b: PictureSpot) -> tuple[bool, ...]:
    """How sure it is that two are one picture, or one in the place of the other."""
    one, two = a.picture, b.picture
    is_content = one.digest == two.digest and bool(one.digest)
    is_place = (a.page, one.rect) == (b.page, two.rect)
    return is_content, one.file == two.file, is_place, one.part == two.part


def _pairs(
    old: Sequence[PictureSpot], new: Sequence[PictureSpot]
) -> Iterator[tuple[PictureSpot | None, PictureSpot | None]]:
    """Pictures before and after that are each other's, the surest first."""
    left, right = list(old), list(new)
    while left and right:
        a, b = max(((a, b) for a in left for b in right), key=lambda pair: _likeness(*pair))
        if not any(_likeness(a, b)):
            break
        left.remove(a)
        right.remove(b)
        yield a, b
    yield from ((a, None) for a in left)
    yield from ((None, b) for b in right)


def _picture_state(a: PictureSpot | None, b: PictureSpot | None) -> PictureState | None:
    if not a or not b:
        return "added" if b else "removed"
    one, two = a.picture, b.picture
    if one.digest != two.digest or (not one.digest and one.file != two.file):
        return "replaced"
    if (a.page, one.rect) != (b.page, two.rect):
        return "moved"
    return "cropped" if one.focus != two.focus else None


# -------------------------------------------------------------------------------- furniture


def _furniture_changes(before: Snapshot, after: Snapshot) -> Iterator[FurnitureChange]:
    """Words of furniture on the pages that both have."""
    old = {page.number: page for page in before.pages}
    for page in after.pages:
        if page.number in old:
            stood, stands = _furniture(old[page.number]), _furniture(page)
            for key in dict.fromkeys((*stands, *stood)):
                a, b = stood.get(key, []), stands.get(key, [])
                yield from _words_changed(page.number, key, a, b)


def _words_changed(
    page: int, key: tuple[str, str, str], before: Sequence[str], after: Sequence[str]
) -> Iterator[FurnitureChange]:
    for row in aligned(before, after):
        old = "\n".join(before[row.start : row.end])
        new = "\n".join(after[row.new_start : row.new_end])
        if old != new:
            yield FurnitureChange(page, *key, hunks_of(old, new))


def _furniture(page: PageSnapshot) -> dict[tuple[str, str, str], list[str]]:
    """The words of each frame of furniture, by its kind, style and article."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for frame in page.frames:
        if frame.kind in FURNITURE:
            words = "".join(line.text for line in frame.lines)
            found.setdefault((frame.kind, frame.style, frame.article), []).append(words)
    return found
