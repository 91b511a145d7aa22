"""A picture in any form becomes a finished JPEG that looks as it did."""

import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageOps, ImageStat

from compositor.diagnostics import Refused
from compositor.geometry import Size
from compositor.photos.colours import embedded_state
from compositor.photos.developing import develop
from compositor.units import mm
from tests.photos.samples import (
    COLOUR,
    GREY,
    PLACE,
    SIZE,
    apart,
    finished,
    job,
    opened,
    photo,
    profile,
    saved,
    seen,
    srgb,
    turned,
)

WHOLE = Size(mm(30), mm(20))  # 236 x 157 pixels at 200 ppi
PIXELS = (236, 157)


def small(name: str = "coffee", mode: str = "RGB") -> Image.Image:
    """A photograph of the very pixels that are asked for, so that nothing is reduced."""
    image = ImageOps.fit(opened(photo(name)).convert(mode), PIXELS)
    image.info.clear()  # its profile, too
    return image


def printed(data: bytes) -> Image.Image:
    return seen(finished(data, size=WHOLE, ink_limit=300))


# ----------------------------------------------------------------------------- what comes out


@pytest.mark.parametrize("name", COLOUR)
def test_a_photograph_is_cmyk_with_adobes_marker_and_looks_the_same(name: str) -> None:
    """On coated paper, whose profile this is, the eye would not find a difference."""
    data = develop(saved(small(name)), job(size=WHOLE, ink_limit=300))
    image = opened(data)
    assert (image.format, image.mode, image.size) == ("JPEG", "CMYK", PIXELS)
    assert "adobe" in image.info
    assert apart(seen(image), small(name)) < 6


def test_a_grey_photograph_is_one_plate_and_looks_the_same() -> None:
    """Grey is black ink alone, as light as it was between paper and solid black."""
    image = finished(saved(small(GREY, "L")), size=WHOLE)
    assert (image.mode, image.size) == ("L", PIXELS)
    assert apart(seen(image), small(GREY)) < 8
    ramp = Image.linear_gradient("L")
    tones = list(finished(saved(ramp), size=Size(mm(20), mm(20))).resize((1, 256)).tobytes())
    assert all(after >= before - 2 for before, after in pairwise(tones))
    assert tones[0] < 3 and tones[-1] > 252


def test_a_neutral_picture_in_colour_is_grey() -> None:
    """Scanners save grey as RGB; four inks would print it with a cast."""
    neutral = small(GREY, "L").convert("RGB")
    assert finished(saved(neutral)).mode == "L"
    neutral.putpixel((3, 3), (10, 11, 10))
    assert finished(saved(neutral)).mode == "CMYK"


@pytest.mark.parametrize("mode", ["RGB", "CMYK", "L"])
def test_for_black_alone_everything_is_one_plate(mode: str) -> None:
    """As light as it was; of colours, their lightness."""
    image = finished(saved(small("rocket", mode), "TIFF"), size=WHOLE, is_black=True, ink_limit=100)
    assert image.mode == "L"
    if mode != "CMYK":  # of which nothing says how light it was
        grey = small("rocket").convert("L").convert("RGB")
        assert apart(seen(image), grey) < 20


# ------------------------------------------------------------------------------- what goes in


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"quality": 98, "subsampling": 0}),
        ("JPEG", {"quality": 98, "subsampling": 0, "progressive": True}),
        ("PNG", {}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("WEBP", {"lossless": True}),
    ],
)
def test_all_kinds_of_files_look_the_same(kind: str, options: dict[str, object]) -> None:
    """A photograph by any other name."""
    data = saved(small(), kind, **options)
    assert apart(printed(data), printed(saved(small()))) < 2


