"""What the documents say is so: tables, links, commands and examples, held against the program.

A fenced block whose first line names a file (```` ```yaml issues/guide/issue.yaml ````) is that file,
whole. A table whose head begins with the name of a form in backticks lists the keys of that form.
"""

import ast
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from compositor import __version__
from compositor.cli.arguments import read_arguments
from compositor.cli.commands import COMMANDS, error_table
from compositor.copycheck import check_copy
from compositor.copydesk import NUMBERING, RULES, Context, Rule, edited, edits_of, mode_of
from compositor.diagnostics import ExitCode, Place
from compositor.diagnostics.render import Language, as_text
from compositor.edition import plan
from compositor.importing import Wanted, import_files
from compositor.intake.readers.limits import MAX_FILE, MAX_TEXT, MAX_XML, MB
from compositor.makeup.module import columns_of
from compositor.manuscript import layout_forms, read_article, read_faces, read_issue, read_layout
from compositor.manuscript.forms import (
    ArticleForm,
    AtForm,
    EarsForm,
    FaceForm,
    Form,
    IssueForm,
    PageForm,
    PhotoForm,
    PicturePlaceForm,
    PlacementForm,
    PressForm,
    PublicationForm,
)
from compositor.manuscript.house import HouseForm, read_house
from compositor.manuscript.inks import InkForm
from compositor.manuscript.schema import SCHEMAS, schema_file
from compositor.model.house import House, HouseStyle
from compositor.model.issue import LOST_MARKS, At, IssueDate, Placement
from compositor.newissue import SAMPLE
from compositor.plate.draw import STRUCTURE
from compositor.report import WORDS as LEDGER_WORDS
from compositor.report import ledger
from compositor.setting import break_headline
from compositor.sources import FolderSources, MemorySources
from compositor.units import to_mm, to_pt
from tests.samples import sikai

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "fonts/README.md",
    ROOT / "seeds/README.md",
]
NAMES = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS]
READMES: dict[Language, str] = {"en": "README.md", "zh": "README.zh-CN.md"}
GUIDES: dict[Language, str] = {"en": "docs/editors-guide.md", "zh": "docs/zh/editors-guide.md"}
LAYOUTS = "docs/layouts.md"
every_document = pytest.mark.parametrize("name", NAMES)
in_both_languages = pytest.mark.parametrize("language", READMES)


@cache
def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


# ------------------------------------------------------------------------------- error codes


def test_the_table_of_errors_is_the_programs() -> None:
    match = re.search(r"^<!-- table.*?-->\n(.*?)^<!-- end", text_of("docs/errors.md"), re.M | re.S)
    assert match
    assert match[1].rstrip("\n") == error_table(), "renew it: the command is in docs/errors.md"


@in_both_languages
def test_every_exit_code_is_explained(language: Language) -> None:
    rows = re.findall(r"^\| (\d) \|", text_of(READMES[language]), re.M)
    assert rows == [str(code.value) for code in ExitCode]


def test_the_changelog_knows_this_version() -> None:
    assert f"\n## {__version__}" in text_of("CHANGELOG.md")


# -------------------------------------------------------------------------------------- links


FENCE = re.compile(r"^```(\w*) ?(\S*)\n(.*?)^```$", re.M | re.S)


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", text))


def links(name: str) -> Iterator[str]:
    text = without_code(text_of(name))
    yield from re.findall(r"\]\(([^)\s]+)\)", text)
    yield from re.findall(r'<img src="([^"]+)"', text)


