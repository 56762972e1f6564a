"""Free text as people type it: one line or several, of any script, without control or direction marks."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

LINE_LENGTH = 200
"""Characters in an address or an employer's name."""

FREE_LENGTH = 1000
"""Characters in the family notes (R13) and in the explanation of R20."""

NOTE_LENGTH = 500
"""Characters in a note among staff."""

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that turn the reading direction of what follows: nobody types them, and they make people misread."""

_BIDI = re.compile(f"[{BIDI_CONTROLS}]")


def one_direction(value: str) -> str:
    """The text without marks that turn its reading direction."""
    return _BIDI.sub("", value)


def _without_controls(value: str, *, allowed: str) -> str:
    text = one_direction(unicodedata.normalize("NFC", value)).strip()
    if any(unicodedata.category(char) in {"Cc", "Cs"} and char not in allowed for char in text):
        raise PydanticCustomError("control_character", "control characters are not allowed")
    if value and not text:
        raise PydanticCustomError("empty_text", "nothing that can be seen")
    return text


def one_line(value: str) -> str:
    """One line in NFC. Raises `control_character`, `empty_text`."""
    return _without_controls(value, allowed="")


def several_lines(value: str) -> str:
    """Text in NFC that may hold line breaks and tabs. Raises `control_character`, `empty_text`."""
    return _without_controls(value.replace("\r\n", "\n").replace("\r", "\n"), allowed="\n\t")


LineText = Annotated[str, StringConstraints(min_length=1, max_length=LINE_LENGTH), AfterValidator(one_line)]
FreeText = Annotated[
    str, StringConstraints(min_length=1, max_length=FREE_LENGTH), AfterValidator(several_lines)
]

WrittenNote = Annotated[
    str, StringConstraints(min_length=1, max_length=NOTE_LENGTH), AfterValidator(several_lines)
]
NoteText = Annotated[str, StringConstraints(max_length=NOTE_LENGTH), AfterValidator(several_lines)]
"""What one of the staff writes to others; it may be left empty."""
