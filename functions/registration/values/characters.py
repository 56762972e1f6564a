"""Characters of names that arrive in more than one coding: GB 18030's private use, the middle dot, variants."""

import unicodedata

from .folding import half_width, visible
from .spelling.beyond_gbk import SIMPLIFIED

FIRST_PRIVATE = 0xE815
MEANT = """
2E81 20087 20089 200CC 2E84 3473 3447 2E88 2E8B 9FB4 359E 361A 360E 2E8C 2E97 396E
3918 9FB5 39CF 39DF 3A73 39D0 9FB6 9FB7 3B4E 3C6E 3CE0 2EA7 215D7 9FB8 2EAA 4056
415F 2EAE 4337 2EB3 2EB6 2EB7 2298F 43B1 43AC 2EBB 43DD 44D6 4661 464C 9FB9 4723
4729 477C 478D 2ECA 4947 497A 497D 4982 4983 4985 4986 499F 499B 49B7 49B6 9FBA
241FE 4CA3 4C9F 4CA0 4CA1 4C77 4CA2 4D13 4D14 4D15 4D16 4D17 4D18 4D19 4DAE 9FBB
"""
GB_18030_PRIVATE_USE = {FIRST_PRIVATE + i: int(code, 16) for i, code in enumerate(MEANT.split())}
"""U+E815 to U+E864, where GBK kept its 80 additions (FE50 to FEA0), to the characters that they are.

66 left private use with GB 18030-2000 itself, 6 (20087, 20089, 200CC, 215D7, 2298F, 241FE) with GB 18030-2005,
8 (9FB4 to 9FBB) with GB 18030-2022. Gateways of any of these ages may still send the private codes.
"""

MIDDLE_DOT = "\u00b7"
DOTS = dict.fromkeys(
    map(
        ord,
        "\u02d9\u0387\u16eb\u2022\u2024\u2027\u2219\u22c5\u25cf\u25e6\u2e31\u2e33\u30fb\u318d\uff65\ua78f",
    ),
    MIDDLE_DOT,
)
"""What keyboards, copied text and registries write for the dot between the parts of a name."""

DOTS_BETWEEN_HAN = frozenset(".\uff0e\u3002\uff61\u2026")
"""Full stops: a dot between Han characters, but a real full stop in a Latin name."""

HAN = (
    (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFD),
)  # fmt: skip
"""Ranges of Han characters and radicals; planes 2 and 3 whole, for characters newer than Python's own tables."""


def is_han(char: str) -> bool:
    """Whether this is a Han character, a radical, 々 or 〇; of any plane."""
    return any(first <= ord(char) <= last for first, last in HAN)


def is_rare(char: str) -> bool:
    """Whether older systems have a Han character as a private code, or not at all.

    That is what GBK lacks, what GBK holds only in place of a simplified form that it lacks (頔 for 𬱖), and the
    marks that describe a character which cannot be typed (⿰王英).
    """
    if is_description(char) or char in SIMPLIFIED:
        return True
    if not is_han(char):
        return False
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return True
    return False


def is_description(char: str) -> bool:
    """Whether this describes a character that cannot be typed: U+2FF0 to U+2FFF, ㇯ and 〾."""
    return 0x2FF0 <= ord(char) <= 0x2FFF or char in "\u31ef\u303e"  # noqa: PLR2004 - code points


def is_variation_selector(char: str) -> bool:
    """Whether this only chooses a glyph of the character before it (U+FE00 to U+FE0F, U+E0100 to U+E01EF)."""
    return 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF  # noqa: PLR2004 - code points


def canonical(text: str) -> str:
    """Half-width NFC, after private codes of GB 18030; CJK compatibility ideographs become unified ones with it."""
    # NFC last: taking marks out or making letters half-width brings letters and accents together.
    return unicodedata.normalize("NFC", visible(half_width(text.translate(GB_18030_PRIVATE_USE))))
