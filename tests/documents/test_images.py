"""An image is decoded, bounded, turned upright and written anew; what is no image is told apart."""

import base64
import hashlib
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from functions.cloud.uploads import MAX_UPLOAD
from functions.inspect_document.drawing.images import draw_image
from functions.inspect_document.inspection import inspect
from functions.inspect_document.inspection_result import Clean, Refused

from .files import HTML, encoded, jpeg, jpeg_with_metadata, picture, zipped
from .hostile.images import exif, jpeg_with


def cleaned(content: bytes, media_type: str = "image/jpeg") -> Image.Image:
    verdict = inspect(content, media_type)
    assert isinstance(verdict, Clean), verdict
    assert verdict.media_type == "image/jpeg"
    image = Image.open(BytesIO(verdict.content), formats=("JPEG",))
    image.load()
    assert (verdict.width, verdict.height) == image.size
    return image


def is_red(image: Image.Image, x: float, y: float) -> bool:
    red, green, blue = image.getpixel((int(image.width * x), int(image.height * y)))  # type: ignore[misc]
    return red > 200 and green < 60 and blue < 60


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_each_accepted_kind_becomes_a_jpeg_of_the_same_picture(kind: str) -> None:
    image = cleaned(encoded(picture(), kind), "image/jpeg")

    assert image.size == (640, 480)
    assert is_red(image, 0.1, 0.1)


def test_the_true_type_counts_not_the_declared_one() -> None:
    assert cleaned(encoded(picture(), "PNG"), "application/pdf").size == (640, 480)


def test_html_called_photo_jpg_is_no_image() -> None:
    assert inspect(HTML, "image/jpeg") == Refused("not_an_image")


def test_words_called_a_pdf_are_no_pdf() -> None:
    assert inspect(b"only words" * 50, "application/pdf") == Refused("not_a_pdf")


def test_a_known_kind_that_is_not_accepted_is_called_that() -> None:
    assert inspect(zipped(), "image/jpeg") == Refused("kind_not_accepted")


def test_an_empty_file_is_refused() -> None:
    assert inspect(b"", "image/jpeg") == Refused("empty")


def test_a_file_over_the_limit_is_refused() -> None:
    longest = jpeg() + bytes(MAX_UPLOAD)

    assert inspect(longest[: MAX_UPLOAD + 1], "image/jpeg") == Refused("too_large")
    assert isinstance(inspect(longest[:MAX_UPLOAD], "image/jpeg"), Clean)


def test_another_content_than_promised_is_refused() -> None:
    content = jpeg()
    promised = base64.b64encode(hashlib.sha256(content).digest()).decode()

    assert isinstance(inspect(content, "image/jpeg", promised_sha256=promised), Clean)
    other = encoded(picture(500, 500), "JPEG")
    assert inspect(other, "image/jpeg", promised_sha256=promised) == Refused("checksum_differs")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.9])
def test_a_truncated_image_is_refused(kind: str, part: float) -> None:
    content = encoded(picture(), kind)

    assert inspect(content[: int(len(content) * part)], "image/jpeg") == Refused("image_damaged")


def test_no_other_decoder_is_tried_than_that_of_the_files_kind() -> None:
    assert draw_image(encoded(picture(), "PNG"), "JPEG") == Refused("image_damaged")


def test_html_behind_a_jpegs_header_is_refused() -> None:
    assert inspect(b"\xff\xd8\xff\xe0" + HTML * 20, "image/jpeg") == Refused("image_damaged")


@pytest.mark.parametrize("tail", [HTML, zipped()])
def test_what_hangs_behind_a_picture_does_not_survive(tail: bytes) -> None:
    verdict = inspect(jpeg() + tail, "image/jpeg")

    assert isinstance(verdict, Clean)
    assert b"canary" not in verdict.content


def test_metadata_does_not_survive() -> None:
    content = jpeg_with_metadata()
    assert b"canary-camera" in content
    assert b"canary-comment" in content

    image = cleaned(content)

    assert not image.getexif()
    assert not {"exif", "comment", "icc_profile", "xmp"} & set(image.info)


def test_metadata_of_other_kinds_does_not_survive() -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Comment", "canary-words")
    verdict = inspect(encoded(picture(), "PNG", pnginfo=words), "image/png")

    assert isinstance(verdict, Clean)
    assert b"canary" not in verdict.content


