"""A verification code, as it is kept: for one purpose, and without its digits (R24, R45)."""

from datetime import datetime
from enum import StrEnum

from functions.registration.values.model import Model


class Purpose(StrEnum):
    """What a code is for; it does nothing else (R45)."""

    SUBMIT = "submit"
    AMEND = "amend"
    WITHDRAW = "withdraw"
    DECLINE = "decline"
    ANSWER = "answer"
    """To hand in what staff asked for (R40)."""
    COPY = "copy"
    """To read and take away all that is held (R49)."""


class Code(Model):
    """A verification code that was asked for; the digits are nowhere in it (docs/promises.md)."""

    id: str
    purpose: Purpose
    digest: str
    """Keyed MAC of the six digits, bound to the registration and to this id."""
    covers: str
    """Keyed MAC of guardian 1's phone that it was asked for and of what it confirms: the students, or an answer."""
    sent_at: datetime
    expires_at: datetime
