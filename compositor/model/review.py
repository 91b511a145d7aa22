"""A review (审校): comments on the pages of an issue, and who has signed which of them.

`compositor.review` reads these values from the issue's `review.jsonl`, a line for each `Event`,
and folds the events to a `Review`. A `Standing` is what the issue is now, which comments and
signatures are held against. Places are EMU from the trim's upper left corner; times are ISO 8601
with a zone, as they were written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from compositor.diagnostics import Place
from compositor.geometry import Rect

EventKind: TypeAlias = Literal["comment", "reply", "resolve", "reopen", "sign", "revoke"]
StepName: TypeAlias = Literal["一校", "二校", "三校", "签样", "付印"]


class Step(NamedTuple):
    """A step of sign-off: its name in the file and on the desk, and what a command calls it."""

    name: StepName
    key: str
    en: str


# In the order of the trade: three readings (三校), the page proof signed, released for press.
STEPS: tuple[Step, ...] = (
    Step("一校", "first-reading", "first reading"),
    Step("二校", "second-reading", "second reading"),
    Step("三校", "third-reading", "third reading"),
    Step("签样", "proof-signed", "proof signed"),
    Step("付印", "released", "released for press"),
)
# The steps that bind a press run to pages; the readings before them ask for changes.
BINDING: tuple[StepName, ...] = ("签样", "付印")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a comment is about: a page, a place on it, and of text the words themselves.

    `part` names a text of the article as the proof desk does (`headline`, `body/3` …); `quote` are
    the words, `start` where they stood in it, `before` and `after` what stood around them. Fields
    that say nothing are empty: a comment on a whole page has its number alone.
    """

    page: int
    rect: Rect | None = None
    article: str = ""
    part: str = ""
    start: int = 0
    quote: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a review: somebody said, settled or signed something.

    `of` is the comment or signature it is about; `seen` the resolve or reopen that it answers;
    `correction` the words that should stand there instead, None if nobody proposed any. `data` is
    the line as JSON in its canonical form, which its `id` is derived from; `is_altered` if it is
    no longer the text the id was made of.
    """

    kind: EventKind
    id: str
    who: str
    when: str
    data: str
    text: str = ""
    anchor: Anchor | None = None
    correction: str | None = None
    of: str = ""
    seen: str = ""
    step: StepName = "一校"
    fingerprint: str = ""
    imprints: tuple[tuple[int, str], ...] = ()
    is_altered: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a comment."""

    id: str
    who: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A comment resolved, or opened again; `text` says why, or is empty."""

    id: str
    who: str
    when: str
    text: str
    is_resolved: bool


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with all that came of it; replies and turns in the order of their time.

    The last turn is the one that counts, whatever the clocks of those who made them say.
    """

    id: str
    who: str
    when: str
    text: str
    anchor: Anchor
    correction: str | None = None
    replies: tuple[Reply, ...] = ()
    turns: tuple[Turn, ...] = ()
    is_resolved: bool = False


@dataclass(frozen=True, slots=True)
class Revocation:
    """A signature taken back, and why."""

    who: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A step signed: the fingerprint of the build, and the imprint of each page, by its number."""

    id: str
    step: StepName
    who: str
    when: str
    fingerprint: str
    imprints: tuple[tuple[int, str], ...]
    revoked: Revocation | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """All comments and all signatures of an issue, each in the order of their time."""

    comments: tuple[Comment, ...] = ()
    signatures: tuple[Signature, ...] = ()

    @property
    def open_comments(self) -> tuple[Comment, ...]:
        """The comments that are not resolved."""
        return tuple(one for one in self.comments if not one.is_resolved)


@dataclass(frozen=True, slots=True)
class Standing:
    """What an issue is now.

    `imprints` are those of its pages, by number; `texts` the words of each article, part by part;
    `pages` the pages each article stands on. `has_errors` if it could not be built like this.
    """

    fingerprint: str
    imprints: tuple[tuple[int, str], ...]
    texts: Mapping[str, Mapping[str, str]]
    pages: Mapping[str, tuple[int, ...]]
    has_errors: bool = False


@dataclass(frozen=True, slots=True)
class StepState:
    """How a step stands: its latest signature that holds, and the pages that are others since."""

    step: Step
    signature: Signature | None = None
    changed_pages: tuple[int, ...] = ()

    @property
    def state(self) -> Literal["unsigned", "signed", "changed"]:
        """In one word."""
        if self.signature is None:
            return "unsigned"
        return "changed" if self.changed_pages else "signed"
