"""Pillow without its warnings.

What it warns of (odd tags, 89 million pixels) is for programmers; what it cannot read it refuses.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet() -> Iterator[None]:
    """Let no warning through."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
