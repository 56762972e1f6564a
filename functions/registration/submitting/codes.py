"""Verification codes (R24; docs/promises.md): pure, the clock and the keyed MACs are arguments.

The digits are derived, never stored: HMAC(registration, code id) mod 10^6, under the key version of the stored
digest. So whoever sends them needs ids only, and a repeated message sends the same digits. 2^256 is not a
multiple of 10^6, which favours some codes by less than 2^-236: nothing.

Tries. 5 wrong ones are all that a registration has until an hour after its last code expired; a new code does not
give them back. Asking again is refused meanwhile, so a guesser has at most 5 of 10^6 in 70 minutes (about 1 in
10,000 a day), and a family that mistyped waits about an hour, not a day.
"""

import math
from base64 import urlsafe_b64decode
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from functions.registration.errors import CodeRefused, TooMany
from functions.registration.keyed import Keyed
from functions.registration.values.code import Code, Purpose

from .purposes import PURPOSES

DIGITS = 6
LIFETIME = timedelta(minutes=10)
TRIES = 5
FORGOTTEN_AFTER = timedelta(hours=1)
"""After the last code's expiry, the tries count from none again."""

PHONE_LIMITS = ((1, timedelta(minutes=1)), (5, timedelta(hours=1)), (10, timedelta(hours=24)))
"""Codes a phone in each window: mainland providers' own limits."""


class MacKeys(Protocol):
    """Keyed MACs as `<key>:<base64url>`; `like` asks for the key of another one."""

    def of(self, purpose: str, *parts: str, like: str | None = None) -> str: ...

    def matches(self, mac: str, purpose: str, *parts: str) -> bool: ...


def new_code(
    registration_id: str, code_id: str, purpose: Purpose, covers: str, macs: MacKeys, now: datetime
) -> Code:
    """A code for this purpose; `covers` is the keyed MAC of what it will confirm, or of whom it was sent to."""
    typed = _derived(macs.of("digits", registration_id, code_id))
    return Code(
        id=code_id,
        purpose=purpose,
        digest=macs.of("code", registration_id, code_id, typed),
        covers=covers,
        sent_at=now,
        expires_at=now + LIFETIME,
    )


def digits(registration_id: str, code: Code, macs: MacKeys) -> str:
    """The six digits to send. Never store, log or answer them."""
    return _derived(macs.of("digits", registration_id, code.id, like=code.digest))


def tries_still_counted(code: Code | None, tries: int, now: datetime) -> int:
    """Of `tries` since `code`, those that still count."""
    return 0 if code is None or now >= code.expires_at + FORGOTTEN_AFTER else tries


def refuse_new_code(code: Code | None, tries: int, now: datetime) -> None:
    """Raises `TooMany` (code_tries_used_up) while the registration's tries are used up."""
    if code is None or tries_still_counted(code, tries, now) < TRIES:
        return
    wait = _seconds(code.expires_at + FORGOTTEN_AFTER - now)
    raise TooMany(retry_after=wait, code="code_tries_used_up", wait=str(wait))


def refuse_try(code: Code | None, tries: int, purpose: Purpose | None, covers: Keyed, now: datetime) -> Code:
    """The code that may be tried now. Ask before counting the try; count it before `refuse_wrong`.

    Raises `CodeRefused` (code_missing, code_expired, code_for_another_purpose, code_for_another_form,
    code_for_another_answer) and `TooMany` (code_tries_used_up).
    """
    if code is None:
        raise CodeRefused(code="code_missing")
    refuse_new_code(code, tries, now)
    if now >= code.expires_at:
        raise CodeRefused(code="code_expired")
    if code.purpose is not purpose:
        raise CodeRefused(code="code_for_another_purpose")
    if not covers.names(code.covers):
        raise CodeRefused(code=PURPOSES[code.purpose].other)
    return code


def refuse_wrong(registration_id: str, code: Code, typed: str, macs: MacKeys) -> None:
    """Raises `CodeRefused` (code_wrong). Constant in time; only after the try was counted."""
    if not macs.matches(code.digest, "code", registration_id, code.id, typed):
        raise CodeRefused(code="code_wrong")


def next_allowed(sent: Sequence[datetime], now: datetime) -> datetime | None:
    """When a phone that was sent codes at `sent` may have its next; None if now."""
    newest_first = sorted(sent, reverse=True)
    waits = [newest_first[most - 1] + window for most, window in PHONE_LIMITS if len(newest_first) >= most]
    latest = max(waits, default=now)
    return latest if latest > now else None


def refuse_phone(sent: Sequence[datetime], now: datetime) -> None:
    """Raises `TooMany` (code_too_soon) until the phone may have its next code."""
    allowed = next_allowed(sent, now)
    if allowed is not None:
        wait = _seconds(allowed - now)
        raise TooMany(retry_after=wait, code="code_too_soon", wait=str(wait))


def _seconds(wait: timedelta) -> int:
    return max(1, math.ceil(wait.total_seconds()))


def _derived(mac: str) -> str:
    data = mac.partition(":")[2]
    number = int.from_bytes(urlsafe_b64decode(data + "=" * (-len(data) % 4)))
    return f"{number % 10**DIGITS:0{DIGITS}d}"
