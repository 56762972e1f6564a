"""A name in pinyin, as far as it can be told (R4)."""

import os
import re
from collections.abc import Callable, Iterable
from functools import cache

from functions.registration.values.names import folded

from .surnames import COMPOUND, READINGS

SYLLABLE = re.compile(r"[a-z]*[aeiouv][a-z]*")
LONGEST_SURNAME = max(map(len, COMPOUND))


@cache
def _reader() -> Callable[[str], list[str]]:
    # Phrases cost five times the rest to load and help no name; the library looks here when it is imported.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, lazy_pinyin

    return lambda char: list(lazy_pinyin(char, style=Style.NORMAL, errors="ignore"))


def name_pinyin(name: str) -> str | None:
    """A Han name as passports print it (GB/T 28039-2011): `LYU SIYUAN`.

    Family name first, then a blank and the given name in one piece, all in capitals, no tones, ü as YU. None,
    so that the guardian is asked, where a character has no known reading, and for names with a middle dot or in
    other scripts: the standard spells those by their own language, which the characters do not tell. Two
    surnames in a row (郑李) cannot be told from a given name and are read as one of each.
    """
    text = folded(name)
    if not text:
        return None
    surname, given = _split(text)
    reading = COMPOUND.get(surname) or READINGS.get(surname) or _read(surname)
    rest = _read(given)
    if reading is None or rest is None:
        return None
    return " ".join(part for part in (_capitals(reading), _capitals(rest)) if part)


def _split(name: str) -> tuple[str, str]:
    for length in range(LONGEST_SURNAME, 1, -1):
        # A name that is nothing but 东方 or 司马 is a family name and a given name of one character each.
        if len(name) > length and name[:length] in COMPOUND:
            return name[:length], name[length:]
    return name[:1], name[1:]


def _read(characters: Iterable[str]) -> str | None:
    syllables = []
    for char in characters:
        read = _reader()(char)  # nothing for what is no Han character
        if len(read) != 1 or not SYLLABLE.fullmatch(read[0]):
            return None
        syllables.append(read[0])
    return "".join(syllables)


def _capitals(reading: str) -> str:
    return reading.replace("v", "yu").upper()
