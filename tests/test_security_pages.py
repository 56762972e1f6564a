"""The page of ASVS is complete: every requirement of levels 1 and 2 has its line, and its figures are its lines'."""

import re
from collections import Counter

from tests.references import ROOT

LINES = Counter(
    {1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 10: 29, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13,
     16: 16, 17: 7}
)  # fmt: skip
"""Requirements of levels 1 and 2 by chapter, as the standard's version 5.0.0 has them."""

PAGE = (ROOT / "docs/security/asvs.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\d+)\.(\d+\.\d+) \| [^|]+ \| (\S+) \| ([^|]+) \|$", PAGE, re.MULTILINE)


def test_every_requirement_has_its_line_once() -> None:
    assert Counter(int(chapter) for chapter, *_ in ROWS) == LINES
    assert len({(chapter, number) for chapter, number, *_ in ROWS}) == len(ROWS) == 253


def test_the_figures_are_those_of_the_lines() -> None:
    head = re.search(r"^\| (met .*) \|\n\|[-|]+\|\n\| (.*) \|$", PAGE, re.MULTILINE)
    assert head is not None
    told = dict(zip(head[1].split(" | "), map(int, head[2].split(" | ")), strict=True))
    assert {name: number for name, number in told.items() if number} == Counter(
        answer for *_, answer, _ in ROWS
    )
