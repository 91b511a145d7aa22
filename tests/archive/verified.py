"""What the tests of verifying stand on: an issue of two pages, archived, and remade in one process.

The second page has a Latin word of its own (`OTHERWISE`), so that what befalls it befalls no other.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from shutil import copytree
from typing import Any, Self

from compositor.archive.executor import Asked, Given, Job, Lost
from compositor.archive.lock import LOCK_FILE
from compositor.archive.locktext import write_text
from compositor.archive.preparing import Archive
from compositor.archive.running import locked_of
from compositor.archive.shelves import sources_at
from compositor.archive.verifying import compare
from compositor.archive.work import make
from compositor.backissue import Workshop
from compositor.model.backissue import Locked, Output, Recipe, Task, Verified, VerifyTask
from tests.samples import ROOT

NAME = "issues/2025-09"
SENTENCE = "各级工会组织服务职工，把温暖送到车间班组和建筑工地。"
WORD = "OTHERWISE"
PAGES, PRESS = Recipe(), Recipe(press=True)
MANIFEST = """\
publication: {name: 江苏工人报, section: 工会专刊}
number: 第 8 期
date: 2025-09-15
layout: sikai
pages:
  - page: 1
    title: 要闻
    articles:
      - article: nan
        rank: lead
        at: {column: 1, line: 8, columns: 6, lines: 26}
  - page: 2
    title: 综合
    articles:
      - article: bei
        rank: second
        at: {column: 1, line: 3, columns: 3, lines: 30}
      - article: xi
        rank: second
        at: {column: 4, line: 3, columns: 3, lines: 30}
"""


def _article(headline: str, paragraphs: int) -> str:
    body = "".join(f"\n第{n}段 {SENTENCE * (2 + n % 3)}\n" for n in range(paragraphs))
    return f"---\nheadline: {headline}\n---\n{body}"


ARTICLES = {
    "nan": _article("聚焦时代主题 汇聚磅礴力量", 9),
    "bei": _article("工会送清凉", 6).replace("第2段 ", f"第2段 工会夜校{WORD}开课，"),
    "xi": _article("一线职工的心声", 6),
}


def project(root: Path, names: Sequence[str] = (NAME,)) -> Path:
    """A project with the faces, layouts and profiles of this one, and issues of its own."""
    for folder in ("layouts", "profiles"):
        (root / folder).symlink_to(ROOT / folder)
    (root / "fonts").mkdir()
    for file in (ROOT / "fonts").iterdir():
        (root / "fonts" / file.name).symlink_to(file)
    for name in names:
        project_issue(root, name)
    return root


def project_issue(root: Path, name: str) -> None:
    """One more issue of a project."""
    articles = root / name / "articles"
    articles.mkdir(parents=True)
    (root / name / "issue.yaml").write_text(MANIFEST, encoding="utf-8")
    for article, text in ARTICLES.items():
        (articles / f"{article}.md").write_text(text, encoding="utf-8")


@cache
def workshop() -> Workshop:
    """Where everything is made that is not to be made otherwise."""
    return Workshop()


@dataclass
class Archived:
    """A project whose issues are made and locked; `at` is the workshop in which they are verified."""

    root: Path
    names: Sequence[str] = (NAME,)
    recipe: Recipe = PAGES
    locked: dict[str, Locked] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.locked:
            return
        project(self.root, self.names)
        for name in self.names:
            self.locked[name] = self._archive(name)

    def copied(self, root: Path) -> "Archived":
        """The same elsewhere, to be changed."""
        copytree(self.root, root, symlinks=True)
        return Archived(root, self.names, self.recipe, dict(self.locked))

    @property
    def shelf(self) -> Path:
        return self.root / "archive"

    def file(self, name: str, issue: str = NAME) -> Path:
        """A file that is kept."""
        return self.shelf / issue / name

    def source(self, name: str, issue: str = NAME) -> Path:
        """A file an issue is made of."""
        return self.root / issue / name

    def edition(self) -> Any:
        return json.loads(self.file("edition.json").read_bytes())

    def report(self) -> Any:
        return json.loads(self.file("report.json").read_bytes())

    @property
    def archive(self) -> Archive:
        return Archive(str(self.root), str(self.shelf))

    def write_lock(self) -> None:
        """Keep what is locked in the archive's own file."""
        text = write_text(self.locked.values())
        (self.shelf / LOCK_FILE).write_text(text, encoding="utf-8")

    def restore(self, name: str) -> None:
        """Put a file back as it was locked."""
        made = workshop().remake(sources_at(str(self.root)), NAME, self.recipe)
        self.file(name).write_bytes(made.files[name])

    def rewrite(self, name: str, data: bytes) -> None:
        """Keep other bytes, and lock these: what another version of the program had made."""
        self.file(name).write_bytes(data)
        locked = self.locked[NAME]
        other = Output(name, len(data), sha256(data).hexdigest())
        outputs = tuple(other if one.name == name else one for one in locked.outputs)
        self.locked[NAME] = replace(locked, outputs=outputs)

    def _archive(self, name: str) -> Locked:
        task = Task(name, str(self.root), str(self.shelf), self.recipe)
        outcome = make(workshop(), task)
        assert outcome.state == "composed", outcome.diagnostics
        return locked_of(outcome, self.recipe)

    def task(self, issue: str = NAME, *, overlays: bool = False) -> VerifyTask:
        return VerifyTask(issue, str(self.root), str(self.shelf), self.locked[issue], overlays)

    def verified(self, at: Workshop | None = None, *, overlays: bool = False) -> Verified:
        """The first issue compared; in a workshop of its own where it is to be made otherwise."""
        return compare(at or workshop(), self.task(self.names[0], overlays=overlays))


class InProcess(AbstractContextManager["InProcess"]):
    """An executor that does everything itself; tasks named in `dies_at` take their worker along."""

    jobs = 1

    def __init__(self, dies_at: frozenset[str] = frozenset()) -> None:
        self._dies_at = dies_at

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def run(
        self, job: Job[Asked, Given], tasks: Iterable[Asked]
    ) -> Iterator[tuple[Asked, Given | Lost]]:
        for task in tasks:
            if getattr(task, "issue", "") in self._dies_at:
                yield task, Lost("killed")
            else:
                yield task, job(workshop(), task)
