"""`preflight`: finished PDFs, anyone's, held against a press condition; nothing is written."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from compositor.cli.shell import ROOT, Shell
from compositor.cli.words import WORDS
from compositor.diagnostics import Diagnostic, ExitCode
from compositor.diagnostics.render import Language, hint, in_columns, message
from compositor.model.press import CONDITIONS
from compositor.press.preflight import (
    CHECK_OF,
    CHECKS,
    WHY,
    CheckResult,
    Preflighted,
    Wanted,
    preflight,
)
from compositor.sources import FolderSources, read_bytes

TOOLS = ("no-ghostscript", "no-qpdf")  # of `WHY`
MARKS: Mapping[str, str] = {"passed": "✓", "warned": "!", "failed": "✗", "skipped": "-"}


def preflight_run(options: argparse.Namespace, shell: Shell) -> int:
    """Check PDFs for the press; status 4 where one of them has an error."""
    condition = CONDITIONS[options.condition]
    wanted = Wanted(condition, condition.ink, condition.bleed, standard=options.standard)
    sources = FolderSources(ROOT)
    keys = [sources.key(path) for path in options.pdf]
    checked = [(key, preflight(read_bytes(sources, key), wanted)) for key in keys]
    if shell.as_json:
        data = [preflight_data(key, found, shell.language) for key, found in checked]
        print(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        for key, found in checked:
            shell.show(preflight_text(Path(key).name, found, shell.language))
    return ExitCode.GATE if any(found.errors for _, found in checked) else ExitCode.DONE


def preflight_text(name: str, found: Preflighted, language: Language) -> str:
    """The table of checks, then the findings."""
    words = WORDS[language]
    rows = [_row(one, found, language) for one in found.checks]
    warnings = len(found.findings) - len(found.errors)
    last = words["preflighted"].format(errors=len(found.errors), warnings=warnings)
    told = [_finding(one, language) for one in found.findings]
    return "\n".join([f"{name}", in_columns(rows), *told, last, ""])


def _row(result: CheckResult, found: Preflighted, language: Language) -> tuple[str, str, str, str]:
    check = CHECKS[result.number]
    count = sum(CHECK_OF[one.code] == result.number for one in found.findings)
    said = WORDS[language][f"check_{result.state}"].format(count=count)
    why = _why(result, language)
    note = f"{said}: {why}" if why and result.state == "skipped" else why or said
    name = check.zh if language == "zh" else check.en
    return MARKS[result.state], result.number, name, note


def tools_missing(found: Preflighted, language: Language) -> list[tuple[str, str]]:
    """The checks that want a program this system does not have, and which, in words."""
    absent = (one for one in found.checks if one.why in TOOLS)
    return [(one.number, _why(one, language)) for one in absent]


def _why(result: CheckResult, language: Language) -> str:
    english, chinese = WHY.get(result.why, ("", ""))
    return chinese if language == "zh" else english


def _finding(one: Diagnostic, language: Language) -> str:
    severity = WORDS[language][f"check_{one.severity.value}"]
    values = dict(one.values)
    lines = [f"{CHECK_OF[one.code]} {severity}[{one.code}]: {message(one, language)}"]
    if "; " in values.get("places", ""):
        lines.append(WORDS[language]["check_places"].format(places=values["places"]))
    lines.append(f"    {hint(one, language)}")
    return "\n".join(lines)


def preflight_data(path: str, found: Preflighted, language: Language) -> dict[str, object]:
    """The same as plain data."""
    checks = [
        {
            "check": one.number,
            "name": CHECKS[one.number].zh if language == "zh" else CHECKS[one.number].en,
            "state": one.state,
            "why": _why(one, language) or None,
        }
        for one in found.checks
    ]
    return {
        "file": path,
        "passed": not found.errors,
        "checks": checks,
        "findings": [_record(one, language) for one in found.findings],
    }


def _record(one: Diagnostic, language: Language) -> dict[str, object]:
    """A finding as data; places are millimetres from the trim's top left corner."""
    values = dict(one.values)
    places = [spot.split(", ") for spot in values.get("places", "").split("; ") if spot]
    return {
        "check": CHECK_OF[one.code],
        "code": one.code,
        "severity": one.severity.value,
        "page": int(values["page"]) if "page" in values else None,
        "places": [[float(x), float(y)] for x, y in places],
        "count": int(values.get("count", "1")),
        "message": message(one, language),
        "hint": hint(one, language),
    }
