"""One plate of a finished photograph: what one ink prints of it.

one_plate(data, 3)          → Plate(width, height, samples): black
"""

from io import BytesIO
from typing import NamedTuple

from PIL import Image

from compositor.photos.strict import strictly

INKS = 4


class Plate(NamedTuple):
    """Samples of one ink, a byte a pixel, row by row from the top, as the file has them.

    Whether 255 is solid or bare paper, whoever uses the file says (`/Decode` of a PDF, for one).
    """

    width: int
    height: int
    samples: bytes


def one_plate(data: bytes, ink: int) -> Plate | None:
    """A channel of a JPEG in four colours, 0 being cyan; None if it has not four.

    Pillow takes every such file for one of Adobe's, which store ink as light, and turns it over;
    here it is turned back.
    """
    with strictly(), Image.open(BytesIO(data), formats=("JPEG",)) as picture:
        channels = picture.split()
    if len(channels) != INKS:
        return None
    channel = channels[ink].point([255 - value for value in range(256)])
    return Plate(*channel.size, channel.tobytes())
