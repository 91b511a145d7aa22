"""Every stretch of text is found, in an order worth reading, whatever a person types."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.index.folding import fold, folded, phrase
from compositor.index.places import excerpt, line_at, spans
from compositor.index.query import Found, match, search
from compositor.index.question import MOST_SIGNS, Question, read_question
from compositor.index.store import Index
from compositor.model.backissue import IssueEntry
from tests.index.samples import MEASURE, article, issue, passage

ISSUES = (
    issue(
        "2019-03",
        article("tongshi", "江南通史出版", "学生读《江南通史》，江都校友来信。"),
        article("fangyan", "方言", "江南，通过方言可以知道。", byline="记者 王　伟"),
    ),
    issue("2020-05-04", article("nantong", "学生到南通", "五四青年节在南通，共一百二十人。")),
    issue(
        "2021-06-01",
        article(
            "shuxin", "书信", "学生来自南通、江都和ＧＤＰ较高的地方。", caption_0="江都水利枢纽"
        ),
        article("gdp", "统计", "GDP 增长，gdp deflator。Ph.D. in New York."),
        paper="晨报",
        section="副刊",
    ),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the issues."""
    return index_of(tmp_path_factory.mktemp("index") / "index.sqlite", *ISSUES)


def index_of(path: Path, *issues: IssueEntry) -> Path:
    with Index(path) as index:
        for one in issues:
            index.put(one)
    return path


def names(found: Found) -> list[str]:
    return [hit.article for hit in found.hits]


def ask(path: Path, text: str, **more: object) -> list[str]:
    return names(search(path, read_question(text, **more)))


# ------------------------------------------------------------------------------- what is found

SIGNS = st.text(
    st.one_of(
        st.sampled_from("江南通史学生，。“”《》 　ＧｇD㎡ß…—-*()'\"\n"),
        st.characters(codec="utf-8"),
    ),
    max_size=40,
)


