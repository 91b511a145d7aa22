"""From what a form refuses to diagnostics: every fault of a file at once, each in its place.

    checked = check(IssueForm, file)     # file: a YamlFile
    checked.value                        # the form, or None
    checked.diagnostics                  # those of the file and those of the form

The table says which of our codes a kind of pydantic error is, and what was expected, in both
languages. A validator of ours raises `fault(code, …)`, whose code is ours already.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from types import UnionType
from typing import Annotated, Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from compositor.diagnostics import Diagnostic, diagnose, nearest
from compositor.diagnostics.catalog import CATALOG
from compositor.manuscript.yamlfile import Loc, YamlFile

T = TypeVar("T")
F = TypeVar("F", bound=BaseModel)

FOUND_LENGTH = 30  # characters of a wrong value that a message repeats


class Checked(NamedTuple, Generic[T]):
    """What became of a file: its value, or None where errors forbid one, and all its problems."""

    value: T | None
    diagnostics: tuple[Diagnostic, ...]


class Kind(NamedTuple):
    """How one kind of pydantic error is told: code, what was expected, and a sample of it.

    `{…}` in the texts is filled from the error's own context.
    """

    code: str
    en: str = ""
    zh: str = ""
    sample: str = "…"


KINDS: dict[str, Kind] = {
    "missing": Kind("missing-key"),
    "extra_forbidden": Kind("unknown-key"),
    "string_type": Kind("wrong-type", "text", "文字", '"…"'),
    "int_type": Kind("wrong-type", "a whole number", "整数", "1"),
    "int_from_float": Kind("wrong-type", "a whole number", "整数", "1"),
    "float_type": Kind("wrong-type", "a number", "数字", "9.5"),
    "bool_type": Kind("wrong-type", "`true` or `false`", " true 或 false", "true"),
    "list_type": Kind("wrong-type", "a list", "列表", "[…, …]"),
    "dict_type": Kind("wrong-type", "lines of `key: …`", "若干行「键: 值」", "{…: …}"),
    "model_type": Kind("wrong-type", "lines of `key: …`", "若干行「键: 值」", "{…: …}"),
    "literal_error": Kind("bad-value", "one of {options}", "以下之一：{options}"),
    "string_too_short": Kind("bad-value", "text that is not empty", "非空文字", '"…"'),
    "string_pattern_mismatch": Kind(
        "bad-value", "a word of a–z, 0–9 and `-`", "由 a–z、0–9 和 - 组成的词", "thin"
    ),
    "too_short": Kind("bad-value", "a list of at least {min_length}", "至少 {min_length} 项的列表"),
    "too_long": Kind("bad-value", "a list of at most {max_length}", "至多 {max_length} 项的列表"),
    "greater_than": Kind("bad-value", "more than {gt}", "大于 {gt} 的数", "1"),
    "greater_than_equal": Kind("bad-value", "at least {ge}", "不小于 {ge} 的数", "1"),
    "less_than_equal": Kind("bad-value", "at most {le}", "不大于 {le} 的数", "1"),
}


def fault(code: str, /, **values: object) -> PydanticCustomError:
    """What a validator raises: a code of the catalogue with its values.

    The value `key` names the key below the validated thing where the fault is shown.
    """
    assert code in CATALOG, code
    return PydanticCustomError(code, "{code}", {"code": code, **values})


def check(form: type[F], file: YamlFile) -> Checked[F]:
    """The file as a form, with everything that is wrong with it."""
    if file.root is None:
        return Checked(None, file.diagnostics)
    if not isinstance(file.root.data, dict):
        return Checked(None, (*file.diagnostics, _no_mapping(file)))
    try:
        value = form.model_validate(file.root.data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        told = (_diagnostic(error, form, file) for error in errors)
        return Checked(None, (*file.diagnostics, *told))
    return Checked(value, file.diagnostics)


def refusal(code: str, file: YamlFile, loc: Loc, /, **values: object) -> Diagnostic:
    """A fault found after the form was filled, in the same words: `key` and `found` are added."""
    given = {"key": _key(loc), "found": _found(file, loc), **values}
    return diagnose(code, file.place(loc), **given)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them is an error."""
    return any(d.is_error for d in diagnostics)


def _diagnostic(error: ErrorDetails, form: type[BaseModel], file: YamlFile) -> Diagnostic:
    loc: Loc = error["loc"]
    if error["type"] in CATALOG:
        return _own(error, loc, file)
    kind = KINDS[error["type"]]
    case = _Case(kind, loc, error.get("ctx", {}), form, file)
    if loc and loc[-1] == "[key]":
        return _bad_key(case._replace(loc=loc[:-1]))
    is_empty = error["input"] is None and kind.code == "wrong-type"
    tell = TELLERS["missing-key" if is_empty else kind.code]
    return tell(case, _key(loc))


