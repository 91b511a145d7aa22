"""`find`: the archive searched for words; every hit with issue, page, article and place on it."""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from compositor.cli.shell import ROOT, Shell, shown
from compositor.cli.words import say
from compositor.diagnostics import ExitCode, Refused, diagnose
from compositor.diagnostics.render import Language, as_data
from compositor.index.places import Span
from compositor.index.query import Found, Hit, search
from compositor.index.question import Question, read_question
from compositor.index.rebuild import rebuild
from compositor.index.schema import INDEX
from compositor.index.told import found_data
from compositor.units import to_mm

ARCHIVE = ROOT / "archive"
INDENT = "  "


def find(options: argparse.Namespace, shell: Shell) -> int:
    """Say where words stand in the archive, or make its index anew."""
    folder: Path = options.archive or ARCHIVE
    if options.rebuild:
        _rebuild(folder, shell)
    if options.words or not options.rebuild:
        _search(folder, _question(options), shell)
    return ExitCode.DONE


def _rebuild(folder: Path, shell: Shell) -> None:
    begun = perf_counter()
    made = rebuild(folder)
    if shell.as_json:
        said = as_data(made.diagnostics, shell.language)
        print(json.dumps({"issues": made.issues, "problems": said}, ensure_ascii=False, indent=1))
    else:
        shell.report(made.diagnostics)
    seconds = perf_counter() - begun
    shell.say("find_rebuilt", file=shown(folder / INDEX), issues=made.issues, seconds=seconds)


def _question(options: argparse.Namespace) -> Question:
    question = read_question(
        " ".join(options.words),
        within=options.within,
        paper=options.paper,
        since=options.since or "",
        until=options.until or "",
        page=options.page,
        limit=options.limit,
    )
    if question.is_empty:
        raise Refused([diagnose("no-words")])
    return question


def _search(folder: Path, question: Question, shell: Shell) -> None:
    found = search(folder / INDEX, question)
    if shell.as_json:
        print(json.dumps(found_data(found), ensure_ascii=False, indent=1))
    shell.show("\n".join(_told(found, shell.language)))


def _told(found: Found, language: Language) -> Iterator[str]:
    if not found.total:
        yield say(language, "find_nothing", issues=found.issues)
        if found.near:
            words = (say(language, "find_count", word=w, count=n) for w, n, _ in found.near)
            comma = "、" if language == "zh" else ", "
            yield say(language, "find_near", near=comma.join(words))
        return
    counts = {"total": found.total, "shown": len(found.hits), "issues": found.issues}
    yield say(language, "find_total", **counts)
    for hit in found.hits:
        yield from ("", *_hit(hit, language))


def _hit(hit: Hit, language: Language) -> Iterator[str]:
    headline = _marked(hit.headline, hit.marks)
    yield say(language, "find_head", date=hit.date, page=hit.page, headline=headline)
    place = {"column": hit.column, "line": hit.row}
    corner = {"x": to_mm(hit.rect.x), "y": to_mm(hit.rect.y)}
    where = say(language, "find_place", part=_part(hit.part, language), **place, **corner)
    yield f"{INDENT}{where}  {hit.issue} {hit.article}"
    if hit.part != "headline":
        yield f"{INDENT}{_marked(*hit.excerpt)}"


def _part(part: str, language: Language) -> str:
    field, _, number = part.partition("/")
    return say(language, f"part_{field}", n=int(number or 0) + 1)


def _marked(text: str, marks: Sequence[Span]) -> str:
    """A text on one line, what was looked for in square brackets."""
    at, parts = 0, []
    for start, end in marks:
        parts += [text[at:start], f"[{text[start:end]}]"]
        at = end
    return " ".join("".join((*parts, text[at:])).split())