def test_a_cmyk_jpeg_is_not_turned_over_with_or_without_adobes_marker() -> None:
    """With it 0 is solid ink, without it none; a separation without a profile stays as it is."""
    plates = Image.new("CMYK", PIXELS, (30, 200, 90, 10))
    data = saved(plates, "JPEG", quality=98)
    at = data.index(b"\xff\xee")
    length = 2 + int.from_bytes(data[at + 2 : at + 4])
    bare = saved(ImageChops.invert(plates), "JPEG", quality=98)
    bare = bare[:at] + bare[at + length :]
    assert b"Adobe" in data and b"Adobe" not in bare
    for file in (data, bare):
        colour = finished(file, size=WHOLE).getpixel((100, 100))
        assert isinstance(colour, tuple)
        assert max(abs(a - b) for a, b in zip(colour, (30, 200, 90, 10), strict=True)) <= 2


def test_separations_with_a_profile_are_converted_and_with_the_presses_own_are_not() -> None:
    """Black of four plates stays itself where it was made for this press."""
    plates = Image.new("CMYK", PIXELS, (120, 60, 60, 40))
    own = finished(saved(plates, "TIFF", icc_profile=profile()), size=WHOLE)
    assert own.tobytes() == finished(saved(plates, "TIFF"), size=WHOLE).tobytes()


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA", "P"])
def test_what_is_transparent_is_paper_white(mode: str) -> None:
    """Half of the picture is clear, over whatever colour."""
    image = small(GREY, "RGBA")
    image.putalpha(255)
    image.paste((200, 20, 20, 0), (118, 0, 236, 157))
    converted = image.convert(mode) if mode != "PA" else image.quantize(64).convert("PA")
    data = saved(converted, "TIFF" if mode == "PA" else "PNG")
    if mode in ("P",):
        data = saved(image.quantize(64), "PNG")
    light = seen(finished(data, size=WHOLE)).convert("L")
    assert min(light.crop((130, 0, 236, 157)).tobytes()) > 245
    assert min(light.crop((0, 0, 110, 157)).tobytes()) < 120


def test_a_colour_declared_clear_is_paper_white() -> None:
    """PNG's tRNS: one colour of the picture stands for nothing."""
    image = Image.new("RGB", PIXELS, (255, 0, 0))
    light = seen(finished(saved(image, transparency=(255, 0, 0)), size=WHOLE))
    assert min(light.tobytes()) > 245


def test_sixteen_bits_become_eight() -> None:
    """By their upper half, not cut off at 255."""
    deep = Image.frombytes(
        "I;16", (256, 256), bytes(b for v in range(256) for _ in range(256) for b in (0, v))
    )
    tall = Size(mm(20), mm(20))
    from_deep = finished(saved(deep, "TIFF"), size=tall)
    # A step of the upper byte is a step of grey.
    plain = Image.frombytes("L", (256, 256), bytes(v for v in range(256) for _ in range(256)))
    assert apart(from_deep, finished(saved(plain), size=tall)) < 1.5


def test_cielab_looks_as_its_numbers_say() -> None:
    """TIFFs of scanners."""
    way = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"
    )
    lab = way.apply(small())
    assert lab is not None
    assert apart(printed(saved(lab, "TIFF")), printed(saved(small()))) < 3


def test_line_art_keeps_its_edges() -> None:
    """One bit becomes grey at the resolution of lines: paper and solid black, little between."""
    art = Image.new("1", (1200, 800), 1)
    art.paste(0, (300, 200, 900, 600))
    image = finished(saved(art), size=Size(mm(38.1), mm(25.4)), ppi=800)
    assert (image.mode, image.size) == ("L", (1200, 800))
    assert sum(image.histogram()[16:240]) < 0.01 * 1200 * 800
    assert image.getpixel((600, 400)) == 0 and image.getpixel((20, 20)) == 255


def test_an_embedded_profile_is_honoured() -> None:
    """The same numbers under a profile whose red and blue are exchanged are other colours."""
    image = Image.new("RGB", PIXELS, (220, 40, 60))
    plain = finished(saved(image), size=WHOLE)
    same = finished(saved(image, icc_profile=srgb()), size=WHOLE)
    odd = finished(saved(image, icc_profile=exchanged()), size=WHOLE)
    assert apart(plain, same) < 1
    assert apart(plain, odd) > 30


