"""The real authorizer function: whom a token speaks for, and every token that speaks for nobody."""

import time
from collections.abc import Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from functions.cloud.web.sign_in import Unauthorized
from functions.submit.handler import authorizer
from infra.guardians.app import app
from local.environment import forget_cached

ARN = "arn:aws:execute-api:us-east-1:123456789012:api/v1/GET/api/me"
CLAIMS: dict[str, Any] = {
    "sub": "guardian-7",
    "name": "王小明",
    "real_name_level": 2,
    "identity_number": "350203199001010019",
    "roles": ["reviewer", "auditor"],
    "district": "350203",
}


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """Publishes one key, as an issuer does."""
    public = RSAAlgorithm.to_jwk(key("published").public_key(), as_dict=True) | {"kid": "1", "use": "sig"}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            import json

            here = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
            keys = self.path == "/keys"
            body = {"keys": [public]} if keys else {"issuer": here, "jwks_uri": f"{here}/keys"}
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def _configured(issuer: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("RUXUE_OIDC_ISSUER", issuer)
    monkeypatch.setenv("RUXUE_OIDC_AUDIENCE", "ruxue")
    forget_cached()
    yield
    forget_cached()


def token(issuer: str, *, signed_by: str = "published", kid: str = "1", **claims: Any) -> str:
    now = int(time.time())
    whole = CLAIMS | {"iss": issuer, "aud": "ruxue", "iat": now, "exp": now + 300} | claims
    given = {name: value for name, value in whole.items() if value is not None}
    return jwt.encode(given, key(signed_by), algorithm="RS256", headers={"kid": kid})


def authorized(value: str) -> Any:
    event = {"type": "TOKEN", "methodArn": ARN, "authorizationToken": value}
    return authorizer(event, None)


def test_a_good_token_passes_on_account_level_number_and_roles(issuer: str) -> None:
    answer = authorized(f"Bearer {token(issuer)}")
    assert answer["principalId"] == "guardian-7"
    assert answer["context"] == {
        "issuer": issuer,
        "account": "guardian-7",
        "name": "王小明",
        "level": "2",
        "identity_number": "350203199001010019",
        "roles": "reviewer auditor",
        "district": "350203",
    }
    [statement] = answer["policyDocument"]["Statement"]
    assert statement["Effect"] == "Allow"


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another"},
        {"aud": None},
        {"exp": 1_600_000_000},
        {"exp": None},
        {"sub": None},
        {"iss": None},
        {"real_name_level": "verified"},
        {"nbf": 9_999_999_999},
    ],
    ids=str,
)
def test_a_token_with_a_wrong_claim_is_nobody_s(issuer: str, claims: dict[str, Any]) -> None:
    with pytest.raises(Unauthorized, match=r"^Unauthorized$"):
        authorized(f"Bearer {token(issuer, **claims)}")


def test_a_token_signed_by_another_key_is_nobody_s(issuer: str) -> None:
    for kid in ("1", "2"):
        with pytest.raises(Unauthorized):
            authorized(f"Bearer {token(issuer, signed_by='forged', kid=kid)}")


def test_an_unsigned_token_is_nobody_s(issuer: str) -> None:
    now = int(time.time())
    claims = CLAIMS | {"iss": issuer, "aud": "ruxue", "iat": now, "exp": now + 300}
    for forged in (
        jwt.encode(claims, "", algorithm="none", headers={"kid": "1"}),
        jwt.encode(claims, "x" * 32, algorithm="HS256", headers={"kid": "1"}),
    ):
        with pytest.raises(Unauthorized):
            authorized(f"Bearer {forged}")


@pytest.mark.parametrize("value", ["", "Bearer ", "Bearer a.b.c", "Basic dXNlcg==", "Bearer " + "x" * 5000])
def test_what_is_no_token_is_nobody_s(value: str) -> None:
    with pytest.raises(Unauthorized):
        authorized(value)


def test_every_route_but_the_seasons_asks_who_is_there() -> None:
    open_to_all = {
        (method, route)
        for route, methods in app.routes.items()
        for method, entry in methods.items()
        if entry.authorizer is None
    }
    assert open_to_all == {("GET", "/api/seasons"), ("GET", "/api/seasons/{season}")}