def anchors(path: Path) -> set[str]:
    """The anchors GitHub gives the headings of a file."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", path.read_text(encoding="utf-8")), re.M)
    return {
        re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings
    }


@every_document
def test_every_link_leads_to_a_file_of_the_project(name: str) -> None:
    for link in links(name):
        if re.match(r"https?:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.exists(), link
        assert target.resolve().is_relative_to(ROOT), link
        assert not anchor or anchor in anchors(target), link


def test_a_link_and_an_anchor_are_seen() -> None:
    assert "docs/errors.md" in list(links("README.md"))
    assert "退出码" in anchors(ROOT / "README.zh-CN.md")


# ----------------------------------------------------------------------------------- commands


COMMAND = re.compile(r"compose\.py (\S[^`|>\n]*)")


def commands_shown(name: str) -> Iterator[list[str]]:
    """The words after each `compose.py`, comments aside; `…` stands for words left out."""
    for match in COMMAND.finditer(text_of(name)):
        yield shlex.split(match[1], comments=True)


@every_document
def test_every_command_shown_exists(name: str) -> None:
    for words in commands_shown(name):
        if re.fullmatch(r"[a-z]+", words[0]):
            assert words[0] in COMMANDS, words


@pytest.mark.parametrize("name", [*READMES.values(), *GUIDES.values(), LAYOUTS, "docs/printing.md"])
def test_every_command_line_shown_can_be_read(name: str) -> None:
    lines = [words for words in commands_shown(name) if len(words) > 1 and "…" not in words]
    assert lines
    for words in lines:
        try:
            read_arguments(words, "en")
        except SystemExit:
            pytest.fail(f"compose.py {shlex.join(words)}")


@in_both_languages
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_explained(
    command: str, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    told = text_of(READMES[language]) + text_of(GUIDES[language])
    assert f"| `{command}` |" in told
    with pytest.raises(SystemExit):
        read_arguments([command, "--help"], language)
    for option in re.findall(r"--[a-z-]+", capsys.readouterr().out):
        assert option in told


# ------------------------------------------------------------------------------------ the keys


class Row(NamedTuple):
    """A row of a table of keys: the key, what stands under “default”, and the whole of it."""

    key: str
    default: str
    line: str


def tables(name: str) -> dict[str, list[Row]]:
    """The tables of keys of a document, by the form their head names."""
    found: dict[str, list[Row]] = {}
    head = None
    for line in text_of(name).splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        name_of = re.fullmatch(r"`(\S+)`", cells[0])
        if not line.startswith("|"):
            head = None
        elif head is None:
            head = name_of[1] if name_of else ""
            found.setdefault(head, [])
        elif name_of and len(cells) > 2:
            found[head].append(Row(name_of[1], cells[2], line))
    return found


def fields(form: type[BaseModel], *but: type[BaseModel]) -> dict[str, FieldInfo]:
    """The keys of a form, but those it has in common with others."""
    common = {key for other in but for key in other.model_fields}
    return {key: info for key, info in form.model_fields.items() if key not in common}


STYLE = layout_forms.StyleForm
FORMS: dict[str, dict[str, FieldInfo]] = {
    "issue.yaml": fields(IssueForm),
    "publication": fields(PublicationForm),
    "ears": fields(EarsForm),
    "press": fields(PressForm),
    "pages[]": fields(PageForm),
    "articles[]": fields(PlacementForm),
    "at": fields(AtForm),
    "articles/*.md": fields(ArticleForm),
    "photos[]": fields(PhotoForm),
    "articles[].photos[]": fields(PicturePlaceForm),
    "faces[]": fields(FaceForm),
    "house.yaml": fields(HouseForm),
}
LAYOUT_FORMS: dict[str, dict[str, FieldInfo]] = {
    "layout.yaml": fields(layout_forms.LayoutForm),
    "paper": fields(layout_forms.PaperForm),
    "grid": fields(layout_forms.GridForm),
    "text": fields(layout_forms.TextForm),
    "style": fields(STYLE),
    "text.crosshead": fields(layout_forms.CrossheadForm, STYLE),
    "text.source": fields(layout_forms.SourceForm, STYLE),
    "text.jump": fields(layout_forms.JumpForm, STYLE),
    "ranks.*": fields(layout_forms.RankForm),
    "dates": fields(layout_forms.DatesForm),
    "furniture": fields(layout_forms.PageSidesForm),
    "furniture.*": fields(layout_forms.FurnitureForm),
    "furniture.*.texts[]": fields(layout_forms.FurnitureTextForm),
    "furniture.*.texts[].style": fields(layout_forms.FurnitureStyleForm, STYLE),
    "furniture.*.rules[]": fields(layout_forms.FurnitureRuleForm),
    "furniture.*.boxes[]": fields(layout_forms.FurnitureBoxForm),
    "inks.*": fields(InkForm),
}
KEY_TABLES = [
    *((guide, form, keys) for guide in GUIDES.values() for form, keys in FORMS.items()),
    *((LAYOUTS, form, keys) for form, keys in LAYOUT_FORMS.items()),
]


def shown(info: FieldInfo) -> str:
    """How a table shows the default of a key; "" where it is free to say it in words."""
    default = info.default
    if info.is_required() or isinstance(default, bool):
        return str(default).lower() if isinstance(default, bool) else ""
    return f"{default:g}" if isinstance(default, int | float) else str(default or "")


@pytest.mark.parametrize(("name", "form", "keys"), KEY_TABLES)
def test_the_guides_list_exactly_the_keys_there_are(
    name: str, form: str, keys: dict[str, FieldInfo]
) -> None:
    rows = tables(name)[form]
    assert [row.key for row in rows] == list(dict.fromkeys(row.key for row in rows))
    assert {row.key for row in rows} == keys.keys()
    for row in rows:
        info = keys[row.key]
        assert (row.default in ("required", "必填")) == info.is_required(), row.line
        if info.default_factory is None and (default := shown(info)) not in ("", "[]"):
            assert row.default == f"`{default}`", row.line


def test_every_form_has_its_table() -> None:
    """A form that is added needs a table: every form is one of those above, or made of them."""
    modules = (ArticleForm.__module__, STYLE.__module__)
    forms = {form for form in _forms(BaseModel) if form.__module__ in modules}
    listed = {frozenset(keys) for keys in (*FORMS.values(), *LAYOUT_FORMS.values())}
    for form in forms - {Form}:
        assert any(frozenset(fields(form, *but)) in listed for but in ((), (STYLE,))) or frozenset(
            form.model_fields
        ) == {"faces"}, form


def _forms(form: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for child in form.__subclasses__():
        yield child
        yield from _forms(child)


def test_every_field_of_furniture_is_listed() -> None:
    for field in layout_forms.FURNITURE_FIELDS:
        assert f"`{{{field}}}`" in text_of(LAYOUTS)


# -------------------------------------------------------------------------------- the examples


@cache
def project_files() -> dict[str, bytes | str]:
    """What an example is read with: the faces and the layouts of the project."""
    patterns = (
        "fonts/*.yaml",
        "fonts/*.otf",
        "fonts/*.ttf",
        "layouts/*.*",
        "layouts/*/layout.yaml",
    )
    paths = [path for pattern in patterns for path in ROOT.glob(pattern)]
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths}


def examples(name: str) -> dict[str, str]:
    """The files a document shows whole, by their paths."""
    return {path: text for _, path, text in FENCE.findall(text_of(name)) if path}


WITH_EXAMPLES = [*READMES.values(), *GUIDES.values(), LAYOUTS]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_every_example_is_accepted(name: str) -> None:
    files = examples(name)
    assert files
    sources = MemorySources({**project_files(), **files})
    for path in files:
        folder, _, file = path.rpartition("/")
        if file == "issue.yaml":
            read = read_issue(sources, folder)
            assert read.issue, as_text(read.diagnostics)
            assert not [d for d in read.diagnostics if d.code == "article-unused"]
        elif file == "house.yaml":
            house = read_house(sources, f"{folder}/guide")
            assert house.value and not house.diagnostics, as_text(house.diagnostics)
        elif file.endswith(".txt"):
            assert any(file in text for text in files.values())  # a list its house file names
        elif file == "layout.yaml":
            roles = [face.role for face in read_faces(sources).value or ()]
            layout = read_layout(sources, folder.rpartition("/")[2], None, roles)
            assert layout.value, as_text(layout.diagnostics)
        else:
            article = read_article(sources, path, folder.removesuffix("/articles"))
            assert article.value, as_text(article.diagnostics)


@pytest.mark.parametrize("name", [*READMES.values(), *GUIDES.values()])
def test_the_copy_desk_finds_nothing_in_the_examples(name: str) -> None:
    files = examples(name)
    folders = {path.rpartition("/")[0] for path in files if path.endswith("/issue.yaml")}
    assert folders
    for folder in folders:
        found = check_copy(MemorySources(files), folder)
        assert not found, as_text(found)


@in_both_languages
def test_both_guides_show_the_same_files(language: Language) -> None:
    assert examples(GUIDES[language]).keys() == examples(GUIDES["en"]).keys()
    assert examples(READMES[language]) == examples(READMES["en"])


@in_both_languages
def test_the_first_page_goes_as_the_readme_tells(language: Language) -> None:
    """First the text is overset; with as many more lines as the hint says, it fits."""
    text, folder = text_of(READMES[language]), "issues/2025-09"
    assert f"mv {folder}/{SAMPLE} " in text
    files = {**project_files(), **examples(READMES[language])}
    first = plan(MemorySources(files), folder)
    assert as_text(first.diagnostics, language) in text
    manifest = str(files[f"{folder}/issue.yaml"])
    more = re.search(r"`lines: (\d+)`", text)
    assert more
    files[f"{folder}/issue.yaml"] = re.sub(r"\blines: \d+", f"lines: {more[1]}", manifest)
    mended = plan(MemorySources(files), folder)
    assert not mended.diagnostics
    assert ledger(mended.edition, mended.diagnostics, language) in text


VERTICAL_ISSUE = """\
publication: {name: 滨江工人}
date: 2025-09-15
layout: sikai
pages:
  - page: 2
    articles:
