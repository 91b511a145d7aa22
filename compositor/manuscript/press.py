"""What an issue is printed by: the manifest's `press`, with what it leaves out from its condition.

The profile is a file in `profiles/`; whether it is one for a CMYK press, `compositor.photos` says.
A profile of the printer's own has no registered name unless `output` gives it.
"""

from collections.abc import Iterator

from compositor.diagnostics import Diagnostic, Refused, diagnose, nearest
from compositor.manuscript.forms import PressForm
from compositor.manuscript.yamlfile import YamlFile
from compositor.model.press import (
    CONDITIONS,
    DEFAULT_OUTPUT,
    DEFAULT_PROFILE,
    PAPER,
    PROFILE_FOLDER,
    REGISTRY,
    InkLimit,
    OutputCondition,
    Press,
)
from compositor.photos.colours import check_profile
from compositor.sources import Sources, read_bytes
from compositor.units import mm

PROFILE_SUFFIX = ".icc"


def press_of(form: PressForm) -> Press:
    """The press an issue asks for."""
    condition = CONDITIONS[form.condition]
    ink = condition.ink
    if form.ink_limit is not None and not condition.is_black:
        more = form.ink_limit - ink.target
        ink = InkLimit(*(percent + more for percent in ink))
    return Press(
        condition=condition,
        profile=f"{PROFILE_FOLDER}/{form.profile or DEFAULT_PROFILE}",
        output=_output(form),
        bleed=condition.bleed if form.bleed is None else mm(form.bleed),
        ink=ink,
        standard=form.standard,
        paper=PAPER if form.paper is None else mm(form.paper),
    )


def _output(form: PressForm) -> OutputCondition:
    if form.output:
        return OutputCondition(form.output, REGISTRY, form.profile or form.output)
    if form.profile and form.profile != DEFAULT_PROFILE:
        return OutputCondition("", "", form.profile)
    return DEFAULT_OUTPUT


def profile_problems(sources: Sources, file: YamlFile, form: PressForm) -> Iterator[Diagnostic]:
    """A profile that is not in `profiles/`, or not one of a press."""
    name, place = form.profile, file.place(("press", "profile"))
    if not name:
        return
    path = f"{PROFILE_FOLDER}/{name}"
    if not sources.exists(path):
        there = sources.names(PROFILE_FOLDER, PROFILE_SUFFIX)
        near = nearest(name, there)
        yield diagnose("no-profile", place, file=name, known=", ".join(there), near=near)
        return
    try:
        check_profile(read_bytes(sources, path, place), name, place)
    except Refused as refused:
        yield from refused.diagnostics
