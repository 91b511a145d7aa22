"""JSON Schemas of the files people write, for editors that complete and check while typing.

Made from the forms, so that they say what the program checks; what needs several files (whether
an article exists) no schema can say.
"""

from typing import Any

from compositor.manuscript.forms import ArticleForm, FacesForm, Form, IssueForm
from compositor.manuscript.layout_forms import LayoutForm

FORMS: dict[str, type[Form]] = {
    "issue": IssueForm,
    "article": ArticleForm,
    "layout": LayoutForm,
    "fonts": FacesForm,
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(name: str) -> dict[str, Any]:
    """The schema of `issue`, `article` (its heading lines), `layout` or `fonts`."""
    schema = FORMS[name].model_json_schema()
    for form in (schema, *schema.get("$defs", {}).values()):
        _allow_empty_keys(form)
    return {"$schema": DIALECT, **schema}


def _allow_empty_keys(form: dict[str, Any]) -> None:
    """A key with nothing after it is as good as left out, so null is valid where leaving out is."""
    required = form.get("required", [])
    for key, field in form.get("properties", {}).items():
        if key not in required:
            form["properties"][key] = {"anyOf": [field, {"type": "null"}]}
