"""The one encoder: a JPEG of pixels alone, no larger than reading needs."""

from io import BytesIO
from math import sqrt

from PIL import Image

from .answer import Picture

MOST_PIXELS = 2600 * 1950
"""220 dots an inch of an A4 page, enough to read a certificate's small print."""

LONGEST = 16_000
"""Pixels of a side; a long screenshot keeps its width."""

QUALITY = 85


def fitting(width: float, height: float) -> float:
    """What both sides are multiplied with so that the whole just fits `MOST_PIXELS` and `LONGEST`."""
    return min(sqrt(MOST_PIXELS / (width * height)), LONGEST / max(width, height))


def encode(image: Image.Image, points: tuple[float, float] | None = None) -> Picture:
    """`image` is RGB. Only its pixels go in: what else it carries (comments, profiles, EXIF) stays out."""
    file = BytesIO()
    Image.frombytes("RGB", image.size, image.tobytes()).save(file, "JPEG", quality=QUALITY, optimize=True)
    return Picture(file.getvalue(), image.width, image.height, points or (image.width, image.height))
