"""Names of people of any script and plane (R8), and how they are compared."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from .characters import (
    DOTS,
    DOTS_BETWEEN_HAN,
    MIDDLE_DOT,
    canonical,
    is_description,
    is_han,
    is_rare,
    is_variation_selector,
)
from .folding import APOSTROPHES, DASHES, commas_as_blanks, half_width, visible
from .spelling.transliteration import transliterated

MAX_LENGTH = 100

ROOM_FOR_BLANKS = 4 * MAX_LENGTH

PINYIN = re.compile(r"[A-Z]+(?:(?: |-|'|\. ?)[A-Z]+)*\.?")

PUNCTUATION = APOSTROPHES | {code: dash for code, dash in DASHES.items() if chr(code) != "ー"}
"""One fold for names and for pinyin. The long-vowel mark is a letter of Japanese names."""

PLACEHOLDERS = frozenset("?*_…¿⁇#|〓\ufffd")
"""What keyboards and old systems write in place of a character that they lack, beside symbols of all kinds."""


def folded(typed: str) -> str:
    """A name as it is stored: NFC, half-width, one kind of middle dot, no blanks between Han characters.

    Private codes of GB 18030 become the characters they stand for. Raises nothing.
    """
    text = canonical(typed).translate(DOTS).translate(PUNCTUATION)
    text = _dots_between_han(" ".join(text.split()))
    text = re.sub(rf" *{MIDDLE_DOT}[ {MIDDLE_DOT}]*", MIDDLE_DOT, text)
    return _no_blanks_between_han(text).strip(MIDDLE_DOT)


def _dots_between_han(text: str) -> str:
    return "".join(
        MIDDLE_DOT
        if char in DOTS_BETWEEN_HAN and 0 < i < len(text) - 1 and is_han(text[i - 1]) and is_han(text[i + 1])
        else char
        for i, char in enumerate(text)
    )


def _no_blanks_between_han(text: str) -> str:
    chars = [
        char
        for i, char in enumerate(text)
        if not (char == " " and 0 < i < len(text) - 1 and is_han(text[i - 1]) and is_han(text[i + 1]))
    ]
    return "".join(chars)


def person_name(typed: str) -> str:
    """A folded name of 1 to 100 characters.

    Raises `name_empty`, `name_too_long`, `control_character`, `name_not_letters` (digits and signs alone),
    `name_private_use` (a private code that no standard explains) and `name_placeholder` (张? 张□).
    """
    raw = typed.strip()
    name = folded(raw[:ROOM_FOR_BLANKS])
    if not name:
        raise PydanticCustomError("name_empty", "there is no name")
    if len(name) > MAX_LENGTH or len(raw) > ROOM_FOR_BLANKS:
        raise PydanticCustomError("name_too_long", "the name is too long")
    categories = {unicodedata.category(char) for char in raw + name}
    if categories & {"Cc", "Cs"}:
        raise PydanticCustomError("control_character", "control characters are not allowed")
    if any(unicodedata.category(char) == "Co" for char in name):
        raise PydanticCustomError("name_private_use", "a character is a private code of some other system")
    if any(map(_stands_for_another, name)):
        raise PydanticCustomError("name_placeholder", "a sign stands where a character is missing")
    if not any(char.isalpha() or is_han(char) for char in name):
        raise PydanticCustomError("name_not_letters", "a name is written in letters or characters")
    return name


PersonName = Annotated[str, AfterValidator(person_name)]


def _stands_for_another(char: str) -> bool:
    """A sign for a character that is missing (□, ❓, an emoji, compatibility forms of these), and no part of a name."""
    if is_han(char) or is_description(char):
        return False
    plain = unicodedata.normalize("NFKC", char)
    return any(sign in PLACEHOLDERS or unicodedata.category(sign) in {"So", "Sm"} for sign in (char, *plain))


def same_name(a: str, b: str) -> bool:
    """Whether two names are the same one, differently typed.

    Width, letter case, blanks, commas, kinds of middle dot, of apostrophe and of dash, compatibility forms, GB
    18030's private codes and glyph variants do not count; different characters do, also traditional for simplified
    ones. `name_difference` tells what kind of difference it is.
    """
    return comparable(a) == comparable(b)


def comparable(name: str) -> str:
    """A name without what does not count when two are compared."""
    text = "".join(char for char in commas_as_blanks(folded(name)) if not is_variation_selector(char))
    return folded(unicodedata.normalize("NFKC", text).casefold())


def has_rare_characters(name: str) -> bool:
    """Whether a character of the name is rare (characters.is_rare): the tick of R8 is then offered on its own."""
    return any(is_rare(char) for char in folded(name))


def pinyin(typed: str) -> str:
    """Capital letters as passports print them: no tones, Ü as YU after L and N (GB/T 28039-2011), else as U.

    Other Latin names pass as well, with blanks, hyphens, apostrophes and full stops; what is beyond A to Z is
    transliterated (ICAO 9303), and a comma is a blank. Raises
    `pinyin_letters`, `pinyin_too_long`.
    """
    text = unicodedata.normalize("NFC", half_width(typed)).translate(PUNCTUATION).upper()
    text = commas_as_blanks(text.translate(DOTS).replace(MIDDLE_DOT, " "))
    text = re.sub(r"(?<=[LN])[ÜǕǗǙǛ]", "YU", text)
    text = " ".join(visible(transliterated(text)).split())
    if len(text) > MAX_LENGTH:
        raise PydanticCustomError("pinyin_too_long", "the name in pinyin is too long")
    if not PINYIN.fullmatch(text):
        raise PydanticCustomError("pinyin_letters", "pinyin is written in Latin letters")
    return text


Pinyin = Annotated[str, AfterValidator(pinyin)]
