"""What the drawing process hands back: pictures that we encoded, or a code that says why there are none."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from functions.inspect_document.inspection_result import Refused


@dataclass(frozen=True)
class Picture:
    """A JPEG of `width` by `height` pixels, on paper `points` large (1/72 inch; a picture's pixels otherwise)."""

    jpeg: bytes
    width: int
    height: int
    points: tuple[float, float]


Drawn = tuple[Picture, ...] | Refused


def write(file: BinaryIO, drawn: Drawn) -> None:
    """One line of JSON, then the pictures one after the other."""
    if isinstance(drawn, Refused):
        _line(file, {"refused": drawn.code})
        return
    heads = [[len(picture.jpeg), picture.width, picture.height, *picture.points] for picture in drawn]
    _line(file, {"pictures": heads})
    file.writelines(picture.jpeg for picture in drawn)


def read(file: BinaryIO) -> Drawn:
    """The other end of `write`. Raises ValueError, KeyError or TypeError for anything else."""
    head = json.loads(file.readline())
    if "refused" in head:
        return Refused(str(head["refused"]))
    return tuple(_pictures(file, head["pictures"]))


def _line(file: BinaryIO, head: dict[str, object]) -> None:
    file.write(json.dumps(head).encode() + b"\n")


def _pictures(file: BinaryIO, heads: list[list[float]]) -> Iterable[Picture]:
    for length, width, height, across, down in heads:
        jpeg = file.read(int(length))
        if len(jpeg) != length:
            raise ValueError("cut short")
        yield Picture(jpeg, int(width), int(height), (float(across), float(down)))
