"""What a rebuild would change is told, page by page, and nothing else is: each state by its cause."""

import pickle
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops
from pypdf import PdfWriter
from pypdf.generic import NameObject

from compositor import backissue, edition, pressfile
from compositor.archive import preparing
from compositor.archive.pool import ProcessPool
from compositor.archive.verifying import verify, what_to_verify
from compositor.backissue import Workshop
from compositor.diagnostics import ExitCode, Refused
from compositor.geometry import Rect
from compositor.model.backissue import OtherPage, Verified
from compositor.pressfile import PressRun, archive_file
from compositor.typefaces import Face, Glyph, Script
from compositor.units import mm
from tests.archive.verified import NAME, PRESS, WORD, Archived, InProcess, project_issue

OTHER = "issues/2025-10"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Archived:
    """An archive that no test changes."""
    return Archived(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def own(tmp_path: Path, kept: Archived) -> Archived:
    """An archive to be changed."""
    return kept.copied(tmp_path / "own")


@pytest.fixture(scope="module")
def kept_two(tmp_path_factory: pytest.TempPathFactory) -> Archived:
    """An archive of two issues that no test changes."""
    return Archived(tmp_path_factory.mktemp("two"), (NAME, OTHER))


@pytest.fixture
def two(tmp_path: Path, kept_two: Archived) -> Archived:
    """An archive of two issues to be changed."""
    return kept_two.copied(tmp_path / "two")


# ------------------------------------------------------------------------------ drifts injected


def wider_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shaping library that sets one Latin word of page 2 two em wider."""
    shape = Face.shape

    def shape_otherwise(self: Face, text: str, script: Script) -> tuple[Glyph, ...]:
        glyphs = shape(self, text, script)
        if text != WORD:
            return glyphs
        return (glyphs[0]._replace(advance=glyphs[0].advance + 2 * self.upem), *glyphs[1:])

    monkeypatch.setattr(Face, "shape", shape_otherwise)


def drawn_with(change: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A drawing library that draws the second page otherwise than it was made up."""
    draw = edition.draw_pages

    def draw_otherwise(sources: Any, planned: Any, options: Any) -> Any:
        first, second = planned.edition.pages
        pages = (first, change(second))
        otherwise = replace(planned, edition=replace(planned.edition, pages=pages))
        return draw(sources, otherwise, options)

    monkeypatch.setattr(backissue, "draw_pages", draw_otherwise)


def thick_rules(page: Any) -> Any:
    return replace(page, rules=tuple(replace(rule, kind="thick") for rule in page.rules))


def rich_black(monkeypatch: pytest.MonkeyPatch) -> None:
    """A drawing library that puts the other inks under black, as old converters did."""
    stamped = pressfile.archive_file

    def archive_file(planned: Any, drawn: Any) -> bytes:
        writer = PdfWriter(clone_from=BytesIO(stamped(planned, drawn)))
        for page in writer.pages:
            content = page.get_contents()
            assert content is not None
            content.set_data(content.get_data().replace(b"0 0 0 1 scn", b"0.6 0.5 0.5 1 scn"))
            page[NameObject("/Contents")] = writer._add_object(content)
        data = BytesIO()
        writer.write(data)
        return data.getvalue()

    monkeypatch.setattr(backissue, "archive_file", archive_file)


def press_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Press files without their checks, of pages that are not full: `press` has tests of these."""

    def print_files(sources: Any, planned: Any, drawn: Any, more: Any, **_: Any) -> PressRun:
        pdf = archive_file(planned, drawn)
        return PressRun("", {"archive.pdf": pdf, "press.pdf": pdf}, (), {})

    monkeypatch.setattr(backissue, "refuse_unready", lambda _: None)
    monkeypatch.setattr(backissue, "print_files", print_files)


def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is of another version, and does everything as before."""
    before = edition.made_by()
    after = tuple("weasyprint 70.1" if "weasyprint" in one else one for one in before)
    for module in (edition, preparing):
        monkeypatch.setattr(module, "made_by", lambda: after)


# ---------------------------------------------------------------------------------- the states


def test_what_nothing_has_changed_is_identical(kept: Archived) -> None:
    """To the byte; in a workshop that made it before and in one that made nothing."""
    for at in (None, Workshop()):
        told = kept.verified(at)
        assert told == Verified(NAME, "identical", pages_made=2, seconds=told.seconds)


def test_a_newer_library_that_changes_no_page_gives_the_same_print(
    kept: Archived, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other bytes: the name of a build is in its files. What it was made by then and now is told."""
    newer(monkeypatch)
    told = kept.verified()
    assert (told.state, told.exit_code, told.pages) == ("same-print", ExitCode.DONE, ())
    assert [one.name for one in told.files] == ["archive.pdf", "edition.json", "report.json"]
    (engine,) = told.engines
    assert (engine.name, engine.after) == ("weasyprint", "70.1")


def test_a_line_that_breaks_elsewhere_is_told_with_its_words(
    kept: Archived, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On its page, and on no other; with the pixels that changed, which lie where the lines are."""
    wider_word(monkeypatch)
    told = kept.verified(Workshop())
    assert (told.state, told.exit_code) == ("differs", ExitCode.GATE)
    (page,) = told.pages
    assert page.page == 2
    (change,) = page.lines
    assert (change.article, change.is_words) == ("bei", False)
    assert WORD in "".join(change.before)
    assert change.before != change.after
    (drawn,) = page.prints
    assert drawn.file == "archive.pdf"
    assert 0 < drawn.share < 0.02
    assert drawn.step > 100
    assert all(mm(15) < rect.x < rect.right < mm(140) for rect in drawn.rects)


def test_what_is_only_drawn_otherwise_is_told_by_its_pixels(
    kept: Archived, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editions are the same: lines, rules and pictures stand where they stood."""
    drawn_with(thick_rules, monkeypatch)
    told = kept.verified(Workshop())
    (page,) = told.pages
    assert told.state == "differs"
    assert replace(page, prints=()) == OtherPage(2)
    assert page.prints[0].rects
    rules = kept.edition()["pages"][1]["rules"]
    for rect in page.prints[0].rects:
        assert any(near(rect, rule) for rule in rules), rect
    assert not told.inputs
    assert not told.engines


def near(rect: Rect, rule: dict[str, float]) -> bool:
    """Whether a rectangle is where a rule is, but for its thickness."""
    x, y, width, height = (mm(rule[key]) for key in ("x_mm", "y_mm", "width_mm", "height_mm"))
    room = Rect(x, y, width, height).inset(-mm(1), -mm(1))
    return room.x <= rect.x and rect.right <= room.right and room.y <= rect.y <= room.bottom


def test_inks_are_told(kept: Archived, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four inks where there was black alone: nearly the same to the eye, and not to the press."""
    rich_black(monkeypatch)
    told = kept.verified(Workshop())
    assert (told.state, told.exit_code) == ("differs", ExitCode.GATE)
    assert [page.page for page in told.pages] == [1, 2]
    for page in told.pages:
        (drawn,) = page.prints
        assert drawn.inks_new == ("0.6 0.5 0.5 1 scn",)
        assert drawn.inks_gone == ("0 0 0 1 scn",)


def test_a_page_that_is_gone_is_told(own: Archived) -> None:
    manifest = own.source("issue.yaml")
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text[: text.index("  - page: 2")], encoding="utf-8")
    told = own.verified()
    assert told.state == "changed"
    assert [(page.page, page.state) for page in told.pages] == [(2, "removed")]


def test_what_is_made_of_other_files_now_is_changed_and_not_drift(own: Archived) -> None:
    """Which files, and what the change does: words on one page."""
    article = own.source("articles/xi.md")
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("第3段 各级工会", "第3段 各地工会"), encoding="utf-8")
    told = own.verified()
    assert (told.state, told.exit_code) == ("changed", ExitCode.GATE)
    assert [one.path for one in told.inputs] == [f"{NAME}/articles/xi.md"]
    (page,) = told.pages
    (change,) = page.lines
    assert (page.page, change.article, change.is_words) == (2, "xi", True)
    assert "各地工会" in "".join(change.after)


def test_a_change_that_no_page_shows_is_changed_all_the_same(own: Archived) -> None:
    manifest = own.source("issue.yaml")
    manifest.write_text(manifest.read_text(encoding="utf-8") + "# 已归档\n", encoding="utf-8")
    told = own.verified()
    assert (told.state, told.pages) == ("changed", ())
    assert [one.path for one in told.inputs] == [f"{NAME}/issue.yaml"]


@pytest.mark.parametrize("name", ["archive.pdf", "edition.json", "report.json"])
@pytest.mark.parametrize("harm", ["tampered", "gone"])
def test_a_file_that_is_not_what_was_locked_is_damaged(own: Archived, name: str, harm: str) -> None:
    """Even if a rebuild would be what was locked: then nothing but the damage is told."""
    file = own.file(name)
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes() + b"\n")
    told = own.verified()
    assert (told.state, told.damaged, told.exit_code) == ("damaged", (name,), ExitCode.GATE)
    assert (told.files, told.pages, told.inputs) == ((), (), ())