def exchanged() -> bytes:
    """SRGB with the places of its red and its blue primary exchanged."""
    data = srgb()
    return (
        data.replace(b"rXYZ", b"tmp!", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"tmp!", b"bXYZ", 1)
    )


@pytest.mark.parametrize("bad", [b"", b"no profile", srgb()[:200], profile()], ids=range(4))
def test_a_profile_that_cannot_be_used_is_none(bad: bytes) -> None:
    """Nothing, nonsense, half a profile, one for CMYK in a picture of RGB: taken for sRGB."""
    assert embedded_state(bad, "RGB") in ("none", "unfit")
    image = small()
    with_it = saved(image, "JPEG", icc_profile=bad)
    assert develop(with_it, job()) == develop(saved(image, "JPEG"), job())


# -------------------------------------------------------------------------- crop and resolution


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_turned_upright(orientation: int) -> None:
    """All eight of EXIF give one picture, cropped about one focus."""
    image = opened(photo("rocket"))
    asked = {"size": Size(mm(20), mm(50)), "focus": (300, 800)}
    upright = finished(saved(image), **asked)
    found = finished(turned(image, orientation), **asked)
    assert found.size == upright.size
    assert apart(found, upright) < 1


@pytest.mark.parametrize("focus", [(0, 0), (250, 500), (1000, 1000)])
@pytest.mark.parametrize("size", [Size(mm(20), mm(50)), Size(mm(50), mm(20))])
def test_a_crop_is_that_of_css(size: Size, focus: tuple[int, int]) -> None:
    """`object-fit: cover`: the share of the overhang that the focus says is cut off at left and top."""
    ramp = Image.linear_gradient("L").resize((400, 400))
    ramp = ramp.rotate(90) if size.width < size.height else ramp
    found = finished(saved(ramp), size=size, focus=focus)
    share = focus[0] if size.width < size.height else focus[1]
    start = round(400 * 0.6 * share / 1000)
    box = (start, 0, start + 160, 400) if size.width < size.height else (0, start, 400, start + 160)
    expected = finished(saved(ramp.crop(box)), size=size)
    assert found.size == expected.size
    assert apart(found, expected) < 1.5


def test_pixels_are_brought_down_to_the_target_and_never_up() -> None:
    """Of 600 x 400 for 60 x 40 mm: 254 to the inch."""
    data = photo("coffee")
    assert finished(data, ppi=200).size == (472, 315)
    assert finished(data, ppi=300).size == (600, 400)


def test_a_reduced_picture_is_a_little_sharper() -> None:
    """Than the same pixels that were reduced before; flat parts stay."""
    image = opened(photo("chelsea")).resize((1353, 900), Image.Resampling.LANCZOS)
    size = Size(mm(45.1), mm(30))
    ours = seen(finished(saved(image), size=size, ink_limit=300)).convert("L")
    plain = seen(
        finished(saved(image.resize(ours.size, Image.Resampling.LANCZOS)), size=size, ink_limit=300)
    )
    edges = [ImageStat.Stat(i.filter(_laplace())).stddev[0] for i in (ours, plain.convert("L"))]
    assert 1.05 < edges[0] / edges[1] < 1.6
    assert apart(ours, plain.convert("L")) < 4
    flat = Image.new("RGB", (900, 600), (90, 120, 160))
    assert len(set(finished(saved(flat)).getcolors() or [])) == 1


def _laplace() -> ImageFilter.Kernel:
    return ImageFilter.Kernel((3, 3), (0, -1, 0, -1, 4, -1, 0, -1, 0), 1, 128)


def test_a_large_jpeg_decoded_reduced_looks_the_same() -> None:
    """The decoder's own reduction is not to be seen, strips have no seams."""
    large = opened(photo("coffee")).resize((3000, 2000), Image.Resampling.BICUBIC)
    drafted = finished(saved(large, "JPEG", quality=97, subsampling=0))
    assert apart(drafted, finished(saved(large))) < 2.5
    assert apart(seen(drafted), seen(finished(photo("coffee"), ppi=200))) < 6


