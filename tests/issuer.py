"""An OpenID Connect issuer for tests: publishes its keys over HTTP, as the real authorizer reads them."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

AUDIENCE = "ruxue"


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@contextmanager
def issuing(published: Sequence[str]) -> Iterator[str]:
    """The issuer's address while it runs. `published` names its keys, read at every request; with none, it fails."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
            answers = {
                "/keys": {"keys": [_public(name) for name in published]},
                "/.well-known/openid-configuration": {"issuer": here, "jwks_uri": f"{here}/keys"},
            }
            body = answers.get(self.path)
            failing = self.path == "/keys" and not published
            self.send_response(503 if failing else 200 if body else 404)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def signed(issuer: str, *, signed_by: str = "published", kid: str = "1", **claims: Any) -> str:
    """An ID token of five minutes; a claim that is None is left out."""
    now = int(time.time())
    whole = {"iss": issuer, "aud": AUDIENCE, "iat": now, "exp": now + 300} | claims
    given = {name: value for name, value in whole.items() if value is not None}
    return jwt.encode(given, key(signed_by), algorithm="RS256", headers={"kid": kid})


def _public(name: str) -> dict[str, Any]:
    kid = "1" if name == "published" else name
    return RSAAlgorithm.to_jwk(key(name).public_key(), as_dict=True) | {"kid": kid, "use": "sig"}
