"""Changes told: as the list a proofreader reads in a terminal, and as data for the proof desk.

    changes_text(changes, "zh")

    第2版 综合
      《实施“五力”工程推动工会工作再上新台阶》（binhai）
        第1段：“…走前列挑大梁的工作新思路…” → “…走前列挑大梁的工作[的]新思路…”

    changes_data(changes, "zh")     # lengths in mm, `rect` is [x, y, width, height]

    {issue, title, from: {number, time}, to: …, summary,
     pages: [{page, title, state, rects_before, rects_after}],
     articles: [{article, headline, state, pages, pages_before, moved: {from, to} | null,
                 modules: [{from, to, said}],
                 parts: [{part, label, state, before, after, hunks: [[op, text]…]}]}],
     pictures: [{article, state, said, from: {page, file, rect} | null, to: …}],
     furniture: [{page, kind, style, article, label, hunks}],
     problems: {gone: [code…], new: [code…]}}

`state` of a page is `same`, `changed`, `look`, `added` or `removed`, of an article `changed`,
`moved`, `added` or `removed`, of a part `changed`, `added`, `removed`, `moved` or `restyled`, of a
picture `added`, `removed`, `replaced`, `moved` or `cropped`. `op` is `=`, `-` or `+`; `part` is the
name after (`body/2`), or before of one that is gone, and `before`, `after` are all the names, more
than one where a paragraph was divided or joined: the line end stands in the hunks.
"""

from collections.abc import Iterable, Iterator, Sequence

from compositor.comparing.changes import (
    ArticleChange,
    Changes,
    FurnitureChange,
    ModuleChange,
    PageChange,
    PartChange,
    PictureChange,
    PictureSpot,
    Spot,
    Stand,
)
from compositor.comparing.excerpts import excerpts, shortened, told
from compositor.comparing.wording import WORDS, part_name, spot_name, stand_name
from compositor.comparing.words import Hunk, side
from compositor.diagnostics.render import Language
from compositor.geometry import Rect
from compositor.units import to_mm

Data = dict[str, object]


# -------------------------------------------------------------------------------------- text


def changes_text(changes: Changes, language: Language) -> str:
    """All changes, page by page, an article with the first of its pages."""
    names = (stand_name(stand, language) for stand in (changes.before, changes.after))
    head = [f"{changes.title}: {' → '.join(names)}", summary(changes, language)]
    pages = (line for one in changes.pages for line in page_lines(changes, one, language))
    rest = _article_lines(articles_on(changes, 0), language)
    nowhere = [WORDS[language]["nowhere"], *rest] if rest else []
    return "\n".join((*head, *pages, *nowhere, *problem_lines(changes, language)))


def summary(changes: Changes, language: Language) -> str:
    """How much changed, in a line."""
    words = WORDS[language]
    if changes.is_nothing:
        return words["nothing"]
    return words["summary"].format(
        pages=len(changes.changed_pages),
        articles=len(changes.articles),
        passages=sum(len(excerpts(p.hunks)) for one in changes.articles for p in one.parts),
        modules=sum(len(one.modules) for one in changes.articles),
        pictures=len(changes.pictures),
        furniture=len(changes.furniture),
    )


def page_lines(changes: Changes, page: PageChange, language: Language) -> list[str]:
    """What is told of one page; nothing of one on which nothing changed."""
    words = WORDS[language]
    lines = _article_lines(articles_on(changes, page.page), language)
    lines += [f"  {furniture_line(one, language)}" for one in furniture_on(changes, page.page)]
    if page.state == "same" and not lines:
        return []
    state = "" if page.state == "changed" else f"  {words[f'page_{page.state}']}"
    return ["", page_name(page, language) + state, *lines]


def page_name(page: PageChange, language: Language) -> str:
    """The number of a page and its title."""
    return f"{WORDS[language]['page'].format(page=page.page)} {page.title}".rstrip()


