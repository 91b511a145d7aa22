"""A memory hands out what it has, tells again what was said beside it, and forgets what is of no use;
files that are large are known by their stamps.
"""

from collections.abc import Hashable
from pathlib import Path

import pytest

from compositor.memory import SWEEP_AFTER, Memory, Same
from compositor.sources import LARGE, FolderSources, KnownSources


def counted(memory: Memory, made: list[str], key: str, *parts: str) -> str:
    """A value made of others, whose making is put on record."""

    def make() -> str:
        made.append(key)
        memory.say(f"said of {key}")
        return key + "".join(counted(memory, made, part) for part in parts)

    return memory.of(key, make)


def pass_runs(memory: Memory, count: int, *used: str) -> None:
    """Runs that make enough to be swept after, and use some of what there is."""
    for run in range(count):
        for number in range(SWEEP_AFTER):
            memory.of((run, number), object)
        for key in used:
            memory.of(key, pytest.fail)
        memory.end()


def test_a_value_is_made_once_and_what_is_said_beside_it_is_told_again() -> None:
    """In the order it was said, of its parts as well."""
    memory, made = Memory(), list[str]()
    counted(memory, made, "page", "line")
    first = memory.heard()
    memory.end()
    assert memory.heard() == ()
    assert counted(memory, made, "page", "line") == "pageline"
    assert memory.heard() == first == ("said of page", "said of line")
    assert made == ["page", "line"]


def test_what_is_not_used_is_not_told() -> None:
    """Another run that uses a part alone hears of the part alone."""
    memory, made = Memory(), list[str]()
    counted(memory, made, "page", "line")
    memory.end()
    counted(memory, made, "line")
    assert memory.heard() == ("said of line",)


def test_parts_stay_with_what_is_made_of_them_and_the_rest_goes() -> None:
    memory, made = Memory(), list[str]()
    counted(memory, made, "page", "line")
    counted(memory, made, "other")
    memory.end()
    pass_runs(memory, 4, "page")
    counted(memory, made, "line")
    assert made == ["page", "line", "other"]
    counted(memory, made, "other")
    assert made == ["page", "line", "other", "other"]


def test_a_failed_run_leaves_nothing_and_takes_nothing() -> None:
    memory, made = Memory(), list[str]()
    counted(memory, made, "page")
    memory.end()
    size = memory.size

    def fail() -> str:
        counted(memory, made, "half")
        raise ValueError

    with pytest.raises(ValueError):
        memory.of("bad", fail)
    memory.drop()
    assert (memory.size, memory.heard()) == (size, ())
    assert counted(memory, made, "page") == "page"
    assert made == ["page", "half"]


def test_views_are_of_what_they_are_under() -> None:
    """The same key means another thing under another layout."""
    memory = Memory()
    one, two = memory.under("layout", "a"), memory.under("layout", "b")
    assert one.of("k", lambda: 1) == memory.under("layout", "a").of("k", lambda: 3) == 1
    assert two.of("k", lambda: 2) == 2


def test_same_is_equal_to_itself_alone() -> None:
    one, twin = [1], [1]
    assert Same(one) == Same(one) and Same(one) != Same(twin) and Same(one) != one


def test_a_large_file_is_read_again_only_when_it_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small one always; the digest is right in any case, and counts as handed out."""
    known: dict[str, tuple[Hashable, str]] = {}
    read: list[str] = []
    plain = FolderSources.read

    def watched(sources: FolderSources, path: str) -> bytes:
        read.append(path)
        return plain(sources, path)

    monkeypatch.setattr(FolderSources, "read", watched)

    def digest(path: str) -> str:
        sources = KnownSources(FolderSources(tmp_path), known)
        found = sources.know(path)
        assert sources.digests() == ((path, found),)
        return found

    (tmp_path / "large").write_bytes(bytes(LARGE))
    (tmp_path / "small").write_bytes(b"a")
    first = digest("large")
    assert digest("large") == first and read == ["large"]
    (tmp_path / "large").write_bytes(b"1" * LARGE)
    assert digest("large") != first and read == ["large", "large"]
    small = digest("small")
    (tmp_path / "small").write_bytes(b"b")
    assert digest("small") != small
    (tmp_path / "large").unlink()
    with pytest.raises(OSError):
        digest("large")
