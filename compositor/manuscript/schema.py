"""JSON Schemas of the files people write, for editors that complete and check while typing.

Made from the forms, so that they say what the program checks; what needs several files (whether
an article exists) no schema can say.
"""

from typing import Any

from compositor.manuscript.forms import ArticleForm, Form, IssueForm

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def issue_schema() -> dict[str, Any]:
    """The schema of a manifest, `issue.yaml`."""
    return _schema(IssueForm)


def article_schema() -> dict[str, Any]:
    """The schema of the heading lines of an article."""
    return _schema(ArticleForm)


def _schema(form: type[Form]) -> dict[str, Any]:
    schema = form.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        _allow_empty_keys(part)
    return {"$schema": DIALECT, **schema}


def _allow_empty_keys(form: dict[str, Any]) -> None:
    """A key with nothing after it is as good as left out: null is valid where leaving out is."""
    required = form.get("required", [])
    for key, field in form.get("properties", {}).items():
        if key not in required:
            form["properties"][key] = {"anyOf": [field, {"type": "null"}]}
