"""Photos of papers, drawn: one that is good, and one with each flaw that the page looks for."""

import random
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

Size = tuple[int, int]


def paper(size: Size = (1200, 900), *, light: float = 1.0, seed: int = 1) -> Image.Image:
    """A page with lines of print, in focus and well lit."""
    rng = random.Random(seed)
    image = Image.new("L", size, 205)
    draw = ImageDraw.Draw(image)
    for top in range(60, size[1] - 60, 34):
        left = 70
        while left < size[0] - 120:
            width = rng.randint(14, 60)
            draw.rectangle((left, top, left + width, top + 15), fill=40)
            left += width + rng.randint(6, 16)
    return image.point(lambda value: int(value * light))


def jpeg(image: Image.Image, quality: int = 88) -> bytes:
    out = BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


@cache
def good(seed: int = 1) -> bytes:
    return jpeg(paper(seed=seed))


def dark() -> bytes:
    return jpeg(paper(light=0.25))


def blurred() -> bytes:
    return jpeg(paper().filter(ImageFilter.GaussianBlur(14)))


def glaring() -> bytes:
    image = paper()
    ImageDraw.Draw(image).ellipse((420, 260, 820, 620), fill=255)
    return jpeg(image)


def small() -> bytes:
    return jpeg(paper((420, 320)))


def sideways() -> bytes:
    return jpeg(paper().rotate(90, expand=True))


@cache
def large() -> bytes:
    """As a phone's camera makes them: 4000 pixels across, several megabytes."""
    noise = Image.effect_noise((4000, 3000), 40)
    return jpeg(Image.blend(paper((4000, 3000)), noise, 0.35))


@cache
def huge() -> bytes:
    """More than the 10 MB that are taken, as cameras of the newest phones make them."""
    noise = Image.effect_noise((4000, 3000), 40)
    return jpeg(Image.blend(paper((4000, 3000)), noise, 0.35), quality=99)


def not_an_image() -> bytes:
    return b"<!doctype html><title>photo</title><script>alert(1)</script>"
