"""`compose.py new`: an issue that can be edited and built at once, and never one lost."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from compositor.cli import intake, main
from compositor.cli.shell import schema_from
from compositor.diagnostics import ExitCode, Refused
from compositor.edition import plan
from compositor.manuscript import read_article, read_issue
from compositor.manuscript.forms import PUBLICATION_EXTRAS
from compositor.newissue import Wanted, new_issue, next_number, next_total
from compositor.output import write_folder
from compositor.sources import FolderSources, MemorySources
from tests.cli.conftest import Run
from tests.samples import ISSUE, ROOT, issue_sources


@pytest.fixture
def issues() -> Iterator[Path]:
    """A folder for issues inside the project, gone after the test."""
    folder = ROOT / "build" / "test-new"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(folder)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path in it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@cache
def project() -> dict[str, bytes]:
    """Layouts and faces of the project, by their paths."""
    folders = ("layouts", "layouts/sikai", "fonts")
    paths = (path for name in folders for path in (ROOT / name).iterdir())
    return {p.relative_to(ROOT).as_posix(): p.read_bytes() for p in paths if p.is_file()}


def composed_in(layout: str) -> MemorySources:
    """A new issue made in a project whose layout is this one."""
    files = {**project(), "layouts/sikai/layout.yaml": layout.encode()}
    made = new_issue(MemorySources(files), Wanted("issues/x", "2025-12", "en", "s", "a"))
    return MemorySources({**files, **{f"issues/x/{name}": data for name, data in made.items()}})


def manifest(folder: Path) -> str:
    return (folder / "issue.yaml").read_text(encoding="utf-8")


# ----------------------------------------------------------------------- what it makes


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_new_issue_builds_at_once_and_without_a_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    folder = tmp_path / "2025-12"
    assert main(["new", str(folder), "--lang", language]) == ExitCode.DONE
    assert f"compose.py build {folder}" in capsys.readouterr().out
    assert main(["build", str(folder), "--into", str(tmp_path / "out")]) == ExitCode.DONE
    assert capsys.readouterr().err == ""
    report = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    assert report["problems"] == []


def test_it_has_a_manifest_a_sample_article_and_a_place_for_photos(
    run: Run, tmp_path: Path
) -> None:
    run("new", tmp_path / "2025-12")
    assert sorted(tree(tmp_path / "2025-12")) == [
        "articles/sample.md",
        "issue.yaml",
        "photos/README.txt",
    ]


@pytest.mark.parametrize(
    ("name", "day"), [("2025-12", "2025-12"), ("2025-12-31", "2025-12-31"), ("2025-13", "")]
)
def test_the_date_is_the_name_of_the_folder_or_today(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, day: str
) -> None:
    class Today(date):
        @classmethod
        def today(cls) -> "Today":
            return cls(2031, 1, 2)

    monkeypatch.setattr(intake, "date", Today)
    run("new", tmp_path / name)
    assert f"\ndate: {day or '2031-01-02'} " in manifest(tmp_path / name)


def test_the_comments_are_in_the_language_of_the_messages(tmp_path: Path) -> None:
    main(["new", str(tmp_path / "a"), "--lang", "en"])
    main(["new", str(tmp_path / "b"), "--lang", "zh"])
    assert "# name of the paper" in manifest(tmp_path / "a")
    assert "# 报名" in manifest(tmp_path / "b")
    notes = re.compile(r" *#.*")
    assert notes.sub("", manifest(tmp_path / "a")) == notes.sub("", manifest(tmp_path / "b"))


def test_every_line_that_is_commented_out_can_be_used(tmp_path: Path) -> None:
    """With all keys and the second page taken in, the manifest is sound."""
    files = new_issue(FolderSources(ROOT), Wanted("issues/x", "2025-12", "zh", "s", "a"))
    whole = re.sub(
        r"^( *)# (?=[a-z_]+:( |$)|- | {2,})", r"\1", files["issue.yaml"].decode(), flags=re.M
    )
    article = re.sub(
        r"^# (?=[a-z_]+:( |$)| {2,})", "", files["articles/sample.md"].decode(), flags=re.M
    )
    sources = issue_sources(whole, {"sample": article, "second": article})
    read = read_issue(sources, "issues/sample")
    codes = {d.code for d in read.diagnostics}
    expected = {"missing-picture", "supplied", "incomplete", "incomplete-unmarked", "quote-own"}
    assert codes == expected
    assert read.issue
    assert tuple(key for key, _ in read.issue.publication.extra) == PUBLICATION_EXTRAS
    assert [entry.article for entry in read.issue.pages[1].open] == ["second"]
    assert read.issue.article("sample").pictures[0].columns == 2


def test_the_sample_shows_everything_an_article_can_have() -> None:
    files = new_issue(FolderSources(ROOT), Wanted("issues/x", "2025-12", "zh", "s", "a"))
    path = "articles/sample.md"
    article = read_article(MemorySources({path: files[path]}), path, "").value
    assert article
    assert all((article.label, article.kicker, article.headline, article.deck, article.byline))
    assert {block.kind.value for block in article.body} == {"body", "crosshead", "note"}
    assert any(span.strong for block in article.body for span in block.spans)


def test_the_module_is_fitted_to_the_layout() -> None:
    """In a layout of other columns and type the sample stands without a word, too."""
    layout = (ROOT / "layouts/sikai/layout.yaml").read_text(encoding="utf-8")
    other = re.sub(r"columns: 6\b", "columns: 3", re.sub(r"column: 11\b", "column: 23", layout))
    other = other.replace("[42, 40, 38, 36, 34]", "[60]").replace(
        "[68, 62, 56, 50, 46]", "[68, 62]"
    )
    made = composed_in(other)
    assert plan(made, "issues/x").diagnostics == ()
    assert b"columns: 3, lines: 23}" not in made.read("issues/x/issue.yaml")


@pytest.mark.parametrize("columns", [1, 2, 3, 4, 5, 7])
def test_it_is_fitted_to_any_number_of_columns(columns: int) -> None:
    layout = (ROOT / "layouts/sikai/layout.yaml").read_text(encoding="utf-8")
    width = (6 * 11 + 5 + 1) // columns - 1
    other = layout.replace("columns: 6", f"columns: {columns}").replace(
        "column: 11", f"column: {width}"
    )
    assert plan(composed_in(other), "issues/x").diagnostics == ()


# -------------------------------------------------------------------- the issue before it


EARLIER = """\
publication:
  name: 滨江工人
  section: 周末
  kind: internal
  permit: JS-A123
  total: 总第 099 期
