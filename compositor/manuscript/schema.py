"""JSON Schemas of the files people write, for editors that complete and check while typing.

    SCHEMAS["issue"]()        # the schema as plain data
    schema_file("issue")      # docs/schema/issue.schema.json

Made from the forms, so that they say what the program checks; what needs several files (whether
an article exists) no schema can say. `docs/schema/` holds them written down (`compose.py schema
--write`), and manuscripts name theirs in a comment.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from compositor.manuscript.forms import ArticleForm, Form, IssueForm
from compositor.manuscript.layout_forms import LayoutForm

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "docs/schema"
NULL = {"type": "null"}
ABOUT = ("description", "default", "examples")  # what is said of a key, not of its value

Schema: TypeAlias = dict[str, Any]


def schema_file(kind: str) -> str:
    """Where the schema of a kind of file stands in the project."""
    return f"{FOLDER}/{kind}.schema.json"


def issue_schema() -> Schema:
    """The schema of a manifest, `issue.yaml`."""
    return _schema(IssueForm, "清单 manifest of an issue")


def article_schema() -> Schema:
    """The schema of the heading lines of an article."""
    return _schema(ArticleForm, "稿件头 heading lines of an article")


def layout_schema() -> Schema:
    """The schema of a layout, `layout.yaml`."""
    return _schema(LayoutForm, "版式 layout")


def house_schema() -> Schema:
    """The schema of a house file, `house.yaml`."""
    # Imported when asked for: a key for each rule of the desk takes 6 ms.
    from compositor.manuscript.house import HouseForm

    return _schema(HouseForm, "体例 house style")


SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "issue": issue_schema,
    "article": article_schema,
    "layout": layout_schema,
    "house": house_schema,
}
"""Every schema, by the kind of file it is for."""


def _schema(form: type[Form], title: str) -> Schema:
    schema = form.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        _without_names(part)
        _allow_empty_keys(part)
    return {"$schema": DIALECT, "title": title, **schema}


def _without_names(form: Schema) -> None:
    """What pydantic makes of the names of forms and keys says nothing their keys do not say."""
    form.pop("title", None)
    form.pop("description", None)  # a docstring, in English
    for field in form.get("properties", {}).values():
        field.pop("title", None)


def _allow_empty_keys(form: Schema) -> None:
    """A key with nothing after it is as good as left out: null is valid where leaving out is."""
    required = form.get("required", [])
    for key, field in form.get("properties", {}).items():
        if key in required or NULL in field.get("anyOf", ()):
            continue
        about = {word: field.pop(word) for word in ABOUT if word in field}
        form["properties"][key] = {"anyOf": [field, NULL], **about}
