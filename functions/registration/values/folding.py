"""Folding what phones, gateways and copied text do to plain characters: width, dashes, invisible marks."""

import unicodedata

HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width ASCII (U+FF01 to U+FF5E) to its half-width form."""

DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−⁃˗⸺⸻﹘﹣ー"), "-")


APOSTROPHES = dict.fromkeys(map(ord, "‘’‛ʻʼʽʾʿˈʹ′‵՚ꞌ＇`´"), "'")
"""What keyboards write for the apostrophe of a name: O’BRIEN is O'BRIEN."""

COMMAS = frozenset(",、;")
"""What stands between family name and given names, by whatever keyboard: SMITH、JOHN."""

FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Hangul's fillers and the blank of braille: letters or signs to Unicode, and nothing to anybody's eye."""


def commas_as_blanks(text: str) -> str:
    """Half-width text with each comma a blank."""
    return "".join(" " if char in COMMAS else char for char in text)


def half_width(text: str) -> str:
    """The text with full-width letters, digits and signs made half-width; all else as it is."""
    return text.translate(HALF_WIDTH)


def plain_dashes(text: str) -> str:
    """Every dash, and the long-vowel mark keyboards offer for it, as a hyphen-minus; call `half_width` first."""
    return text.translate(DASHES)


def visible(text: str) -> str:
    """Without format characters (zero-width blanks, byte-order and direction marks) and fillers that show nothing."""
    return "".join(char for char in text if unicodedata.category(char) != "Cf" and char not in FILLERS)


def compact(text: str) -> str:
    """Half-width, without any blank or invisible mark."""
    return "".join(visible(half_width(text)).split())
