"""Entries made up for tests: an issue of articles of which only the words matter."""

from compositor.geometry import Rect
from compositor.model.backissue import ArticleEntry, IssueEntry, Passage, Stretch

MEASURE = 13  # signs to a line
LEADING, SIZE = 171_450, 114_300


def passage(part: str, text: str, page: int = 1) -> Passage:
    """A passage in lines of so many signs, in the first column of its page."""
    starts = tuple(range(0, max(len(text), 1), MEASURE))
    rect = Rect(0, 0, MEASURE * SIZE, SIZE)
    return Passage(part, text, page, rect, (Stretch(page, 1, 1, rect, (0, LEADING), starts),))


def article(name: str, headline: str, *body: str, **more: str) -> ArticleEntry:
    """An article with a headline, paragraphs and, by their names, other parts (`caption_0`)."""
    passages = (
        passage("headline", headline),
        *(passage(f"body/{number}", text) for number, text in enumerate(body)),
        *(passage(part.replace("_", "/"), text) for part, text in more.items()),
    )
    return ArticleEntry(name, headline, "", (1,), passages)


def issue(date: str, *articles: ArticleEntry, paper: str = "校报", section: str = "") -> IssueEntry:
    """An issue of that date, in a folder named by it."""
    pages = tuple(sorted({page for one in articles for page in one.pages})) or (1,)
    return IssueEntry(
        f"issues/{date}", paper, section, date, "", pages, (9_720_000, 14_040_000), articles
    )
