"""The authority's side of the signature, written from docs/gateways.md and not from the client."""

import hashlib
import hmac
import time
from collections.abc import Callable, Mapping
from threading import Lock

WINDOW = 300
"""Seconds by which a timestamp may differ, and for which a nonce is remembered."""


class Verifier:
    """Knows its clients' secrets and the nonces that it has seen."""

    def __init__(self, secrets: Mapping[str, str], *, now: Callable[[], float] = time.time) -> None:
        self._secrets = secrets
        self._now = now
        self._lock = Lock()
        self._seen: dict[str, float] = {}

    def fault(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> str | None:
        """None where the request is signed well and new, else the error's code."""
        secret = self._secrets.get(headers.get("Gateway-Client", ""))
        timestamp, nonce = headers.get("Gateway-Timestamp", ""), headers.get("Gateway-Nonce", "")
        if secret is None or not timestamp.isdecimal() or len(nonce) < 32:  # noqa: PLR2004 - 128 bits in hexadecimal
            return "signature_wrong"
        digest = hashlib.sha256(body).hexdigest()
        signed = f"RUXUE-HMAC-SHA256\n{method}\n{path}\n{timestamp}\n{nonce}\n{digest}"
        right = hmac.new(secret.encode(), signed.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(right.encode(), headers.get("Gateway-Signature", "").encode()):
            return "signature_wrong"
        if abs(self._now() - int(timestamp)) > WINDOW:
            return "timestamp_outside_window"
        return None if self._first_time(nonce) else "nonce_repeated"

    def _first_time(self, nonce: str) -> bool:
        now = self._now()
        with self._lock:
            self._seen = {old: until for old, until in self._seen.items() if until >= now}
            if nonce in self._seen:
                return False
            self._seen[nonce] = now + 2 * WINDOW
            return True
