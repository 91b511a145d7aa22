"""In a child: how fast running text is set, on one core, the faces already open.

    python -m bench.speed EM     prints {"characters": …, "first": …, "steps": {…}, …}

In seconds of processor time: setting is one thread and waits for nothing, so that on a machine of
its own they are seconds, and on a shared one they leave out what others took.

The text is that of `bench.corpus`, in one measure. It is set three times over:

    first        as in a fresh process: no character of it has been shaped before
    again        once more from the beginning; what is remembered of single characters is there
    remembered   asked for again of a `Setter`, which keeps what it has set: a look-up, no setting

The steps are those of the first time.
"""

import gc
import json
import os
import sys
from collections.abc import Callable, Iterable
from time import process_time
from typing import TypeVar

from bench import ROOT
from bench.corpus import paragraphs
from bench.stopwatch import Stopwatch
from compositor.diagnostics import Place
from compositor.manuscript import read_faces, read_layout
from compositor.memory import COLLECT_AFTER
from compositor.model.issue import Article, Block, BlockKind, Span
from compositor.model.layout import Layout
from compositor.setting.leastcost import least_cost
from compositor.setting.paragraph import Composer, Job, set_block
from compositor.setting.punctuation import STYLES
from compositor.setting.setter import Setter
from compositor.sources import FolderSources
from compositor.typefaces import Typefaces

T = TypeVar("T")

LAYOUT = "sikai"
STEPS = ("shape", "prepare", "break", "justify")
WATCHED = (("shape", "shape_block"), ("prepare", "prepare_block"), ("justify", "place_lines"))


def measure(em: float) -> dict[str, object]:
    """Set the text in so many em; what `main` prints."""
    faces, layout = _open()
    width = round(em * layout.body.size)
    stopwatch = Stopwatch(STEPS, process_time)
    for step, name in WATCHED:
        stopwatch.watch(step, "compositor.setting.paragraph", name)
    breaker = stopwatch.timed("break", least_cost)
    composer = Composer(faces, STYLES[layout.punctuation], breaker, layout.kinsoku)
    job = Job(layout.body, layout.body.size, width)
    texts = [(Span(text),) for text in paragraphs()]

    first = _seconds(lambda text: set_block(composer, text, job), texts)
    steps = stopwatch.take()
    again = _seconds(lambda text: set_block(composer, text, job), texts)
    setter = Setter(faces, layout)
    articles = [_article(number, text) for number, text in enumerate(texts)]
    _seconds(lambda article: setter.galley(article, width), articles)
    remembered = _seconds(lambda article: setter.galley(article, width), articles)
    characters = sum(map(len, paragraphs()))
    taken = {"first": first, "again": again, "remembered": remembered}
    return {"characters": characters, "steps": steps, **taken}


def _open() -> tuple[Typefaces, Layout]:
    """The layout, and the faces of its body text, opened."""
    sources = FolderSources(ROOT)
    faces = Typefaces(read_faces(sources).value or (), sources)
    layout: Layout | None = read_layout(sources, LAYOUT).value
    assert layout
    for role in faces.chain(layout.body.role):
        faces[role]
    return faces, layout


def _seconds(function: Callable[[T], object], values: Iterable[T]) -> float:
    begun = process_time()
    for value in values:
        function(value)
    return process_time() - begun


def _article(number: int, spans: tuple[Span, ...]) -> Article:
    """A paragraph as an article of its own, which is what a `Setter` remembers by."""
    name = f"{number}.md"
    body = (Block(BlockKind.PARAGRAPH, spans, Place(name)),)
    return Article(name, name, "", "", "", "", "", "", (), (), body, ())


def on_one_core() -> None:
    """Stay on one core, where the system can be told so."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


if __name__ == "__main__":
    on_one_core()
    gc.set_threshold(COLLECT_AFTER)  # as the command does
    print(json.dumps(measure(float(sys.argv[1]))))
