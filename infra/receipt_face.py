"""The receipt's face of common characters, cut from Noto Sans CJK: `python -m infra.receipt_face [FILE]`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from functions.submit.receipt.face import COMMON, WHOLE

UNUSED = ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vmtx", "vhea"]
"""Tables for vertical writing and for features that the receipt does not switch on."""


def common_characters() -> Iterator[str]:
    """GB 2312 whole: printable ASCII and the two-byte rows."""
    yield from map(chr, range(0x20, 0x7F))
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue


def cut(target: Path) -> None:
    """Writes the face, about 1.5 MB; the same font gives the same bytes."""
    font = TTFont(str(WHOLE.file), fontNumber=WHOLE.number, lazy=True, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = ["*"]
    options.drop_tables = [*options.drop_tables, *UNUSED]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(common_characters()))
    subsetter.subset(font)
    font.save(str(target))


if __name__ == "__main__":
    cut(Path(sys.argv[1]) if sys.argv[1:] else COMMON)
