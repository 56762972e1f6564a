"""Which font file a receipt is set in: reading the whole of Noto Sans CJK costs four times the rest of the page.

A deployment carries a face cut down to the characters of GB 2312, made when it is packaged (`python -m
infra.receipt_face`). A receipt with any other character, and every receipt where no face was cut, takes the whole font.
"""

from pathlib import Path
from typing import NamedTuple

from noto_cjk_sans_otc import FONT_PATH

SIMPLIFIED_CHINESE = 2
"""Which of the font collection's faces draws characters as mainland China writes them."""

COMMON = Path(__file__).with_name("common-characters.otf")


class Face(NamedTuple):
    file: Path
    number: int
    """Its place in a collection; 0 in a file of one face."""


WHOLE = Face(Path(FONT_PATH), SIMPLIFIED_CHINESE)


def is_common(characters: str) -> bool:
    """Whether GB 2312 has all of them: its 6,763 Han characters, Latin letters, digits and punctuation."""
    try:
        characters.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def face_for(characters: str, *, common: Path = COMMON) -> Face:
    """The smallest face that draws all of `characters`."""
    return Face(common, 0) if is_common(characters) and common.is_file() else WHOLE
