"""The command as an editor uses it: what it writes, what it says, and its exit status."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from compositor.cli import main
from compositor.cli.arguments import language_of
from compositor.diagnostics import ExitCode, Refused
from compositor.output import SUFFIX, write_all
from tests.cli.conftest import Run
from tests.samples import ISSUE, ROOT


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """A copy of the seed issue that a test may damage."""
    return Path(shutil.copytree(ROOT / ISSUE, tmp_path / "t"))


def edit(path: Path, old: str, new: str) -> None:
    """Replace one passage of a file, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add_photo(issue: Path, file: str) -> None:
    """Give the article binhai a photo over two columns."""
    head = f"photos:\n  - {{file: {file}, caption: 图为活动现场。, credit: 王雪 摄, columns: 2}}\n"
    edit(issue / "articles/binhai.md", "byline:", head + "byline:")
    edit(issue / "issue.yaml", "line: 3, columns: 6, lines: 40", "line: 3, columns: 6, lines: 41")
    edit(issue / "issue.yaml", "line: 45, columns: 6, lines: 42", "line: 45, columns: 5, lines: 42")


def test_build_writes_everything_and_tells_where(run: Run, tmp_path: Path) -> None:
    """PDF, a PNG for each page, edition, report and ledger; the place of the PDF and the time."""
    status, out, _ = run("build", ROOT / ISSUE, "--into", tmp_path)
    made = {path.name for path in tmp_path.iterdir()}
    assert status == ExitCode.DONE
    assert made == {
        "pages.pdf", "page-1.png", "page-2.png", "edition.json", "report.json", "ledger.txt",
    }  # fmt: skip
    assert f"made {tmp_path / 'pages.pdf'} in" in out
    assert (tmp_path / "pages.pdf").read_bytes().startswith(b"%PDF-")
    assert "headline of `qingjiangpu` was supplied" in (tmp_path / "ledger.txt").read_text()


@pytest.mark.parametrize(
    ("language", "guide"), [("en", "docs/editors-guide.md"), ("zh", "docs/zh/editors-guide.md")]
)
def test_the_ledger_of_the_guides_is_the_real_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str, guide: str
) -> None:
    """The table that the editor's guide shows is what `build` prints of the seed issue."""
    main(["--lang", language, "build", str(ROOT / ISSUE), "--into", str(tmp_path)])
    table = capsys.readouterr().out.split("\n\n")[1]
    assert table in (ROOT / guide).read_text(encoding="utf-8")


def test_report_counts_what_was_placed(run: Run, tmp_path: Path) -> None:
    """report.json: lines and characters by article, nothing overset, inputs with digests."""
    run("build", ROOT / ISSUE, "--into", tmp_path)
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    rows = {row["article"]: row for row in report["modules"]}
    assert rows["binhai"]["placed_characters"] == 1937
    assert report["totals"]["overset_lines"] == 0
    assert "issue.yaml" in " ".join(report["inputs"])
    assert len(report["fingerprint"]) == 64


