"""Where the texts of an article stand in its file, character by character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.manuscript.passages import FilePassage, FilePassages, Spot, read_passages
from compositor.sources import FolderSources, read_text
from tests.samples import ISSUE, ROOT

PATH, FOLDER = "issues/t/articles/a.md", "issues/t"


def passages(text: str) -> FilePassages:
    """The passages of an article, which must be sound."""
    found = read_passages(PATH, text, FOLDER)
    assert found
    return found


def of_body(body: str) -> tuple[FilePassages, FilePassage]:
    """An article and the first passage of its body, which begins in line 4."""
    found = passages(f"---\nheadline: 标题\n---\n{body}")
    return found, found.passages[1]


def raw(file: FilePassages, spot: Spot) -> str:
    """The character of the file at a place."""
    return file.lines[spot.line - 1][spot.column - 1 : spot.column]


def test_kinds_come_in_the_order_of_the_fields() -> None:
    file = passages(
        "---\nbyline: 王雪\nlabel: 栏目\nheadline: 标题\nphotos:\n"
        "  - {file: a.jpg, caption: 图, credit: 王 摄}\n---\n\n正文。\n\n## 小标题\n\n> 小编说。\n"
    )
    assert [(p.kind, p.text) for p in file.passages] == [
        ("label", "栏目"), ("headline", "标题"), ("byline", "王雪"), ("caption", "图"),
        ("credit", "王 摄"), ("paragraph", "正文。"), ("crosshead", "小标题"), ("note", "小编说。"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "text", "start", "place"),
    [
        ("正文。", "文", 1, (4, 2)),
        ("　　正文。", "文", 1, (4, 4)),
        ("正\n  文。", "文", 1, (5, 3)),
        ("正**文**。", "文", 1, (4, 4)),
        ("正**文**。", "。", 2, (4, 7)),
        (r"正\*文。", "*", 1, (4, 3)),
        (r"正\文。", "\\", 1, (4, 2)),
        ("> 正\n>文。", "文", 1, (5, 2)),
        ("## 正 | 文", "文", 3, (4, 8)),
        ("## 正文", "文", 1, (4, 5)),
        ("the\nend", "e", 4, (5, 1)),
        ("3 * 4 文", "文", 6, (4, 7)),
    ],
)
def test_markup_is_no_text(body: str, text: str, start: int, place: tuple[int, int]) -> None:
    """Indents, stars, escapes, `>`, `##` and bars are passed over."""
    file, passage = of_body(body)
    assert passage.text[start] == text
    assert passage.spots[start] == place
    assert file.can_write(passage, start, start + 1)


@pytest.mark.parametrize(
    ("head", "text", "place", "is_exact"),
    [
        ("headline: 正文,好 # 附注", "正文,好", (2, 13), True),
        ('headline: "正文,好"', "正文,好", (2, 14), True),
        ("headline: '正文,好'", "正文,好", (2, 14), True),
        ('headline: "正文,\\u597d"', "正文,好", (2, 11), False),
        ("headline: '正文,''好'", "正文,'好", (2, 11), False),
        ("headline: |\n  正文,\n  好", "正文,好", (3, 5), True),
        ("headline: 正|文,||好", "正文,好", (2, 14), True),
        ("photos: [{lost: true, caption: 正文！好}]", "正文！好", (2, 34), True),
        ("photos:\n  - caption: 正文,好\n    lost: true", "正文,好", (3, 16), True),
    ],
)
def test_values_of_yaml_have_places(
    head: str, text: str, place: tuple[int, int], is_exact: bool
) -> None:
    """Plain, in quotes, in a block; what is escaped is placed as a whole and not written."""
    file = passages(f"---\n{head}\n---\n\n正文。\n")
    passage = file.passages[0]
    assert passage.text == text
    found = file.place(passage, 2, 3)
    assert ((found.line, found.column), file.can_write(passage, 2, 3)) == (place, is_exact)


def test_a_stretch_over_two_lines_is_marked_on_the_first_and_not_written() -> None:
    file, passage = of_body("多措并举\n举、兜底。")
    place = file.place(passage, 3, 5)
    assert (place.line, place.column, place.length, place.quote) == (4, 4, 1, "多措并举")
    assert not file.can_write(passage, 3, 5)


def test_a_stretch_over_markup_is_marked_with_it_and_not_written() -> None:
    file, passage = of_body("多措**并**举。")
    place = file.place(passage, 1, 4)
    assert place.quote[place.column - 1 :][: place.length] == "措**并**举"
    assert not file.can_write(passage, 1, 4)


def test_an_article_with_errors_has_no_passages() -> None:
    assert read_passages(PATH, "没有标题。", FOLDER) is None
    assert read_passages(PATH, "---\nheadlin: 一\n---\n\n正文。\n", FOLDER) is None


def test_every_character_of_the_seed_issue_has_its_place() -> None:
    """Each spot holds the very character of the text."""
    sources = FolderSources(ROOT)
    for name in sources.names(f"{ISSUE}/articles", ".md"):
        path = f"{ISSUE}/articles/{name}"
        file = read_passages(path, read_text(sources, path), ISSUE)
        assert file and file.passages
        for passage in file.passages:
            assert "".join(raw(file, spot) for spot in passage.spots) == passage.text


LINES = st.text("工会a1 *\\_#>|-`&[]!。，“”", min_size=1, max_size=12)


@given(st.lists(LINES, min_size=1, max_size=5), LINES)
def test_spots_hold_the_characters_of_the_text(lines: list[str], headline: str) -> None:
    """Whatever is written, if it can be read: no spot points beside its character."""
    file = read_passages(PATH, f"---\nheadline: {headline}\n---\n\n" + "\n".join(lines), FOLDER)
    for passage in file.passages if file else ():
        assert len(passage.spots) in (0, len(passage.text))
        for character, spot in zip(passage.text, passage.spots, strict=False):
            assert file and raw(file, spot) in (character, "")
