"""The rushes of `bench.surge` as pictures: `python -m bench.surge_picture`, into docs/pictures.

Above, the requests of each second; below, the papers that wait at its end, by cohorts.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from .rush.cohorts import flowed
from .rush.parameters import DAY, DEFAULTS, HOUR, Crowd, documented

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
TARGETS = {"surge.png": Crowd(100_000), "surge_day.png": Crowd(18_000_000, DAY)}

MINUTE = 60
TICKS = {HOUR: (10 * MINUTE, MINUTE, "min"), DAY: (2 * HOUR, HOUR, "h")}
"""Time that a crowd comes within -> seconds from one mark to the next, and the unit that they are told in."""

SIZE, MARGIN, PANEL = (1200, 760), 110, 270
INK, GRID, RED, BLUE = "#222222", "#d0d0d0", "#c0392b", "#1f5fa8"
FONT = ImageFont.load_default(18)


class Line(NamedTuple):
    what: str
    colour: str
    values: Mapping[int, float]


def panel(draw: ImageDraw.ImageDraw, top: int, title: str, lines: tuple[Line, ...], within: int) -> None:
    """One graph over the same time, its scale that of its own highest value."""
    step, unit, name = TICKS[within]
    seconds = max(second for line in lines for second in line.values) // step * step + step
    left, right, bottom = MARGIN, SIZE[0] - MARGIN // 3, top + PANEL
    highest = max(max(line.values.values(), default=0) for line in lines) or 1
    for second in range(0, seconds + 1, step):
        x = left + (right - left) * second // seconds
        draw.line((x, top, x, bottom), fill=GRID)
        draw.text((x, bottom + 6), f"{second // unit} {name}", fill=INK, font=FONT, anchor="ma")
    for part in range(5):
        y = bottom - PANEL * part // 4
        draw.line((left, y, right, y), fill=GRID)
        draw.text((left - 8, y), f"{highest * part / 4:,.0f}", fill=INK, font=FONT, anchor="rm")
    draw.text((left, top - 28), title, fill=INK, font=FONT)
    for number, line in enumerate(lines):
        points = [
            (left + (right - left) * second / seconds, bottom - PANEL * line.values.get(second, 0) / highest)
            for second in range(seconds)
        ]
        draw.line(points, fill=line.colour, width=2)
        draw.text((right, top + 8 + 24 * number), line.what, fill=line.colour, font=FONT, anchor="ra")


def drawn(crowd: Crowd) -> Image.Image:
    """The defaults too where those play to an end that is worth showing: nobody is turned away."""
    rushes = {("as documented", BLUE): flowed(crowd, documented(crowd))}
    if crowd.within < DAY:
        rushes = {("the defaults", RED): flowed(crowd, DEFAULTS)} | rushes
    picture = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(picture)
    requests = tuple(Line(*named, rush.requests) for named, rush in rushes.items())
    panel(draw, 60, f"Requests a second, {crowd.families:,} families", requests, crowd.within)
    papers = tuple(Line(*named, rush.waiting["papers"]) for named, rush in rushes.items())
    panel(draw, 60 + PANEL + 110, "Papers that wait to be looked at", papers, crowd.within)
    return picture.quantize(16)


def main() -> int:
    for name, crowd in TARGETS.items():
        drawn(crowd).save(FOLDER / name, optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
