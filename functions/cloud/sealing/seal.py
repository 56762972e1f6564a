"""One envelope-encrypted value: a KMS data key of its own, bound to its registration, its part and its version.

Format 2: `02`, the cipher's number, the version it was sealed for (4 bytes), the wrapped key's length (2 bytes), the
wrapped key, the nonce (12), the ciphertext with its tag (16). The plaintext is its length (4 bytes), itself, and zeros
up to a multiple of 512 bytes, so that a stored size does not tell how many students there are or how long a note is.
A value names its cipher, so what another setting sealed still opens. KMS may rotate the key's material by itself: its
id stays, and old values still open.
"""

import os
from functools import cache

from functions.cloud import clients, settings
from functions.cloud.aws.errors import WrongKeyError
from functions.cloud.aws.services import Kms

from .ciphers import CIPHERS, NONCE, TAG, Cipher, CipherName, TagMismatchError, cipher_of

FORMAT = b"\x02"
BUCKET = 512
HEAD = 8
"""Bytes before the wrapped key: format, cipher, version, length."""


class SealBrokenError(Exception):
    """Not a sealed value, changed since, or of another registration, part or version."""


class Seal:
    """Seals under one KMS key. KMS's own errors (throttled, access denied) pass as AwsError."""

    def __init__(self, kms: Kms, key_id: str, cipher: CipherName = CipherName.AES_256_GCM) -> None:
        self._kms = kms
        self._key_id = key_id
        self._cipher = CIPHERS[cipher]

    def seal(self, registration_id: str, plaintext: bytes, *, version: int, part: str = "form") -> bytes:
        """Bytes that only `open` with the same registration, part and version gives back. One KMS call."""
        cipher = self._cipher
        made = self._kms.generate_data_key(
            KeyId=self._key_id,
            NumberOfBytes=cipher.key_bytes,
            EncryptionContext=_context(registration_id, part),
        )
        wrapped = made["CiphertextBlob"]
        nonce = os.urandom(NONCE)
        bound = _bound(cipher, registration_id, part, version)
        sealed = cipher.encrypt(made["Plaintext"], nonce, _padded(plaintext), bound)
        head = FORMAT + cipher.number + version.to_bytes(4) + len(wrapped).to_bytes(2)
        return b"".join((head, wrapped, nonce, sealed))

    def open(self, registration_id: str, sealed: bytes, *, version: int, part: str = "form") -> bytes:
        """What was sealed. One KMS call. Raises `SealBrokenError`."""
        cipher, wrapped, nonce, ciphertext = _parts(bytes(sealed), version)
        try:
            key = self._kms.decrypt(
                KeyId=self._key_id,
                CiphertextBlob=wrapped,
                EncryptionContext=_context(registration_id, part),
            )["Plaintext"]
        except WrongKeyError as error:
            raise SealBrokenError("KMS does not know this data key here") from error
        if len(key) != cipher.key_bytes:
            raise SealBrokenError("the data key is of another cipher")
        try:
            padded = cipher.decrypt(key, nonce, ciphertext, _bound(cipher, registration_id, part, version))
        except TagMismatchError as error:
            raise SealBrokenError("the value was changed") from error
        length = int.from_bytes(padded[:4])
        return padded[4 : 4 + length]


@cache
def seal() -> Seal:
    """The deployed one, under RUXUE_KEY_ID."""
    keys = settings.keys()
    return Seal(clients.kms(), keys.key_id, CipherName(keys.cipher))


def _context(registration_id: str, part: str) -> dict[str, str]:
    return {"registration": registration_id, "part": part}


def _bound(cipher: Cipher, registration_id: str, part: str, version: int) -> bytes:
    pieces = (registration_id.encode(), part.encode())
    framed = b"".join(len(piece).to_bytes(2) + piece for piece in pieces)
    return FORMAT + cipher.number + version.to_bytes(4) + framed


def _padded(plaintext: bytes) -> bytes:
    framed = len(plaintext).to_bytes(4) + plaintext
    return framed + bytes(-len(framed) % BUCKET)


def _parts(sealed: bytes, version: int) -> tuple[Cipher, bytes, bytes, bytes]:
    start = HEAD + int.from_bytes(sealed[6:HEAD])
    cipher = cipher_of(sealed[1:2])
    if sealed[:1] != FORMAT or cipher is None or len(sealed) < start + NONCE + TAG:
        raise SealBrokenError("not a sealed value of a known format")
    if int.from_bytes(sealed[2:6]) != version:
        raise SealBrokenError("sealed for another version")
    return cipher, sealed[HEAD:start], sealed[start : start + NONCE], sealed[start + NONCE :]