def test_strips_fit_together_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few rows are converted at a time."""
    from compositor.photos import decoding

    image = opened(photo("rocket"))
    whole = finished(saved(image, "TIFF"), size=Size(mm(55), mm(31)), ink_limit=300)
    monkeypatch.setattr(decoding, "STRIP", 1000)
    strips = finished(saved(image, "TIFF"), size=Size(mm(55), mm(31)), ink_limit=300)
    # Not the same to the bit: the places of a filter are 32-bit floats.
    assert apart(strips, whole) < 0.2


@pytest.mark.parametrize("size", [Size(1, 1), Size(mm(390), 1), SIZE])
def test_one_pixel_is_a_picture(size: Size) -> None:
    """Whatever it is printed as; resolution has its own say."""
    image = finished(saved(Image.new("RGB", (1, 1), (200, 30, 30))), size=size)
    assert image.size == (1, 1)


# ------------------------------------------------------------------------------- broken, same


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_broken_picture_is_refused_at_its_place(kind: str) -> None:
    """Where its pixels are cut off, whatever its head says."""
    data = saved(opened(photo("coffee")), kind)
    with pytest.raises(Refused) as refused:
        develop(data[: len(data) // 2], job())
    assert [(d.code, d.place) for d in refused.value.diagnostics] == [("picture-damaged", PLACE)]


def test_a_drawing_engine_that_fills_what_is_missing_changes_nothing() -> None:
    """WeasyPrint tells Pillow to be lenient; a photograph with a grey foot is not printed."""
    from PIL import ImageFile

    import compositor.plate.engine  # noqa: F401

    assert ImageFile.LOAD_TRUNCATED_IMAGES  # the control
    data = saved(opened(photo("coffee")), "JPEG")
    with pytest.raises(Refused):
        develop(data[: len(data) // 2], job())
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def test_a_picture_of_200_million_pixels_is_refused() -> None:
    """Before a pixel of it is decoded."""
    head = saved(Image.new("RGB", (64, 64)), "JPEG")
    at = head.index(b"\xff\xc0") + 5
    huge = head[:at] + (14_000).to_bytes(2) + (14_300).to_bytes(2) + head[at + 4 :]
    with pytest.raises(Refused) as refused:
        develop(huge, job())
    assert [d.code for d in refused.value.diagnostics] == ["picture-too-large"]


PEAK = """
import sys
from tests.photos.test_developing import peak_of
print(peak_of(sys.argv[1]))
"""


def peak_of(path: str) -> int:
    """Megabytes that a process has taken at most, after developing a file for a whole page."""
    with open(path, "rb") as file:  # noqa: PTH123 - a test's own
        develop(file.read(), job(size=Size(mm(250), mm(370)), ppi=300))
    with open("/proc/self/status") as status:  # noqa: PTH123
        return int(status.read().split("VmHWM:")[1].split()[0]) // 1024


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc for the peak of a process")
def test_a_picture_of_170_million_pixels_is_developed_in_bounded_memory(tmp_path: Path) -> None:
    """Held whole it would take 680 MB; measured 300."""
    path = tmp_path / "large.jpg"
    Image.new("L", (15_000, 11_300), 90).save(path, quality=60)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PEAK, str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) < 350


def test_the_same_job_gives_the_same_bytes_in_any_process() -> None:
    """Nothing of a clock, a seed or a place gets in."""
    program = (
        "import sys; from hashlib import sha256; from tests.photos.samples import *;"
        "sys.stdout.write(sha256(develop(photo('rocket'), job())).hexdigest())"
    )
    here = sha256(develop(photo("rocket"), job(file="other.jpg"))).hexdigest()
    for seed in ("0", "7"):
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        )
        assert done.stdout == here


def test_the_finished_file_says_nothing_of_the_photographer_or_the_camera() -> None:
    """No EXIF, no profile: plates alone."""
    image = Image.open(BytesIO(develop(turned(small(), 6), job())))
    assert "icc_profile" not in image.info and not image.getexif().get(0x0112)
