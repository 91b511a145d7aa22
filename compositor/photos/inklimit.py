"""The ink limit (总墨量): the sum of the four plates of a picture, on every pixel of the file.

Paper takes so much ink and no more: what is above it does not dry and comes off on the next sheet.
A profile separates up to its own limit, which is seldom the press's. Here a pixel over the limit
gives up its grey first (grey component replacement): of what its three colours have in common, in
the shares of a neutral grey, as much as is over is taken off, and black put in its place.

    (C - g, M - 0.82 g, Y - 0.82 g, K + 0.5 g)

Black is filled to 95 % so. Where that is not enough, or there is not so much grey, the rest goes on
a straight line towards black alone as dark,

    (0, 0, 0, K + (1 - K)(1 - T)),      T = (1 - 0.80 C)(1 - 0.85 M)(1 - 0.10 Y)

until the sum is the limit. T says how much light the three colours let through, roughly; it decides
nothing but how dark the result is. Measured with the default profile on five photographs, as they
are and darkened, at a limit of 220 %: the pixels concerned come out 1.1 L* too light with a mean ΔE
of 2.0, dark blues 2.9. The straight line alone, which turns them violet, makes 2.7 L*, 4.0 and 4.4;
colour taken away alone, with black kept, 4.5 L* and 4.8. A pixel under the limit is not touched.

JPEG would undo it, for it gives back other values than it was given. So the finished file is
decoded again, and blocks that have come out over the limit are made with a lower one of their own.
In a CMYK JPEG each plate of each block of 8 x 8 stands alone, so nothing else changes.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

PERCENT = 255 / 100
# How much light of all that the eye sees by solid cyan, magenta and yellow take away.
CYAN, MAGENTA, YELLOW = 0.80, 0.85, 0.10
# A neutral grey has so much magenta and yellow to one part of cyan; and the black that is put for a
# part of it: of 0.35 to 0.75 about the least ΔE.
NEUTRAL, WORTH = 0.82, 0.5
DARKEST = 242.0  # 95 %: above it black's own dots run together on newsprint
GREY = 1 + 2 * NEUTRAL - WORTH  # what a part of grey takes off the sum
SOLID = 255.0
BLOCK = 8
STRIP = 128  # rows at a time, whole blocks: sums take 4 bytes a pixel and plate
SPARE = 2  # percent below the limit from the beginning: JPEG's noise seldom sums to more
STEPS = (8, 16, 32, 64, 128, 256, 512)  # by which a block is lowered, round after round


def ink_total(picture: "Image") -> "Image":
    """The sum of the plates of every pixel, 0 to 1020, as an `I` picture."""
    from PIL import ImageMath

    plates = dict(zip("cmyk", picture.split(), strict=True))
    total: Image = ImageMath.lambda_eval(
        lambda p: p["int"](p["c"]) + p["m"] + p["y"] + p["k"], **plates
    )
    return total


def limited(picture: "Image", percent: int) -> "Image":
    """The picture with no pixel over the limit."""
    from PIL import Image

    done = Image.new("CMYK", picture.size)
    for top, strip in _strips(picture):
        done.paste(_under(strip, Image.new("I", strip.size, _limit(percent))), (0, top))
    return done


def encoded_under(picture: "Image", percent: int, encode: Callable[["Image"], bytes]) -> bytes:
    """The picture as a file that holds to the limit when it is decoded.

    Ends always: lowered by all steps a block has no colour left, and black is below any limit.
    """
    from PIL import Image

    done = limited(picture, percent - SPARE)
    lower = Image.new("I", (-(-picture.width // BLOCK), -(-picture.height // BLOCK)), 0)
    data = encode(done)
    for step in STEPS:
        over = _blocks_over(data, _limit(percent), lower.size)
        if over is None:
            break
        lower.paste(lower.point(lambda value, step=step: value + step), mask=over)
        _lower(done, picture, _limit(percent - SPARE), lower, over)
        data = encode(done)
    return data


def _lower(done: "Image", picture: "Image", limit: int, lower: "Image", over: "Image") -> None:
    """Make the strips of `done` anew that have blocks over the limit."""
    for top, strip in _strips(picture):
        first, rows = top // BLOCK, -(-strip.height // BLOCK)
        edges = (0, first, lower.width, first + rows)
        if over.crop(edges).getbbox():
            done.paste(_under(strip, _caps(strip.size, limit, lower.crop(edges))), (0, top))


def _limit(percent: int) -> int:
    return int(percent * PERCENT)


def _blocks_over(data: bytes, limit: int, blocks: tuple[int, int]) -> "Image | None":
    """Which blocks of a finished file have a pixel over the limit, 255 for each; None if none."""
    from PIL import Image

    found = Image.new("L", blocks)
    with Image.open(BytesIO(data), formats=("JPEG",)) as finished:
        finished.load()
        for top, strip in _strips(finished):
            excess = ink_total(strip).point(lambda value: value - limit).convert("L")
            marks = excess.point([0] + [255] * 255).convert("L")
            padded = Image.new("L", (blocks[0] * BLOCK, -(-strip.height // BLOCK) * BLOCK))
            padded.paste(marks)
            # One pixel of 64 makes 255 / 64, which rounds to 4.
            found.paste(padded.reduce(BLOCK), (0, top // BLOCK))
    return found.point([0] + [255] * 255) if found.getbbox() else None


def _caps(size: tuple[int, int], limit: int, lower: "Image") -> "Image":
    """The limit of each pixel of a strip, whose blocks are lowered."""
    from PIL.Image import Resampling

    caps = lower.point(lambda value: value * -1 + limit)
    large = caps.resize((lower.width * BLOCK, lower.height * BLOCK), Resampling.NEAREST)
    return large.crop((0, 0, *size))


def _under(strip: "Image", caps: "Image") -> "Image":
    """One strip under its caps: see the head of this module."""
    from PIL import Image as Images
    from PIL import ImageMath

    if _extremes(ink_total(strip))[1] <= _extremes(caps)[0]:
        return strip

    cyan, magenta, yellow, black = _without_grey(strip, caps)
    plates: dict[str, Any] = {"c": cyan, "m": magenta, "y": yellow, "k": black}
    more = ImageMath.lambda_eval(_replacement, **plates)
    keep = ImageMath.lambda_eval(_kept, caps=caps, more=more, **plates)

    def less(plate: Any) -> Any:
        return ImageMath.lambda_eval(
            lambda p: p["convert"](p["float"](p["plate"]) * p["keep"], "L"), plate=plate, keep=keep
        )

    darker = ImageMath.lambda_eval(
        lambda p: p["convert"](p["float"](p["k"]) + p["more"] * (1 - p["keep"]), "L"),
        k=black,
        more=more,
        keep=keep,
    )
    return Images.merge("CMYK", (less(cyan), less(magenta), less(yellow), darker))


def _without_grey(strip: "Image", caps: "Image") -> tuple["Image", ...]:
    """The plates with black for the grey that is over."""
    from PIL import ImageMath

    plates = dict(zip("cmyk", strip.split(), strict=True))
    grey = ImageMath.lambda_eval(_grey, caps=caps, **plates)

    def changed(name: str, part: float) -> "Image":
        made: Image = ImageMath.lambda_eval(
            lambda p: p["convert"](p["float"](p["plate"]) + p["grey"] * part, "L"),
            plate=plates[name],
            grey=grey,
        )
        return made

    parts = {"c": -1.0, "m": -NEUTRAL, "y": -NEUTRAL, "k": WORTH}
    return tuple(changed(name, part) for name, part in parts.items())


def _grey(p: dict[str, Any]) -> Any:
    """How much grey is taken of a pixel, in parts of cyan."""
    total = p["float"](p["c"]) + p["m"] + p["y"] + p["k"]
    over = p["max"](total - p["caps"], 0) * (1 / GREY)
    common = p["min"](p["float"](p["m"]), p["float"](p["y"])) * (1 / NEUTRAL)
    room = p["max"](DARKEST - p["float"](p["k"]), 0) * (1 / WORTH)
    return p["min"](p["min"](over, room), p["min"](p["float"](p["c"]), common))


def _replacement(p: dict[str, Any]) -> Any:
    """The black that all colour of a pixel is worth: (255 - K)(1 - T)."""
    through = (
        (SOLID - p["float"](p["c"]) * CYAN)
        * (SOLID - p["float"](p["m"]) * MAGENTA)
        * (SOLID - p["float"](p["y"]) * YELLOW)
    )
    return (SOLID - p["float"](p["k"])) * (1 - through * (1 / SOLID**3))


def _kept(p: dict[str, Any]) -> Any:
    """The share of its colour that a pixel keeps: 1 under the limit, 0 where none is left."""
    colour = p["float"](p["c"]) + p["m"] + p["y"]
    share = (p["caps"] - p["float"](p["k"]) - p["more"]) / p["max"](colour - p["more"], 1)
    return p["max"](p["min"](share, 1), 0)


def _extremes(picture: "Image") -> tuple[int, int]:
    low, high = picture.getextrema()
    assert isinstance(low, int | float) and isinstance(high, int | float)  # of one channel
    return int(low), int(high)


def _strips(picture: "Image") -> Iterator[tuple[int, "Image"]]:
    """Stretches of rows, with the row they begin at."""
    for top in range(0, picture.height, STRIP):
        yield top, picture.crop((0, top, picture.width, min(picture.height, top + STRIP)))
