"""Latin letters beyond A to Z as travel documents print them (ICAO 9303 part 3, section 6)."""

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

WRITINGS = tuple(str.maketrans({letter: ways[way] for letter, ways in MARKED.items()}) for way in (0, 1))


def transliterations(capitals: str) -> frozenset[str]:
    """How a name may stand where there is nothing but A to Z: MÜLLER as MUELLER and as MULLER. Raises nothing."""
    composed = unicodedata.normalize("NFC", capitals)
    return frozenset(transliterated(composed.translate(writing)) for writing in WRITINGS)


def transliterated(capitals: str) -> str:
    """Capital letters without marks; letters that are none of A to Z by the standard's table. Raises nothing."""
    apart = unicodedata.normalize("NFD", capitals.translate(LETTERS))
    return "".join(char for char in apart if unicodedata.category(char) != "Mn")