@given(SIGNS, st.data())
def test_every_substring_of_a_text_is_found_and_marked(text: str, data: st.DataObject) -> None:
    """Whatever is cut out of a text, marks, blanks and all, is a phrase of it, and is marked."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    word = folded(text[start:end])
    if not word:
        return
    assert word in folded(text)
    assert any(a <= start + 1 or b >= end for a, b in spans(text, [word]))
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE signs USING fts5(body, content='', tokenize='ascii')")
    database.execute("INSERT INTO signs(rowid, body) VALUES(1, ?)", (phrase(folded(text)),))
    question = match(Question((word,)))
    assert database.execute("SELECT 1 FROM signs WHERE signs MATCH ?", (question,)).fetchone()
    other = match(Question((word + "\U0001f600",)))
    if folded(text).find(word + "\U0001f600") < 0:
        rows = database.execute("SELECT 1 FROM signs WHERE signs MATCH ?", (other,))
        assert not rows.fetchone()


@given(
    st.one_of(SIGNS, st.text(st.sampled_from("\"*():^-+{} ANDORNOTEAR江\x00\ud800'"), max_size=30))
)
def test_no_question_is_an_error(path: Path, text: str) -> None:
    """Whatever is typed finds something or nothing."""
    question = read_question(text)
    if not question.is_empty:
        assert search(path, question).total <= 5


def test_a_name_is_found_however_it_is_cut(path: Path) -> None:
    """Blanks, width and case count for nothing; marks do."""
    assert ask(path, "王伟") == ["fangyan"]
    assert ask(path, "王 伟", within="byline") == ["fangyan"]
    assert set(ask(path, "gdp")) == {"gdp", "shuxin"}
    assert ask(path, "ＧＤＰ较") == ["shuxin"]
    assert ask(path, "newyork") == ["gdp"]
    assert "fangyan" not in ask(path, "南通"), "there is a comma between the two"
    assert ask(path, "南，通") == ["fangyan"]


def test_words_are_all_there_in_one_article(path: Path) -> None:
    """Several words: all of them, in whatever part; a phrase: as it stands; a hyphen: not."""
    assert set(ask(path, "学生 南通")) == {"tongshi", "nantong", "shuxin"}
    assert ask(path, "学生 南通 江都") == ["shuxin", "tongshi"]
    assert ask(path, "“学生来自”") == ["shuxin"]
    assert ask(path, "学生 -江都") == ["nantong"]
    assert ask(path, "学生 －“南通、江都” -江南") == ["nantong"]
    assert ask(path, "学生 江都水利枢") == ["shuxin"], "a caption is a part of its article"
    assert ask(path, "地方江都") == [], "no phrase goes from one part into the next"


def test_filters(path: Path) -> None:
    """Dates as far as they are given, papers, pages and parts."""
    everyone = {"tongshi", "nantong", "shuxin"}
    assert set(ask(path, "南通", since="2019", until="2021-06")) == everyone
    assert set(ask(path, "南通", since="2020-05", until="2020-05")) == {"nantong"}
    assert ask(path, "南通", until="2019-02") == []
    assert ask(path, "南通", paper="副刊") == ["shuxin"]
    assert ask(path, "南通", page=2) == []
    assert ask(path, "江都", within="caption") == ["shuxin"]
    assert set(ask(path, "南通", within="headline")) == {"tongshi", "nantong"}
    assert ask(path, "学生 -五四", within="headline") == [], "what is left out is so anywhere"


# ------------------------------------------------------------------------------- in which order


def test_words_come_before_runs_of_signs_and_headlines_before_text(path: Path) -> None:
    """南通 in a headline, then in a text, then the two signs of 江南通史, in a headline though."""
    assert ask(path, "南通") == ["nantong", "shuxin", "tongshi"]


def test_of_the_same_the_newer_comes_first(tmp_path: Path) -> None:
    """Whatever was put in first."""
    dates = ("2003-01", "2001-01", "2002-01")
    issues = [issue(date, article("a", "运河", "运河的水")) for date in dates]
    found = search(index_of(tmp_path / "i", *issues), read_question("运河"))
    assert [hit.date for hit in found.hits] == sorted(dates, reverse=True)


def test_the_total_counts_what_is_not_shown(path: Path) -> None:
    """`limit` and `skip` cut the list and nothing else."""
    first = search(path, read_question("南通", limit=2))
    rest = search(path, read_question("南通", limit=2, skip=2))
    assert (first.total, rest.total) == (3, 3)
    assert [*names(first), *names(rest)] == ask(path, "南通")
    assert first.issues == 3


# ------------------------------------------------------------------------------ what is shown


def test_a_hit_is_placed_at_its_line() -> None:
    """In the line where the word begins, as far down as lines are."""
    text = "天" * (2 * MEASURE + 3) + "江都" + "地" * 30
    place = line_at(passage("body/0", text), text.index("江都"))
    assert (place.page, place.column, place.row) == (1, 1, 3)
    assert place.rect.y == 2 * 171_450
    assert line_at(passage("body/0", text), 0).row == 1


@given(SIGNS, SIGNS, SIGNS)
def test_marks_are_what_was_looked_for(before: str, word: str, after: str) -> None:
    """What is marked in an excerpt is in the text, and is the word as it is compared."""
    signs = folded(word)
    if not signs:
        return
    text = before * 3 + word + after * 3
    shown = excerpt(text, spans(text, [signs]))
    assert shown.marks
    for start, end in shown.marks:
        assert 0 <= start < end <= len(shown.text)
        assert shown.text[start:end] in text
        assert signs[0] in folded(shown.text[start:end])


def test_folding_says_where_signs_stood() -> None:
    """Blanks are left out, and one sign may become several."""
    assert fold("Ａ ㎡，") == ("am2，", (0, 2, 2, 3))


def test_questions() -> None:
    """Quotes of both kinds, a quote that is not closed, hyphens inside and alone, words twice."""
    assert read_question('a “b c” "d e" -f -“g h” i-j').words == ("a", "bc", "de", "i－j")
    assert read_question("a -f -“g h”").without == ("f", "gh")
    assert read_question("甲“乙 丙").words == ("甲", "乙丙")
    assert read_question("- 甲 甲　甲").words == ("－", "甲")
    assert read_question(" “” -甲").is_empty
    assert len(read_question("长" * 500).words[0]) == MOST_SIGNS


def test_what_may_have_been_meant(path: Path) -> None:
    """One sign another; as much as there is of a long word; each word of several by itself."""

    def near(text: str) -> list[tuple[str, int]]:
        return [(word, count) for word, count, _ in search(path, read_question(text)).near]

    assert near("江南通吏") == [("江南通史", 1)]
    assert near("南通大学") == [("南通", 3)]
    assert near("馒头 南通") == [("南通", 3)]
    assert near("馒头") == []
    assert near("方言 统计") == [("方言", 1), ("统计", 1)]
