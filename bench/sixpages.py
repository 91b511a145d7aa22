"""An issue of six pages, of pages that back issues have: what the proof desk is measured on.

    write_six_pages(folder)         folder/issue.yaml and articles/; the folder is returned
    write_pages(folder, TEN)        the same of all pages there are: the five seeds in one issue
    .venv/bin/python -m bench.sixpages FOLDER

Every page stands as it stood, placed by hand; the first has a nameplate, the others have none. The
articles are copies, to be edited at will. As all names of articles must differ, they have that of
their issue before them.
"""

import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bench import ROOT

PAGES = (
    ("2025-08", 1),
    ("2025-08", 2),
    ("2025-11", 2),
    ("2024-11", 2),
    ("2024-04", 2),
    ("2023-08", 2),
)
TEN = tuple(
    (issue, page)
    for issue in ("2023-08", "2024-04", "2024-11", "2025-08", "2025-11")
    for page in (1, 2)
)
HEAD: dict[str, Any] = {
    "publication": {"name": "江苏工人报", "section": "工会专刊"},
    "date": "2025-12",
    "layout": "sikai",
}


class Entry(NamedTuple):
    """An article on a page: its issue, and what the manifest says of it there."""

    issue: str
    said: dict[str, Any]

    @property
    def name(self) -> str:
        """Its name in the issue of six pages."""
        return f"{self.issue}-{self.said['article']}"


def write_six_pages(folder: Path) -> Path:
    """Write the issue into a folder, in the place of what is there; the folder."""
    return write_pages(folder, PAGES)


def write_pages(folder: Path, chosen: Iterable[tuple[str, int]]) -> Path:
    """The same of any pages, given as (issue, number)."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "articles").mkdir(parents=True)
    pages = []
    for number, (issue, page) in enumerate(chosen, start=1):
        title, entries = _page(issue, page)
        placed = []
        for entry in entries:
            file = ROOT / "issues" / issue / "articles" / f"{entry.said['article']}.md"
            shutil.copy(file, folder / "articles" / f"{entry.name}.md")
            placed.append({**entry.said, "article": entry.name})
        pages.append({"page": number, "title": title, "articles": placed})
    manifest = yaml.safe_dump({**HEAD, "pages": pages}, allow_unicode=True, sort_keys=False)
    (folder / "issue.yaml").write_text(manifest, "utf-8")
    return folder


def _page(issue: str, number: int) -> tuple[str, Iterator[Entry]]:
    """The title of a page of a back issue, and its articles."""
    manifest = yaml.safe_load((ROOT / "issues" / issue / "issue.yaml").read_text("utf-8"))
    (page,) = (page for page in manifest["pages"] if page["page"] == number)
    return page["title"], (Entry(issue, said) for said in page["articles"])


if __name__ == "__main__":
    print(write_six_pages(Path(sys.argv[1])))
