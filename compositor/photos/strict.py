"""Pillow as we want it: a picture is whole or refused, and nothing is said aloud.

WeasyPrint, once it is imported, has Pillow fill what is missing of a picture with grey
(`LOAD_TRUNCATED_IMAGES`). Pillow warns of odd tags and of 89 million pixels, which is for
programmers; what it cannot read it refuses. Both are switches of the whole process, so they are
set for as long as a picture is read, and set back.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def strictly() -> Iterator[None]:
    """Read pictures whole or not at all, without a warning."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
