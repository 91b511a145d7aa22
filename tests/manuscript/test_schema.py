"""The JSON Schemas say what the forms check."""

from compositor.manuscript import article_schema, issue_schema
from compositor.manuscript.forms import ArticleForm, IssueForm


def test_the_manifest_has_a_schema() -> None:
    """Its keys, which of them are needed, and the words for an editor's tooltip."""
    schema = issue_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(schema["properties"]) == list(IssueForm.model_fields)
    assert schema["required"] == ["publication", "date", "layout", "pages"]
    assert schema["properties"]["date"]["pattern"] == r"^\d{4}-\d\d(-\d\d)?$"
    assert schema["$defs"]["AtForm"]["required"] == ["column", "line", "columns", "lines"]
    assert schema["$defs"]["PublicationForm"]["additionalProperties"] is False


def test_every_key_is_described_in_both_languages() -> None:
    """An editor shows it while typing."""
    for schema in (issue_schema(), article_schema()):
        for form in (schema, *schema["$defs"].values()):
            for key, field in form["properties"].items():
                text = field.get("description") or field["anyOf"][0]["description"]
                assert any(c > "\u4e00" for c in text) and any("a" <= c <= "z" for c in text), key


def test_an_article_has_a_schema() -> None:
    """No key of it is needed, and a key with nothing after it is as good as left out."""
    schema = article_schema()
    assert list(schema["properties"]) == list(ArticleForm.model_fields)
    assert "required" not in schema
    assert schema["properties"]["kicker"]["anyOf"][1] == {"type": "null"}
