"""Workers looked over: who differs is named with what is another, who is not there is not asked."""

from compositor.archive.muster import apart, strangers
from compositor.archive.outfit import outfit, outfit_name
from compositor.diagnostics import ExitCode, Refused, diagnose

ADDRESS, WORKER = "tcp://press:8786", "tcp://press:40000"
OURS = {"/project": ("fonts.yaml", "51c2"), "/archive": ("mark", "✓")}


def test_an_outfit_has_all_that_makes_bytes_and_a_name() -> None:
    names = [name for name, _ in outfit()]
    assert names[0] == "compositor"
    assert {"weasyprint", "uharfbuzz", "code", "python", "zlib"} <= {*names}
    assert outfit_name() == outfit_name()
    assert len(outfit_name()) == 64


def test_a_worker_of_our_outfit_is_none_to_tell_of() -> None:
    assert strangers(ADDRESS, {WORKER: outfit()}) == ()


def test_what_is_another_in_an_outfit_is_told_and_nothing_else() -> None:
    theirs = tuple((name, "0" if name == "zlib" else have) for name, have in outfit())[:-1]
    theirs = (("compositor", "9"), *theirs[1:])
    (problem,) = strangers(ADDRESS, {WORKER: theirs})
    ours = dict(outfit())
    told = dict(problem.values)["what"].split(", ")
    assert told == [f"compositor 9 ≠ {ours['compositor']}", f"zlib - ≠ {ours['zlib']}"]


def test_a_worker_without_the_program_is_told_of_and_one_that_died_is_not() -> None:
    (problem,) = strangers(ADDRESS, {WORKER: ModuleNotFoundError("compositor"), "x": OSError()})
    assert dict(problem.values)["what"] == "ModuleNotFoundError: compositor"


def test_who_sees_what_we_see_is_none_to_tell_of() -> None:
    assert apart(ADDRESS, {WORKER: dict(OURS), "x": OSError()}, OURS) == ()


def test_each_place_that_is_another_is_told_with_what_was_looked_for() -> None:
    theirs = {"/project": ("fonts.yaml", "9f86"), "/archive": ("mark", "✗")}
    told = [dict(one.values) for one in apart(ADDRESS, {WORKER: theirs}, OURS)]
    assert [(one["place"], one["what"]) for one in told] == [
        ("/project", "fonts.yaml 9f86"),
        ("/archive", "mark ✗"),
    ]


def test_a_worker_that_has_no_driver_says_so() -> None:
    lacks = Refused([diagnose("no-store", place="s3://x", reason="s3fs")], ExitCode.SYSTEM)
    told = {dict(one.values)["what"] for one in apart(ADDRESS, {WORKER: lacks}, OURS)}
    assert told == {"s3fs"}
