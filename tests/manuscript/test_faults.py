"""Whatever a form refuses can be told: no error of pydantic is without words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.diagnostics import Place
from compositor.diagnostics.render import as_text
from compositor.manuscript.faults import check
from compositor.manuscript.forms import ArticleForm, FacesForm, Form, IssueForm
from compositor.manuscript.layout_forms import LayoutForm
from compositor.manuscript.yamlfile import Data, Node, YamlFile, parse

FORMS: tuple[type[Form], ...] = (IssueForm, ArticleForm, LayoutForm, FacesForm)
KEYS = sorted({key for form in FORMS for key in form.model_fields} | {
    "name", "kind", "column", "line", "columns", "lines", "article", "at", "rank", "box", "page",
    "role", "file", "weight", "sha256", "fallback", "lost", "focus", "caption", "width", "bleed",
    "body", "headline", "size", "sizes", "align", "tracking", "indent", "first", "texts", "style",
    "baseline", "rules", "y", "anchor", "day", "month", "lead", "Lead", "甲",
})  # fmt: skip
SCALARS: st.SearchStrategy[Data] = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        1,
        -1,
        10_000,
        2.5,
        -0.5,
        1e15,
        "",
        " ",
        "甲",
        "a",
        "left",
        "{x}",
        "{",
        "2025-08",
    ]
)
DATA: st.SearchStrategy[Data] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=8)
    ),
    max_leaves=30,
)


def node(data: Data) -> Node:
    place = Place("f.yaml", 1, 1, 1, "x")
    if isinstance(data, dict):
        children: dict[str | int, Node] = {key: node(value) for key, value in data.items()}
        return Node(data, place, children, dict.fromkeys(data, place))
    if isinstance(data, list):
        return Node(data, place, {index: node(value) for index, value in enumerate(data)})
    return Node(data, place)


@given(st.sampled_from(FORMS), DATA)
@settings(max_examples=1500)
def test_any_data_is_a_form_or_told(form: type[Form], data: Data) -> None:
    """With a sentence and a hint in which no value is wanting."""
    checked = check(form, YamlFile("f.yaml", node(data), ()))
    assert (checked.value is None) == bool(checked.diagnostics)
    for language in ("en", "zh"):
        assert "?" not in as_text(checked.diagnostics, language).replace(
            "did you mean", ""
        ).replace("`?", "")


def test_errors_of_the_syntax_come_first() -> None:
    """A repeated key is told together with what the form refuses."""
    checked = check(ArticleForm, parse("a.md", "deck: 甲\ndeck: 乙\nkiker: 丙"))
    assert [d.code for d in checked.diagnostics] == ["yaml-duplicate-key", "unknown-key"]