number: 第 11 期
date: 2025-11
layout: sikai
pages:
  - page: 1
    articles: [{article: a, rank: lead, at: {column: 1, line: 8, columns: 6, lines: 30}}]
"""


def beside(*others: tuple[str, str], date: str = "2025-12") -> str:
    """The manifest of a new issue beside others, given as (folder, manifest)."""
    files = {f"papers/{name}/issue.yaml": text for name, text in others}
    sources = MemorySources({**project(), **{k: t.encode() for k, t in files.items()}})
    made = new_issue(sources, Wanted(f"papers/{date}", date, "en", "s", "a"))
    return re.sub(r"\n\s*\n+", "\n", re.sub(r" *#.*", "", made["issue.yaml"].decode()))


def test_paper_layout_and_number_come_from_the_newest_earlier_issue() -> None:
    old = EARLIER.replace("2025-11", "2025-10").replace("第 11", "第 10").replace("周末", "旧")
    later = EARLIER.replace("2025-11", "2026-03").replace("周末", "新")
    made = beside(("2025-11", EARLIER), ("2025-10", old), ("2026-03", later), ("x", old))
    assert "  name: 滨江工人\n  section: 周末\n  kind: internal\n" in made
    assert "  permit: JS-A123\n" in made
    assert "  total: 总第 100 期\n" in made
    assert "\nnumber: 第 12 期\ndate: 2025-12\nlayout: sikai\n" in made


def test_an_issue_whose_folder_has_another_name_is_found_by_its_date() -> None:
    assert "  name: 滨江工人\n" in beside(
        ("十一月", EARLIER), ("later", EARLIER.replace("2025-11", "2026"))
    )


@pytest.mark.parametrize(
    "broken",
    ["pages: [", EARLIER.replace("sikai", "gone"), EARLIER.replace("滨江工人", "报名待填"), ""],
)
def test_an_issue_that_is_not_sound_is_passed_over(broken: str) -> None:
    made = beside(("2025-11", broken), ("2025-10", EARLIER.replace("2025-11", "2025-10")))
    assert "  name: 滨江工人\n" in made
    assert "  name: 报名待填\n" in beside(("2025-11", broken), ("2025-10.bak1", EARLIER))


@pytest.mark.parametrize(
    ("number", "before", "now", "then"),
    [
        ("第 11 期", "2025-11", "2025-12", "第 12 期"),
        ("第 8 期", "2025-08", "2025-12", "第 12 期"),  # a monthly numbers by the month
        ("第12期", "2025-12", "2026-01", "第01期"),
        ("第 40 期", "2025-11-07", "2025-11-14", "第 41 期"),
        ("第 009 期", "2025-03-07", "2025-03-14", "第 010 期"),
        ("第 52 期", "2025-12-26", "2026-01-02", ""),  # each paper has its own way
        ("第 356 期", "2025-11", "2025-12", "第 357 期"),
        ("第十一期", "2025-11", "2025-12", ""),
        ("2025年第11期", "2025-11", "2025-12", ""),
        ("", "2025-11", "2025-12", ""),
    ],
)
def test_the_number_is_counted_on_where_it_can_be(
    number: str, before: str, now: str, then: str
) -> None:
    assert next_number(number, before, now) == then


def test_a_running_number_is_counted_on_over_the_year() -> None:
    assert next_total("总第 1024 期") == "总第 1025 期"
    assert next_total("总第一期") == "总第一期"


# ------------------------------------------------------------------ a folder that is there


def test_an_issue_that_is_there_is_refused(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "2025-12")
    before = tree(tmp_path)
    status, _, err = run("new", tmp_path / "2025-12")
    assert (status, tree(tmp_path)) == (ExitCode.INPUT, before)
    assert "error[issue-exists]" in err and "--force" in err


def test_by_force_the_old_issue_is_kept_beside_it(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "2025-12"
    run("new", folder)
    for number in (1, 2):
        (folder / "articles/mine.md").write_text(f"{number}")
        status, out, _ = run("new", folder, "--force")
        assert status == ExitCode.DONE
        assert f"kept as {folder}.bak{number}" in out
        assert tree(tmp_path / f"2025-12.bak{number}")["articles/mine.md"] == f"{number}".encode()
        assert "articles/mine.md" not in tree(folder)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["2025-12", "2025-12.bak1", "2025-12.bak2"]


def test_a_folder_that_is_no_issue_is_never_replaced(run: Run, tmp_path: Path) -> None:
    """`new . --force` must not move the editor's whole folder aside; an empty one may go."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/a.txt").write_text("a")
    (tmp_path / "file").write_text("a")
    for name in ("notes", "file", "..", "/"):
        status, _, err = run("new", tmp_path / name, "--force")
        assert (status, "error[not-an-issue]" in err) == (ExitCode.INPUT, True), name
    (tmp_path / "empty").mkdir()
    assert run("new", tmp_path / "empty", "--force")[0] == ExitCode.DONE


