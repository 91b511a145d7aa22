"""What is dear to make: made once, however many ask at a time, and kept while there is room.

tiles = Once[Key, bytes](limit=48 << 20, size_of=len)
tiles.of(key, lambda: draw(key))        made by the first who asks; the others wait for it
"""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Kept(Generic[K, V]):
    """The values that were used last, as many as `limit` bytes hold, but one at least."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._values: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def get(self, key: K) -> V | None:
        """A value, which is then the last that was used."""
        if key not in self._values:
            return None
        self._values.move_to_end(key)
        return self._values[key][0]

    def put(self, key: K, value: V, size: int) -> list[V]:
        """Keep a value of so many bytes, under a key that has none; those that had to go for it."""
        gone = []
        self._values[key] = (value, size)
        self.size += size
        while len(self._values) > 1 and self.size > self.limit:
            _, (old, old_size) = self._values.popitem(last=False)
            self.size -= old_size
            gone.append(old)
        return gone


class Once(Generic[K, V]):
    """Values made when they are first asked for; for any thread.

    None is a value like any other, but not kept. What `make` raises, all who wait are told.
    """

    def __init__(self, limit: int, size_of: Callable[[V], int]) -> None:
        self._size_of = size_of
        self._kept = Kept[K, V](limit)
        self._awaited: dict[K, Future[V | None]] = {}
        self._lock = Lock()

    @property
    def size(self) -> int:
        """Bytes of what is kept."""
        return self._kept.size

    def of(self, key: K, make: Callable[[], V | None]) -> V | None:
        """The value of a key."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                return kept
            awaited = self._awaited.get(key)
            if awaited is None:
                mine: Future[V | None] = Future()
                self._awaited[key] = mine
        return awaited.result() if awaited else self._made(key, make, mine)

    def _made(self, key: K, make: Callable[[], V | None], mine: "Future[V | None]") -> V | None:
        try:
            made = make()
        except BaseException as error:
            with self._lock:
                del self._awaited[key]
            mine.set_exception(error)
            raise
        with self._lock:
            if made is not None:
                self._kept.put(key, made, self._size_of(made))
            del self._awaited[key]
        mine.set_result(made)
        return made
