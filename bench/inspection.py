"""CPU of one upload's inspection against the same picture merely decoded, made smaller and encoded:
`python -m bench.inspection`.

A camera's photo as the page sends it where it could not be made smaller on the phone, one as the page sends it
usually, and a scan of three pages. The process that each is drawn in is counted, with its start; no bound was set.
"""

import resource
import sys
import time
from collections.abc import Callable
from io import BytesIO
from statistics import median

from PIL import Image

from functions.inspect_document.drawing.jpeg import QUALITY, fitting
from functions.inspect_document.inspection import inspect
from functions.inspect_document.inspection_result import Clean
from tests.documents.files import encoded, picture

ROUNDS = 5
SIZES = {"photo, 12 MP": (4000, 3000), "photo, 3 MP": (2048, 1536)}
PAGE = (1240, 1754)
"""A4 at 150 dots an inch."""


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def milliseconds(work: Callable[[], object]) -> float:
    begun = _cpu()
    work()
    return (_cpu() - begun) * 1000


def _inspected(content: bytes, media_type: str) -> None:
    found = inspect(content, media_type)
    if not isinstance(found, Clean):
        raise SystemExit(f"{media_type}: {found}")


def _bare(contents: list[bytes]) -> None:
    for content in contents:
        image = Image.open(BytesIO(content))
        scale = min(1, fitting(*image.size))
        image.thumbnail((image.width * scale, image.height * scale))
        image.convert("RGB").save(BytesIO(), "JPEG", quality=QUALITY)


def _told(name: str, content: bytes, media_type: str, pictures: list[bytes]) -> None:
    rounds = [
        (milliseconds(lambda: _inspected(content, media_type)), milliseconds(lambda: _bare(pictures)))
        for _ in range(ROUNDS + 1)
    ][1:]
    ours, bare = (median(times) for times in zip(*rounds, strict=True))
    print(
        f"inspection, {name}, {len(content) / 1024:.0f} KiB, CPU ms, median of {ROUNDS}: {ours:.0f},"
        f" bare {bare:.0f}, ratio {ours / bare:.2f}"
    )


def main() -> int:
    for name, (width, height) in SIZES.items():
        photo = encoded(picture(width, height), "JPEG", quality=QUALITY)
        _told(name, photo, "image/jpeg", [photo])
    pages = [picture(*PAGE) for _ in range(3)]
    scan = BytesIO()
    pages[0].save(scan, "PDF", save_all=True, append_images=pages[1:])
    _told("scan of 3 pages", scan.getvalue(), "application/pdf", [encoded(page, "JPEG") for page in pages])
    return 0


if __name__ == "__main__":
    sys.exit(main())
