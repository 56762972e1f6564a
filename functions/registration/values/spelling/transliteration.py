"""Latin letters beyond A to Z as travel documents print them (ICAO 9303 part 3, section 6)."""

import re
import unicodedata

LETTERS = str.maketrans(
    {
        "Æ": "AE", "Ð": "D", "Đ": "D", "Ħ": "H", "ı": "I", "Ĳ": "IJ", "ĸ": "K", "Ł": "L", "Ŋ": "N", "Œ": "OE",
        "Ø": "OE", "ẞ": "SS", "ß": "SS", "Þ": "TH", "Ŧ": "T", "Ə": "E",
    }
)  # fmt: skip
"""Letters that Unicode does not take apart. Ä, Ö, Ü and Å lose their marks, as the standard lets a state choose."""

MARKED = {"Å": ("AA", "A"), "Ä": ("AE", "A"), "Ö": ("OE", "O"), "Ø": ("OE", "O"), "Ü": ("UE", "U")}
"""Letters that the standard, or who keeps a registry, writes as two or as one without its mark."""

PLAIN = str.maketrans({letter: ways[1] for letter, ways in MARKED.items()})


def is_transliteration(a: str, b: str) -> bool:
    """Whether one may stand for the other where there is nothing but A to Z: each Ü as UE or U. Raises nothing."""
    first, second = (unicodedata.normalize("NFC", name) for name in (a, b))
    plain = [transliterated(name.translate(PLAIN)) for name in (first, second)]
    return plain[0] == plain[1] or _may_be(first, second) or _may_be(second, first)


def _may_be(marked: str, other: str) -> bool:
    """Letter by letter, for a name may be written by both customs: OSTERGAARD for ØSTERGÅRD."""
    ways = (MARKED.get(char, (transliterated(char),)) for char in marked)
    pattern = "".join(f"(?:{'|'.join(map(re.escape, way))})" for way in ways)
    return re.fullmatch(pattern, transliterated(other)) is not None


def transliterated(capitals: str) -> str:
    """Capital letters without marks; letters that are none of A to Z by the standard's table. Raises nothing."""
    apart = unicodedata.normalize("NFD", capitals.translate(LETTERS))
    return "".join(char for char in apart if unicodedata.category(char) != "Mn")
