"""Keyed MACs: what must be found again without being readable (docs/promises.md, docs/operations/rotate-keys.md).

A MAC names the key and the algorithm that made it, `1.sha256:<base64url of 32 bytes>`, so that values of several keys
stand side by side: new ones are written under the current key, old ones are found by `every` and compared by `matches`.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import NamedTuple

from functions.registration.keyed import Keyed

KEY_BYTES = 32


class MacAlgorithm(StrEnum):
    SHA256 = "sha256"
    SM3 = "sm3"
    """GB/T 32905, for districts that are assessed for national cryptography."""


class MacKey(NamedTuple):
    """A key serves one algorithm: to change the algorithm is to rotate the key."""

    key: bytes
    algorithm: MacAlgorithm = MacAlgorithm.SHA256


class Derived(NamedTuple):
    """A key that was made of one of the secret's keys; its name says of which, for when it is made again."""

    made_from: str
    key: bytes


class Macs:
    """HMACs under versioned keys of 32 bytes. Raises `ValueError` for other keys or no current one."""

    def __init__(self, keys: Mapping[int, MacKey], current: int) -> None:
        if current not in keys:
            raise ValueError(f"the current key {current} is not among the keys")
        if any(len(key.key) != KEY_BYTES for key in keys.values()):
            raise ValueError(f"every key must have {KEY_BYTES} bytes")
        newest_first = sorted(keys, key=lambda number: (number != current, -number))
        self._keys = {_name(number, keys[number]): keys[number] for number in newest_first}
        self._current = _name(current, keys[current])

    def of(self, purpose: str, *parts: str, like: str | None = None) -> str:
        """`<version>.<algorithm>:<base64url>` over the purpose and the parts, under the current key.

        Purposes keep values apart: account, child, phone, home, person, covers, code, digits. Parts are
        normalised by the caller. `like`: under the key that made this MAC; it must still be held (`KeyError`).
        """
        return self._under(self._current if like is None else _key_of(like), purpose, parts)

    def every(self, purpose: str, *parts: str) -> tuple[str, ...]:
        """The value under each key that is held, the current one first: what a look-up asks for."""
        return tuple(self._under(name, purpose, parts) for name in self._keys)

    def keyed(self, purpose: str, *parts: str) -> Keyed:
        """The same as one value: written as the current key has it, recognised as any has it."""
        return Keyed(self.every(purpose, *parts))

    def matches(self, mac: str, purpose: str, *parts: str) -> bool:
        """Whether `mac` is of these parts, whichever held key made it. Constant in time for one version."""
        name = _key_of(mac)
        if name not in self._keys:
            return False
        return hmac.compare_digest(mac.encode(), self._under(name, purpose, parts).encode())

    def derived(self, purpose: str, *parts: str, made_from: str | None = None) -> Derived:
        """32 bytes for a cipher, of no use for anything else: its message begins as no MAC's does.

        `made_from`: of that key, where it is still held (`KeyError`), else of the current one.
        """
        name = self._current if made_from is None else made_from
        return Derived(name, self._digest(name, ("derived", purpose, *parts)))

    def _under(self, name: str, purpose: str, parts: tuple[str, ...]) -> str:
        digest = self._digest(name, (purpose, *parts))
        return f"{name}:{urlsafe_b64encode(digest).rstrip(b'=').decode()}"

    def _digest(self, name: str, pieces: tuple[str, ...]) -> bytes:
        key, algorithm = self._keys[name]
        return _DIGESTS[algorithm](key, b"".join(_prefixed(piece) for piece in pieces))


def _name(version: int, key: MacKey) -> str:
    return f"{version}.{key.algorithm}"


def _key_of(mac: str) -> str:
    return mac.partition(":")[0]


def newest(macs: Collection[str]) -> str:
    """Of the MACs of one thing the one under the newest key: an older key is taken out of the secret first."""
    return max(macs, key=lambda mac: int(_key_of(mac).partition(".")[0]))


def _prefixed(part: str) -> bytes:
    """Its length first, so that ("ab", "c") and ("a", "bc") differ."""
    data = part.encode()
    return len(data).to_bytes(4) + data


def _sha256(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, hashlib.sha256).digest()


def _sm3(key: bytes, message: bytes) -> bytes:
    """hashlib has it only where its OpenSSL does; cryptography brings one that does."""
    from cryptography.hazmat.primitives.hashes import SM3
    from cryptography.hazmat.primitives.hmac import HMAC

    made = HMAC(key, SM3())
    made.update(message)
    return made.finalize()


_DIGESTS: Mapping[MacAlgorithm, Callable[[bytes, bytes], bytes]] = {
    MacAlgorithm.SHA256: _sha256,
    MacAlgorithm.SM3: _sm3,
}
