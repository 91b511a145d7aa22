"""The flow and the command: findings in their places, and files mended without another change."""

import difflib
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.cli import main
from compositor.copycheck import Mended, check_copy, mend_copy
from compositor.diagnostics import ExitCode
from compositor.diagnostics.render import as_text, hint, message
from compositor.manuscript import read_article
from compositor.model.issue import Block
from compositor.sources import FolderSources, MemorySources
from tests.samples import ISSUE, ROOT

FOLDER = "issues/2025-11"
PATH = f"{FOLDER}/articles/a.md"
MANIFEST = "publication: {{name: 工人报{more}}}\nnumber: {number}\ndate: {date}\nlayout: sikai\n"
ARTICLE = "---\nheadline: 标题\n---\n\n正文,好。\n"


def manifest(date: str, number: str = "", more: str = "") -> str:
    """A manifest's head; the desk needs no more of it."""
    return MANIFEST.format(date=date, number=number, more=more)


def sources(article: str | bytes, **files: str) -> MemorySources:
    """An issue with one article, and further files of the project by their path."""
    return MemorySources({f"{FOLDER}/issue.yaml": manifest("2025-11-15"), PATH: article, **files})


def body(text: str) -> MemorySources:
    """An article of this body, which begins in line 4."""
    return sources(f"---\nheadline: 标题\n---\n{text}")


def told(files: MemorySources) -> list[str]:
    """Each finding as `code line:column words`."""
    places = [(d.code, d.place) for d in check_copy(files, FOLDER)]
    return [
        f"{code} {p.line}:{p.column} {p.quote[p.column - 1 :][: p.length]}"
        for code, p in places
        if p
    ]


def after(files: MemorySources) -> str:
    """The article as mended."""
    (mended,) = mend_copy(files, FOLDER)
    return mended.after


# ------------------------------------------------------------------------------- findings


def test_findings_have_file_line_and_column() -> None:
    files = sources(
        "---\nheadline: 推动工作。\ndeck: 甲,乙\n---\n\n　　第一，，好。\n\n> 自已的。\n"
    )
    assert told(files) == [
        "heading-stop 2:15 。", "half-width-mark 3:8 ,", "doubled-mark 6:6 ，",
        "confused-character 8:4 已",
    ]  # fmt: skip


def test_a_finding_is_shown_with_its_line_and_what_to_write() -> None:
    """The caret stands under the character; an automatic one says that `--fix` does it."""
    (finding,) = check_copy(sources(ARTICLE), FOLDER)
    assert as_text([finding]) == (
        f"{PATH}:5:3: warning[half-width-mark]: `,` is half-width in Chinese text\n"
        "  5 | 正文,好。\n"
        "    |     ^\n"
        "  hint: write `，` (automatic: `--fix` does it)"
    )
    assert hint(finding, "zh") == "请写成「，」（自动项：--fix 代改）"


def test_a_suggestion_does_not_speak_of_fix() -> None:
    (finding,) = check_copy(body("拨5-7万元。"), FOLDER)
    assert hint(finding) == "write `—`"


def test_a_repeat_across_line_ends_is_found_on_the_second_line() -> None:
    assert told(body("\n推动工会\n工会工作。")) == ["repeated-word 6:1 工会"]
    assert told(body("多措并举\n举、兜底。")) == ["repeated-word 5:1 举"]


def test_every_finding_fills_its_sentence() -> None:
    """No sentence shows a `?` for a value that was forgotten, in either language."""
    text = (
        '甲，乙,丙(丁)。。戊，。己"庚"「辛」。“壬“癸”。”（子。５个--好...好 。工会 工作。'
        "拨5-7万元，二〇二五年，25年11月，2025.11.15，10几个，有七、八个，约50多人，12000000元，20、30年代，增长.5%，“3.15”，"
        "2月30日，11月15日（星期五），目标的的，自已的，國，坏词与坏字，副主席王少勇，王少勇、陈健艾伦.图灵没有"
    )
    house = {
        "issues/house.yaml": "avoid: a.txt\npeople: p.txt",
        "issues/a.txt": "坏词 => 好词 # 因为\n坏字",
        "issues/p.txt": "陈健 书记\n王少勇 主席",
    }
    files = sources(
        f"---\nheadline: 好。\ndeck: 好，\n---\n\n{text}\n",
        **house,
        **{
            f"{FOLDER}/issue.yaml": manifest("2025-11", "第 5 期", ", total: 总第 9 期"),
            "issues/2025-10/issue.yaml": manifest("2025-10", "第 3 期", ", total: 总第 7 期"),
        },
    )
    found = check_copy(files, FOLDER)
    assert len({d.code for d in found}) > 35
    for finding in found:
        for said in (message(finding), hint(finding), message(finding, "zh"), hint(finding, "zh")):
            assert "?" not in said and "{" not in said, said