@pytest.mark.parametrize("name", ["file/2025-12", "n" * 300])
def test_a_name_that_cannot_be_a_folder_is_told(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("a")
    status, _, err = run("new", tmp_path / name)
    assert status == ExitCode.SYSTEM
    assert "error[cannot-write]" in err
    assert tree(tmp_path) == {"file": b"a"}


def test_a_name_of_any_letters_is_a_folder(run: Run, tmp_path: Path) -> None:
    for name in ("元旦 特刊", "a: b #1", "0.50"):
        folder = tmp_path / name / "x"
        assert run("new", folder)[0] == ExitCode.DONE
        assert run("check", folder)[0] == ExitCode.DONE


def test_as_json_it_says_nothing_but_problems(run: Run, tmp_path: Path) -> None:
    assert json.loads(run("new", tmp_path / "a", "--json")[1]) == []
    (problem,) = json.loads(run("new", tmp_path / "a", "--json")[1])
    assert problem["code"] == "issue-exists"


# ------------------------------------------------------------------------------ the schema


def test_files_in_the_project_name_their_schema_by_a_path(run: Run, issues: Path) -> None:
    run("new", issues / "2025-12")
    for file in ("issue.yaml", "articles/sample.md"):
        text = (issues / "2025-12" / file).read_text(encoding="utf-8")
        schema = re.search(r"^# yaml-language-server: \$schema=(\S+)$", text, re.M)
        assert schema and schema[1].startswith("../")
        assert ((issues / "2025-12" / file).parent / schema[1]).resolve().is_file()
    assert schema_from(ROOT / ISSUE, "issue") == "../../docs/schema/issue.schema.json"


def test_files_elsewhere_name_it_by_a_uri(tmp_path: Path) -> None:
    """A path could hold a blank, at which the comment ends."""
    uri = (ROOT / "docs/schema/issue.schema.json").as_uri()
    assert schema_from(tmp_path, "issue") == uri
    assert uri.startswith("file:///")


# ------------------------------------------------------------------------------- its faults


OLD = {"issue.yaml": b"old", "articles/a.md": b"old"}
NEW = {"issue.yaml": b"new", "articles/b.md": b"new"}


def fault(number: int, name: str) -> OSError:
    return OSError(number, {28: "No space left on device", 13: "Permission denied"}[number], name)


def refused(folder: Path) -> Refused:
    with pytest.raises(Refused) as caught:
        write_folder(folder, NEW, force=True)
    assert caught.value.exit_code is ExitCode.SYSTEM
    assert [d.code for d in caught.value.diagnostics] == ["cannot-write"]
    return caught.value


def test_a_folder_is_written_with_what_is_below_it(tmp_path: Path) -> None:
    assert write_folder(tmp_path / "deep/down", NEW, force=False) is None
    assert tree(tmp_path) == {f"deep/down/{name}": data for name, data in NEW.items()}
    assert (tmp_path / "deep/down").stat().st_mode & 0o777 == (
        tmp_path / "deep"
    ).stat().st_mode & 0o777


def test_the_backup_is_the_next_name_that_is_free(tmp_path: Path) -> None:
    write_folder(tmp_path / "a", OLD, force=False)
    (tmp_path / "a.bak1").mkdir()
    assert write_folder(tmp_path / "a", NEW, force=True) == tmp_path / "a.bak2"
    assert (tree(tmp_path / "a.bak2"), tree(tmp_path / "a")) == (OLD, NEW)


def test_a_full_disk_in_the_middle_leaves_the_old_issue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path / "a", OLD, force=False)
    real = Path.open

    def full(path: Path, *args: object, **options: object) -> object:
        if path.name == "b.md":
            raise fault(28, str(path))
        return real(path, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    refused(tmp_path / "a")
    assert (tree(tmp_path / "a"), [p.name for p in tmp_path.iterdir()]) == (OLD, ["a"])


@pytest.mark.parametrize("which", [1, 2])
def test_a_rename_that_fails_leaves_the_old_issue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: int
) -> None:
    """The first puts the old issue aside, the second the new one in its place."""
    write_folder(tmp_path / "a", OLD, force=False)
    real, calls = Path.rename, iter(range(1, 9))

    def locked(path: Path, target: Path) -> Path:
        if next(calls) == which:
            raise fault(13, str(path))
        return real(path, target)

    monkeypatch.setattr(Path, "rename", locked)
    refused(tmp_path / "a")
    assert (tree(tmp_path / "a"), [p.name for p in tmp_path.iterdir()]) == (OLD, ["a"])


def test_an_interrupt_between_the_renames_leaves_the_old_issue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path / "a", OLD, force=False)
    real, calls = Path.rename, iter(range(1, 9))

    def stopped(path: Path, target: Path) -> Path:
        if next(calls) == 2:
            raise KeyboardInterrupt
        return real(path, target)

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "a", NEW, force=True)
    assert (tree(tmp_path / "a"), [p.name for p in tmp_path.iterdir()]) == (OLD, ["a"])


def test_a_name_may_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        write_folder(tmp_path / "a", {"../b": b""}, force=False)
    assert [*tmp_path.iterdir()] == []
