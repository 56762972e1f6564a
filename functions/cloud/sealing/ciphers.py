"""The ciphers of a sealed value, each with the number by which the value names it."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
TAG = 16


class TagMismatchError(Exception):
    """The ciphertext, or what it is bound to, is not what was encrypted under this key."""


class CipherName(StrEnum):
    AES_256_GCM = "aes-256-gcm"
    SM4_GCM = "sm4-gcm"
    """GB/T 32907 in the mode of RFC 8998, for districts that are assessed for national cryptography."""


class Cipher(NamedTuple):
    number: bytes
    """One byte, never given to another cipher."""
    key_bytes: int
    encrypt: Callable[[bytes, bytes, bytes, bytes], bytes]
    """(key, nonce, plaintext, bound) -> ciphertext and tag."""
    decrypt: Callable[[bytes, bytes, bytes, bytes], bytes]
    """(key, nonce, ciphertext and tag, bound) -> plaintext. Raises TagMismatchError."""


def _aes(key: bytes, nonce: bytes, plaintext: bytes, bound: bytes) -> bytes:
    return AESGCM(key).encrypt(nonce, plaintext, bound)


def _aes_back(key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(nonce, sealed, bound)
    except InvalidTag as error:
        raise TagMismatchError from error


def _sm4(key: bytes, nonce: bytes, plaintext: bytes, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives import ciphers
    from cryptography.hazmat.primitives.ciphers import algorithms, modes

    made = ciphers.Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    made.authenticate_additional_data(bound)
    return made.update(plaintext) + made.finalize() + made.tag


def _sm4_back(key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives import ciphers
    from cryptography.hazmat.primitives.ciphers import algorithms, modes

    made = ciphers.Cipher(algorithms.SM4(key), modes.GCM(nonce, sealed[-TAG:])).decryptor()
    made.authenticate_additional_data(bound)
    try:
        return made.update(sealed[:-TAG]) + made.finalize()
    except InvalidTag as error:
        raise TagMismatchError from error


CIPHERS: Mapping[CipherName, Cipher] = {
    CipherName.AES_256_GCM: Cipher(b"\x01", 32, _aes, _aes_back),
    CipherName.SM4_GCM: Cipher(b"\x02", 16, _sm4, _sm4_back),
}

_BY_NUMBER: Mapping[bytes, Cipher] = {cipher.number: cipher for cipher in CIPHERS.values()}


def cipher_of(number: bytes) -> Cipher | None:
    """The cipher of that number; None where none has it."""
    return _BY_NUMBER.get(number)
