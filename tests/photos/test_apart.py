"""Where two pictures differ: every pixel that does is counted and lies in a box, and no box is larger
than its pixels.
"""

from hypothesis import given
from hypothesis import strategies as st

from compositor.photos.apart import CELL, apart

WIDTH, HEIGHT = 83, 67
PAPER = b"\xff" * (3 * WIDTH * HEIGHT)
spots = st.dictionaries(
    st.tuples(st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1)),
    st.tuples(st.integers(0, 2), st.integers(1, 255)),
    min_size=1,
    max_size=12,
)


def inked(where: dict[tuple[int, int], tuple[int, int]]) -> bytes:
    """Paper with one colour of some pixels darker by a step."""
    data = bytearray(PAPER)
    for (x, y), (colour, step) in where.items():
        data[3 * (y * WIDTH + x) + colour] -= step
    return bytes(data)


@given(spots)
def test_every_pixel_that_differs_is_counted_and_in_a_box(
    where: dict[tuple[int, int], tuple[int, int]],
) -> None:
    found = apart(WIDTH, HEIGHT, PAPER, inked(where))
    assert found is not None
    assert found.pixels == len(where)
    assert found.step == max(step for _, step in where.values())
    for x, y in where:
        assert any(a <= x < c and b <= y < d for a, b, c, d in found.boxes)
    for left, top, right, bottom in found.boxes:
        inside = [(x, y) for x, y in where if left <= x < right and top <= y < bottom]
        assert left in {x for x, _ in inside}
        assert right - 1 in {x for x, _ in inside}
        assert top in {y for _, y in inside}
        assert bottom - 1 in {y for _, y in inside}


@given(spots)
def test_it_is_the_same_the_other_way_round(
    where: dict[tuple[int, int], tuple[int, int]],
) -> None:
    assert apart(WIDTH, HEIGHT, PAPER, inked(where)) == apart(WIDTH, HEIGHT, inked(where), PAPER)


def test_the_same_picture_is_not_apart() -> None:
    assert apart(WIDTH, HEIGHT, PAPER, bytes(PAPER)) is None


def test_what_is_far_from_each_other_has_boxes_of_its_own() -> None:
    """And what touches is one."""
    far = {(0, 0): (0, 9), (3 * CELL, 3 * CELL): (1, 9)}
    found = apart(WIDTH, HEIGHT, PAPER, inked(far))
    assert found is not None
    assert found.boxes == ((0, 0, 1, 1), (48, 48, 49, 49))
    near = {(CELL - 1, CELL - 1): (0, 9), (CELL, CELL): (0, 9)}
    found = apart(WIDTH, HEIGHT, PAPER, inked(near))
    assert found is not None
    assert found.boxes == ((CELL - 1, CELL - 1, CELL + 1, CELL + 1),)