def test_damage_does_not_hide_what_differs(own: Archived, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the edition that was kept its print still tells, and the other way round."""
    wider_word(monkeypatch)
    own.file("edition.json").unlink()
    (page,) = own.verified(Workshop()).pages
    assert (page.page, page.lines) == (2, ())
    assert page.prints
    own.restore("edition.json")
    own.file("archive.pdf").write_bytes(b"%PDF-1.7")
    (page,) = own.verified(Workshop()).pages
    assert page.page == 2
    assert page.lines
    assert not page.prints


def test_an_edition_of_another_version_is_not_compared_but_its_print_is(
    own: Archived, monkeypatch: pytest.MonkeyPatch
) -> None:
    wider_word(monkeypatch)
    own.rewrite("edition.json", b'{"format": 0}')
    told = own.verified(Workshop())
    (page,) = told.pages
    assert (told.state, page.page, page.lines) == ("differs", 2, ())
    assert page.prints


def test_what_cannot_be_made_now_has_failed_and_says_why(two: Archived) -> None:
    """A face is gone after an upgrade: each issue says so, and the run goes on to the end."""
    for face in (two.root / "fonts").glob("*.?tf"):
        face.unlink()
    tasks = [two.task(NAME), two.task(OTHER)]
    found = list(verify(tasks, InProcess()))
    assert [(one.issue, one.state) for one in found] == [(NAME, "failed"), (OTHER, "failed")]
    for one in found:
        assert one.exit_code is not ExitCode.DONE
        assert "font-missing" in {d.code for d in one.diagnostics}


def test_one_bad_issue_does_not_stop_the_others(two: Archived) -> None:
    two.source("issue.yaml").unlink()
    found = list(verify([two.task(NAME), two.task(OTHER)], InProcess()))
    assert [one.state for one in found] == ["failed", "identical"]


def test_a_worker_that_dies_is_told_and_the_rest_goes_on(two: Archived) -> None:
    found = list(verify([two.task(NAME), two.task(OTHER)], InProcess(frozenset([NAME]))))
    assert [one.state for one in found] == ["failed", "identical"]
    assert found[0].exit_code is ExitCode.SYSTEM
    assert [d.code for d in found[0].diagnostics] == ["worker-lost"]


def test_an_issue_that_was_never_locked_is_missing(own: Archived) -> None:
    """If it is named; no pattern means what is locked, whether the project still has it or not."""
    own.write_lock()
    own.source("issue.yaml").rename(own.root / "issues/issue.yaml")
    project_issue(own.root, OTHER)
    asked = what_to_verify(own.archive, [OTHER])
    (told,) = asked.missing
    assert (told.issue, told.state, told.exit_code) == (OTHER, "missing", ExitCode.GATE)
    assert asked.tasks == ()
    asked = what_to_verify(own.archive)
    assert ([task.issue for task in asked.tasks], asked.missing) == ([NAME], ())


def test_what_was_never_archived_cannot_be_verified(own: Archived) -> None:
    with pytest.raises(Refused) as refused:
        what_to_verify(own.archive)
    assert [d.code for d in refused.value.diagnostics] == ["nothing-locked"]


# ------------------------------------------------------------------- what is asked for besides


def test_press_files_are_made_again_and_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page is told once, with each file it is printed in."""
    press_quickly(monkeypatch)
    archive = Archived(tmp_path, recipe=PRESS)
    assert archive.verified().state == "identical"
    drawn_with(thick_rules, monkeypatch)
    (page,) = archive.verified(Workshop()).pages
    assert page.page == 2
    names = [one.file for one in page.prints]
    assert names == ["archive.pdf", "press.pdf"]


def test_an_overlay_shows_both_where_that_is_asked_for(
    kept: Archived, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Red what only the kept page has, cyan what only the new one has."""
    drawn_with(lambda page: replace(page, rules=()), monkeypatch)
    (page,) = kept.verified(Workshop(), overlays=True).pages
    (drawn,) = page.prints
    image = Image.open(BytesIO(drawn.overlay)).convert("RGB")
    assert image.width * image.height == drawn.total
    red, green, _ = image.split()
    assert ImageChops.subtract(red, green).getbbox()
    assert not ImageChops.subtract(green, red).getbbox()


def test_what_is_told_can_be_sent(kept: Archived, monkeypatch: pytest.MonkeyPatch) -> None:
    wider_word(monkeypatch)
    told = kept.verified(Workshop())
    assert pickle.loads(pickle.dumps(told)) == told
    assert pickle.loads(pickle.dumps(kept.task())) == kept.task()


def test_nothing_is_written(own: Archived) -> None:
    before = {path: path.stat().st_mtime_ns for path in own.root.rglob("*")}
    own.file("archive.pdf").read_bytes()
    own.verified()
    assert {path: path.stat().st_mtime_ns for path in own.root.rglob("*")} == before


def test_engines_of_an_archive_that_does_not_say_them_are_not_guessed(own: Archived) -> None:
    own.locked[NAME] = replace(own.locked[NAME], made_by=())
    assert own.verified().engines == ()


def test_a_fault_of_the_program_is_one_issues(
    kept: Archived, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer(monkeypatch)
    drawn_with(lambda page: page.nothing, monkeypatch)
    told = kept.verified(Workshop())
    assert (told.state, told.exit_code) == ("failed", ExitCode.SYSTEM)
    assert [d.code for d in told.diagnostics] == ["verify-broke"]
    assert "AttributeError" in told.trace
    assert [engine.name for engine in told.engines] == ["weasyprint"]


def test_workers_of_other_processes_verify_as_well(kept: Archived) -> None:
    """What is asked and what is told crosses over; each issue once."""
    with ProcessPool(1) as pool:
        (told,) = verify([kept.task()], pool)
    assert replace(told, seconds=0.0) == replace(kept.verified(), seconds=0.0)