def test_articles_with_errors_are_passed_over() -> None:
    assert told(sources("---\nheadlin: 一\n---\n\n正文,好\n")) == []
    assert mend_copy(sources(b"---\n\xff\n---\n"), FOLDER) == ()


def test_faults_of_the_house_file_are_told_and_nothing_is_mended() -> None:
    """The rest is looked through in the desk's own style."""
    files = sources(ARTICLE, **{"issues/house.yaml": "rules: {dash: none}"})
    assert [d.code for d in check_copy(files, FOLDER)] == ["bad-value", "half-width-mark"]
    assert mend_copy(files, FOLDER) == ()


def test_the_house_decides() -> None:
    """A rule that is off is not looked for; one made automatic is written with its sign."""
    rules = "rules: {half-width-mark: off, range-sign: automatic}\nrange: ～"
    files = sources(ARTICLE + "\n拨5-7万元。\n", **{"issues/house.yaml": rules})
    assert told(files) == ["range-sign 7:3 -"]
    assert after(files) == ARTICLE + "\n拨5～7万元。\n"


def test_dates_are_taken_for_those_of_the_issue() -> None:
    assert told(body("11月15日（星期五）开幕。")) == ["wrong-weekday 4:1 11月15日（星期五"]


# -------------------------------------------------------------------------------- numbers


def numbered(now: str, *before: tuple[str, str]) -> list[str]:
    """What is said of this issue's manifest beside others, by folder and text."""
    files = {f"issues/{name}/issue.yaml": text for name, text in before}
    whole = MemorySources({f"{FOLDER}/issue.yaml": now, "issues/notes.txt": "x", **files})
    return [f"{d.place}" and message(d) for d in check_copy(whole, FOLDER)]


def test_numbers_are_compared_with_the_newest_older_issue_of_the_paper() -> None:
    """By date, not by the name of the folder; other papers and younger issues do not count."""
    others = [
        ("a", manifest("2025-10-15", "第 9 期")),
        ("b", manifest("2025-09-15", "第 8 期")),
        ("c", manifest("2025-12-15", "第 12 期")),
        ("d", manifest("2025-11-01", "第 1 期").replace("工人报", "日报")),
        ("e", manifest("2025-11-01", "第 1 期", ", section: 专刊")),
        ("f", "date: ["),
    ]
    assert numbered(manifest("2025-11-15", "第 10 期"), *others) == []
    assert numbered(manifest("2025-11-15", "第 11 期"), *others) == [
        "`第 11 期` does not follow `第 9 期` of a"
    ]


def test_a_gap_is_placed_in_the_manifest() -> None:
    files = {
        f"{FOLDER}/issue.yaml": manifest("2025-11", "", ", total: 总第 9 期"),
        "issues/2025-10/issue.yaml": manifest("2025-10", "", ", total: 总第 7 期"),
    }
    (gap,) = check_copy(MemorySources(files), FOLDER)
    assert gap.place and (gap.place.line, gap.place.column, gap.place.length) == (1, 33, 6)
    off = {"issues/house.yaml": "rules: {running-number: off}"}
    assert check_copy(MemorySources({**files, **off}), FOLDER) == ()


def test_an_issue_before_that_has_no_number_says_nothing() -> None:
    """The one before that is not asked instead: how many lie between is not known."""
    before = [("a", manifest("2025-10")), ("b", manifest("2025-09", "第 8 期"))]
    assert numbered(manifest("2025-11", "第 11 期"), *before) == []


