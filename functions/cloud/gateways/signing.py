"""How a question to an authority is signed (docs/gateways.md)."""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

VERSION = "RUXUE-HMAC-SHA256"
"""First line of what is signed, so that a later scheme can never be taken for this one."""


@dataclass(frozen=True)
class Credentials:
    """What an authority gave this deployment. The secret appears in no representation."""

    client_id: str
    secret: str = field(repr=False)


def signature(secret: str, *, path: str, timestamp: str, nonce: str, body: bytes) -> str:
    """HMAC-SHA-256 in hexadecimal over version, method, path, timestamp, nonce and the body's SHA-256."""
    digest = hashlib.sha256(body).hexdigest()
    signed = f"{VERSION}\nPOST\n{path}\n{timestamp}\n{nonce}\n{digest}"
    return hmac.new(secret.encode(), signed.encode(), hashlib.sha256).hexdigest()


def signed_headers(
    credentials: Credentials, path: str, body: bytes, *, now: Callable[[], float] = time.time
) -> Mapping[str, str]:
    """The headers of one try. Every try needs its own: an authority refuses a nonce that it has seen."""
    timestamp, nonce = str(int(now())), secrets.token_hex(16)
    return {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Gateway-Client": credentials.client_id,
        "Gateway-Timestamp": timestamp,
        "Gateway-Nonce": nonce,
        "Gateway-Signature": signature(
            credentials.secret, path=path, timestamp=timestamp, nonce=nonce, body=body
        ),
    }
