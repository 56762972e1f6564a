"""The corpus: each file gets its answer, and what is accepted holds nothing of what came."""

import re

import pytest

from functions.inspect_document.drawing.bounds import MB, Bounds
from functions.inspect_document.inspection import inspect
from functions.inspect_document.inspection_result import Clean, InspectionResult, Refused

from .hostile.table import IMAGES, OK, OTHERS, PDFS

SMALL = Bounds(cpu_seconds=4, memory=640 * MB, wall_seconds=300)

TYPES = {**dict.fromkeys([*IMAGES, *OTHERS], "image/jpeg"), **dict.fromkeys(PDFS, "application/pdf")}
CASES = IMAGES | OTHERS | PDFS
LEFT = re.compile(rb"canary|Exif|http|ICC_PROFILE|JavaScript|/(?:Info|Annots|AcroForm|Metadata|Names|AA)\b")


def test_the_corpus_is_large_and_names_no_file_twice() -> None:
    assert len(CASES) == len(IMAGES) + len(OTHERS) + len(PDFS)
    assert len(CASES) >= 130


@pytest.mark.parametrize("name", CASES)
def test_each_odd_or_hostile_file_gets_its_answer(name: str) -> None:
    make, expected = CASES[name]

    result = inspect(make(), TYPES[name], bounds=SMALL)

    assert answer(result) == expected
    if isinstance(result, Clean):
        assert is_ours(result)


def answer(result: InspectionResult) -> str:
    return result.code if isinstance(result, Refused) else OK


def is_ours(clean: Clean) -> bool:
    """What our two encoders write, of a size that a page shows without trouble, and no word of the original."""
    head = {"image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF", "application/pdf": b"%PDF-1.4\n%\xe2\xe3"}
    return (
        clean.content.startswith(head[clean.media_type])
        and not LEFT.search(clean.content)
        and len(clean.content) < 30 * MB
    )
