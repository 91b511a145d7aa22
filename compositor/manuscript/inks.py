"""Named inks of layouts: `inks` in `layouts/inks.yaml`, for all, and in a layout's own file.

    red: {cmyk: [0, 95, 90, 10], black: 100}      red: [0, 95, 90, 10]

The common look (`layouts/page.css`) names the common inks; a layout's ink of the same name takes
the place of the common one, so that a layout changes its red without a stylesheet. Whether a press
can lay an ink down depends on the issue, and is asked when its look is checked.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema, model_validator

from compositor.manuscript.faults import Checked, check, fault
from compositor.manuscript.forms import Form
from compositor.manuscript.yamlfile import YamlFile, load
from compositor.memory import Memory, Same
from compositor.model.ink import PAPER, SOLID, Cmyk, Ink
from compositor.sources import Sources

COMMON_INKS = "layouts/inks.yaml"

PLATES_EXAMPLE = [0, 95, 90, 10]
PERCENT = {"type": "number", "minimum": PAPER, "maximum": SOLID}
PLATES = {"type": "array", "items": PERCENT, "minItems": 4, "maxItems": 4}


def _is_cmyk(value: object) -> Cmyk:
    if isinstance(value, list) and len(value) == len(PLATES_EXAMPLE) and all(map(_is_tint, value)):
        cyan, magenta, yellow, black = map(float, value)
        return cyan, magenta, yellow, black
    raise fault(
        "bad-value",
        expected="percent of cyan, magenta, yellow and black: four numbers from 0 to 100",
        expected_zh="青、品红、黄、黑的百分数，四个 0 到 100 的数",
        example=f"{PLATES_EXAMPLE}",
    )


def _is_tint(value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and PAPER <= float(value) <= SOLID  # type: ignore[arg-type]


class InkForm(Form):
    """One ink: percent of the four plates, and of black where a press has no other."""

    cmyk: Annotated[Cmyk, BeforeValidator(_is_cmyk), WithJsonSchema(PLATES)] = Field(
        description="青品黄黑（%） cyan, magenta, yellow, black, percent",
        examples=[f"{PLATES_EXAMPLE}"],
    )
    black: Annotated[float, Field(ge=PAPER, le=SOLID, allow_inf_nan=False)] | None = Field(
        default=None,
        description="单黑印刷时的灰（%） the grey on a black-only press, percent",
        examples=[100],
    )

    @model_validator(mode="before")
    @classmethod
    def _may_be_short(cls, data: Any) -> Any:
        return {"cmyk": list(_is_cmyk(data))} if isinstance(data, list) else data


def _or_short(schema: dict[str, Any]) -> None:
    """An editor is offered the short form as well."""
    (key,) = (key for key in ("additionalProperties", "patternProperties") if key in schema)
    forms = schema[key]
    if key == "additionalProperties":
        schema[key] = {"anyOf": [forms, PLATES]}
    else:
        schema[key] = {name: {"anyOf": [form, PLATES]} for name, form in forms.items()}


InkName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
Inks = Annotated[dict[InkName, InkForm], Field(json_schema_extra=_or_short)]


class InksForm(Form):
    """The inks of all layouts: `layouts/inks.yaml`."""

    inks: Inks = Field(
        default={}, description="颜色 named inks", examples=[f"{{red: {PLATES_EXAMPLE}}}"]
    )


def common_inks(sources: Sources, memory: Memory | None = None) -> Checked[tuple[Ink, ...]]:
    """The inks all layouts have; none where there is no such file."""
    if not sources.exists(COMMON_INKS):
        return Checked((), ())
    memory = memory or Memory()
    file = load(sources, COMMON_INKS, memory=memory)
    return memory.of(("inks", Same(file)), lambda: _inks(file))


def _inks(file: YamlFile) -> Checked[tuple[Ink, ...]]:
    form, found = check(InksForm, file)
    return Checked(inks_of(form.inks, file) if form else None, found)


def inks_of(forms: Mapping[str, InkForm], file: YamlFile) -> tuple[Ink, ...]:
    """The inks a file names, each with its place."""
    return tuple(
        Ink(name, form.cmyk, form.black, file.key_place(("inks", name)))
        for name, form in forms.items()
    )


def with_own(common: tuple[Ink, ...], own: tuple[Ink, ...]) -> tuple[Ink, ...]:
    """A layout's inks: its own take the place of common ones of the same name."""
    return tuple({ink.name: ink for ink in (*common, *own)}.values())
