"""The names that a list shows, sealed without KMS: a page of a hundred costs no call for any of them (decision 0013).

The key of each is derived from the secret's MAC key and the registration's id, so that a label opens nowhere else and
no key serves for much. Its text names the cipher and the key that it was derived from: what an earlier cipher or an
earlier key sealed still opens, and where that key is no longer held the list shows no name.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from functools import cache

from functions.cloud import settings
from functions.cloud.logs import logger

from .ciphers import CIPHERS, NONCE, TAG, Cipher, CipherName, TagMismatchError, cipher_of
from .macs import Macs
from .seal import SealBrokenError
from .secrets import macs

BUCKET = 128
"""Bytes of which a label's size is a multiple, so that it does not tell how long a name is."""

HEAD = 2
"""Bytes before the key's name: the cipher's number, the name's length."""


class Labels:
    """`macs` is asked each time, since the secret may change while a process lives."""

    def __init__(self, macs: Callable[[], Macs], cipher: CipherName = CipherName.AES_256_GCM) -> None:
        self._macs = macs
        self._cipher = CIPHERS[cipher]

    def seal(self, registration: str, names: Sequence[str]) -> str:
        """Text for the table. No call."""
        cipher = self._cipher
        made_from, key = self._macs().derived("label", registration)
        nonce = os.urandom(NONCE)
        head = cipher.number + len(made_from).to_bytes(1) + made_from.encode()
        sealed = cipher.encrypt(_cut(key, cipher), nonce, _padded(names), _bound(head, registration))
        return b64encode(head + nonce + sealed).decode()

    def open(self, registration: str, sealed: str) -> tuple[str, ...] | None:
        """The names; None where there is no label, or its key is no longer held. No call. Raises SealBrokenError."""
        if not sealed:
            return None
        try:
            whole = b64decode(sealed)
            start = HEAD + int.from_bytes(whole[1:HEAD])
            made_from = whole[HEAD:start].decode()
        except ValueError as error:
            raise SealBrokenError("not a label") from error
        cipher = cipher_of(whole[:1])
        if cipher is None or len(whole) < start + NONCE + TAG:
            raise SealBrokenError("not a label")
        head, nonce, ciphertext = whole[:start], whole[start : start + NONCE], whole[start + NONCE :]
        try:
            _, key = self._macs().derived("label", registration, made_from=made_from)
        except KeyError:
            return None
        try:
            names = cipher.decrypt(_cut(key, cipher), nonce, ciphertext, _bound(head, registration))
        except TagMismatchError as error:
            raise SealBrokenError("changed, or another registration's") from error
        return tuple(json.loads(names))

    def shown(self, registration: str, sealed: str) -> list[str]:
        """The names for a line of a list: a label that is gone, or damaged, leaves its own line without any."""
        try:
            return list(self.open(registration, sealed) or ())
        except SealBrokenError:
            logger().error("label_broken", extra={"registration_id": registration})
            return []


@cache
def labels() -> Labels:
    """The deployed ones."""
    return Labels(macs, CipherName(settings.keys().cipher))


def _cut(key: bytes, cipher: Cipher) -> bytes:
    return key[: cipher.key_bytes]


def _padded(names: Sequence[str]) -> bytes:
    """JSON, which lets blanks follow."""
    text = json.dumps(list(names), ensure_ascii=False, separators=(",", ":")).encode()
    return text + b" " * (-len(text) % BUCKET)


def _bound(head: bytes, registration: str) -> bytes:
    return head + registration.encode()