def test_report_and_ledger_judge_every_page(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """report.json: metrics, rules broken and fitting; ledger.txt: a line a page, and soft rules."""
    main(["--lang", "zh", "build", str(ROOT / ISSUE), "--into", str(tmp_path)])
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    first = report["pages"][0]
    assert (first["page"], report["left"]) == (1, [])
    assert first["metrics"] == {
        "overset_lines": 0,
        "used": 1.0,
        "mean_slack": 0.363,
        "most_slack": 1,
        "hard_rules_broken": 0,
        "price": 22,
        "priority": 1.0,
    }
    assert {(j["rule"], j["hard"]) for j in first["judgements"]} == {("R26", False)}
    assert sum(j["price"] for j in first["judgements"]) == 22
    assert report["modules"][0]["fitting"]["air"] == 1
    out = capsys.readouterr().out
    assert "\n1   100%  0.4/1     0     22\n" in out
    assert "\n  R26 不用补空就排得正好（nantong、lvshunkou、binhai、qingjiangpu）：代价 37\n" in out


def test_edition_holds_every_line_in_mm_and_pt(run: Run, tmp_path: Path) -> None:
    """edition.json: page, x, baseline, measure, stretch, text and article of every line."""
    run("build", ROOT / ISSUE, "--into", tmp_path)
    edition = json.loads((tmp_path / "edition.json").read_text(encoding="utf-8"))
    frames = [f for page in edition["pages"] for f in page["frames"] if f["article"] == "binhai"]
    lines = [line for f in frames if f["kind"] == "text" for line in f["lines"]]
    assert len(lines) == 173
    assert {"x_mm", "baseline_mm", "x_pt", "measure_pt", "stretch_em", "text"} <= lines[0].keys()
    assert lines[0]["text"].startswith("今年以来")


def test_the_same_inputs_give_the_same_bytes(run: Run, tmp_path: Path) -> None:
    """Two builds of the same files are equal, byte for byte."""
    for name in ("a", "b"):
        run("build", ROOT / ISSUE, "--into", tmp_path / name)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


def test_a_changed_font_changes_the_fingerprint(issue: Path, run: Run, tmp_path: Path) -> None:
    """The fingerprint of a build names its inputs, fonts included."""
    run("build", issue, "--into", tmp_path / "a")
    report = json.loads((tmp_path / "a/report.json").read_text(encoding="utf-8"))
    assert "fonts/PaperSong-Regular.otf" in report["inputs"]
    edit(issue / "articles/binhai.md", "今年以来", "去年以来")
    run("build", issue, "--into", tmp_path / "b")
    other = json.loads((tmp_path / "b/report.json").read_text(encoding="utf-8"))
    assert other["fingerprint"] != report["fingerprint"]


def test_overset_fails_the_run_and_says_what_did_not_fit(
    issue: Path, run: Run, tmp_path: Path
) -> None:
    """Overset: lines, characters, the first words, exit status 3, nothing written."""
    edit(issue / "issue.yaml", "line: 3, columns: 6, lines: 40", "line: 3, columns: 6, lines: 30")
    status, _, err = run("build", issue, "--into", tmp_path / "out")
    assert status == ExitCode.OVERSET
    assert "error[overset]: `binhai` has" in err
    assert not (tmp_path / "out").exists()


def test_allow_overset_prints_what_fits(issue: Path, run: Run, tmp_path: Path) -> None:
    """With leave the page is made; what is placed and what is overset are the whole text."""
    edit(issue / "issue.yaml", "line: 3, columns: 6, lines: 40", "line: 3, columns: 6, lines: 30")
    status, _, err = run("build", issue, "--into", tmp_path, "--allow-overset")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    row = next(row for row in report["modules"] if row["article"] == "binhai")
    assert status == ExitCode.DONE
    assert row["placed_characters"] + row["overset_characters"] == 1937
    assert row["overset_text"].endswith("47场次。")
    assert "overset" in err


def test_a_missing_picture_is_a_box_and_stops_the_press(
    issue: Path, run: Run, tmp_path: Path
) -> None:
    """FPO: drawn with its caption, listed in the ledger; `press` refuses."""
    add_photo(issue, "photos/x.jpg")
    status, _, err = run("build", issue, "--into", tmp_path, "--allow-overset")
    assert status == ExitCode.DONE, err
    assert "x.jpg` is missing" in (tmp_path / "ledger.txt").read_text()
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["missing_pictures"]
    status, _, err = run("press", issue, "--into", tmp_path)
    assert status == ExitCode.INPUT
    assert "press-refused" in err
    assert not (tmp_path / "press.pdf").exists()


def test_a_lost_picture_does_not_stop_the_press(run: Run, tmp_path: Path) -> None:
    """The back issue, whose photo is lost for good, goes to press."""
    status, out, err = run("press", ROOT / ISSUE, "--into", tmp_path)
    assert (status, err) == (ExitCode.DONE, "")
    assert (tmp_path / "press.pdf").exists()
    assert "ready for the printer" in out


def test_a_photo_that_is_there_is_printed(issue: Path, run: Run, tmp_path: Path) -> None:
    """A grey JPEG stands in the PDF, cropped by a tenth at most; RGB is refused by `press` only."""
    (issue / "photos").mkdir()
    Image.new("L", (300, 200), 128).save(issue / "photos/x.jpg")
    add_photo(issue, "photos/x.jpg")
    status, _, err = run("build", issue, "--into", tmp_path, "--allow-overset")
    assert status == ExitCode.DONE, err
    edition = json.loads((tmp_path / "edition.json").read_text(encoding="utf-8"))
    (picture,) = edition["pages"][1]["pictures"]
    assert not picture["missing"]
    assert picture["width_mm"] / picture["height_mm"] == pytest.approx(1.5, rel=0.12)


def test_press_says_which_checks_want_a_program_that_is_not_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Ghostscript and qpdf the files are made, and it is said what was not looked at."""
    monkeypatch.setenv("PATH", "")
    status, out, err = run("press", ROOT / ISSUE, "--into", tmp_path)
    assert status == ExitCode.DONE, err
    assert "P10: Ghostscript is not there" in out and "P01: read strictly" in out
    told = json.loads((tmp_path / "preflight.json").read_text(encoding="utf-8"))
    states = {one["check"]: one["state"] for one in told[0]["checks"]}
    assert (states["P10"], states["P23"]) == ("skipped", "passed")


def test_press_tells_programs_one_list(run: Run, tmp_path: Path) -> None:
    """With --json standard output is one list, whatever was said by whom."""
    status, out, _ = run("press", ROOT / ISSUE, "--into", tmp_path, "--json")
    assert status == ExitCode.DONE
    assert isinstance(json.loads(out), list)


@pytest.mark.parametrize("mode", ["CMYK", "RGB", "LA", "1"])
def test_a_picture_of_any_colours_goes_to_press(
    issue: Path, run: Run, tmp_path: Path, mode: str
) -> None:
    """What the plate could not take is made a JPEG in the colours of the press."""
    (issue / "photos").mkdir()
    Image.new(mode, (3000, 1000)).save(issue / "photos/x.tif")
    add_photo(issue, "photos/x.tif")
    status, _, err = run("build", issue, "--into", tmp_path, "--allow-overset")
    assert status == ExitCode.DONE, err


def test_a_picture_deeper_than_its_module_is_refused(issue: Path, run: Run) -> None:
    """A tall photo in a shallow module is an error with the lines it needs, not drawn over others."""
    (issue / "photos").mkdir()
    Image.new("L", (300, 900)).save(issue / "photos/x.jpg")
    add_photo(issue, "photos/x.jpg")
    status, _, err = run("check", issue)
    assert status == ExitCode.INPUT
    assert "error[module-too-small]: `binhai` needs at least" in err


def test_a_picture_over_more_columns_than_its_module_is_refused(issue: Path, run: Run) -> None:
    """The picture is not quietly made narrower."""
    add_photo(issue, "photos/x.jpg")
    edit(issue / "articles/binhai.md", "columns: 2", "columns: 9")
    status, _, err = run("check", issue)
    assert status == ExitCode.INPUT
    assert "error[picture-columns]" in err and "has 6" in err


def test_the_name_of_a_missing_file_stops_no_build(issue: Path, run: Run, tmp_path: Path) -> None:
    """Signs no face has are printed as 〓 in the box; they are not the editor's text."""
    add_photo(issue, "photos/😀.jpg")
    status, _, err = run("build", issue, "--into", tmp_path, "--allow-overset")
    assert (status, "no-glyph" in err) == (ExitCode.DONE, False)


@pytest.mark.parametrize("old", ["name: 江苏工人报", "title: 综合"])
def test_a_missing_character_of_the_furniture_has_a_place(issue: Path, run: Run, old: str) -> None:
    """Names and page titles are looked for in the manifest."""
    edit(issue / "issue.yaml", old, old + "ꙮ")
    status, _, err = run("check", issue)
    assert status == ExitCode.INPUT
    assert re.search(r"issue\.yaml:\d+:\d+: error\[no-glyph\]", err)


def test_the_hint_for_overset_is_possible(issue: Path, run: Run) -> None:
    """Text that no page holds is not asked to take more lines."""
    file = issue / "articles/binhai.md"
    file.write_text(file.read_text(encoding="utf-8") + "\n" + "长" * 20000, encoding="utf-8")
    status, _, err = run("check", issue)
    assert status == ExitCode.OVERSET
    assert "no page holds it in these columns" in err


def test_output_that_cannot_be_shown_is_no_fault_of_the_input(tmp_path: Path) -> None:
    """A terminal without Chinese shows escapes; one that is full is status 5."""
    words = [sys.executable, "compose.py", "build", ISSUE, "--into", str(tmp_path)]
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(words, cwd=ROOT, capture_output=True, env=ascii_only, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (ExitCode.DONE, False)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(words, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert b"Traceback" not in done.stderr


def test_furniture_that_does_not_fit_is_refused(issue: Path, run: Run) -> None:
    """A name too long for the nameplate is said; it is not printed over other things."""
    edit(issue / "issue.yaml", "name: 江苏工人报", "name: 江苏省南京市江宁区总工会职工报")
    status, _, err = run("check", issue)
    assert status == ExitCode.INPUT
    assert "error[furniture-too-wide]" in err or "error[furniture-overlaps]" in err


def test_a_label_wider_than_its_module_is_refused(issue: Path, run: Run) -> None:
    """A label that would wrap is an error at its line of the article."""
    edit(issue / "articles/hongze.md", "headline:", "label: 党史学习教育大讲堂\nheadline:")
    status, _, err = run("check", issue)
    assert status == ExitCode.INPUT
    assert "error[label-too-wide]" in err and "hongze.md:3" in err


def test_a_failed_run_leaves_the_last_good_files(issue: Path, run: Run, tmp_path: Path) -> None:
    """Damage after a good build: exit status 1 and every file as it was."""
    out = tmp_path / "out"
    run("build", issue, "--into", out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    edit(issue / "issue.yaml", "layout: sikai", "layout: sikia")
    status, _, err = run("build", issue, "--into", out)
    assert status == ExitCode.INPUT
    assert "did you mean `sikai`?" in err
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_page_that_is_gone_takes_its_preview_along(issue: Path, run: Run, tmp_path: Path) -> None:
    """A rebuild with fewer pages removes the previews of those that are gone."""
    out = tmp_path / "out"
    run("build", issue, "--into", out)
    text = (issue / "issue.yaml").read_text(encoding="utf-8")
    (issue / "issue.yaml").write_text(text[: text.index("  - page: 2")], encoding="utf-8")
    status, _, err = run("build", issue, "--into", out)
    assert status == ExitCode.DONE, err
    assert not (out / "page-2.png").exists()


def test_check_makes_nothing(issue: Path, run: Run) -> None:
    """`check` reports and writes no file."""
    before = sorted(issue.rglob("*"))
    status, out, _ = run("check", issue)
    assert (status, sorted(issue.rglob("*"))) == (ExitCode.DONE, before)
    assert "no errors" in out


def test_all_problems_are_reported_at_once(issue: Path, run: Run) -> None:
    """Problems of manifest and articles come in one run, each with its place."""
    edit(issue / "issue.yaml", "date: 2025-08", "date: 2025-13")
    edit(issue / "issue.yaml", "article: hongze", "article: hongzhe")
    edit(issue / "articles/binhai.md", "byline:", "bylines:")
    status, _, err = run("check", issue)
    assert status == ExitCode.INPUT
    for words in ("error[bad-date]", "did you mean `hongze`?", "did you mean `byline`?"):
        assert words in err


def test_overlap_and_grid_faults_stop_the_build(issue: Path, run: Run) -> None:
    """A module outside the grid and one over another are both said, with hints."""
    edit(issue / "issue.yaml", "line: 68, columns: 5, lines: 19", "line: 60, columns: 5, lines: 40")
    status, _, err = run("check", issue)
    assert status == ExitCode.INPUT
    assert "error[outside-grid]" in err and "error[modules-overlap]" in err


def test_a_character_no_face_has_is_named_with_its_place(issue: Path, run: Run) -> None:
    """The character, its code point, and line and column of the manuscript."""
    edit(issue / "articles/binhai.md", "今年以来", "今年ꙮ以来")
    status, _, err = run("check", issue)
    assert status == ExitCode.INPUT
    assert "error[no-glyph]: no face has the character `ꙮ` (U+A66E)" in err
    assert "binhai.md:" in err


def test_a_missing_character_in_a_headline_is_placed_too(issue: Path, run: Run) -> None:
    """Headings are searched as well."""
    edit(issue / "articles/binhai.md", "headline: 实施", "headline: 实ꙮ施")
    status, _, err = run("check", issue)
    assert status == ExitCode.INPUT
    assert "binhai.md:4:" in err


def test_a_missing_character_in_a_caption_is_placed_at_its_picture(issue: Path, run: Run) -> None:
    """Captions are searched as well; the place is the picture's."""
    edit(issue / "articles/hongze.md", "日前", "日ꙮ前")
    status, _, err = run("check", issue)
    assert status == ExitCode.INPUT
    assert "hongze.md:" in err and "error[no-glyph]" in err


@pytest.mark.parametrize(
    ("damage", "code"),
    [(b"\xff\xfe\x00", "not-utf8"), (b"pages: [", "yaml-syntax")],
)
def test_files_that_cannot_be_read_are_diagnosed(
    issue: Path, run: Run, damage: bytes, code: str
) -> None:
    """Not UTF-8, not YAML: a diagnostic with the file, no traceback."""
    (issue / "issue.yaml").write_bytes(damage)
    status, _, err = run("check", issue)
    assert status == ExitCode.INPUT
    assert f"error[{code}]" in err


def test_a_file_in_gbk_is_recognised(issue: Path, run: Run) -> None:
    """What Notepad calls ANSI is told by its name, at the first character that is not UTF-8."""
    file = issue / "articles/hongze.md"
    file.write_bytes(file.read_text(encoding="utf-8").encode("gbk"))
    status, _, err = run("check", issue)
    assert status == ExitCode.INPUT
    assert "hongze.md:3:11: error[not-utf8]" in err and "it looks like GBK" in err


def test_an_issue_that_is_not_there(run: Run, tmp_path: Path) -> None:
    """A wrong folder is said as such."""
    status, _, err = run("build", tmp_path / "2099-01")
    assert status == ExitCode.INPUT
    assert "error[no-file]" in err


def test_a_full_disk_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second file cannot be written, the first is not replaced, and no draft stays."""
    write_all(tmp_path, {"a": b"old", "b": b"old"})
    real = Path.open

    def full(path: Path, *args: object, **options: object) -> object:
        if path.name == "b" + SUFFIX:
            raise OSError(28, "No space left on device", str(path))
        return real(path, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(Refused) as refused:
        write_all(tmp_path, {"a": b"new", "b": b"new"})
    assert refused.value.exit_code is ExitCode.SYSTEM
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a": b"old", "b": b"old"}


def test_a_folder_that_is_a_file_is_reported(run: Run, tmp_path: Path) -> None:
    """`--into` a file: `cannot-write`, exit status 5."""
    (tmp_path / "out").write_text("in the way")
    status, _, err = run("build", ROOT / ISSUE, "--into", tmp_path / "out")
    assert status == ExitCode.SYSTEM
    assert "error[cannot-write]" in err


def test_galley_of_an_article(run: Run, tmp_path: Path) -> None:
    """One article in columns of a chosen measure, as PDF."""
    file = ROOT / ISSUE / "articles/nantong.md"
    status, _out, err = run("galley", file, "--measure", 13, "--columns", 3, "--into", tmp_path)
    assert (status, err) == (ExitCode.DONE, "")
    assert (tmp_path / "nantong.pdf").exists()


@pytest.mark.parametrize("measure", [5, 8, 11, 20, 40])
def test_galley_of_plain_text(run: Run, tmp_path: Path, measure: int) -> None:
    """Any text file, any measure; signs of Markdown are just signs."""
    (tmp_path / "draft.txt").write_text("# 不是标题\n1. 一、二。\n**星**号", encoding="utf-8")
    status, _, err = run("galley", tmp_path / "draft.txt", "--measure", measure, "--into", tmp_path)
    assert (status, err) == (ExitCode.DONE, "")


def test_galley_of_an_article_whose_picture_is_wider_than_the_sheet(
    issue: Path, run: Run, tmp_path: Path
) -> None:
    """On a sheet of one column a picture over two takes one."""
    add_photo(issue, "photos/x.jpg")
    file = issue / "articles/binhai.md"
    status, _, err = run("galley", file, "--columns", 1, "--into", tmp_path)
    assert status == ExitCode.DONE, err


def test_galley_too_narrow_for_its_label_is_refused(run: Run, tmp_path: Path) -> None:
    """What no longer sheet would mend is said, and ends."""
    file = ROOT / ISSUE / "articles/nantong.md"
    status, _, err = run("galley", file, "--measure", 5, "--into", tmp_path)
    assert status == ExitCode.INPUT
    assert "error[label-too-wide]" in err


def test_galley_of_the_raw_seeds(run: Run, tmp_path: Path) -> None:
    """Each raw page text can be set as it is."""
    for seed in sorted((ROOT / "seeds").glob("*.txt")):
        status, _, err = run("galley", seed, "--columns", 4, "--into", tmp_path)
        assert (status, err) == (ExitCode.DONE, ""), seed.name


def test_an_empty_text_has_no_galley(run: Run, tmp_path: Path) -> None:
    """Nothing to set is said, not crashed on."""
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    status, _, err = run("galley", tmp_path / "empty.txt", "--into", tmp_path)
    assert status == ExitCode.INPUT
    assert "error[empty-article]" in err


def test_fonts_lists_and_checks_the_faces(run: Run) -> None:
    """Eight faces, all with their sums."""
    status, out, _ = run("fonts")
    assert status == ExitCode.DONE
    assert out.count("  ok") == 8


def test_fonts_names_what_a_text_needs_and_no_face_has(run: Run, tmp_path: Path) -> None:
    """Characters that no face has, at their first place."""
    (tmp_path / "a.txt").write_text("好的ꙮ\n", encoding="utf-8")
    status, _, err = run("fonts", "--text", tmp_path / "a.txt")
    assert status == ExitCode.INPUT
    assert "a.txt:1:3: error[no-glyph]" in err


def test_problems_as_json(issue: Path, run: Run) -> None:
    """`--json` prints a list that other programs can read."""
    edit(issue / "issue.yaml", "date: 2025-08", "date: 2025-13")
    status, out, _ = run("check", issue, "--json")
    (problem,) = [p for p in json.loads(out) if p["severity"] == "error"]
    assert (status, problem["code"]) == (ExitCode.INPUT, "bad-date")
    assert problem["line"] > 0 and problem["hint"]


def test_messages_follow_the_locale() -> None:
    """A Chinese locale speaks Chinese, any other English, and --lang has the last word."""
    assert language_of([], {"LANG": "zh_CN.UTF-8"}) == "zh"
    assert language_of([], {"LANG": "de_DE.UTF-8"}) == "en"
    assert language_of([], {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}) == "en"
    assert language_of(["check", "x", "--lang", "zh"], {"LANG": "C"}) == "zh"
    assert language_of(["--lang=en"], {"LANG": "zh_CN.UTF-8"}) == "en"


def test_chinese_diagnostics(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same problem, said in Chinese."""
    edit(issue / "issue.yaml", "article: hongze", "article: hongzhe")
    status = main(["check", str(issue), "--lang", "zh"])
    err = capsys.readouterr().err
    assert status == ExitCode.INPUT
    assert "错误[no-article]: 没有名为「hongzhe」的稿件" in err
    assert "是不是「hongze」？" in err


def test_a_wrong_command_line_is_status_two(run: Run) -> None:
    """Argparse's own status for a command that is not there."""
    with pytest.raises(SystemExit) as stop:
        run("compose")
    assert stop.value.code == ExitCode.USAGE


def test_grade_tells_and_judges(run: Run, tmp_path: Path) -> None:
    """A table with limits and marks; `--lines` the places; status 0 where no limit is broken."""
    run("build", ROOT / ISSUE, "--into", tmp_path)
    status, out, _ = run("grade", tmp_path / "pages.pdf", "--lines")
    assert status == ExitCode.DONE
    assert re.search(r"verdict +pass", out) and re.search(r"graded with +edition.json", out)
    assert re.search(r"lines not flush +0.00 % ok +limit ≤ 0 %", out)
    assert re.search(r"p\.\d column \d line \d+ +x [\d.]+ y [\d.]+ mm", out)


def test_grade_as_data(run: Run, tmp_path: Path) -> None:
    """`--json`: a record a PDF with every metric, its bound and the places."""
    run("build", ROOT / ISSUE, "--into", tmp_path)
    (tmp_path / "edition.json").unlink()
    status, out, _ = run("grade", "--json", tmp_path / "pages.pdf", tmp_path / "pages.pdf")
    first, second = json.loads(out)
    assert status == ExitCode.DONE
    assert first == second and first["passed"] and not first["with_edition"]
    assert first["metrics"]["not_flush"] == {
        "value": 0, "unit": "%", "of": first["metrics"]["not_flush"]["of"],
        "holds": True, "at_most": 0, "hard": True,
    }  # fmt: skip
    assert {"metric", "page", "column", "row", "x_mm", "y_mm", "text"} <= first["flags"][0].keys()


def test_a_pdf_that_breaks_a_limit_has_its_own_status(run: Run, tmp_path: Path) -> None:
    """A number longer than the measure is parted: status 6, and which limit."""
    text = "国" * 15 + "1234567890" * 3 + "国" * 40
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    run("galley", tmp_path / "a.txt", "--measure", 8, "--into", tmp_path)
    status, out, _ = run("grade", tmp_path / "a.pdf")
    assert status == ExitCode.GRADE
    assert re.search(r"figures, dashes, ellipses parted +\d FAIL", out)


def test_grade_refuses_what_is_no_pdf(run: Run) -> None:
    status, _, err = run("grade", ROOT / "README.md", ROOT / "nowhere.pdf")
    assert status == ExitCode.INPUT
    assert "error[not-a-pdf]" in err and "error[no-file]" in err
