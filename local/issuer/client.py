"""Signing in as the pages do, over HTTP, without a browser."""

import base64
import hashlib
import json
import secrets
from http import HTTPStatus
from urllib.parse import parse_qs, urlencode, urlsplit

import urllib3

from .people import AUDIENCE


class SignInError(Exception):
    """The issuer did not give what the code flow promises."""


def token_for(issuer: str, sub: str, *, site: str) -> str:
    """The ID token of an account, by code flow with PKCE at `issuer`; `site` is the pages' origin.

    Raises `SignInError`, for example when nobody is called `sub`.
    """
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    state, nonce = secrets.token_urlsafe(16), secrets.token_urlsafe(16)
    asked = {
        "response_type": "code",
        "client_id": AUDIENCE,
        "redirect_uri": f"{site}/",
        "scope": "openid profile",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    with urllib3.PoolManager() as http:
        chosen = http.request(
            "POST",
            f"{issuer}/authorize?{urlencode(asked)}",
            fields={"sub": sub},
            encode_multipart=False,
            redirect=False,
        )
        answer = {
            key: value[0]
            for key, value in parse_qs(urlsplit(chosen.headers.get("Location", "")).query).items()
        }
        if answer.get("state") != state or "code" not in answer:
            raise SignInError(f"no code for {sub}: HTTP {chosen.status}")
        exchanged = http.request(
            "POST",
            f"{issuer}/token",
            fields={
                "grant_type": "authorization_code",
                "client_id": AUDIENCE,
                "code": answer["code"],
                "redirect_uri": asked["redirect_uri"],
                "code_verifier": verifier,
            },
            encode_multipart=False,
        )
    if exchanged.status != HTTPStatus.OK:
        raise SignInError(f"no token for {sub}: HTTP {exchanged.status}")
    return str(json.loads(exchanged.data)["id_token"])
