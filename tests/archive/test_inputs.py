"""Inputs: what an issue is made of is recorded, the same cold and warm; a change of any is found."""

from pathlib import Path

import pytest

from compositor.archive.inputs import UNSURE, Change, Recorder, changed_inputs
from compositor.backissue import Workshop
from compositor.model.backissue import Input, Locked, Recipe
from compositor.sources import FolderSources, MemorySources
from tests.archive.samples import JULY, PHOTO, add_issue, photo, project, workshop
from tests.samples import ROOT

FILES = {"a/x.md": "x", "a/y.md": "y", "a/z.txt": "z"}


def recorded(sources: Recorder) -> list[tuple[str, str]]:
    return [(one.kind, one.path) for one in sources.inputs(sources.digests())]


def test_what_is_handed_out_or_looked_for_or_listed_is_recorded() -> None:
    """Whichever way it is asked for; sorted, and each once."""
    recorder = Recorder(MemorySources(FILES))
    recorder.read("a/x.md")
    recorder.know("a/y.md")
    assert recorder.exists("a/x.md") and not recorder.exists("a/1")
    assert recorder.stamp("a/2") is None
    for ask in (recorder.read, recorder.size, recorder.know):
        with pytest.raises(OSError):
            ask(f"a/{ask.__name__}")
    assert recorder.names("a", ".md") == ("x.md", "y.md")
    assert recorder.names("a") == recorder.names("a")
    assert recorded(recorder) == [
        *(("absent", f"a/{name}") for name in ("1", "2", "know", "read", "size")),
        ("file", "a/x.md"),
        ("file", "a/y.md"),
        ("names", "a/*"),
        ("names", "a/*.md"),
    ]


def test_a_folder_that_changes_while_it_is_read_is_never_the_same() -> None:
    """Then it is not known of which listing the issue was made."""
    files = MemorySources(FILES)
    recorder = Recorder(files)
    recorder.names("a", ".md")
    files._files["a/new.md"] = b""
    recorder.names("a", ".md")
    assert recorder.inputs(()) == (Input("names", "a/*.md", UNSURE),)
    assert ways(recorder.inputs(()), MemorySources(FILES)) == [("listing", "a/*.md")]


def ways(inputs: tuple[Input, ...], sources: MemorySources) -> list[Change]:
    return list(changed_inputs(Locked("a", "pages", "", 1, inputs, ()), sources))


def test_a_change_of_any_input_is_found_and_named() -> None:
    """Another byte, a file that is gone or that has appeared, another name in a folder."""
    recorder = Recorder(MemorySources(FILES))
    for path in FILES:
        recorder.read(path)
    recorder.exists("a/photo.png")
    recorder.names("a", ".md")
    inputs = recorder.inputs(recorder.digests())
    assert ways(inputs, MemorySources(FILES)) == []
    assert ways(inputs, MemorySources({**FILES, "a/x.md": "X"})) == [("changed", "a/x.md")]
    assert ways(inputs, MemorySources({**FILES, "a/photo.png": ""})) == [
        ("appeared", "a/photo.png")
    ]
    assert ways(inputs, MemorySources({**FILES, "a/w.md": ""})) == [("listing", "a/*.md")]
    fewer = {path: text for path, text in FILES.items() if path != "a/x.md"}
    assert ways(inputs, MemorySources(fewer)) == [("listing", "a/*.md"), ("gone", "a/x.md")]
    assert ways(inputs, MemorySources({**FILES, "b": ""})) == []


def test_a_file_of_many_issues_is_hashed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fonts and layouts cost nothing for the second issue."""
    (tmp_path / "font").write_bytes(b"font")
    digest = FolderSources(tmp_path).know("font")
    sources, reads = FolderSources(tmp_path), []
    read = FolderSources.read

    def counted(self: FolderSources, path: str) -> bytes:
        reads.append(path)
        return read(self, path)

    monkeypatch.setattr(FolderSources, "read", counted)
    for issue in ("a", "b", "c"):
        issue_made = Locked(issue, "pages", "", 1, (Input("file", "font", digest),), ())
        assert not changed_inputs(issue_made, sources)
    assert reads == ["font"]


def test_inputs_are_the_same_in_a_cold_workshop_and_a_warm_one(tmp_path: Path) -> None:
    """What is known by its stamp or was made before is an input all the same."""
    archive = project(tmp_path)
    add_issue(tmp_path / JULY, head=PHOTO)
    paths = photo(archive, JULY), "layouts/sikai/layout.yaml"
    warm = workshop()
    found = [inputs_of(shop, archive.root, JULY) for shop in (Workshop(), warm, warm)]
    assert found[0] == found[1] == found[2]
    assert {*paths} < {one.path for one in found[0] if one.kind == "file"}


def test_an_issue_of_the_project_has_the_same_inputs_cold_and_warm() -> None:
    """With many faces, and a layout in which much is looked for in vain."""
    issue = "issues/2023-08"
    found = [inputs_of(shop, ROOT, issue) for shop in (Workshop(), workshop(), workshop())]
    assert found[0] == found[1] == found[2]
    assert "layouts/sikai/page.css" in {one.path for one in found[0] if one.kind == "absent"}


def inputs_of(shop: Workshop, root: Path | str, issue: str) -> tuple[Input, ...]:
    recorder = Recorder(FolderSources(Path(root)))
    made = shop.remake(recorder, issue, Recipe())
    return recorder.inputs(made.inputs)


def test_whatever_is_found_to_exist_is_handed_out_as_well() -> None:
    """That a file is there is no input of its own; so nothing may depend on that alone."""

    class Asking(Recorder):
        def exists(self, path: str) -> bool:
            is_there = super().exists(path)
            if is_there:
                asked.add(path)
            return is_there

    asked: set[str] = set()
    made = workshop().remake(Asking(FolderSources(ROOT)), "issues/2023-08", Recipe())
    assert asked and asked <= {path for path, _ in made.inputs}


def test_another_layout_is_no_reason_to_make_an_issue_again() -> None:
    """An issue is made of its layout; which others there are is looked for in vain only."""
    listed = [
        one.path for one in inputs_of(workshop(), ROOT, "issues/2023-08") if one.kind == "names"
    ]
    assert listed == ["issues/2023-08/articles/*.md"]
