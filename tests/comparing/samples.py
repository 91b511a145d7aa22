"""Proofs and snapshots to compare: the seed issue made up, its pages not drawn."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from compositor.comparing import Changes, snapshot_of
from compositor.model.edition import Page
from compositor.model.proof import PageProof, Proof
from compositor.model.snapshot import ArticleSnapshot, PageSnapshot, PartSnapshot, Snapshot
from tests.samples import planned


@cache
def proof() -> Proof:
    """The seed issue; the imprint of page N is N sixty-four times, its PDF a few bytes."""
    made = planned()
    pages = tuple(
        PageProof(page, str(page.number) * 64, b"%PDF-" + str(page.number).encode())
        for page in made.edition.pages
    )
    return Proof(made.issue, made.layout, made.edition, pages, made.diagnostics, (), "f" * 64)


@cache
def snapshot() -> Snapshot:
    return snapshot_of(proof())


def page_of(number: int) -> Page:
    return proof().page(number).page


def with_page(
    before: Snapshot, number: int, change: Callable[[PageSnapshot], PageSnapshot]
) -> Snapshot:
    """A snapshot with one page changed, its imprint being another."""
    pages = tuple(
        replace(change(page), imprint="a" * 64) if page.number == number else page
        for page in before.pages
    )
    return replace(before, pages=pages, fingerprint="e" * 64)


def with_article(
    before: Snapshot, name: str, change: Callable[[tuple[PartSnapshot, ...]], list[PartSnapshot]]
) -> Snapshot:
    """A snapshot with the words of one article changed; its pages as they were."""
    articles = tuple(
        ArticleSnapshot(one.name, tuple(change(one.parts))) if one.name == name else one
        for one in before.articles
    )
    return replace(before, articles=articles, fingerprint="e" * 64)


def swapped(changes: Changes) -> Changes:
    """Changes with before and after exchanged, where they hold a value of each."""
    return replace(
        changes,
        before=changes.after,
        after=changes.before,
        codes_before=changes.codes_after,
        codes_after=changes.codes_before,
    )
