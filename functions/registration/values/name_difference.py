"""How two names differ: by what only a person can judge, or by what is somebody else's name (R8).

A registry may omit the dot of 古丽米热·艾比布力, write SOREN for SØREN, or hold 𬱖 where keyboards give 頔. None of
these is the family's slip, and none is the same name for certain: staff look at the papers.
"""

import unicodedata
from enum import StrEnum

from .characters import is_description, is_rare
from .names import comparable
from .spelling.transliteration import is_transliteration


class NameDifference(StrEnum):
    NONE = "none"
    DOTS = "dots"
    """The dots between the parts alone, or blanks and other signs in their place."""
    SPELLING = "spelling"
    """Latin letters that one side writes without their marks, or without what stands between them (ICAO 9303)."""
    RARE = "rare"
    """Each character that differs is one that older systems and keyboards lack: the tick of R8 is made for it."""
    OTHER = "other"


def name_difference(a: str, b: str) -> NameDifference:
    """The least difference that explains both spellings. Raises nothing."""
    first, second = comparable(a), comparable(b)
    if first == second:
        return NameDifference.NONE
    bare, other = _without_signs(first), _without_signs(second)
    if bare == other:
        return NameDifference.SPELLING if any(map(_is_latin, bare)) else NameDifference.DOTS
    if is_transliteration(bare.upper(), other.upper()):
        return NameDifference.SPELLING
    return NameDifference.RARE if _rare_alone(first, second) else NameDifference.OTHER


def _without_signs(name: str) -> str:
    """Letters and characters alone: old systems write a hyphen for the dot, and passports O'BRIEN as OBRIEN."""
    return "".join(char for char in name if not _is_sign(char))


def _is_sign(char: str) -> bool:
    return not is_description(char) and unicodedata.category(char)[0] in "PZ"


def _is_latin(char: str) -> bool:
    return "LATIN" in unicodedata.name(char, "")


def _rare_alone(first: str, second: str) -> bool:
    if any(map(is_description, first + second)):
        return first[:1] == second[:1]
    if len(first) != len(second):
        return False
    return all(is_rare(a) or is_rare(b) for a, b in zip(first, second, strict=True) if a != b)
