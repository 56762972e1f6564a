"""Idempotency: what a request is called that came under an Idempotency-Key, so that its repetition knows itself."""

import hashlib
from collections.abc import Mapping

from ulid import ULID

from functions.cloud.sealing.macs import Macs
from functions.registration.errors import InvalidInput
from functions.registration.keyed import Keyed

LONGEST_KEY = 100
"""Characters of an Idempotency-Key."""


def idempotency_key_of(headers: Mapping[str, str]) -> str:
    """The Idempotency-Key; empty where there is none. Raises InvalidInput for one that is too long."""
    key = headers.get("idempotency-key", "")
    if len(key) > LONGEST_KEY:
        raise InvalidInput(code="idempotency_key_too_long")
    return key


def named(door: str, of: str, key: str, macs: Macs) -> Keyed | None:
    """The keyed MACs of a request at a door, of an account or a registration; None without a key."""
    return macs.keyed(door, of, key) if key else None


def id_of(name: Keyed | None) -> str:
    """An id, in a ULID's form, of what a request makes: the same again where it has a name, else a new one."""
    return str(ULID() if name is None else ULID(hashlib.sha256(name.encode()).digest()[:16]))
