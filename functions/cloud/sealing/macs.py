"""Keyed MACs: what must be found again without being readable (docs/promises.md).

Rotation. Add key 2 beside key 1 in the secret and make it `current`: new values carry "2:", old ones still
match, and `every` gives a look-up the values of all keys, current first. When nothing stored begins with "1:"
(after the seasons that used it are erased, or rewritten by `every`), take key 1 out. A claim that must stay
unique across the change is written under every key that is still held.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping

KEY_BYTES = 32


class Macs:
    """HMAC-SHA-256 under versioned keys of 32 bytes. Raises `ValueError` for other keys or no current one."""

    def __init__(self, keys: Mapping[int, bytes], current: int) -> None:
        if current not in keys:
            raise ValueError(f"the current key {current} is not among the keys")
        if any(len(key) != KEY_BYTES for key in keys.values()):
            raise ValueError(f"every key must have {KEY_BYTES} bytes")
        self._keys = dict(keys)
        self._current = current

    def of(self, purpose: str, *parts: str, version: int | None = None) -> str:
        """`<version>:<base64url of 32 bytes>` over the purpose and the parts, under the current key.

        Purposes keep values apart: account, child, phone, home, person, covers, code, digits. Parts are
        normalised by the caller. Another `version` must still be held (`KeyError`).
        """
        number = self._current if version is None else version
        message = b"".join(_prefixed(part) for part in (purpose, *parts))
        digest = hmac.new(self._keys[number], message, hashlib.sha256).digest()
        return f"{number}:{urlsafe_b64encode(digest).rstrip(b'=').decode()}"

    def every(self, purpose: str, *parts: str) -> tuple[str, ...]:
        """The value under each key that is held, the current one first: for look-ups during a rotation."""
        versions = sorted(self._keys, key=lambda number: (number != self._current, -number))
        return tuple(self.of(purpose, *parts, version=number) for number in versions)

    def matches(self, mac: str, purpose: str, *parts: str) -> bool:
        """Whether `mac` is of these parts, whichever held key made it. Constant in time for one version."""
        number = version_of(mac)
        if number not in self._keys:
            return False
        return hmac.compare_digest(mac.encode(), self.of(purpose, *parts, version=number).encode())


def version_of(mac: str) -> int | None:
    """The version of the key that made it, or None for what is no MAC."""
    number, colon, _ = mac.partition(":")
    return int(number) if colon and number.isascii() and number.isdigit() else None


def _prefixed(part: str) -> bytes:
    """Its length first, so that ("ab", "c") and ("a", "bc") differ."""
    data = part.encode()
    return len(data).to_bytes(4) + data