def articles_on(
    changes: Changes, page: int
) -> list[tuple[ArticleChange | None, list[PictureChange]]]:
    """What is told with a page: articles whose first page it is, each with its pictures.

    Page 0 has those that stand on none.
    """
    found = {one.article: one for one in changes.articles}
    pictures: dict[str, list[PictureChange]] = {}
    for picture in changes.pictures:
        pictures.setdefault(picture.article, []).append(picture)
    names = dict.fromkeys((*found, *pictures))
    pairs = ((found.get(name), pictures.get(name, [])) for name in names)
    return [(one, shown) for one, shown in pairs if _first_page(one, shown) == page]


def _first_page(article: ArticleChange | None, pictures: Sequence[PictureChange]) -> int:
    if article:
        return next(iter((*article.pages_after, *article.pages_before)), 0)
    spots = (spot for one in pictures for spot in (one.after, one.before) if spot)
    return next(spots).page


def furniture_on(changes: Changes, page: int) -> list[FurnitureChange]:
    """The furniture of a page that changed."""
    return [one for one in changes.furniture if one.page == page]


def _article_lines(
    told_with: Iterable[tuple[ArticleChange | None, Sequence[PictureChange]]], language: Language
) -> list[str]:
    lines: list[str] = []
    for article, pictures in told_with:
        lines.append(f"  {article_name(article, pictures, language)}")
        if article:
            lines += [f"    {line}" for line in module_lines(article, language)]
            parts = article.parts if article.state in ("changed", "moved") else ()
            lines += [f"    {line}" for part in parts for line in part_lines(part, language)]
        lines += [f"    {picture_line(one, language)}" for one in pictures]
    return lines


def article_name(
    article: ArticleChange | None, pictures: Sequence[PictureChange], language: Language
) -> str:
    """An article by its headline and name, and whether it is new or gone."""
    if article is None:
        return pictures[0].article
    name = f"《{article.headline}》（{article.article}）" if article.headline else article.article
    state = f"article_{article.state}"
    return f"{name} {WORDS[language][state]}" if state in WORDS[language] else name


def module_lines(article: ArticleChange, language: Language) -> list[str]:
    """How its modules moved; nothing of an article that came or went with them."""
    if article.state == "removed":
        return []
    return [_module_line(one, language) for one in article.modules]


def _module_line(change: ModuleChange, language: Language) -> str:
    before, after = spot_name(change.before, language), spot_name(change.after, language)
    return WORDS[language][f"module_{_module_state(change)}"].format(before=before, after=after)


def _module_state(change: ModuleChange) -> str:
    if not change.before or not change.after:
        return "added" if change.after else "removed"
    a, b = change.before, change.after
    is_there = (a.page, a.at.column, a.at.line) == (b.page, b.at.column, b.at.line)
    return "resized" if is_there else "moved"


def part_lines(part: PartChange, language: Language) -> Iterator[str]:
    """A line for each passage that changed."""
    words, name = WORDS[language], part_name(part, language)
    state = part_state(part)
    if state in ("moved", "restyled"):
        text = shortened(side(part.hunks, "+"))
        key = "moved_part" if state == "moved" else "restyled"
        yield _colon(language, name, f"{words[key]} {_quoted(text, language)}")
    elif state in ("added", "removed"):
        text = shortened(part.hunks[0].text) if part.hunks else ""
        key = "put" if state == "added" else "out"
        yield _colon(language, name, f"{words[key]} {_quoted(text, language)}")
    else:
        for line in _passages(part.hunks, language):
            yield _colon(language, name, line)


def _passages(hunks: Sequence[Hunk], language: Language) -> Iterator[str]:
    for excerpt in excerpts(hunks):
        before, after = (_quoted(told(excerpt, op), language) for op in ("-", "+"))
        yield f"{before} → {after}"


def furniture_line(change: FurnitureChange, language: Language) -> str:
    """Words of furniture, before and after."""
    passages = "; ".join(_passages(change.hunks, language))
    return _colon(language, WORDS[language][change.kind], passages)


def picture_line(change: PictureChange, language: Language) -> str:
    """What became of a picture."""
    before, after = (_file(spot, language) for spot in (change.before, change.after))
    return WORDS[language][f"picture_{change.state}"].format(before=before, after=after)


