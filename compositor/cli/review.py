"""The commands of sign-off for those without a browser: `review` lists, `sign` signs.

    compose.py review issues/2025-08
    compose.py sign issues/2025-08 一校 --name 王敏

Both plan the issue, to hold the review against the pages as they are now; nothing is drawn. What
was typed by others is shown, never obeyed: names and texts hold no controls (`review.fields`).
"""

import argparse
import json
from collections.abc import Iterator
from typing import Any

from compositor.appending import append_line
from compositor.cli.shell import Shell, issue_at, shown
from compositor.cli.words import say
from compositor.diagnostics import ExitCode, worst
from compositor.diagnostics.render import Language, in_columns
from compositor.edition import Options, plan, refuse
from compositor.model.review import STEPS, StepName
from compositor.proof.clock import now
from compositor.review import (
    FILE,
    line_of,
    new_event,
    read_review,
    review_data,
    sign_warnings,
)
from compositor.review.actions import step_named
from compositor.review.reading import MOST_BYTES
from compositor.signoff import stand


def review_run(options: argparse.Namespace, shell: Shell) -> int:
    """List steps and comments; status 1 if the file has errors."""
    sources, folder = issue_at(options.issue)
    kept = shell.room.sources(sources)
    planned = plan(kept, folder, shell.room.memory)
    standing = stand(kept, planned)
    read = read_review(sources, folder)
    data = review_data(read, standing, shell.language)
    if shell.as_json:
        print(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        shell.report(read.diagnostics)
        shell.show(review_text(data, shell.language))
    return worst(read.diagnostics)


def sign_run(options: argparse.Namespace, shell: Shell) -> int:
    """Sign a step for the pages as they are; `Refused` if the issue has errors."""
    sources, folder = issue_at(options.issue)
    kept = shell.room.sources(sources)
    planned = plan(kept, folder, shell.room.memory)
    refuse(planned.diagnostics, Options())
    standing = stand(kept, planned)
    read = read_review(sources, folder)
    when = options.date or now()
    action = {"action": "sign", "who": options.name, "step": options.step}
    event = new_event(action, standing, read.review, when)
    path = sources.root / folder / FILE
    append_line(path, line_of(event), MOST_BYTES)
    step = step_named(event.step)
    assert step
    shell.report((*read.diagnostics, *sign_warnings(read.review, step, standing)))
    shell.say(
        "signed",
        step=step_word(step.name, shell),
        who=event.who,
        file=shown(path),
        pages=len(event.imprints),
    )
    return ExitCode.DONE


def step_word(name: StepName, shell: Shell) -> str:
    """A step in the language of the shell."""
    step = next(one for one in STEPS if one.name == name)
    return step.name if shell.language == "zh" else step.en


# ----------------------------------------------------------------------------- the list as text


def review_text(data: dict[str, Any], language: Language) -> str:
    """The steps as a table, then each comment with what came of it."""
    steps = [
        (one["name"], _state(one, language), one["who"] or "", one["when"] or "")
        for one in data["steps"]
    ]
    comments = data["comments"]
    last = say(language, "comments", count=len(comments), open=data["open"])
    return "\n".join([in_columns(steps), *(_comment(one, language) for one in comments), "", last])


def _state(step: dict[str, Any], language: Language) -> str:
    pages = ", ".join(map(str, step["changed_pages"]))
    return say(language, f"step_{step['state']}", pages=pages)


def _comment(one: dict[str, Any], language: Language) -> str:
    return "\n".join(["", *_lines(one, language)])


def _lines(one: dict[str, Any], language: Language) -> Iterator[str]:
    state = "resolved" if one["is_resolved"] else "open"
    place = " ".join(filter(None, (one["article"], one["part"])))
    words = say(language, "comment_head", page=one["page"], who=one["who"], when=one["when"])
    yield f"{one['id']}  {words}  {place}  [{say(language, f'comment_{state}')}]"
    if one["quote"]:
        lost = say(language, "comment_lost") if one["is_lost"] else ""
        yield f"    「{_folded(one['quote'])}」{lost}"
    yield _indented(one["text"])
    if one["correction"] is not None:
        yield _indented(say(language, "comment_correction", words=one["correction"]))
    answers = [*one["replies"], *(turn for turn in one["turns"] if turn["text"])]
    for reply in sorted(answers, key=lambda reply: str(reply["when"])):
        yield _indented(f"{reply['who']} {reply['when']}: {reply['text']}", 8)


def _indented(text: str, by: int = 4) -> str:
    return "\n".join(" " * by + line for line in text.split("\n"))


def _folded(text: str) -> str:
    return " ".join(text.split())
