"""No pixel with more ink than the press takes (总墨量, total area coverage).

Where cyan, magenta, yellow and black together come near the limit they are compressed into what is
left below it, the heaviest pixel to the limit, so that shadows keep their steps. Two fifths of the
excess are taken as common grey, which black replaces (grey component replacement: one part for one
of each of the three); the rest is taken from the three evenly, black kept. Black is filled to
`DARKEST` only: above it the dots of newsprint run together. More grey replaced makes coloured
shadows grey, less makes them light; knee and share were chosen by eye, on photographs of dark reds
and blues: a knee at 80 % took colour out of a red saucer of 210 %.
"""

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from PIL.Image import Image

Bands = dict[str, Any]  # of a picture by its ink, or what ImageMath reckons with
FULL = 255
DARKEST = 242  # 95 %
KNEE = 93  # percent of the limit from which inks are compressed
GREY = (2, 5)  # of the excess so much is taken from each of the three, and black put for it


def levels(percent: int) -> int:
    """A limit in percent as a sum of levels (100 % is 255), rounded down."""
    return percent * FULL // 100


def heaviest(picture: "Image") -> int:
    """The most ink of any pixel of a CMYK picture, in levels."""
    from PIL import ImageMath

    def total(of: Bands) -> Any:
        return of["c"] + of["m"] + of["y"] + of["k"]

    return int(ImageMath.lambda_eval(total, **_bands(picture)).getextrema()[1])


def limited(picture: "Image", most: int) -> "Image":
    """The CMYK picture with no pixel above `most` levels."""
    from PIL import ImageMath
    from PIL.Image import merge

    top = heaviest(picture)
    if top <= most:
        return picture
    bands = _bands(picture)

    def band(name: str) -> "Image":
        def inked(of: Bands) -> Any:
            return of["convert"](_inked(of, most, top)[name], "L")

        return cast("Image", ImageMath.lambda_eval(inked, **bands))

    return merge("CMYK", tuple(map(band, bands)))


def _inked(of: Bands, most: int, top: int) -> Bands:
    """The four inks with sums up to `top` brought to `most`; whole numbers, rounded down."""
    least, greatest = of["min"], of["max"]
    c, m, y, k = (of[name] for name in "cmyk")
    total, knee = c + m + y + k, most * KNEE // 100
    above = greatest(total - knee, 0)
    wanted = least(total, knee + above * (most - knee) / (top - knee))
    grey = least(least(least(c, m), y), (total - wanted) * GREY[0] / GREY[1])
    grey = least(grey, greatest(DARKEST - k, 0))
    c, m, y, k = c - grey, m - grey, y - grey, k + grey
    room, three = greatest(wanted - k, 0), greatest(c + m + y, 1)
    return {
        "c": least(c, c * room / three),
        "m": least(m, m * room / three),
        "y": least(y, y * room / three),
        "k": least(k, most),
    }


def _bands(picture: "Image") -> dict[str, Any]:
    return dict(zip("cmyk", picture.split(), strict=True))