@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [
        (1, (640, 480), (0.1, 0.1)),
        (3, (640, 480), (0.9, 0.9)),
        (6, (480, 640), (0.9, 0.1)),
        (8, (480, 640), (0.1, 0.9)),
    ],
)
def test_a_picture_is_turned_as_its_camera_was_held(
    orientation: int, size: tuple[int, int], corner: tuple[float, float]
) -> None:
    image = cleaned(jpeg_with_metadata(orientation))

    assert image.size == size
    assert is_red(image, *corner)


def test_a_large_photo_is_scaled_to_what_reading_needs() -> None:
    assert cleaned(encoded(picture(4000, 3000), "JPEG")).size == (2600, 1950)


def png_header_only(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(7300, 7300), (60_000, 60_000)])
def test_a_decompression_bomb_is_refused_by_its_header(size: tuple[int, int]) -> None:
    assert inspect(png_header_only(*size), "image/png") == Refused("image_too_many_pixels")


@pytest.mark.parametrize(("size", "fits"), [((199, 900), False), ((900, 199), False), ((200, 200), True)])
def test_a_picture_too_small_to_read_is_refused(size: tuple[int, int], *, fits: bool) -> None:
    verdict = inspect(encoded(picture(*size), "PNG"), "image/png")

    assert isinstance(verdict, Clean) if fits else verdict == Refused("image_too_small")


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("1", "PNG"), ("L", "PNG"), ("P", "PNG"), ("LA", "PNG"), ("I;16", "PNG"), ("CMYK", "JPEG")],
)
def test_every_colour_mode_is_written_as_plain_rgb(mode: str, kind: str) -> None:
    assert cleaned(encoded(picture(mode="L" if mode == "I;16" else mode).convert(mode), kind)).mode == "RGB"


def test_sixteen_bits_of_grey_stay_grey() -> None:
    grey = Image.new("I;16", (300, 300), 0x8000)

    assert 120 <= cleaned(encoded(grey, "PNG")).getpixel((9, 9))[0] <= 136  # type: ignore[index]


def test_transparency_becomes_white_paper() -> None:
    glass = Image.new("RGBA", (300, 300), (0, 0, 0, 0))

    assert cleaned(encoded(glass, "PNG")).getpixel((150, 150)) == (255, 255, 255)


def test_of_a_moving_picture_the_first_stands() -> None:
    frames = [Image.new("RGB", (300, 300), "red"), Image.new("RGB", (300, 300), "blue")]
    moving = encoded(frames[0], "PNG", save_all=True, append_images=frames[1:])

    assert is_red(cleaned(moving), 0.5, 0.5)


def test_a_phones_largest_heic_is_shrunk_and_kept() -> None:
    content = encoded(
        Image.new("RGB", (8192, 6144), "red"), "HEIF", quality=1, enc_params={"preset": "ultrafast"}
    )

    assert cleaned(content).size == (2600, 1950)


def test_a_long_screenshot_stays_as_wide_as_reading_needs() -> None:
    assert cleaned(encoded(picture(1080, 12_000), "JPEG")).size == (675, 7500)


def test_thin_strokes_of_a_large_scan_in_black_and_white_become_grey_and_stay() -> None:
    scan = Image.new("1", (5000, 7000), 1)
    scan.paste(0, (0, 3500, 5000, 3501))

    small = cleaned(encoded(scan, "PNG"))

    assert min(small.getpixel((900, y))[0] for y in range(small.height)) < 200  # type: ignore[index]


def test_colours_are_those_that_the_files_profile_means() -> None:
    swapped = profile_with_red_and_blue_exchanged()
    image = cleaned(encoded(Image.new("RGB", (300, 300), (250, 10, 10)), "PNG", icc_profile=swapped))

    red, _, blue = image.getpixel((9, 9))  # type: ignore[misc]
    assert (red, blue) == (pytest.approx(10, abs=12), pytest.approx(250, abs=12))


def profile_with_red_and_blue_exchanged() -> bytes:
    """sRGB, its first and third colour's tags exchanged."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")


def test_an_orientation_that_cannot_be_read_costs_no_photo() -> None:
    assert cleaned(jpeg_with(exif(b"MM\0*\xff\xff\xff\xff"))).size == (640, 480)
