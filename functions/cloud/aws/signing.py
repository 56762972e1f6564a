"""Signature Version 4 (AWS IAM User Guide, "Create a signed AWS API request"), for POST requests without a query."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit

from .credentials import Credentials

ALGORITHM = "AWS4-HMAC-SHA256"
_DEFAULT_PORT = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a signature is good for, beside its day."""

    region: str
    service: str


def signed_headers(
    url: str, headers: Mapping[str, str], body: bytes, *, credentials: Credentials, scope: Scope, at: str
) -> dict[str, str]:
    """The request's headers with its signature among them.

    `headers` are named in small letters and all of them are signed; `at` is the time, as 20220705T020000Z.
    """
    parts = urlsplit(url)
    signed = {**headers, "host": _host(parts.scheme, parts.hostname or "", parts.port), "x-amz-date": at}
    if credentials.token:
        signed["x-amz-security-token"] = credentials.token
    names = sorted(signed)
    listed = ";".join(names)
    canonical = "\n".join(
        (
            "POST",
            quote(parts.path or "/", safe="/~"),
            "",
            *(f"{name}:{' '.join(signed[name].split())}" for name in names),
            "",
            listed,
            hashlib.sha256(body).hexdigest(),
        )
    )
    day = at[:8]
    place = f"{day}/{scope.region}/{scope.service}/aws4_request"
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    key = _key(credentials.secret_key, day, scope.region, scope.service)
    signature = hmac.new(key, f"{ALGORITHM}\n{at}\n{place}\n{digest}".encode(), hashlib.sha256).hexdigest()
    signed["authorization"] = (
        f"{ALGORITHM} Credential={credentials.access_key}/{place}, SignedHeaders={listed}, Signature={signature}"
    )
    return signed


@lru_cache(maxsize=8)
def _key(secret: str, day: str, region: str, service: str) -> bytes:
    """The same for a day: one for each service in use."""
    key = f"AWS4{secret}".encode()
    for part in (day, region, service, "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    return key


def _host(scheme: str, name: str, port: int | None) -> str:
    host = f"[{name}]" if ":" in name else name
    return host if port is None or port == _DEFAULT_PORT[scheme] else f"{host}:{port}"