# -------------------------------------------------------------------------------- mending


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("正**文,**好。", "正**文，**好。"),
        (r"正\*文,好。", r"正\*文，好。"),
        ("> 小编说:甲\n> 乙,丙。", "> 小编说：甲\n> 乙，丙。"),
        ("## 推动。", "## 推动"),
        ("　　甲,, 乙..。", "　　甲，乙..。"),
        ("甲，**，** 乙。", "甲，**，**乙。"),
        ("１. 甲,乙。", "１. 甲，乙。"),
    ],
)
def test_edits_leave_markup_alone(before: str, expected: str) -> None:
    """And what would not read back (a list, once its figure is half-width) is left as it was."""
    head = "---\nheadline: 标题\n---\n\n"
    mended = mend_copy(sources(f"{head}{before}\n"), FOLDER)
    assert [one.after for one in mended] == ([] if before == expected else [f"{head}{expected}\n"])


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("headline: 甲|乙,丙", "headline: 甲|乙，丙"),
        ("headline: '甲,乙' # 甲,乙", "headline: '甲，乙' # 甲,乙"),
        ("headline: |\n  甲,\n  乙。", "headline: |\n  甲，\n  乙"),
        ('headline: "甲,\\u4e59"', None),
        ("headline: ２０２５", None),
        ("headline: 甲\nbyline: ｎｕｌｌ", None),
    ],
)
def test_edits_leave_yaml_valid(before: str, expected: str | None) -> None:
    """What is escaped, and what would be a number to YAML, is told and not written."""
    files = sources(f"---\n{before}\n---\n\n正文。\n")
    mended = mend_copy(files, FOLDER)
    assert [one.after for one in mended] == (
        [f"---\n{expected}\n---\n\n正文。\n"] if expected else []
    )


def test_one_edit_that_would_not_read_back_does_not_hold_up_the_others() -> None:
    files = sources("---\nheadline: ２０２５\ndeck: 甲,乙\n---\n\n正文,好。\n")
    assert after(files) == "---\nheadline: ２０２５\ndeck: 甲，乙\n---\n\n正文，好。\n"


def test_all_else_stays_byte_for_byte() -> None:
    """A byte order mark, line ends of Windows, blanks at line ends, a missing last line end."""
    text = "\ufeff---\r\nheadline: 标题  \r\n---\r\n\r\n正文,好。  \n\n第二。"
    assert after(sources(text)) == text.replace(",", "，")


def test_a_diff_shows_what_changed() -> None:
    (mended,) = mend_copy(sources(ARTICLE), FOLDER)
    assert mended == Mended(PATH, ARTICLE, ARTICLE.replace(",", "，"), 1)
    assert mended.diff().split("\n") == [
        f"--- {PATH}", f"+++ {PATH}", "@@ -5 +5 @@", "-正文,好。", "+正文，好。",
    ]  # fmt: skip


WORDS = st.sampled_from(
    ["工会", "甲,乙", "好...", "“好”", '"好"', "(一)", "，，", "５个", " ", "**", "\\*", "。", "Ａ", "1.", "|",
     "「好」", "--", "王 雪", "a,b", "# ", "> ", "## "]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=8).map("".join)
ARTICLES = st.builds(
    lambda head, deck, lines: f"---\nheadline: 标{head}\ndeck: {deck}\n---\n\n" + "\n".join(lines) + "\n",
    TEXTS, TEXTS, st.lists(TEXTS, min_size=1, max_size=6),
)  # fmt: skip


def blocks(text: str) -> tuple[tuple[Block, ...], str, str] | None:
    """Body, headline and deck of an article, its places left out."""
    article = read_article(MemorySources({PATH: text}), PATH, FOLDER).value
    if article is None:
        return None
    bare = tuple(replace(b, place=b.place.__class__(""), further=()) for b in article.body)
    return bare, article.headline, article.deck


@given(ARTICLES)
def test_a_mended_article_reads_back_to_the_same_blocks_but_for_the_edits(text: str) -> None:
    """Kinds and number of blocks stay, and each text is its old one, cleaned as far as it goes."""
    before = blocks(text)
    mended = mend_copy(sources(text), FOLDER)
    if before is None or not mended:
        assert not mended
        return
    read = blocks(mended[0].after)
    assert read is not None
    assert [b.kind for b in read[0]] == [b.kind for b in before[0]]
    assert [[s.strong for s in b.spans] for b in read[0]] == [
        [s.strong for s in b.spans] for b in before[0]
    ]
    assert letters(mended[0].after) == letters(text)


