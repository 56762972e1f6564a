"""The opening hour of `bench.surge` as a picture: `python -m bench.surge_picture`, into docs/pictures/surge.png.

Above, the requests of each second; below, the codes that wait at its end, under the defaults and as documented.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from .surge import DEFAULTS, documented, played

TARGET = Path(__file__).parent.parent / "docs" / "pictures" / "surge.png"
FAMILIES = 100_000
SECONDS = 80 * 60
"""The hour, and what it leaves behind."""

SIZE, MARGIN, PANEL = (1200, 760), 80, 270
INK, GRID, RED, BLUE = "#222222", "#d0d0d0", "#c0392b", "#1f5fa8"
FONT = ImageFont.load_default(18)


class Line(NamedTuple):
    what: str
    colour: str
    values: Mapping[int, int]


def panel(draw: ImageDraw.ImageDraw, top: int, title: str, lines: tuple[Line, ...]) -> None:
    """One graph over the same minutes, its scale that of its own highest value."""
    left, right, bottom = MARGIN, SIZE[0] - MARGIN // 2, top + PANEL
    highest = max(max(line.values.values(), default=0) for line in lines) or 1
    for minute in range(0, SECONDS // 60 + 1, 10):
        x = left + (right - left) * minute * 60 // SECONDS
        draw.line((x, top, x, bottom), fill=GRID)
        draw.text((x, bottom + 6), f"{minute} min", fill=INK, font=FONT, anchor="ma")
    for part in range(5):
        y = bottom - PANEL * part // 4
        draw.line((left, y, right, y), fill=GRID)
        draw.text((left - 8, y), f"{highest * part // 4:,}", fill=INK, font=FONT, anchor="rm")
    draw.text((left, top - 28), title, fill=INK, font=FONT)
    for number, line in enumerate(lines):
        points = [
            (left + (right - left) * second / SECONDS, bottom - PANEL * line.values.get(second, 0) / highest)
            for second in range(SECONDS)
        ]
        draw.line(points, fill=line.colour, width=2)
        draw.text((right, top + 8 + 24 * number), line.what, fill=line.colour, font=FONT, anchor="ra")


def main() -> int:
    before, after = (played(FAMILIES, parameters) for parameters in (DEFAULTS, documented(FAMILIES)))
    picture = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(picture)
    title = f"Requests a second, {FAMILIES:,} families"
    panel(draw, 60, title, (Line("as documented", BLUE, after.requests),))
    waiting = (
        Line("the defaults", RED, before.codes.waiting),
        Line("as documented", BLUE, after.codes.waiting),
    )
    panel(draw, 60 + PANEL + 110, "Codes that wait to be sent", waiting)
    picture.quantize(16).save(TARGET, optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
