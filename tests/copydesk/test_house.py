"""The house file and its lists: where they are found, what they say, what is wrong with them."""

import pytest

from compositor.manuscript import Checked
from compositor.manuscript.house import read_house
from compositor.model.house import Avoided, House, HouseStyle, Person
from compositor.sources import MemorySources
from tests.manuscript.samples import shown

ISSUE = "issues/2025-11"


def house(text: str, **lists: str) -> Checked[House]:
    """A house file in the folder of all issues, with its lists beside it."""
    files = {f"issues/{name}.txt": words for name, words in lists.items()}
    return read_house(MemorySources({"issues/house.yaml": text, **files}), ISSUE)


def value(checked: Checked[House]) -> House:
    """The house, which must be sound."""
    assert checked.value and not checked.diagnostics, checked.diagnostics
    return checked.value


def test_without_a_file_the_desk_has_its_own_style() -> None:
    assert value(read_house(MemorySources({}), ISSUE)) == House()


def test_an_empty_file_says_nothing() -> None:
    assert value(house("rules:\n")) == House()


def test_modes_and_the_sign_for_ranges() -> None:
    read = value(house("rules: {dash: off, range-sign: automatic}\nrange: ～\n"))
    assert read.style == HouseStyle((("dash", "off"), ("range-sign", "automatic")), "～")


def test_the_issues_own_file_comes_before_that_of_the_folder_above() -> None:
    files = {"issues/house.yaml": "range: ～", f"{ISSUE}/house.yaml": "range: —"}
    assert value(read_house(MemorySources(files), ISSUE)).style.range_sign == "—"


def test_words_to_avoid_have_a_suggestion_and_a_note_or_neither() -> None:
    text = "# 慎用词\n\n农民工兄弟 => 农民工 # 称谓\n亲\n 甲 → 乙\n"
    read = value(house("avoid: a.txt", a=text))
    assert read.lists.avoid == (
        Avoided("农民工兄弟", "农民工", "称谓"), Avoided("亲"), Avoided("甲", "乙"),
    )  # fmt: skip


def test_people_stand_in_the_order_of_their_lines() -> None:
    text = (
        "王少勇 南通市人大常委会副主任、市总工会主席\n陈健　县总工会主席 # 新任\n陈健 政协副主席\n"
    )
    read = value(house("people: p.txt", p=text))
    assert read.lists.people == (
        Person("王少勇", "南通市人大常委会副主任、市总工会主席"),
        Person("陈健", "县总工会主席"),
        Person("陈健", "政协副主席"),
    )


def test_lists_are_sought_beside_the_house_file() -> None:
    files = {f"{ISSUE}/house.yaml": "avoid: ../lists/a.txt", "issues/lists/a.txt": "亲"}
    assert value(read_house(MemorySources(files), ISSUE)).lists.avoid == (Avoided("亲"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rules: {rang-sign: off}", "unknown-key 1: rang-sign"),
        ("rules: {dash: auto}", "bad-value 1: auto"),
        ("range: '-'", "bad-value 1: '-'"),
        ("rule: {}", "unknown-key 1: rule"),
        ("avoid: nowhere.txt", "no-file 1: nowhere.txt"),
        ("rules: [dash]", "wrong-type 1: [dash]"),
        ("avoid: a.txt", "bad-list-line 2: 乙 =>"),
        ("people: p.txt", "bad-list-line 2: 李四"),
        ("avoid: b.txt", "list-entry-twice 2: 甲 => 丙"),
        ("people: q.txt", "list-entry-twice 3: 张三  主席"),
    ],
)
def test_what_is_wrong_is_told_in_its_place(text: str, expected: str) -> None:
    """Misspelt rules and modes, lists that are not there, and lines that are no entries."""
    lists = {
        "a": "甲\n乙 =>\n",
        "p": "张三 主席\n李四\n",
        "b": "甲\n甲 => 丙\n",
        "q": "张三 主席\n张三 书记\n张三  主席\n",
    }
    checked = house(text, **lists)
    assert checked.value is None
    assert shown(checked.diagnostics) == [expected]


def test_a_misspelt_rule_is_guessed() -> None:
    (problem,) = house("rules: {rang-sign: off}").diagnostics
    assert dict(problem.values)["near"] == "range-sign"
