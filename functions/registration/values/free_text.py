"""Free text as people type it: one line or several, of any script, without control or direction marks."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

LINE_LENGTH = 200
"""Characters in an address or an employer's name."""

FREE_LENGTH = 1000
"""Characters in the family notes (R13) and in the explanation of R20."""


BIDI_CONTROLS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Marks that turn the reading direction of what follows: nobody types them, and they make staff misread."""


def _without_controls(value: str, *, allowed: str) -> str:
    text = unicodedata.normalize("NFC", value).translate(BIDI_CONTROLS)
    if any(unicodedata.category(char) in {"Cc", "Cs"} and char not in allowed for char in text):
        raise PydanticCustomError("control_character", "control characters are not allowed")
    return text


def one_line(value: str) -> str:
    """One line in NFC. Raises `control_character`."""
    return _without_controls(value, allowed="")


def several_lines(value: str) -> str:
    """Text in NFC that may hold line breaks and tabs. Raises `control_character`."""
    return _without_controls(value.replace("\r\n", "\n").replace("\r", "\n"), allowed="\n\t")


LineText = Annotated[str, StringConstraints(min_length=1, max_length=LINE_LENGTH), AfterValidator(one_line)]
FreeText = Annotated[
    str, StringConstraints(min_length=1, max_length=FREE_LENGTH), AfterValidator(several_lines)
]
