"""`compose.py make-up`: the plan drawn, explained, and kept in the manifest."""

import json
import re
import shutil
from pathlib import Path

import pytest

from compositor.cli import main
from compositor.cli.plans import drawing
from compositor.diagnostics import ExitCode, Refused
from compositor.diagnostics.rulewords import RULES
from compositor.edition import plan
from compositor.keepplan import keep_plan
from compositor.makeup import rules
from compositor.sources import FileInstead, FolderSources
from tests.cli.conftest import Run
from tests.samples import ISSUE, ROOT, planned, sikai

ISSUE_PLACES = re.compile(r"\n        (at|rank|box|text_columns|column_rules): .*")


@pytest.fixture
def open_issue(tmp_path: Path) -> Path:
    """A copy of the seed issue without its places."""
    folder = Path(shutil.copytree(ROOT / ISSUE, tmp_path / "t"))
    text = (folder / "issue.yaml").read_text(encoding="utf-8")
    text = ISSUE_PLACES.sub("", text).replace("pages:", "make_up: auto  # 自动\n\npages:", 1)
    (folder / "issue.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_plan_by_hand_is_drawn_and_told(run: Run) -> None:
    status, out, _ = run("make-up", ROOT / ISSUE, "--explain")
    assert status == ExitCode.DONE
    assert re.search(r"\nnantong +lead +1-6 +8-66 +level +air \+1\n", out)
    assert re.search(
        r"\nqingjiangpu +feature +1-6 +45-86 +level, box, 4 text columns +air \+2\n", out
    )
    assert "R26 text fits without help (nantong, lvshunkou): 22" in out


def test_the_drawing_has_every_module_and_straight_edges() -> None:
    for page in planned().issue.pages:
        text = drawing(page, sikai(), "报头")
        assert all(placement.article in text for placement in page.placements)
        widths = {sum(2 if "一" <= c <= "鿿" else 1 for c in line) for line in text.split("\n")}
        assert len(widths) == 1


def test_a_plan_as_data(run: Run) -> None:
    data = json.loads(run("make-up", ROOT / ISSUE, "--json")[1])
    page = data["pages"][0]
    assert page["modules"][0]["at"] == {"column": 1, "line": 8, "columns": 6, "lines": 59}
    assert page["modules"][0]["fitting"]["air"] == 1
    assert page["metrics"]["used"] == 1.0 and page["candidates"] == []
    assert data["left"] == [] and isinstance(data["problems"], list)


def test_what_the_solver_found_is_kept(run: Run, open_issue: Path) -> None:
    """--write: the same edition by hand, the manifest's comments kept, the old file beside it."""
    path = open_issue / "issue.yaml"
    before = path.read_bytes()
    sources = FolderSources(ROOT)
    folder = sources.key(open_issue)
    edition = plan(sources, folder).edition
    status, out, _ = run("make-up", open_issue, "--write", "--explain")
    assert status == ExitCode.DONE
    assert "what else was considered" in out and "price" in out
    assert (open_issue / "issue.yaml.bak1").read_bytes() == before
    after = path.read_text(encoding="utf-8")
    assert "make_up: hand  # 自动" in after and after.count("at: {column") == 5
    again = plan(sources, folder)
    assert again.edition == edition and again.solution is None
    status, out, _ = run("make-up", open_issue, "--write")
    assert "nothing was written" in out and path.read_text(encoding="utf-8") == after
    assert len(list(open_issue.glob("issue.yaml*"))) == 2


def test_line_ends_and_byte_order_mark_stay(open_issue: Path) -> None:
    path = open_issue / "issue.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    sources = FolderSources(ROOT)
    folder = sources.key(open_issue)
    made = keep_plan(sources, folder, plan(sources, folder))
    assert made.startswith(b"\xef\xbb\xbf# yaml") and b"\xbf" not in made[3:4]
    assert made.count(b"\n") == made.count(b"\r\n")


def test_what_does_not_read_back_is_not_written(open_issue: Path) -> None:
    """A key that is marked with `?` is not edited right, and so nothing is."""
    path = open_issue / "issue.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "- article: hongze", "- ? article\n        : hongze"
    )
    path.write_text(text, encoding="utf-8")
    sources = FolderSources(ROOT)
    folder = sources.key(open_issue)
    with pytest.raises(Refused) as refused:
        keep_plan(sources, folder, plan(sources, folder))
    assert [d.code for d in refused.value.diagnostics] == ["plan-not-kept"]


def test_what_finds_no_room_is_said_and_nothing_written(run: Run, open_issue: Path) -> None:
    path = open_issue / "issue.yaml"
    text = path.read_text(encoding="utf-8")
    head, pages = text.split("pages:\n")
    assert "binhai" in pages
    path.write_text(head + "pages: [{page: 1, articles: [nantong, binhai, qingjiangpu]}]\n")
    status, out, err = run("make-up", open_issue, "--write")
    assert status == ExitCode.OVERSET
    assert "no room for: " in out and "error[no-room]" in err and "nothing was written" in err
    assert [p.name for p in open_issue.glob("issue.yaml*")] == ["issue.yaml"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_rule_has_words(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every rule that make-up judges by is named in both languages."""
    source = Path(rules.__file__).read_text(encoding="utf-8")
    judged = set(re.findall(r'(?:_soft|_hard|Judgement)\("(R\d\d)"', source))
    assert judged and judged <= RULES.keys()
    main(["--lang", language, "make-up", str(ROOT / ISSUE)])
    assert ("rank" if language == "en" else "等级") in capsys.readouterr().out


def test_one_file_stands_instead_of_another() -> None:
    sources = FileInstead(FolderSources(ROOT), f"{ISSUE}/issue.yaml", b"x")
    assert sources.read(f"{ISSUE}/issue.yaml") == b"x"
    assert "nantong.md" in sources.names(f"{ISSUE}/articles")