def letters(text: str) -> str:
    """Letters and figures of a text, of one width."""
    wide = {w: w - 0xFEE0 for w in range(0xFF01, 0xFF5F)}
    return "".join(re.findall(r"\w", text.translate(wide)))


@given(ARTICLES)
def test_a_second_mending_changes_nothing(text: str) -> None:
    for one in mend_copy(sources(text), FOLDER):
        assert mend_copy(sources(one.after), FOLDER) == ()


# ---------------------------------------------------------------------------- the command

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `check`; exit status, stdout, stderr."""

    def run_main(*words: object) -> tuple[int, str, str]:
        status = main(["check", *map(str, words), "--lang", "en"])
        captured = capsys.readouterr()
        return int(status), captured.out, captured.err

    return run_main


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """A copy of the seed issue, with a half-width comma and a range."""
    copy = Path(shutil.copytree(ROOT / ISSUE, tmp_path / "2025-08"))
    file = copy / "articles/binhai.md"
    text = file.read_text(encoding="utf-8").replace("今年以来，", "今年以来,", 1)
    file.write_text(text.replace("5—7万元", "5-7万元"), encoding="utf-8")
    return copy


def test_the_seed_issue_is_clean() -> None:
    """No false alarm in 8000 characters of real text."""
    assert check_copy(FolderSources(ROOT), ISSUE) == ()


def test_check_tells_and_does_not_fail(issue: Path, run: Run) -> None:
    status, out, err = run(issue)
    assert status == ExitCode.DONE
    assert "warning[half-width-mark]" in err and "warning[range-sign]" in err
    assert "2 to look at" in out


def test_fix_writes_the_automatic_ones_and_shows_a_diff(issue: Path, run: Run) -> None:
    """A second run changes nothing more; what is only suggested stays, and is told."""
    before = {path: path.read_bytes() for path in sorted(issue.rglob("*.*"))}
    status, out, err = run(issue, "--fix")
    changed = [path for path, data in before.items() if path.read_bytes() != data]
    assert (status, [path.name for path in changed]) == (ExitCode.DONE, ["binhai.md"])
    assert "-今年以来," in out and "+今年以来，" in out
    assert "places changed: 1; files: 1" in out
    assert "half-width-mark" not in err and "warning[range-sign]" in err
    was, now = (text.decode().split("\n") for text in (before[changed[0]], changed[0].read_bytes()))
    assert len([line for line in difflib.ndiff(was, now) if line[0] in "+-"]) == 2
    _, out, _ = run(issue, "--fix")
    assert "places changed: 0; files: 0" in out


def test_json_is_one_list_with_or_without_fix(issue: Path, run: Run) -> None:
    """Nothing else on stdout, no diff either."""
    _, out, _ = run(issue, "--json")
    codes = [problem["code"] for problem in json.loads(out)]
    assert "half-width-mark" in codes
    _, out, _ = run(issue, "--json", "--fix")
    problems = json.loads(out)
    assert "half-width-mark" not in [problem["code"] for problem in problems]
    (finding,) = [problem for problem in problems if problem["code"] == "range-sign"]
    assert finding["severity"] == "warning" and finding["line"] > 0 and finding["hint"]


def test_findings_stand_beside_errors(issue: Path, run: Run) -> None:
    """An issue that cannot be made up is looked through and mended all the same."""
    manifest_file = issue / "issue.yaml"
    text = manifest_file.read_text(encoding="utf-8")
    manifest_file.write_text(text.replace("layout: sikai", "layout: sikia"), encoding="utf-8")
    status, _, err = run(issue)
    assert status == ExitCode.INPUT
    assert "did you mean `sikai`?" in err and "warning[half-width-mark]" in err
    status, _, err = run(issue, "--fix")
    assert status == ExitCode.INPUT
    assert "half-width-mark" not in err and "the articles were changed as shown" in err


def test_build_says_nothing_of_house_style(
    issue: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["build", str(issue), "--into", str(tmp_path / "out")]) == ExitCode.DONE
    assert "half-width-mark" not in capsys.readouterr().err
