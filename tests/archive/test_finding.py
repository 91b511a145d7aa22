"""Patterns name issues; nothing in `issues/` stops the walk, and it always ends."""

import os
from pathlib import Path

import pytest

from compositor.archive.finding import find_issues
from compositor.diagnostics import Diagnostic
from compositor.sources import FolderSources, MemorySources, Sources

ISSUES = ("issues/2009/2009-05", "issues/2009/2009-06", "issues/2025-07", "issues/2025-08")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for issue in ISSUES:
        begin(tmp_path / issue)
    (tmp_path / "issues/house.yaml").write_text("")
    (tmp_path / "issues/2025-08/photos/old").mkdir(parents=True)
    begin(tmp_path / "issues/2025-08/photos/old/2001-01")
    begin(tmp_path / "issues/.trash/2001-02")
    begin(tmp_path / "drafts/2025-09")
    return tmp_path


def begin(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "issue.yaml").write_text("")


def found(root: Path, *patterns: str) -> tuple[list[str], list[Diagnostic]]:
    told = find_issues(FolderSources(root), patterns)
    return list(told.issues), list(told.diagnostics)


def test_no_pattern_means_all_of_issues(root: Path) -> None:
    """Also in folders of years; not in an issue, nor in hidden folders; sorted."""
    assert found(root) == (list(ISSUES), [])


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("2025-08", ISSUES[3:]),
        ("2009-05", ISSUES[:1]),
        ("issues/2025-08", ISSUES[3:]),
        ("issues/2025-08/", ISSUES[3:]),
        ("issues/2025-08/issue.yaml", ISSUES[3:]),
        ("./issues/../issues/2025-08", ISSUES[3:]),
        ("2009", ISSUES[:2]),
        ("issues/2009", ISSUES[:2]),
        ("issues", ISSUES),
        ("2025-*", ISSUES[2:]),
        ("issues/2009/*-06", ISSUES[1:2]),
        ("2009/*", ISSUES[:2]),
        ("20??-0[57]", (ISSUES[0], ISSUES[2])),
        ("drafts", ("drafts/2025-09",)),
        ("drafts/2025-09", ("drafts/2025-09",)),
    ],
)
def test_a_pattern_is_a_name_a_path_or_a_glob(
    root: Path, pattern: str, wanted: tuple[str, ...]
) -> None:
    """A folder means the issues in it; a path may lead outside of `issues/`, in the project."""
    assert found(root, pattern) == (list(wanted), [])


def test_a_path_may_be_given_in_full(root: Path) -> None:
    """As a shell completes it from another folder."""
    assert found(root, str(root / "issues/2025-08")) == ([ISSUES[3]], [])


def test_patterns_that_name_the_same_issue_name_it_once(root: Path) -> None:
    """In order, whatever theirs is."""
    assert found(root, "2025-08", "2025-*", "issues/2009/2009-05")[0] == [ISSUES[0], *ISSUES[2:]]


@pytest.mark.parametrize(
    ("pattern", "near"),
    [("2025-8", "2025-08"), ("issues/2009/2009-5", ISSUES[0]), ("*x*", None), ("..", None)],
)
def test_a_pattern_that_names_nothing_is_told_with_the_nearest_name(
    root: Path, pattern: str, near: str | None
) -> None:
    """And hinders no other."""
    issues, problems = found(root, pattern, "2025-07")
    assert issues == ["issues/2025-07"]
    assert [(one.code, dict(one.values).get("near")) for one in problems] == [("no-issue", near)]


def test_an_issue_outside_of_the_project_is_none(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Its files would have no place in the archive."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    begin(elsewhere / "2025-10")
    issues, problems = found(root, str(elsewhere / "2025-10"))
    assert (issues, [one.code for one in problems]) == ([], ["no-issue"])


def test_a_project_without_issues_is_told(tmp_path: Path) -> None:
    """An archive of nothing is a mistake."""
    assert [one.code for one in found(tmp_path)[1]] == ["no-issue"]


def test_links_that_lead_round_end(root: Path) -> None:
    """To a folder above, to itself, to nowhere; the issues are found once, by their own names."""
    issues = root / "issues"
    (issues / "2009/up").symlink_to(issues)
    (issues / "2009/self").symlink_to(issues / "2009/self")
    (issues / "0-gone").symlink_to(root / "nowhere")
    (issues / "0-first").symlink_to(issues / "2025-08")
    (issues / "issue.yaml.d").symlink_to(issues / "house.yaml")
    names, problems = found(root)
    assert names == list(ISSUES)
    assert [(one.code, *dict(one.values).values()) for one in problems] == [
        ("found-twice", "issues/0-first", "issues/2025-08"),
        ("found-twice", "issues/2009/up", "issues"),
    ]


def test_a_link_to_issues_elsewhere_is_followed(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Old years may lie on another disk; a second link to them leads to the same ones."""
    disk = tmp_path_factory.mktemp("disk")
    begin(disk / "1999-01")
    (root / "issues/1999").symlink_to(disk)
    (root / "issues/99").symlink_to(disk)
    names, problems = found(root)
    assert names == ["issues/1999/1999-01", *ISSUES]
    assert [one.code for one in problems] == ["found-twice"]


def test_a_link_that_is_named_is_an_issue(root: Path) -> None:
    """Under the name that was given: the editor knows what it is."""
    (root / "issues/latest").symlink_to(root / "issues/2025-08")
    assert found(root, "issues/latest") == (["issues/latest"], [])


def test_a_folder_that_cannot_be_read_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are looked through."""
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if path.name == "2009":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    exists = FolderSources.exists

    def blind(sources: FolderSources, path: str) -> bool:
        if path.startswith("issues/2009/"):
            raise PermissionError(13, "Permission denied", path)
        return exists(sources, path)

    monkeypatch.setattr(os, "scandir", refusing)
    monkeypatch.setattr(FolderSources, "exists", blind)
    names, problems = found(root)
    assert names == list(ISSUES[2:])
    assert [(one.code, dict(one.values)["folder"]) for one in problems] == [
        ("folder-unreadable", "issues/2009")
    ]


def test_files_that_are_no_issues_are_not_asked_for(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred thousand of them would cost as many looks at the disk."""
    for number in range(200):
        (root / f"issues/{number}.txt").touch()
    asked: list[str] = []
    exists = FolderSources.exists

    def counted(self: FolderSources, path: str) -> bool:
        asked.append(path)
        return exists(self, path)

    monkeypatch.setattr(FolderSources, "exists", counted)
    assert found(root)[0] == list(ISSUES)
    assert len(asked) < 10


def test_issues_in_a_store_are_found_by_name() -> None:
    """Sources that are no folder are asked for names alone."""
    sources: Sources = MemorySources({f"{issue}/issue.yaml": "" for issue in ISSUES})
    assert find_issues(sources).issues == ISSUES
    assert find_issues(sources, ["2009"]).issues == ISSUES[:2]