def _file(spot: PictureSpot | None, language: Language) -> str:
    if spot is None:
        return ""
    return f"{spot.picture.file} ({WORDS[language]['page'].format(page=spot.page)})"


def problem_lines(changes: Changes, language: Language) -> list[str]:
    """Which problems are gone, and which are new."""
    told_of = (("problems_gone", changes.codes_before), ("problems_new", changes.codes_after))
    lines = [WORDS[language][key].format(codes=", ".join(codes)) for key, codes in told_of if codes]
    return ["", *lines] if lines else []


def _colon(language: Language, label: str, text: str) -> str:
    return WORDS[language]["colon"].format(label=label, text=text)


def _quoted(text: str, language: Language) -> str:
    return WORDS[language]["quotes"].format(text=text)


# -------------------------------------------------------------------------------------- data


def changes_data(changes: Changes, language: Language) -> Data:
    """The same as plain data; its shape stands above."""
    return {
        "issue": changes.issue,
        "title": changes.title,
        "from": _stand(changes.before),
        "to": _stand(changes.after),
        "summary": summary(changes, language),
        "pages": [_page(one) for one in changes.pages],
        "articles": [_article(one, language) for one in changes.articles],
        "pictures": [_picture(one, language) for one in changes.pictures],
        "furniture": [_furniture(one, language) for one in changes.furniture],
        "problems": {"gone": list(changes.codes_before), "new": list(changes.codes_after)},
    }


def _stand(stand: Stand) -> Data:
    return {"number": stand.number, "time": stand.time, "fingerprint": stand.fingerprint}


def _page(page: PageChange) -> Data:
    return {
        "page": page.page,
        "title": page.title,
        "state": page.state,
        "rects_before": [_rect(rect) for rect in page.rects_before],
        "rects_after": [_rect(rect) for rect in page.rects_after],
    }


def _article(article: ArticleChange, language: Language) -> Data:
    first = next(iter(article.modules), None)
    return {
        "article": article.article,
        "headline": article.headline,
        "state": article.state,
        "pages": list(article.pages_after),
        "pages_before": list(article.pages_before),
        "moved": _module(first) if first and first.before and first.after else None,
        "modules": [
            {**_module(one), "said": _module_line(one, language)} for one in article.modules
        ],
        "parts": [_part(part, language) for part in article.parts],
    }


def part_state(part: PartChange) -> str:
    """Whether a part is new, gone, moved, set otherwise, or has other words."""
    if not part.before or not part.after:
        return "added" if part.after else "removed"
    if part.is_moved:
        return "moved"
    return "restyled" if part.is_restyled else "changed"


def _part(part: PartChange, language: Language) -> Data:
    return {
        "part": (part.after or part.before)[0],
        "label": part_name(part, language),
        "state": part_state(part),
        "before": list(part.before),
        "after": list(part.after),
        "hunks": [list(hunk) for hunk in part.hunks],
    }


def _module(change: ModuleChange) -> Data:
    return {"from": _spot(change.before), "to": _spot(change.after)}


def _spot(spot: Spot | None) -> Data | None:
    if spot is None:
        return None
    at = spot.at
    place = {"column": at.column, "line": at.line, "columns": at.columns, "lines": at.lines}
    return {"page": spot.page, "at": place, "rect": _rect(spot.rect)}


def _picture(change: PictureChange, language: Language) -> Data:
    return {
        "article": change.article,
        "state": change.state,
        "said": picture_line(change, language),
        "from": _picture_spot(change.before),
        "to": _picture_spot(change.after),
    }


def _picture_spot(spot: PictureSpot | None) -> Data | None:
    if spot is None:
        return None
    return {"page": spot.page, "file": spot.picture.file, "rect": _rect(spot.picture.rect)}


def _furniture(change: FurnitureChange, language: Language) -> Data:
    return {
        "page": change.page,
        "kind": change.kind,
        "style": change.style,
        "article": change.article,
        "label": WORDS[language][change.kind],
        "hunks": [list(hunk) for hunk in change.hunks],
    }


def _rect(rect: Rect) -> list[float]:
    return [round(to_mm(length), 2) for length in rect]
