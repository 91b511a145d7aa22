"""The output profile: taken by what it is, and refused by name."""

import pytest
from PIL import ImageCms

from compositor.diagnostics import Refused
from compositor.photos.colours import check_profile, embedded_state
from tests.photos.samples import PLACE, profile, srgb


def refusal(data: bytes) -> list[tuple[str, dict[str, str]]]:
    with pytest.raises(Refused) as refused:
        check_profile(data, "p.icc", PLACE)
    assert all(d.place == PLACE for d in refused.value.diagnostics)
    return [(d.code, dict(d.values)) for d in refused.value.diagnostics]


def test_the_default_profile_is_taken_by_its_name() -> None:
    """What it calls itself goes into the output intent."""
    assert check_profile(profile(), "p.icc", None) == "ISO Coated v2 300% (basICColor)"


def test_a_profile_of_other_colours_is_told_with_what_it_is() -> None:
    """A monitor's, and what is no device's."""
    assert refusal(srgb()) == [
        ("profile-not-cmyk", {"file": "p.icc", "space": "RGB", "kind": "mntr"})
    ]
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert refusal(lab)[0][0] == "profile-not-cmyk"


def test_a_profile_of_cmyk_that_is_no_presss_is_told() -> None:
    """A device link has the colours and not the use."""
    link = profile()[:12] + b"link" + profile()[16:]
    assert refusal(link)[0][0] in ("profile-not-cmyk", "profile-damaged")


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", bytes(5000), profile()[:300], profile()[:100_000]], ids=range(5)
)
def test_what_is_no_profile_or_half_of_one_is_damaged(data: bytes) -> None:
    """Never a traceback."""
    assert refusal(data)[0][0] == "profile-damaged"


@pytest.mark.parametrize("tag", [b"A2B0", b"A2B1", b"B2A0", b"B2A1"])
def test_a_profile_without_its_tables_never_ends_in_a_traceback(tag: bytes) -> None:
    """Taken, if there is another table for it, or told."""
    try:
        check_profile(profile().replace(tag, b"zzzz"), "p.icc", PLACE)
    except Refused as refused:
        assert [d.code for d in refused.diagnostics] == ["profile-damaged"]


def test_embedded_profiles_are_judged_by_the_colours_they_stand_with() -> None:
    """One for RGB does not fit grey."""
    assert embedded_state(None, "RGB") == "none"
    assert embedded_state(srgb(), "RGB") == "fit"
    assert embedded_state(srgb(), "L") == embedded_state(srgb(), "CMYK") == "unfit"
    assert embedded_state(profile(), "CMYK") == "fit"
