"""An issue is read whole: manifest, articles, layout and faces, with all their faults at once."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compositor.manuscript import read_issue
from compositor.manuscript.faults import has_errors
from compositor.model.issue import At, Issue, IssueDate, Publication
from compositor.sources import FolderSources
from tests.manuscript.samples import (
    ARTICLE,
    FOLDER,
    MANIFEST,
    ROOT,
    codes,
    read,
    shown,
    sources,
    told,
    values,
)


def sound(manifest: str) -> Issue:
    result = read(manifest=manifest)
    assert result.issue, result.diagnostics
    return result.issue


def faults(manifest: str) -> list[str]:
    return told(read(manifest=manifest).diagnostics)


def test_a_sound_issue_is_read() -> None:
    """Every value of the manifest arrives; pages stand in the order of their numbers."""
    result = read()
    issue = result.issue
    assert issue and result.layout and result.faces and not result.diagnostics
    assert (issue.name, issue.file, issue.layout) == ("t", "issues/t/issue.yaml", "sikai")
    assert issue.publication == Publication(
        "江苏工人报", "工会专刊", "newspaper", (("cn", "CN 32-0019"),), issue.publication.place
    )
    assert issue.publication.place and issue.publication.place.line == 2
    assert (issue.number, issue.date, str(issue.date)) == (
        "第 11 期",
        IssueDate(2025, 8),
        "2025-08",
    )
    assert [(page.number, page.title) for page in issue.pages] == [(1, "要闻"), (2, "综合")]
    placement = issue.pages[0].placements[0]
    assert (placement.article, placement.rank) == ("a", "lead")
    assert placement.at == At(column=1, line=14, columns=6, lines=60)
    assert (placement.text_columns, placement.box, placement.column_rules) == (3, True, True)
    assert (placement.place.line, issue.pages[0].place.line) == (18, 15)
    assert [article.name for article in issue.articles] == ["b", "a"]


def test_what_a_manifest_may_leave_out_has_its_default() -> None:
    """A number, a section and the furnishing of a module are optional."""
    issue = sound(
        MANIFEST.replace("  section: 工会专刊\n  cn: CN 32-0019\nnumber: 第 11 期\n", "number:\n")
    )
    assert (issue.number, issue.publication) == (
        "",
        Publication("江苏工人报", place=issue.publication.place),
    )
    placement = issue.pages[1].placements[0]
    assert (placement.text_columns, placement.box, placement.column_rules) == (None, False, False)


@pytest.mark.parametrize(
    ("keys", "headline", "writing"),
    [
        ("", "horizontal", "horizontal"),
        ("headline: vertical", "vertical", "horizontal"),
        ("writing: vertical", "vertical", "vertical"),
        ("writing: vertical, headline: horizontal", "horizontal", "vertical"),
    ],
)
def test_a_heading_runs_as_its_text_unless_it_is_said(
    keys: str, headline: str, writing: str
) -> None:
    """横题 or 竖题, 横排 or 竖排; text is level if nothing is said."""
    issue = sound(
        MANIFEST.replace("rank: lead", "\n        ".join(["rank: lead", *keys.split(", ")]))
    )
    placement = issue.pages[0].placements[0]
    assert (placement.headline, placement.writing) == (headline, writing)


def test_text_after_a_bar_is_one_line() -> None:
    """Lines of a `|` block are joined as Chinese is, also in a name."""
    text = MANIFEST.replace("  name: 江苏工人报\n", "  name: |\n    江苏\n    工人报\n")
    assert sound(text).publication.name == "江苏工人报"


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2025-08-15", IssueDate(2025, 8, 15)), ("2024-02-29", IssueDate(2024, 2, 29))],
)
def test_a_date_may_have_a_day(date: str, expected: IssueDate) -> None:
    """A daily has a day, a monthly need not."""
    assert sound(MANIFEST.replace("2025-08", date)).date == expected


@pytest.mark.parametrize(
    "date",
    [
        "2025",
        "2025-13",
        "2025-02-29",
        "2025-8",
        "2025/08",
        "二〇二五年八月",
        "[2025, 8]",
        "08-2025",
    ],
)
def test_what_is_no_date_is_told(date: str) -> None:
    """Days that do not exist, other orders, other words."""
    assert faults(MANIFEST.replace("2025-08", date))[0].startswith("bad-date 6:7")


CHANGES = [
    ("number:", "numbr:", "unknown-key 5: numbr"),
    ("  section:", "  sektion:", "unknown-key 3: sektion"),
    ("  name: 江苏工人报\n", "", "missing-key 1: publication"),
    ("  name: 江苏工人报\n", "  name: '　'\n", "bad-value 2: '　'"),
    ("date: 2025-08\n", "", "missing-key 1: publication"),
    ("  cn: CN 32-0019", "  cn: 2025", "wrong-type 4: 2025"),
    ("  cn: CN 32-0019", "  kind: magazine", "bad-value 4: magazine"),
    ("  - page: 1", "  - page: one", "wrong-type 15: one"),
    ("  - page: 1", "  - page: 1.5", "wrong-type 15: 1.5"),
    ("  - page: 1", "  - page: 0", "bad-value 15: 0"),
    ("  - page: 1", "  - page: true", "wrong-type 15: true"),
    ("  - page: 1", "  - page: 2", "page-twice 15: 2"),
    ("columns: 6, lines: 60", "columns: 2.5, lines: 60", "wrong-type 20: 2.5"),
    ("columns: 6, lines: 60", "columns: 6", "missing-key 20: at"),
    ("at: {column: 1, line: 14, columns: 6, lines: 60}", "at: 14", "wrong-type 20: 14"),
    ("at: {column: 1, line: 14, columns: 6, lines: 60}", "at: [1]", "wrong-type 20: [1]"),
    ("        at: {column: 1, line: 14, columns: 6, lines: 60}\n", "", "missing-key 18: article"),
    ("      - article: a\n        rank: lead\n", "      - rank: lead\n", "missing-key 18: rank"),
    ("        rank: lead\n", "", "missing-key 18: article"),
    ("rank: lead", "rank: leed", "bad-value 19: leed"),
    ("box: true", "box: yes", "wrong-type 22: yes"),
    ("article: a", "article: jiangdou", "no-article 18: jiangdou"),
    ("article: a", "article: b", "article-twice 18: b"),
    ("article: a", "article: ../a", "no-article 18: ../a"),
    ("layout: sikai", "layout: sikay", "no-layout 7: sikay"),
    ("layout: sikai", "layout: 4", "wrong-type 7: 4"),
    ("pages:\n", "pages: {}\nseiten:\n", "wrong-type 8: {}"),
    ("pages:\n", "pages: []\nseiten:\n", "missing-key 8: []"),
    ("pages:\n", "pages:\nseiten:\n", "missing-key 8: pages"),
]


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES, ids=lambda text: text.strip()[:24])
def test_a_fault_of_the_manifest_is_told_in_its_place(old: str, new: str, expected: str) -> None:
    """One change to a sound manifest: the issue is not made, the fault is shown where it stands."""
    assert old in MANIFEST
    result = read(manifest=MANIFEST.replace(old, new))
    assert result.issue is None
    assert expected in shown(result.diagnostics)


def test_a_bare_article_name_lacks_its_place() -> None:
    """Articles are placed by hand: the hint shows the whole line that does it."""
    result = read(
        manifest=MANIFEST.replace("      - article: a\n", "      - a\n      - article: c\n")
    )
    problem = next(d for d in result.diagnostics if d.code == "missing-key")
    assert values(problem) == {
        "key": "at",
        "found": "a",
        "near": "{article: a, rank: third, at: {column: 1, line: 1, columns: 2, lines: 20}}",
    }
    assert "article-unused" not in codes(result.diagnostics)


@pytest.mark.parametrize(
    ("old", "new", "near"),
    [
        ("number:", "numbr:", "number"),
        ("rank: lead", "rank: leed", "lead"),
        ("layout: sikai", "layout: sikay", "sikai"),
        ("article: a", "article: a.md", "a"),
        ("  cn: CN 32-0019", "  kind: intern", "internal"),
    ],
)
def test_a_near_miss_is_offered(old: str, new: str, near: str) -> None:
    """The hint of a misspelling is the right spelling."""
    errors = [d for d in read(manifest=MANIFEST.replace(old, new)).diagnostics if d.is_error]
    assert values(errors[0])["near"] == near


def test_an_article_on_no_page_is_a_warning() -> None:
    """It may wait for another issue; the build goes on."""
    result = read(c=ARTICLE)
    assert result.issue and told(result.diagnostics) == ["article-unused 0:0 1"]


def test_faults_of_all_files_are_told_at_once() -> None:
    """A fault in the manifest does not hide those of an article, the layout or the font table."""
    result = read(
        manifest=MANIFEST.replace("number", "numbr"),
        a="---\nkiker: 题\n---\n- 甲\n",
        layout="papier: 1\n",
        fonts="gesichter: 1\n",
    )
    files = {d.place.file for d in result.diagnostics if d.place and d.is_error}
    assert files == {
        "issues/t/issue.yaml",
        "issues/t/articles/a.md",
        "layouts/sikai/layout.yaml",
        "fonts/fonts.yaml",
    }
    assert (result.issue, result.layout, result.faces) == (None, None, ())


def test_a_manifest_that_cannot_be_parsed_is_told_alone() -> None:
    """What it names is unknown then; nothing is said of articles being unused."""
    assert faults("pages: [1") == ["yaml-unclosed 1:8 1"]


def test_a_missing_manifest_is_told() -> None:
    """The file is named as it was looked for."""
    result = read_issue(sources(), "issues/none")
    assert result.issue is None
    assert values(result.diagnostics[0])["file"] == "issues/none/issue.yaml"


def test_a_warning_does_not_stop_an_issue() -> None:
    """A missing picture leaves its box; the issue is read."""
    result = read(a="---\nphotos: [{file: x.jpg}]\n---\n正文。")
    assert result.issue and codes(result.diagnostics) == ["missing-picture"]


def test_what_was_read_is_remembered() -> None:
    """Every file that shaped the issue is in the fingerprint of the build."""
    store = sources(c=ARTICLE)
    read_issue(store, f"{FOLDER}/")
    assert [path for path, _ in store.digests()] == [
        "fonts/fonts.yaml",
        "issues/t/articles/a.md",
        "issues/t/articles/b.md",
        "issues/t/issue.yaml",
        "layouts/sikai/layout.yaml",
    ]


@pytest.mark.parametrize("folder", sorted(ROOT.glob("issues/*/")), ids=lambda path: path.name)
def test_the_issues_of_the_house_have_no_errors(folder: object) -> None:
    """What is in `issues/` can be composed."""
    name = str(folder).removeprefix(f"{ROOT}/")
    result = read_issue(FolderSources(ROOT), name)
    assert result.issue and not has_errors(result.diagnostics)


@given(st.data())
@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
def test_no_damage_to_a_manifest_ends_in_a_traceback(data: st.DataObject) -> None:
    """Pieces cut out of it or put into it: read, or told why not."""
    text = MANIFEST
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 12))
        put = data.draw(
            st.sampled_from(["", " ", "\n", ":", "- ", "[", "{", "}", "'", "1", "甲", "null"])
        )
        text = text[:at] + put + text[at + gone :]
    result = read(manifest=text)
    assert (result.issue is None) == has_errors(result.diagnostics)


def test_a_page_names_its_own_editor_and_an_issue_its_ears() -> None:
    """What is not said is not there; the lines of an ear stay lines."""
    ears = "ears:\n  right: |\n    今日四版\n\n      晴到多云\n"
    text = MANIFEST.replace(
        "    title: 综合\n", "    title: 综合\n    editor: 王小明\n    phone: 025-1\n"
    )
    issue = read(manifest=text.replace("date:", f"{ears}date:")).issue
    assert issue
    first, second = issue.pages
    assert (first.extra, second.extra) == ((), (("editor", "王小明"), ("phone", "025-1")))
    assert issue.ears == (("ear_right", "今日四版\n晴到多云"),)
