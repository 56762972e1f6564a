"""Eighteen-character numbers that hold a birth date and a check digit (GB 11643, ISO 7064 MOD 11-2)."""

from datetime import date
from typing import Literal

from pydantic_core import PydanticCustomError

WEIGHTS = tuple(2**power % 11 for power in range(17, 0, -1))
CHECK_CHARACTERS = "10X98765432"
FIRST_YEAR = 1900
LENGTH = 18
OLD_LENGTH = 15


def check_character(body: str) -> str:
    """The last character for the first 17 digits (ISO 7064 MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True))
    return CHECK_CHARACTERS[total % 11]


def birth_date_in(number: str) -> date | None:
    """The date in characters 7 to 14, or None where the calendar has no such day since 1900."""
    if len(number) != LENGTH or not (number[6:14].isascii() and number[6:14].isdigit()):
        return None
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    if year < FIRST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def sex_in(number: str) -> Literal["female", "male"] | None:
    """The sex in character 17, odd for male (GB 11643), or None where the number has another form."""
    if len(number) != LENGTH or not number[16].isdigit():
        return None
    return "male" if int(number[16]) % 2 else "female"


def checked(number: str) -> str:
    """The number again, if its date and check digit hold. The area code is never judged: areas come and go.

    Raises `identity_number_birth_date`, `identity_number_check_digit`. Expects 17 digits and a digit or X.
    """
    if birth_date_in(number) is None:
        raise PydanticCustomError("identity_number_birth_date", "the number holds no real birth date")
    if check_character(number[:17]) != number[17]:
        raise PydanticCustomError("identity_number_check_digit", "the check digit does not fit the number")
    return number


def eighteen(number: str) -> str:
    """The 18-character form of a number of before 2000: the century, and a check character (GB 11643).

    Those had 15 digits and no century, which is the twentieth. Another number comes back as it is; raises nothing.
    """
    if len(number) != OLD_LENGTH or not (number.isascii() and number.isdigit()):
        return number
    body = f"{number[:6]}19{number[6:]}"
    return body + check_character(body)
