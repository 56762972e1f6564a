"""Small values of very many registrations that one pass must read (R47): sealed as any, under keys that last a while.

A data key of its own for each value would cost a call of KMS for each; here a process makes one for many and remembers
those that it has opened, so that a pass over 20,000 registrations asks KMS as often as processes wrote them.
Whose value it is stands inside the seal: moved to another registration or check it does not open.
"""

import json
from base64 import b64decode, b64encode
from collections import OrderedDict
from functools import cache
from typing import Any

from functions.cloud import clients, settings

from .ciphers import CipherName
from .seal import Seal, SealBrokenError

PART = "facts"
EVERYBODY = "-"
"""Stands for the registration where `Seal` binds one: whose it is stands inside."""

VERSION = 1
"""Stands for the version where `Seal` binds one: a fact says itself which answers it is about."""

USES = 100_000
"""Values under one data key: far below what random nonces of 12 bytes allow."""

REMEMBERED = 1000
"""Data keys of other processes that are kept in memory."""


class RememberedKeys:
    """KMS as `Seal` asks it, which repeats a data key for the same context, and remembers those that it unwrapped."""

    def __init__(self, kms: Any) -> None:
        self._kms = kms
        self._made: dict[tuple[str, ...], tuple[Any, int]] = {}
        self._opened: OrderedDict[tuple[bytes, tuple[str, ...]], Any] = OrderedDict()

    def generate_data_key(self, *, EncryptionContext: dict[str, str], **asked: Any) -> Any:  # noqa: N803
        context = tuple(EncryptionContext.values())
        made, used = self._made.get(context, (None, USES))
        if used >= USES:
            made, used = self._kms.generate_data_key(EncryptionContext=EncryptionContext, **asked), 0
        self._made[context] = (made, used + 1)
        return made

    def decrypt(self, *, CiphertextBlob: bytes, EncryptionContext: dict[str, str], **asked: Any) -> Any:  # noqa: N803
        which = (CiphertextBlob, tuple(EncryptionContext.values()))
        if which not in self._opened:
            self._opened[which] = self._kms.decrypt(
                CiphertextBlob=CiphertextBlob, EncryptionContext=EncryptionContext, **asked
            )
            if len(self._opened) > REMEMBERED:
                self._opened.popitem(last=False)
        return self._opened[which]


class FactSeal:
    """Text in, text out: what a table keeps beside the sealed form."""

    def __init__(self, kms: Any, key_id: str, cipher: CipherName = CipherName.AES_256_GCM) -> None:
        keys: Any = RememberedKeys(kms)
        self._seal = Seal(keys, key_id, cipher)

    def seal(self, registration: str, name: str, text: str) -> str:
        """A call of KMS for the first value of a process."""
        whole = json.dumps([registration, name, text], ensure_ascii=False, separators=(",", ":"))
        return b64encode(self._seal.seal(EVERYBODY, whole.encode(), part=PART, version=VERSION)).decode()

    def open(self, registration: str, name: str, sealed: str) -> str:
        """A call of KMS for the first value of each process that sealed some. Raises SealBrokenError."""
        of, named, text = json.loads(
            self._seal.open(EVERYBODY, b64decode(sealed), part=PART, version=VERSION)
        )
        if (of, named) != (registration, name):
            raise SealBrokenError("another registration's, or another check's")
        return str(text)


@cache
def fact_seal() -> FactSeal:
    """The deployed one, under RUXUE_KEY_ID."""
    keys = settings.keys()
    return FactSeal(clients.kms(), keys.key_id, CipherName(keys.cipher))
