"""The paper's own lists: words it avoids, and people with their posts in the order of protocol.

A person's post is looked for right before and right after the name, and told wrong only if what
stands there is a post and none of those listed: 县总工会副主席陈健, where the list has 主席.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from compositor.copydesk.findings import Context, Finding
from compositor.copydesk.signs import HAN
from compositor.model.house import Avoided, Person

# The end of a post, by which posts are told apart.
_HEAD = (
    r"(?:常务|第一|执行)?(?:副)?(?:"
    "主席|书记|主任|部长|局长|县长|市长|区长|镇长|乡长|省长|州长|会长|理事长|秘书长|院长|校长|所长|站长|处长|"
    "科长|厅长|司长|行长|社长|馆长|总经理|董事长|经理|总编辑|主编|检察长|庭长|队长|组长|干事|调研员"
    ")"
)
_BEFORE = re.compile(rf"({_HEAD})[ \u3000]?$")
_AFTER = re.compile(rf"({_HEAD})")
_LISTED = re.compile(rf"(?:{_HEAD}|同志)?[、，和](?:[{HAN}]{{0,20}}{_HEAD})?[ \u3000]?")


def words_to_avoid(text: str, context: Context) -> Iterator[Finding]:
    """Each place of a listed word, but for those inside what is to be written instead."""
    for entry in context.lists.avoid:
        kept = _places(text, entry.instead) if entry.word in entry.instead else []
        for place in _places(text, entry.word):
            if not any(place.start in other for other in kept):
                yield _avoided(entry, place)


def wrong_posts(text: str, context: Context) -> Iterator[Finding]:
    """A listed name beside a post that is none of that person's."""
    posts: dict[str, list[str]] = {}
    for person in context.lists.people:
        posts.setdefault(person.name, []).append(person.post)
    for name, listed in posts.items():
        heads = {head for post in listed for head in _heads(post)}
        for place in _places(text, name):
            sides = _BEFORE.search(text[: place.start]), _AFTER.match(text[place.stop :])
            found = [side for side in sides if side]
            if heads and found and not any(side[1] in heads for side in found):
                values = (("found", found[0][1]), ("name", name), ("post", "、".join(listed)))
                yield Finding("wrong-post", place.start, place.stop, None, values)


def out_of_order(text: str, context: Context) -> Iterator[Finding]:
    """Two people, one after the other in an enumeration, of whom the list has the second first."""
    ranks = _ranks(context.lists.people)
    found = sorted(
        (place.start, place.stop, name) for name in ranks for place in _places(text, name)
    )
    for (_, end, first), (start, stop, second) in pairwise(found):
        if ranks[first] > ranks[second] and _LISTED.fullmatch(text[end:start]):
            yield Finding("out-of-order", start, stop, None, (("name", second), ("before", first)))


def _avoided(entry: Avoided, place: range) -> Finding:
    """Several words to choose from are told, not written."""
    instead = entry.instead if not re.search("[/／、|]|或", entry.instead) else ""
    note = f" ({entry.note})" if entry.note else ""
    note_zh = f"（{entry.note}）" if entry.note else ""
    values = (
        ("instead", entry.instead or "another word"),
        ("instead_zh", entry.instead or "换个说法"),
        ("note", note),
        ("note_zh", note_zh),
    )
    return Finding("word-to-avoid", place.start, place.stop, instead or None, values)


def _places(text: str, word: str) -> list[range]:
    return [range(*match.span()) for match in re.finditer(re.escape(word), text)]


def _heads(post: str) -> Iterator[str]:
    """The ends of a post's parts: 市人大常委会副主任、市总工会主席."""
    for part in re.split("[、，, ]", post):
        yield from (match[1] for match in [_BEFORE.search(part)] if match)


def _ranks(people: tuple[Person, ...]) -> dict[str, int]:
    """Each name's first place in the list."""
    return {person.name: rank for rank, person in reversed(list(enumerate(people)))}
