"""Images: fully decoded, turned upright, brought to sRGB on white paper.

Memory: pixels are limited before anything is decoded, by what the decoder holds of them at once (docs/files.md).
"""

import struct
import warnings
from io import BytesIO

from PIL import Image, ImageOps

from functions.inspect_document.inspection_result import Refused
from functions.inspect_document.kinds import HEIF, JPEG, PNG, WEBP

from .answer import Drawn
from .colours import plain, resizable
from .jpeg import encode, fitting

MOST_PIXELS = {JPEG: 120_000_000, PNG: 52_000_000, WEBP: 52_000_000, HEIF: 52_000_000}
"""Phones take 108 million into a JPEG, which is scaled down while it is decoded, and 8192 x 6144 into a HEIC."""

MIN_SIDE = 200

DECODER_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    RuntimeError,
    struct.error,
)
"""What Pillow's and libheif's decoders raise for damaged files; MemoryError is a limit of ours."""


def draw_image(content: bytes, decoder: str) -> Drawn:
    """The picture. `decoder` is the only one of Pillow's that is tried."""
    if decoder == HEIF:
        from pi_heif import register_heif_opener

        register_heif_opener()
        # It knows fewer major brands than its library decodes; this one promises nothing more.
        content = content[:8] + b"mif1" + content[12:]
    # The limits here are stricter and an exception of their own; this warning would be a second one.
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    try:
        with Image.open(BytesIO(content), formats=(decoder,)) as image:
            # The header alone was read so far: a bomb is refused before it goes off.
            fault = _fault(image.size, decoder)
            return Refused(fault) if fault else (encode(plain(_upright(_fitted(image)))),)
    except Image.DecompressionBombError:
        return Refused("image_too_many_pixels")
    except DECODER_ERRORS:
        return Refused("image_damaged")


def _fault(size: tuple[int, int], decoder: str) -> str | None:
    if size[0] * size[1] > MOST_PIXELS[decoder]:
        return "image_too_many_pixels"
    return "image_too_small" if min(size) < MIN_SIDE else None


def _fitted(image: Image.Image) -> Image.Image:
    scale = min(1, fitting(*image.size))
    if scale == 1:
        image.load()
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    image.draft(None, size)
    smaller = resizable(image)
    smaller.thumbnail(size, reducing_gap=2.0)
    return smaller


def _upright(image: Image.Image) -> Image.Image:
    """As its camera was held. An orientation that cannot be read turns nothing: the picture itself is good."""
    try:
        return ImageOps.exif_transpose(image)
    except DECODER_ERRORS:
        return image
