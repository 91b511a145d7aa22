"""Reading the house file (体例): `house.yaml` of an issue, or of the folder its issues stand in.

    read_house(sources, "issues/2025-08")      # Checked[House]; without a file, the desk's own

It names modes of rules by their codes, the sign for ranges, and two lists, plain text files beside
it: words to avoid, one a line as `词 => 建议 # 附注`, and people in the order of protocol, one a
line as `姓名 职务`. What the rules are is the copy desk's; here their codes are those of the
catalogue.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import Field, create_model

from compositor.diagnostics import Diagnostic, Place, Refused, diagnose
from compositor.diagnostics.catalog import COPYDESK, Entry
from compositor.manuscript.characters import bad_characters
from compositor.manuscript.faults import Checked, check, has_errors
from compositor.manuscript.forms import Form, Name
from compositor.manuscript.yamlfile import YamlFile, load
from compositor.model.house import Avoided, House, HouseStyle, Mode, Person, RangeSign, WordLists
from compositor.sources import Sources, read_text

HOUSE_FILE = "house.yaml"
COMMENT, ARROWS = "#", ("=>", "→")


def _rule_key(entry: Entry) -> Any:
    """What a form says of a rule: its mode, described by what its findings say."""
    words = re.sub(r"\{\w+\}", "…", f"{entry.zh} {entry.en}")
    return (Mode, Field(default=None, description=words, examples=["suggested"]))


# A key for each rule of the copy desk, so that a misspelt one is told like any other key.
if TYPE_CHECKING:
    RulesForm = Form
else:
    _rule_keys = {code: _rule_key(entry) for code, entry in COPYDESK.items()}
    RulesForm = create_model("RulesForm", __base__=Form, **_rule_keys)


class HouseForm(Form):
    """The house file."""

    rules: RulesForm | None = Field(
        default=None,
        description="规则 what becomes of each rule's findings: automatic, suggested or off",
        examples=["{range-sign: automatic}"],
    )
    range: RangeSign = Field(default="—", description="数值范围用的连接号 sign for ranges")
    avoid: Name | None = Field(
        default=None, description="慎用词表 list of words to avoid", examples=["avoid.txt"]
    )
    people: Name | None = Field(
        default=None, description="人员职务表 list of people and posts", examples=["people.txt"]
    )


def read_house(sources: Sources, folder: str) -> Checked[House]:
    """The house of the issue in `folder`, with every problem of its files; None for errors."""
    path = _house_path(sources, folder)
    if path is None:
        return Checked(House(), ())
    file = load(sources, path)
    form, problems = check(HouseForm, file)
    if form is None:
        return Checked(None, problems)
    avoid = _list(sources, file, _List("avoid", form.avoid, "词 => 建议", _avoided))
    people = _list(sources, file, _List("people", form.people, "姓名 职务", _person))
    found = (*problems, *avoid.diagnostics, *people.diagnostics)
    if has_errors(found):
        return Checked(None, found)
    lists = WordLists(avoid.value or (), people.value or ())
    return Checked(House(HouseStyle(_modes(form), form.range), lists), found)


def _house_path(sources: Sources, folder: str) -> str | None:
    """The issue's own file, else that of the folder above."""
    folder = posixpath.normpath(folder)
    paths = (posixpath.join(where, HOUSE_FILE) for where in (folder, posixpath.dirname(folder)))
    return next((path for path in paths if sources.exists(path)), None)


def _modes(form: HouseForm) -> tuple[tuple[str, Mode], ...]:
    written: dict[str, Mode | None] = form.rules.model_dump() if form.rules else {}
    return tuple((code, mode) for code, mode in written.items() if mode)


# ------------------------------------------------------------------------------ the lists


class _List(NamedTuple):
    """A list the house file names: its key, its path from there, and what its lines are."""

    key: Literal["avoid", "people"]
    file: str | None
    form: str
    read: Callable[[str], Avoided | Person | None]


def _list(sources: Sources, house: YamlFile, named: _List) -> Checked[tuple[Any, ...]]:
    """The entries of a list; its bad lines, and what stands in it twice, in their places."""
    if named.file is None:
        return Checked((), ())
    path = posixpath.normpath(posixpath.join(posixpath.dirname(house.path), named.file))
    try:
        lines = read_text(sources, path, house.place((named.key,))).split("\n")
    except Refused as refused:
        return Checked(None, refused.diagnostics)
    problems: list[Diagnostic] = [*bad_characters(path, lines)]
    entries: dict[str, Avoided | Person] = {}
    first: dict[str, int] = {}
    for place, line in _lines(path, lines):
        entry = named.read(line)
        if entry is None:
            problems.append(diagnose("bad-list-line", place, found=line.strip(), form=named.form))
            continue
        words = entry.word if isinstance(entry, Avoided) else f"{entry.name} {entry.post}"
        if first.setdefault(words, place.line) != place.line:
            problems.append(diagnose("list-entry-twice", place, found=words, first=first[words]))
        entries[words] = entry
    return Checked(tuple(entries.values()), tuple(problems))


def _lines(path: str, lines: list[str]) -> Iterator[tuple[Place, str]]:
    """The lines that are not empty and no comments."""
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.strip().startswith(COMMENT):
            start = len(line) - len(line.lstrip())
            yield Place(path, number, start + 1, len(line.strip()), line), line


def _avoided(line: str) -> Avoided | None:
    """`词`, or `词 => 建议`, each with or without `# 附注`."""
    body, _, note = line.partition(f" {COMMENT}")
    arrow = next((arrow for arrow in ARROWS if arrow in body), ARROWS[0])
    word, is_arrow, instead = (part.strip() for part in body.partition(arrow))
    if not word or (is_arrow and not instead) or any(arrow in instead for arrow in ARROWS):
        return None
    return Avoided(word, instead, note.strip())


def _person(line: str) -> Person | None:
    """`姓名 职务`; who has two posts has two lines, or both in one."""
    name, *post = line.partition(f" {COMMENT}")[0].split(maxsplit=1)
    return Person(name, post[0].strip()) if post else None