def _own(error: ErrorDetails, loc: Loc, file: YamlFile) -> Diagnostic:
    context = {name: value for name, value in error["ctx"].items() if name != "code"}
    if "key" in context:
        loc = (*loc, context["key"])
    given = {"key": _key(loc), "found": _found(file, loc), **context}
    return diagnose(error["type"], file.place(loc), **given)


class _Case(NamedTuple):
    """One error with what is needed to tell it."""

    kind: Kind
    loc: Loc
    context: Mapping[str, Any]
    form: type[BaseModel]
    file: YamlFile


def _missing(case: _Case, key: str) -> Diagnostic:
    sample = _sample(case.form, case.loc)
    near = f"{key}: {sample}" if sample else None
    return diagnose("missing-key", case.file.place(case.loc), key=key, near=near)


def _unknown(case: _Case, key: str) -> Diagnostic:
    owner = form_at(case.form, case.loc[:-1])
    known = sorted(owner.model_fields) if owner else []
    place = case.file.key_place(case.loc)
    near = nearest(key, known)
    return diagnose("unknown-key", place, key=key, known=", ".join(known), near=near)


def _unfit(case: _Case, key: str) -> Diagnostic:
    kind, file = case.kind, case.file
    options = _options(case)
    context = {**case.context, "options": ", ".join(options)}
    found = _found(file, case.loc)
    return diagnose(
        kind.code,
        file.place(case.loc),
        key=key,
        expected=kind.en.format_map(context),
        expected_zh=kind.zh.format_map(context),
        found=found,
        example=f"{key}: {_example(case, found, options)}",
        near=nearest(found, options),
    )


def _options(case: _Case) -> list[str]:
    """The values of which one was expected, if it was one of few."""
    return re.findall(r"'([^']*)'", str(case.context.get("expected", "")))


def _bad_key(case: _Case) -> Diagnostic:
    """A key that its mapping does not allow, for its form: names of ranks are CSS classes."""
    kind, key = case.kind, _key(case.loc)
    place = case.file.key_place(case.loc)
    options = _options(case)
    context = {**case.context, "options": ", ".join(options)}
    values = {
        "expected": kind.en.format_map(context),
        "expected_zh": kind.zh.format_map(context),
        "example": f"{next(iter(options), kind.sample)}: …",
    }
    return diagnose(kind.code, place, key=key, found=key, near=nearest(key, options), **values)


TELLERS: dict[str, Callable[[_Case, str], Diagnostic]] = {
    "missing-key": _missing,
    "unknown-key": _unknown,
    "wrong-type": _unfit,
    "bad-value": _unfit,
}


def _example(case: _Case, found: str, options: list[str]) -> str:
    """The field's own example; for text that was read as something else, the text in quotes."""
    if case.kind.en == "text" and found[:1] not in "[{":
        return f'"{found}"'
    return _sample(case.form, case.loc) or next(iter(options), case.kind.sample)


def form_at(form: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """The form that checks the mapping at `loc`."""
    current: Any = form
    for part in loc:
        current = _below(current, part)
    return current if _is_form(current) else None


def _sample(form: type[BaseModel], loc: Loc) -> str | None:
    """The example a field gives of itself."""
    while loc and isinstance(loc[-1], int):
        loc = loc[:-1]
    owner = form_at(form, loc[:-1]) if loc else None
    info = owner.model_fields.get(str(loc[-1])) if owner else None
    return str(info.examples[0]) if info and info.examples else None


def _below(annotation: Any, part: str | int) -> Any:
    """What checks the part of a form, list or dict."""
    if _is_form(annotation):
        info: FieldInfo | None = annotation.model_fields.get(str(part))
        return _bare(info.annotation) if info else None
    arguments = get_args(annotation)
    return _bare(arguments[-1]) if get_origin(annotation) in (list, dict) else None


def _bare(annotation: Any) -> Any:
    """An annotation without `Annotated` and `| None`."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(a for a in get_args(annotation) if a is not type(None)))
    return annotation


def _is_form(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _key(loc: Loc) -> str:
    """The last word of a `loc`: the key an editor knows the value by."""
    return next((part for part in reversed(loc) if isinstance(part, str)), "?")


def _found(file: YamlFile, loc: Loc) -> str:
    """The value as the editor wrote it, cut short."""
    node = file.find(loc)
    if node is None or node.data is None:
        return "null"
    place = node.place
    raw = place.quote[place.column - 1 :][: place.length] or str(node.data)
    if isinstance(node.data, dict | list) and raw[-1] not in "]}":
        return "{…}" if isinstance(node.data, dict) else "[…]"
    return raw if len(raw) <= FOUND_LENGTH else raw[:FOUND_LENGTH] + "…"


def _no_mapping(file: YamlFile) -> Diagnostic:
    kind = KINDS["dict_type"]
    return diagnose(
        kind.code,
        file.place(()),
        key=file.path.rsplit("/", 1)[-1],
        expected=kind.en,
        expected_zh=kind.zh,
        found=_found(file, ()),
        example="key: …",
    )
