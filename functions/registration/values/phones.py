"""Mainland mobile phone numbers (R10, R12)."""

import re
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from .folding import compact, plain_dashes

MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
SIGNS = re.compile(r"[-()./·,;。、]|^(?:TEL|Tel|tel|手机|电话)(?:号码?)?:?")
"""What people write between the digits, around them and before them."""

COUNTRY_PREFIX = re.compile(r"^(?:\+|00)?86(?=1\d{10}$)", re.ASCII)


def mobile_phone(typed: str) -> str:
    """Eleven digits, without 86, +86 or 0086, blanks, dashes, dots and brackets. Raises `phone_not_mainland_mobile`."""
    digits = COUNTRY_PREFIX.sub("", SIGNS.sub("", plain_dashes(compact(typed))))
    if not MOBILE.fullmatch(digits):
        raise PydanticCustomError("phone_not_mainland_mobile", "not a mainland mobile number")
    return digits


MobilePhone = Annotated[str, AfterValidator(mobile_phone)]


def mask_phone(phone: str) -> str:
    """138****0000: the first 3 and the last 4 digits around four stars."""
    return f"{phone[:3]}****{phone[-4:]}"