"""


@in_both_languages
def test_the_vertical_modules_shown_can_be_made_up(language: Language) -> None:
    placements = re.findall(r"^    - \{article: (\w+).*\}$", text_of(GUIDES[language]), re.M)
    assert len(placements) == 2
    lines = re.findall(r"^    - \{article: .*\}$", text_of(GUIDES[language]), re.M)
    manifest = VERTICAL_ISSUE + "\n".join(lines) + "\n"
    article = (
        "---\nheadline: 下班以后 我们上夜校\n---\n\n"
        + "627名职工报名上夜校，先讲图纸，再上机床。" * 40
    )
    files = {f"issues/a/articles/{name}.md": article for name in placements}
    made = plan(
        MemorySources({**project_files(), **files, "issues/a/issue.yaml": manifest}), "issues/a"
    )
    assert {found.code for found in made.diagnostics} <= {"underfull"}, as_text(made.diagnostics)
    (page,) = made.edition.pages
    turned = {f.article for f in page.frames if any(placed.line.vertical for placed in f.lines)}
    assert turned == {*placements}


TURNS = {
    "隐患查在班前 责任落到岗位": ("隐患查在班前", "责任落到岗位"),
    "苏州工业园区工会|打造数字化平台": ("苏州工业园区工会", "打造数字化平台"),
    "从“要我安全”||到“我要安全”": ("从“要我安全”", "到“我要安全”"),
    "特稿｜工会夜市": ("特稿｜工会夜市",),
}


@in_both_languages
@pytest.mark.parametrize("heading", TURNS)
def test_headings_turn_as_the_guide_tells(heading: str, language: Language) -> None:
    """Where they are narrow; over a large width only a double bar parts them."""
    assert f"| `{heading.replace('|', chr(92) + '|')}` |" in text_of(GUIDES[language])
    assert tuple(break_headline(heading, 8, 2)) == TURNS[heading]
    if "||" not in heading:
        assert break_headline(heading, 30, 2) == [heading.replace("|", "")]


@in_both_languages
def test_every_word_of_the_ledger_is_explained(language: Language) -> None:
    for word in LEDGER_WORDS[language].values():
        assert f"`{word}`" in text_of(GUIDES[language])


# ------------------------------------------------------------------------------ the copy desk


def rules_told(language: Language) -> dict[str, list[str]]:
    """The rows of the table of rules: mode, what it looks for, example, by the rule's code."""
    rows = re.findall(
        r"^\| `(\S+)` \| (automatic|suggested) \| (.+) \| (.+) \|$", text_of(GUIDES[language]), re.M
    )
    return {code: cells for code, *cells in rows}


