"""The JSON Schemas say what the forms check."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from compositor.cli import main
from compositor.cli.commands import schema_text
from compositor.manuscript import SCHEMAS, article_schema, issue_schema
from compositor.manuscript.forms import ArticleForm, IssueForm
from compositor.manuscript.schema import schema_file
from compositor.manuscript.yamlfile import Data, load, parse
from compositor.sources import FolderSources
from tests.manuscript.samples import ROOT

ISSUE = ROOT / "issues/2025-08"
ARTICLES = sorted((ISSUE / "articles").glob("*.md"))


def test_the_manifest_has_a_schema() -> None:
    """Its keys, which of them are needed, and the words for an editor's tooltip."""
    schema = issue_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(schema["properties"]) == list(IssueForm.model_fields)
    assert schema["required"] == ["publication", "date", "layout"]
    assert schema["properties"]["date"]["pattern"] == r"^\d{4}-\d\d(-\d\d)?$"
    assert schema["$defs"]["AtForm"]["required"] == ["column", "line", "columns", "lines"]
    assert schema["$defs"]["PublicationForm"]["additionalProperties"] is False


def test_every_key_is_described_in_both_languages() -> None:
    """An editor shows it while typing."""
    for schema in (make() for make in SCHEMAS.values()):
        for form in (schema, *schema["$defs"].values()):
            for key, field in form["properties"].items():
                text = field["description"]
                assert any(c > "\u4e00" for c in text) and any("a" <= c <= "z" for c in text), key


def test_an_article_has_a_schema() -> None:
    """No key of it is needed, and a key with nothing after it is as good as left out."""
    schema = article_schema()
    assert list(schema["properties"]) == list(ArticleForm.model_fields)
    assert "required" not in schema
    assert schema["properties"]["kicker"]["anyOf"][1] == {"type": "null"}


def data_of(path: Path) -> Data:
    """A YAML file, or the heading lines of an article, as plain data."""
    name = path.relative_to(ROOT).as_posix()
    if path.suffix == ".md":
        root = parse(name, path.read_text(encoding="utf-8").split("\n---\n")[0]).root
    else:
        root = load(FolderSources(ROOT), name).root
    assert root
    return root.data


def problems(kind: str, data: Data) -> list[str]:
    """What a JSON-Schema validator finds, as an editing program would show it."""
    return [error.message for error in Draft202012Validator(SCHEMAS[kind]()).iter_errors(data)]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_schema_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[kind]())


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("issue", ISSUE / "issue.yaml"),
        *(("article", path) for path in ARTICLES),
        *(("layout", path) for path in sorted((ROOT / "layouts").glob("*/layout.yaml"))),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_the_files_of_the_project_fit_their_schemas(kind: str, path: Path) -> None:
    """And each names its schema, by a path that leads there."""
    assert problems(kind, data_of(path)) == []
    comment = next(line for line in path.read_text(encoding="utf-8").split("\n") if line[0] == "#")
    named = comment.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == ROOT / schema_file(kind)


def test_a_schema_finds_what_does_not_fit() -> None:
    """The control: a key that is misspelt, text that is a number, an empty key that is allowed."""
    assert problems("article", {"headlin": "一"})
    assert problems("article", {"headline": 2025})
    assert problems("issue", {"date": "2025-8"})
    assert not problems("article", {"kicker": None})


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_written_schema_is_the_programs(kind: str) -> None:
    written = (ROOT / schema_file(kind)).read_text(encoding="utf-8")
    assert written == schema_text(kind), "renew it: compose.py schema --write"


def test_the_command_prints_one_or_writes_all(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["schema", "layout"])
    assert json.loads(capsys.readouterr().out) == SCHEMAS["layout"]()
    monkeypatch.setattr("compositor.cli.commands.ROOT", tmp_path)
    assert main(["schema", "--write"]) == 0
    made = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.json"))
    assert made == sorted(map(schema_file, SCHEMAS))


@pytest.mark.parametrize("words", [[], ["issue", "--write"], ["photo"]])
def test_the_command_wants_one_or_all(words: list[str]) -> None:
    with pytest.raises(SystemExit) as wrong:
        main(["schema", *words])
    assert wrong.value.code == 2
