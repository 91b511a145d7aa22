"""Lost parts of articles: what the manifest says of them, and the marks in the texts.

    lost_parts(form, file, articles)     # → notes for the record; warnings where the two disagree

Back issues are restored from damaged text. Where an article begins, breaks or ends within a
sentence its editor writes a mark (`model.issue.LOST_MARKS`), which is printed, and names the part
in the manifest under `incomplete`, which is not. Each is asked for the other.
"""

from collections.abc import Container, Iterable, Iterator

from compositor.diagnostics import Diagnostic, Place, diagnose
from compositor.manuscript.forms import IssueForm, PlacementForm
from compositor.manuscript.yamlfile import Loc, YamlFile
from compositor.model.issue import LOST_MARKS, Article, Damage

PART_NAMES_ZH: dict[Damage, str] = {"beginning": "开头", "middle": "中间", "ending": "结尾"}


def lost_parts(
    form: IssueForm, file: YamlFile, articles: Iterable[Article]
) -> Iterator[Diagnostic]:
    """Every part that is lost as a note; every part that is marked or told but not both."""
    by_name = {article.name: article for article in articles}
    told = dict[str, set[Damage]]()
    for loc, placement in _entries(form):
        told.setdefault(placement.article, set()).update(placement.incomplete)
        if article := by_name.get(placement.article):
            yield from _told(placement, file.place((*loc, "incomplete")), article)
    for name, parts in told.items():
        if article := by_name.get(name):
            yield from _untold(parts, article)


def _entries(form: IssueForm) -> Iterator[tuple[Loc, PlacementForm]]:
    """Every article the manifest names, on its page or for any."""
    yield from ((("articles", index), entry) for index, entry in enumerate(form.articles))
    for number, page in enumerate(form.pages):
        for index, entry in enumerate(page.articles):
            yield ("pages", number, "articles", index), entry


def _told(placement: PlacementForm, place: Place, article: Article) -> Iterator[Diagnostic]:
    for part in placement.incomplete:
        values, mark = _values(article, part), LOST_MARKS[part]
        yield diagnose("incomplete", place, **values)
        if not any(_marked(article, mark)):
            yield diagnose("incomplete-unmarked", place, mark=mark, **values)


def _untold(told: Container[Damage], article: Article) -> Iterator[Diagnostic]:
    for part, mark in LOST_MARKS.items():
        marked = next(_marked(article, mark), None)
        if marked and part not in told:
            yield diagnose("incomplete-untold", marked, mark=mark, **_values(article, part))


def _values(article: Article, part: Damage) -> dict[str, str]:
    return {"article": article.name, "part": part, "part_zh": PART_NAMES_ZH[part]}


def _marked(article: Article, mark: str) -> Iterator[Place]:
    """Where the mark stands in the text or in a caption."""
    for block in article.body:
        for line in (block.place, *block.further):
            if mark in line.quote:
                yield Place(line.file, line.line, line.quote.index(mark) + 1, len(mark), line.quote)
    yield from (p.place for p in article.pictures if mark in p.caption)