@in_both_languages
def test_the_table_of_rules_is_the_desks(language: Language) -> None:
    told = rules_told(language)
    assert [*told] == [*(rule.code for rule in RULES), *NUMBERING]
    for code, (mode, *_) in told.items():
        assert mode == mode_of(code, HouseStyle()), code


@in_both_languages
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_example_of_a_rule_is_found_by_it(rule: Rule, language: Language) -> None:
    """And what is written for it is what stands behind the arrow."""
    before, *after = re.findall(r"`([^`]+)`", rules_told(language)[rule.code][2])
    house = read_house(MemorySources(examples(GUIDES[language])), "issues/guide").value or House()
    context = Context(rule.kinds[0], HouseStyle(), house.lists, IssueDate(2025, 9, 15))
    found = list(rule.look(before, context))
    assert found
    assert not after or edited(before, edits_of(found)) == after[0]


# ---------------------------------------------------------------------- manuscripts taken in


@in_both_languages
def test_the_report_of_an_import_is_as_the_guide_shows_it(language: Language) -> None:
    """Every line shown is in the report of that seed, how sure it is of a decision aside."""
    text = text_of(GUIDES[language])
    (shown,) = (code for _, _, code in FENCE.findall(text) if "- [ ] 67:84" in code)
    wanted = Wanted("issues/old-page", "2024-11", "sikai", language, "", "")
    made = import_files(FolderSources(ROOT), ["seeds/002_44a4b9475a88a84a.txt"], wanted)
    lines = without_shares(made.files["import.md"].decode()).splitlines()
    assert [line for line in without_shares(shown).splitlines() if line not in lines] == []


