"""Images: fully decoded, turned upright, written anew as JPEG without anything but the picture.

Memory: a picture of at most 50 million pixels is decoded, and a decoder may hold it more than once. Measured peaks
of the whole process with such a picture: WebP with transparency 890 MB, HEIC 520, PNG 500, JPEG (scaled down while
it is decoded) 310; the function has 1,769 (infra/guardians) and takes one message at a time.
"""

import struct
from io import BytesIO

from PIL import Image, ImageOps

from .verdict import Clean, Refused, Verdict

MAX_PIXELS = 50_000_000
MIN_SIDE = 200
MAX_SIDE = 2600
"""Pixels: 220 dots an inch of an A4 page, enough to read a certificate's small print."""

QUALITY = 85

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
"""What Pillow's and libheif's decoders raise for damaged files; MemoryError is ours, not the file's."""


def clean_image(content: bytes, decoder: str) -> Verdict:
    """A JPEG of at most `MAX_SIDE` pixels a side. `decoder` is the only one of Pillow's that is tried."""
    if decoder == "HEIF":
        from pillow_heif import register_heif_opener

        register_heif_opener()
    try:
        with Image.open(BytesIO(content), formats=(decoder,)) as image:
            # The header alone was read so far: a bomb is refused before it goes off.
            if image.width * image.height > MAX_PIXELS:
                return Refused("image_too_many_pixels")
            if min(image.size) < MIN_SIDE:
                return Refused("image_too_small")
            picture = _upright(image)
    except Image.DecompressionBombError:
        return Refused("image_too_many_pixels")
    except DECODER_ERRORS:
        return Refused("image_damaged")
    clean = BytesIO()
    picture.save(clean, "JPEG", quality=QUALITY, optimize=True)
    return Clean(clean.getvalue(), "image/jpeg", width=picture.width, height=picture.height)


def _upright(image: Image.Image) -> Image.Image:
    image.thumbnail((MAX_SIDE, MAX_SIDE))
    upright = ImageOps.exif_transpose(image)
    if upright.has_transparency_data:
        # On white, as paper is: transparent pixels often hide black ones.
        layers = upright.convert("RGBA")
        paper = Image.new("RGBA", layers.size, "white")
        upright = Image.alpha_composite(paper, layers)
    if upright.mode.startswith("I"):
        # 16 bits of grey; Pillow's own conversion would cut instead of scale.
        upright = upright.convert("I").point(lambda grey: grey / 256).convert("L")
    plain = upright.convert("RGB")
    return Image.frombytes("RGB", plain.size, plain.tobytes())
