"""What is told to everyone who looks on: the desk's news as server-sent events.

    telling = Telling(session)
    telling.state("zh")                     # State as JSON text, made once however many ask
    async for event in telling.stream("zh"): …

    event: state      whenever another state is shown: at once, and then each time
    event: busy       when composing takes long enough to be noticed; the next state ends it
    event: review     when a comment or a signature was added

An event that came too late for a slow reader is left out: the next one says all.
"""

import asyncio
import json
from collections.abc import AsyncIterator

from compositor.diagnostics.render import Language
from compositor.proof.session import Session, Shown
from compositor.proof.views import state_data

ALIVE = 15.0  # seconds after which a silent stream says that it is there


class Telling:
    """The news of one session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._said: dict[Language, tuple[int, str]] = {}

    def state(self, language: Language) -> str:
        """What is shown, as JSON."""
        return self._text(self._session.shown, language)

    async def stream(self, language: Language) -> AsyncIterator[str]:
        """Events until the reader goes; a comment where there was none for a while."""
        news = self._session.news()
        waiting = asyncio.ensure_future(anext(news))
        before: Shown | None = None
        try:
            while True:
                done, _ = await asyncio.wait({waiting}, timeout=ALIVE)
                if not done:
                    yield ": \n\n"
                    continue
                shown = waiting.result()
                yield self._events(before, shown, language)
                before = shown
                waiting = asyncio.ensure_future(anext(news))
        finally:
            waiting.cancel()

    def _events(self, before: Shown | None, shown: Shown, language: Language) -> str:
        if shown.is_composing:
            return _event("busy", shown.version, '{"composing": true}')
        text = _event("state", shown.version, self._text(shown, language))
        # There is no review to be asked for before there is a proof to hold it against.
        is_first = before is None or before.proof is None
        if shown.proof and (is_first or (before and before.reviews != shown.reviews)):
            text += _event("review", shown.version, json.dumps({"version": shown.reviews}))
        return text

    def _text(self, shown: Shown, language: Language) -> str:
        version, text = self._said.get(language, (-1, ""))
        if version != shown.version:
            text = json.dumps(state_data(shown, language), ensure_ascii=False)
            self._said[language] = (shown.version, text)
        return text


def _event(name: str, number: int, data: str) -> str:
    return f"event: {name}\nid: {number}\ndata: {data}\n\n"
