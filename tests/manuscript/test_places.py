"""Places written into a manifest: it reads back as the plan says, and nothing else has changed."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.diagnostics import Place
from compositor.manuscript import read_issue
from compositor.manuscript.places import with_places
from compositor.manuscript.yamlfile import parse
from compositor.model.issue import (
    At,
    Issue,
    OpenPlacement,
    PagePlan,
    PicturePlace,
    Placement,
)
from compositor.sources import MemorySources
from tests.manuscript.samples import FACES, FOLDER, LAYOUT

HEAD = "publication: {name: 江苏工人报}\ndate: 2025-08\nlayout: sikai\n"
NAMES = ("a", "b", "c", "d", "e")
ARTICLE = "---\nheadline: 题\n---\n\n正文。\n"


def read(text: str) -> Issue:
    files = {f"{FOLDER}/articles/{name}.md": ARTICLE for name in (*NAMES, "x, y")}
    files |= {"layouts/sikai/layout.yaml": LAYOUT, "fonts/fonts.yaml": FACES}
    done = read_issue(MemorySources({**files, f"{FOLDER}/issue.yaml": text}), FOLDER)
    assert done.issue, [(d.code, d.place, d.values) for d in done.diagnostics]
    return done.issue


def placed(entry: OpenPlacement, number: int) -> Placement:
    """A place for an entry, of another form for each number."""
    return Placement(
        article=entry.article,
        at=At(1, 1 + 8 * number, 1 + number % 6, 8),
        rank=entry.rank or ("lead", "second")[number % 2],
        text_columns=entry.text_columns or (None, 2)[number % 2],
        box=bool(number % 3 == 0) if entry.box is None else entry.box,
        column_rules=entry.column_rules,
        place=entry.place,
        headline=entry.headline or ("horizontal", "vertical")[number % 2],
        writing=entry.writing,
        tint=entry.tint,
        weight=entry.weight,
        group=entry.group,
        pictures=entry.pictures if number % 2 else (PicturePlace(columns=2),),
    )


def settled(issue: Issue) -> Issue:
    """The issue with a place for every article; those of the pool go to the pages by turns."""
    pages = list(issue.pages) or [PagePlan(n, "", (), issue.open[0].place) for n in (1, 2)]
    number = 0
    for index, plan in enumerate(pages):
        mine = [*plan.open, *issue.open[index :: len(pages)]]
        known = [(p.place.line, p.place.column, p) for p in plan.placements]
        new = []
        for entry in mine:
            new.append((entry.place.line, entry.place.column, placed(entry, number)))
            number += 1
        pool = {entry.article for entry in issue.open}
        every = sorted([*known, *new], key=lambda t: (t[2].article in pool, t[0], t[1]))
        pages[index] = replace(plan, placements=tuple(p for *_, p in every), open=())
    return replace(issue, pages=tuple(pages), open=(), is_open_ended=False)


def bare(issue: Issue) -> list[tuple[int, str, list[Placement]]]:
    """The pages without where in the file they stand."""
    somewhere = Place("")
    return [
        (plan.number, plan.title, [replace(p, place=somewhere) for p in plan.placements])
        for plan in issue.pages
    ]


def written(text: str) -> str:
    """The text with places, after it was held against the plan."""
    plan = settled(read(text))
    after = with_places(parse(f"{FOLDER}/issue.yaml", text), text, plan)
    again = read(after)
    assert bare(again) == bare(plan), after
    assert not again.open and not any(page.open for page in again.pages)
    assert sorted(comments(after)) == sorted(comments(text)), after
    return after


def comments(text: str) -> list[str]:
    return [found.rstrip() for found in re.findall(r"(?<!\S)#.*", text)]


# ---------------------------------------------------------------------- one way after another


PAGE = "make_up: auto\npages:\n  - page: 1\n    articles:\n"
CASES = {
    "bare": (PAGE + "      - a  # first\n      - b\n", "      - {article: a, rank: lead, at: {column: 1, line: 1, columns: 1, lines: 8}, box: true, photos: [{columns: 2}]}  # first\n"),
    "flow": (PAGE + "      - {weight: 3, article: a, group: g,}\n", "      - {weight: 3, article: a, rank: lead, at: {column: 1, line: 1, columns: 1, lines: 8}, box: true, photos: [{columns: 2}], group: g,}\n"),
    "block": (
        PAGE + "      - article: a  # first\n        weight: 3\n",
        "      - article: a  # first\n        rank: lead\n        at: {column: 1, line: 1, columns: 1, lines: 8}\n        box: true\n        photos: [{columns: 2}]\n        weight: 3\n",
    ),
    "empty keys": (
        PAGE + "      - article: a\n        at:\n        rank:  # which?\n",
        "        at: {column: 1, line: 1, columns: 1, lines: 8}\n        rank: lead  # which?\n",
    ),
    "photos": (
        PAGE + "      - article: a\n        photos:\n          - {columns: 1}\n          - columns: 3\n",
        "        photos:\n          [{columns: 2}]\n",
    ),
    "two in brackets": ("make_up: auto\npages: [{page: 1, articles: [a, {article: b}]}]\n", "articles: [{article: a, rank"),
    "a name with a comma": (PAGE + "      - x, y\n", "{article: 'x, y', rank"),
    "no pages": ("make_up: auto\narticles: [a, b, c]  # all\n", "# all\npages:\n  - page: 1\n    articles:\n      - {article: a,"),
    "empty pages": ("make_up: auto\npages: []  # none\narticles: [a, b]\n", "# none\npages:\n  - page: 1\n"),
    "JSON": ('{"publication": {"name": "报"}, "date": "2025-08", "layout": "sikai", "make_up": "auto", "articles": ["a", "b"]}', "pages: [{page: 1, articles: [{article: a,"),
    "JSON with pages": ('{"publication": {"name": "报"}, "date": "2025-08", "layout": "sikai", "make_up": "auto", "articles": ["a", "b"], "pages": [{"page": 1}, {"page": 2, "articles": []}]}', "articles: []"),
    "a last line without an end": (PAGE + "      - a\narticles:\n  - b", "      - {article: b, "),
    "a page without articles": ("make_up: auto\narticles: [a, b]\npages:\n  - page: 1\n    title: 要闻  # one\n  - page: 2\n    articles:  # two\n", "    title: 要闻  # one\n    articles:\n      - {article: a,"),
    "from behind": ("articles:\n- a\n# above b\n- article: b\n  weight: 2  # behind b\npages:\n- page: 1\n  articles:\n  - c\nmake_up: auto\n", "  # above b\n  - article: b\n    rank"),
    "into brackets": ("make_up: auto\narticles:\n  # why\n  - article: a\n    weight: 2  # two\n  - b\npages:\n  - {page: 1, articles: [c]}\n", "lines: 8}"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_places_are_written_as_the_entry_was(case: str) -> None:
    text, made = CASES[case]
    head = "" if text.startswith("{") else HEAD
    assert made in written(head + text)


def test_what_has_its_place_is_left_alone() -> None:
    at = "{article: a, at: {column: 1, line: 60, columns: 2, lines: 9}, rank: second}"
    assert f"      - {at}  # pinned\n" in written(
        f"{HEAD}{PAGE}      - {at}  # pinned\n      - b\n"
    )


def test_it_is_made_up_by_hand_then() -> None:
    text = HEAD + PAGE.replace("  - page: 1\n", "  - page: 1\n    make_up: auto  # too\n")
    made = written(text + "      - a\n")
    assert "\nmake_up: hand\n" in made and "    make_up: hand  # too\n" in made


# ----------------------------------------------------------------------------- all together


NOTES = st.sampled_from(["", "", "# note", "# 备注：一、二", "# [a, {b: c}] - d"])


@st.composite
def entries(draw: st.DrawFn, name: str, flow: bool) -> list[str]:
    """An entry as lines, bare or with keys, in brackets or below each other."""
    keys = [f"article: {name}"]
    keys += draw(st.lists(st.sampled_from(["weight: 3", "box: true", "group: g", "rank: ", "text_columns: 3", "headline: horizontal", "photos: [{columns: 1}]"]), max_size=3, unique=True))  # fmt: skip
    keys = draw(st.permutations(keys))
    style = draw(st.sampled_from(["bare", "flow"] if flow else ["bare", "flow", "block", "block"]))
    if style == "bare":
        return [name]
    if style == "flow":
        return ["{" + ", ".join(keys) + "}"]
    return [key.rstrip() + draw(NOTES.map(lambda n: f"  {n}" if n else "")) for key in keys]


@st.composite
def listed(draw: st.DrawFn, names: tuple[str, ...], indent: int) -> str:
    """A list of entries with comments between, as the value of a key."""
    flow = draw(st.booleans())
    lines = []
    for index, name in enumerate(names):
        if note := draw(NOTES):
            lines.append(note)
        first, *further = draw(entries(name, flow))
        comma = "," if flow and index + 1 < len(names) else ""
        behind = draw(NOTES) if flow or not further else ""
        head = "" if flow else "- "
        whole = [head + first, *(f"  {line}" for line in further)]
        whole[-1] += comma + (f"  {behind}" if behind else "")
        lines += whole
        if draw(st.booleans()):
            lines.append("")
    body = "".join(f"\n{' ' * indent}{line}" if line else "\n" for line in lines)
    return f" [{body}\n{' ' * indent}]" if flow else body


@st.composite
def manifests(draw: st.DrawFn) -> str:
    """A manifest of five articles on pages, or in a pool before or behind the pages."""
    parts = [HEAD, f"make_up: auto  {draw(NOTES)}".rstrip() + "\n"]
    cut = draw(st.integers(1, 4))
    pool = f"articles:{draw(listed(NAMES[cut:], draw(st.sampled_from([2, 4]))))}\n"
    on_pages = NAMES[:cut]
    step = draw(st.sampled_from([0, 2]))
    pages = "pages:\n"
    for number, names in enumerate((on_pages[:1], on_pages[1:]), 1):
        pages += f"{' ' * step}- page: {number}\n"
        is_listed = draw(st.booleans())
        if names or is_listed:
            value = draw(listed(names, step + 4)) if names else draw(st.sampled_from([" []", ""]))
            pages += f"{' ' * step}  articles:{value}\n"
        if draw(st.booleans()):
            pages += f"{' ' * step}  title: 版{number}\n"
    kind = draw(st.sampled_from(["before", "behind", "only"]))
    if kind == "only":
        pool = f"articles:{draw(listed(NAMES, 2))}\n"
    parts += {"before": [pool, pages], "behind": [pages, pool], "only": [pool]}[kind]
    return "".join(parts) + draw(st.sampled_from(["", "# the end\n", "fillers: [劳动最光荣]\n"]))


@given(manifests())
def test_whatever_the_manifest_looks_like_it_reads_back_as_planned(text: str) -> None:
    """Entries, comments and all the rest: flow and block, bare names, pool before or behind."""
    written(text)
