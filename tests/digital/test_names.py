"""Names of files and addresses: safe whatever an article is called, and one for each."""

import re

from hypothesis import given
from hypothesis import strategies as st

from compositor.digital.names import MOST, slugs
from tests.digital.samples import EVIL_NAME

SAFE = re.compile(r"[a-z0-9-]{1,80}")


@given(st.lists(st.text(min_size=1, max_size=80), unique=True, max_size=12))
def test_every_name_has_a_slug_of_its_own_that_is_safe_anywhere(names: list[str]) -> None:
    """Case is folded by some file systems, so no two slugs may differ by it alone."""
    made = slugs(names)
    assert len(set(made.values())) == len(names)
    assert all(SAFE.fullmatch(slug) for slug in made.values())


def test_plain_names_go_as_they_are() -> None:
    assert slugs(("nantong", "xx-2")) == {"nantong": "nantong", "xx-2": "xx-2"}


def test_what_is_made_does_not_depend_on_the_other_names() -> None:
    """So that an address stays when an article is added."""
    assert slugs(("南通",))["南通"] == slugs(("a", EVIL_NAME, "南通"))["南通"]


def test_a_name_cannot_be_chosen_to_take_anothers_slug() -> None:
    taken = slugs(("南通",))["南通"]
    assert slugs(("南通", taken))[taken] != taken


def test_a_long_name_is_shortened() -> None:
    name = "a" * (MOST + 1)
    assert len(slugs((name,))[name]) < MOST
