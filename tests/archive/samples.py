"""Projects of small issues for tests of the archive: the real faces and layouts, one short article."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from PIL import Image

from compositor.archive.executor import Asked, Given, Job, Lost
from compositor.archive.preparing import Archive, Run, prepare
from compositor.archive.running import run_all
from compositor.backissue import Workshop
from compositor.model.backissue import Input, Locked, Outcome, Output, Recipe
from tests.samples import ROOT

JULY, AUGUST, MAY = "issues/2025-07", "issues/2025-08", "issues/2009/2009-05"

MANIFEST = """\
publication: {name: 滨江工人}
date: %s
layout: sikai
pages:
  - page: 1
    title: 要闻
    articles:
      - article: yiwen
        at: {column: 1, line: 8, columns: 6, lines: 30}
        rank: lead
"""
ARTICLE = """\
headline: 夜校开学
byline: 本报记者 王小明
%s---
昨晚七点，市工人文化宫的灯都亮着。今年的夜校有十二门课，报名的有四百多人。
"""
PHOTO = "photos: [{file: photos/lou.png, caption: 图为教室。, credit: 王雪 摄, columns: 2}]\n"


def project(folder: Path, *issues: str) -> Archive:
    """A project with issues, and where its archive will be; fonts and layouts are ours."""
    for name in ("fonts", "layouts", "profiles"):
        (folder / name).symlink_to(ROOT / name)
    for issue in issues:
        add_issue(folder / issue)
    return Archive(str(folder), str(folder / "archive"))


def add_issue(folder: Path, head: str = "") -> None:
    """An issue of one page; `head` is more of the article's heading lines."""
    (folder / "articles").mkdir(parents=True)
    (folder / "issue.yaml").write_text(MANIFEST % folder.name, encoding="utf-8")
    (folder / "articles/yiwen.md").write_text("---\n" + ARTICLE % head, encoding="utf-8")


def article(archive: Archive, issue: str) -> Path:
    """The file of an issue's article."""
    return Path(archive.root, issue, "articles/yiwen.md")


def change(archive: Archive, issue: str) -> None:
    """Write another headline, of as many bytes."""
    path = article(archive, issue)
    text = path.read_text(encoding="utf-8")
    assert "夜校" in text
    path.write_text(text.replace("夜校", "早校"), encoding="utf-8")


def break_manifest(archive: Archive, issue: str) -> None:
    """Make an issue one that cannot be composed."""
    Path(archive.root, issue, "issue.yaml").write_text("pages: [", encoding="utf-8")


def photo(archive: Archive, issue: str) -> str:
    """Put the photograph in its place that `PHOTO` names; its path from the root."""
    path = f"{issue}/photos/lou.png"
    Path(archive.root, issue, "photos").mkdir()
    Image.new("RGB", (900, 600), (120, 90, 60)).save(Path(archive.root, path), dpi=(300, 300))
    return path


@cache
def workshop() -> Workshop:
    """One workshop for all tests: what was made before in it makes no difference."""
    return Workshop()


class Serial:
    """An executor that works in this process, one task after another."""

    jobs = 1

    def __init__(self, shop: Workshop | None = None) -> None:
        self._shop = shop or workshop()

    def run(
        self, job: Job[Asked, Given], tasks: Iterable[Asked]
    ) -> Iterator[tuple[Asked, Given | Lost]]:
        for task in tasks:
            yield task, job(self._shop, task)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass


def told(run: Run, *, is_fail_fast: bool = False) -> dict[str, Outcome]:
    """The outcomes of a run in this process, by issue."""
    with Serial() as executor:
        return {one.issue: one for one in run_all(run, executor, is_fail_fast=is_fail_fast)}


def made(archive: Archive, *patterns: str, force: bool = False) -> dict[str, Outcome]:
    """Prepare and run."""
    return told(prepare(archive, patterns, Recipe(), force=force))


def states(outcomes: dict[str, Outcome]) -> dict[str, str]:
    """What came of each issue."""
    return {issue: one.state for issue, one in outcomes.items()}


def files(archive: Archive) -> dict[str, bytes]:
    """Everything in the archive but what a run leaves while it goes on."""
    place = Path(archive.place)
    found = (path for path in place.rglob("*") if path.is_file())
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in found}


def locked(issue: str = JULY, *, recipe: str = "pages") -> Locked:
    """What a lock might say of an issue."""
    inputs = (
        Input("absent", "layouts/sikai/page.css", ""),
        Input("file", "fonts/fonts.yaml", "1" * 64),
        Input("file", f"{issue}/articles/yi wen.md", "2" * 64),
        Input("names", f"{issue}/articles/*.md", "3" * 64),
    )
    outputs = (Output("archive.pdf", 1234, "4" * 64),)
    return Locked(issue, recipe, "5" * 64, 1, inputs, outputs, ("compositor 0.1.0", "pillow 13.0"))