def without_shares(text: str) -> str:
    return re.sub(r"\d+ ?%", "%", text)


@in_both_languages
def test_the_limits_of_an_import_are_the_readers(language: Language) -> None:
    for limit in (MAX_TEXT, MAX_FILE, MAX_XML):
        assert f" {limit // MB} MB" in text_of(GUIDES[language])


@in_both_languages
def test_the_marks_of_lost_parts_are_listed(language: Language) -> None:
    for part, mark in LOST_MARKS.items():
        assert re.search(rf"^\| `{part}` \| .* \| {mark} \|$", text_of(GUIDES[language]), re.M)


@in_both_languages
def test_every_schema_is_named(language: Language) -> None:
    for kind in SCHEMAS:
        assert Path(schema_file(kind)).name in text_of(GUIDES[language])


# ------------------------------------------------------------------------- the worked numbers


@in_both_languages
def test_the_table_of_text_columns_is_what_make_up_does(language: Language) -> None:
    grid = sikai().grid
    rows = re.findall(
        r"^\| (\d) \| (\d) \| (yes|no|是|否) \| (\d+) \| ([\d.]+) \|$",
        text_of(GUIDES[language]),
        re.M,
    )
    assert len(rows) > 8
    for columns, text_columns, box, measure, gutter in rows:
        at = At(1, 1, int(columns), 10)
        is_boxed = box in ("yes", "是")
        placement = Placement("a", at, "third", int(text_columns), is_boxed, False, Place(""))
        found = columns_of(placement, grid)
        assert found
        assert len(found.xs) == int(text_columns)
        assert found.measure == int(measure) * grid.zi
        assert f"{found.gutter / grid.zi:.2f}".rstrip("0").rstrip(".") == gutter


@in_both_languages
def test_the_table_of_ranks_is_the_layouts(language: Language) -> None:
    text, leading = text_of(GUIDES[language]), sikai().grid.leading
    for rank in sikai().ranks:
        sizes = rank.headline.sizes
        air = (rank.above + rank.below) * leading // 2
        lines = -(-(sizes[0] + air) // leading)
        row = re.search(rf"^\| `{rank.name}`.*$", text, re.M)
        assert row
        assert f"| {to_pt(sizes[0]):g}–{to_pt(sizes[-1]):g} |" in row[0]
        assert f"| {lines} " in row[0]


def test_the_arithmetic_of_the_grid_is_right() -> None:
    grid, paper = sikai().grid, sikai().paper
    foot = paper.height - grid.top - grid.height
    for length in (grid.width, grid.left, grid.height, foot):
        assert f"{to_mm(length):.4f}".rstrip("0") in text_of(LAYOUTS)
    assert f"{to_mm(grid.baseline(1)):.3f} mm" in text_of(LAYOUTS)
    cells = grid.columns * grid.column_zi * grid.lines
    assert f"{cells} 字" in text_of(LAYOUTS)


def test_the_rules_every_layout_gets_are_the_programs() -> None:
    assert STRUCTURE.strip() in text_of(LAYOUTS)


# ----------------------------------------------------------------------- the tour of the program


def modules() -> list[Path]:
    """The modules of the program, packages themselves aside."""
    found = sorted((ROOT / "compositor").rglob("*.py"))
    return [path for path in found if not path.stem.startswith("__")]


def names(text: str, module: str) -> bool:
    return re.search(rf"(?<![\w-]){module}(?![\w-])", text) is not None


def test_the_tour_names_every_module() -> None:
    text = text_of("docs/architecture.md")
    blocks = [code for _, _, code in FENCE.findall(text)]
    shown = " ".join(blocks + re.findall(r"`[^`]+`", FENCE.sub("", text)))
    assert not names(shown, "linotype")  # the control: there is no such module
    assert [path.name for path in modules() if not names(shown, path.stem)] == []


def test_every_package_says_what_its_modules_are_for() -> None:
    for path in modules():
        package = path.parent / "__init__.py"
        if path.parent.name != "compositor":
            told = ast.get_docstring(ast.parse(package.read_text(encoding="utf-8"))) or ""
            assert names(told, path.stem), f"{package} does not name {path.stem}"
