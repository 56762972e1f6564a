"""One envelope-encrypted value: a KMS data key of its own, AES-256-GCM, bound to its registration and part.

Format, version 1: `01`, the wrapped key's length (2 bytes), the wrapped key, the nonce (12), the ciphertext
with its tag (16). The plaintext is its length (4 bytes), itself, and zeros up to a multiple of 512 bytes, so
that a stored size does not tell how many students there are or how long a note is. KMS may rotate the key's
material by itself: its id stays, and old values still open.
"""

import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from functions.cloud import clients, settings
from functions.cloud.aws.errors import WrongKeyError
from functions.cloud.aws.services import Kms

FORMAT = b"\x01"
BUCKET = 512
NONCE = 12
TAG = 16


class SealBrokenError(Exception):
    """Not a sealed value, changed since, or of another registration or part."""


class Seal:
    """Seals under one KMS key. KMS's own errors (throttled, access denied) pass as AwsError."""

    def __init__(self, kms: Kms, key_id: str) -> None:
        self._kms = kms
        self._key_id = key_id

    def seal(self, registration_id: str, plaintext: bytes, *, part: str = "form") -> bytes:
        """Bytes that only `open` with the same registration and part gives back. One KMS call."""
        made = self._kms.generate_data_key(
            KeyId=self._key_id, KeySpec="AES_256", EncryptionContext=_context(registration_id, part)
        )
        wrapped = made["CiphertextBlob"]
        nonce = os.urandom(NONCE)
        sealed = AESGCM(made["Plaintext"]).encrypt(nonce, _padded(plaintext), _bound(registration_id, part))
        return b"".join((FORMAT, len(wrapped).to_bytes(2), wrapped, nonce, sealed))

    def open(self, registration_id: str, sealed: bytes, *, part: str = "form") -> bytes:
        """What was sealed. One KMS call. Raises `SealBrokenError`."""
        wrapped, nonce, ciphertext = _parts(bytes(sealed))
        try:
            key = self._kms.decrypt(
                KeyId=self._key_id,
                CiphertextBlob=wrapped,
                EncryptionContext=_context(registration_id, part),
            )["Plaintext"]
        except WrongKeyError as error:
            raise SealBrokenError("KMS does not know this data key here") from error
        try:
            padded = AESGCM(key).decrypt(nonce, ciphertext, _bound(registration_id, part))
        except InvalidTag as error:
            raise SealBrokenError("the value was changed") from error
        length = int.from_bytes(padded[:4])
        return padded[4 : 4 + length]


@cache
def seal() -> Seal:
    """The deployed one, under RUXUE_KEY_ID."""
    return Seal(clients.kms(), settings.keys().key_id)


def _context(registration_id: str, part: str) -> dict[str, str]:
    return {"registration": registration_id, "part": part}


def _bound(registration_id: str, part: str) -> bytes:
    pieces = (registration_id.encode(), part.encode())
    return FORMAT + b"".join(len(piece).to_bytes(2) + piece for piece in pieces)


def _padded(plaintext: bytes) -> bytes:
    framed = len(plaintext).to_bytes(4) + plaintext
    return framed + bytes(-len(framed) % BUCKET)


def _parts(sealed: bytes) -> tuple[bytes, bytes, bytes]:
    start = 3 + int.from_bytes(sealed[1:3])
    if sealed[:1] != FORMAT or len(sealed) < start + NONCE + TAG:
        raise SealBrokenError("not a sealed value of a known format")
    return sealed[3:start], sealed[start : start + NONCE], sealed[start + NONCE :]
