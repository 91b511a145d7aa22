"""Fixtures that tests of several rooms share: one instance of each for a whole run."""

from tests.browser import chromium

__all__ = ["chromium"]
