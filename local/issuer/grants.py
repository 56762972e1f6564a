"""The authorization code grant with PKCE, S256 only, codes used once and within ten minutes (RFC 6749, 7636)."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, InvalidRequestError, grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import AuthorizationCodeMixin as OpenIDCodeMixin
from authlib.oidc.core.grants import OpenIDCode
from joserfc.jwk import RSAKey

from .people import AUDIENCE, SignIn

CODE_LIFETIME = 600
TOKEN_LIFETIME = 3600
"""Seconds."""


@dataclass(frozen=True)
class Client(ClientMixin):  # type: ignore[misc] # Authlib is untyped
    """The pages: a public client that may come back to the pages' own origins only."""

    origins: tuple[str, ...]

    def get_client_id(self) -> str:
        return AUDIENCE

    def get_default_redirect_uri(self) -> None:
        return None

    def get_allowed_scope(self, scope: str) -> str:
        return " ".join(word for word in (scope or "").split() if word in {"openid", "profile"})

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return any(redirect_uri == origin or redirect_uri.startswith(f"{origin}/") for origin in self.origins)

    def check_client_secret(self, client_secret: str) -> bool:  # noqa: ARG002
        return False

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:  # noqa: ARG002
        return method == "none"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass(frozen=True)
class Code(OpenIDCodeMixin, AuthorizationCodeMixin):  # type: ignore[misc] # Authlib is untyped
    """What was granted, until it is exchanged."""

    code: str
    sub: str
    redirect_uri: str
    scope: str
    nonce: str | None
    code_challenge: str
    code_challenge_method: str
    made: float

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str | None:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(self.made)

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None


class Codes:
    """Codes that were given and not exchanged yet."""

    def __init__(self) -> None:
        self._codes: dict[str, Code] = {}
        self._lock = threading.Lock()

    def keep(self, code: Code) -> None:
        with self._lock:
            self._codes[code.code] = code

    def take(self, code: str) -> Code | None:
        """The code, once: whatever comes of the exchange, it cannot be tried again."""
        with self._lock:
            found = self._codes.pop(code, None)
        return found if found and time.time() - found.made <= CODE_LIFETIME else None


class S256Only(CodeChallenge):  # type: ignore[misc] # Authlib is untyped
    """PKCE that cannot be left out or weakened to `plain`."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ("S256",)

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        data = grant.request.payload.data
        if not data.get("code_challenge") or data.get("code_challenge_method") != "S256":
            raise InvalidRequestError("PKCE with S256 is required")
        super().validate_code_challenge(grant, redirect_uri)


def code_grant(people: Mapping[str, SignIn], codes: Codes) -> type:
    """The grant over these people and codes, as Authlib wants it: a class."""

    class CodeGrant(grants.AuthorizationCodeGrant):  # type: ignore[misc] # Authlib is untyped
        TOKEN_ENDPOINT_AUTH_METHODS = ("none",)

        def save_authorization_code(self, code: str, request: Any) -> None:
            payload = request.payload
            codes.keep(
                Code(
                    code=code,
                    sub=request.user.sub,
                    redirect_uri=payload.redirect_uri,
                    scope=payload.scope,
                    nonce=payload.data.get("nonce"),
                    code_challenge=payload.data["code_challenge"],
                    code_challenge_method=payload.data["code_challenge_method"],
                    made=time.time(),
                )
            )

        def query_authorization_code(self, code: str, client: Client) -> Code | None:  # noqa: ARG002
            return codes.take(code)

        def delete_authorization_code(self, authorization_code: Code) -> None:
            """Taking it was deleting it."""

        def authenticate_user(self, authorization_code: Code) -> SignIn | None:
            return people.get(authorization_code.sub)

    return CodeGrant


class IdTokens(OpenIDCode):  # type: ignore[misc] # Authlib is untyped
    """ID tokens as the city platform makes them: RS256, one hour, with the account's claims."""

    def __init__(self, key: RSAKey, issuer: str) -> None:
        super().__init__(require_nonce=False)
        self._key = key
        self._issuer = issuer

    def exists_nonce(self, nonce: str, request: Any) -> bool:  # noqa: ARG002
        return False  # a nonce protects the client, which compares it; codes already work only once

    def resolve_client_private_key(self, client: Client) -> RSAKey:  # noqa: ARG002
        return self._key

    def get_client_claims(self, client: Client) -> dict[str, Any]:
        now = int(time.time())
        return {"iss": self._issuer, "aud": client.get_client_id(), "iat": now, "exp": now + TOKEN_LIFETIME}

    def get_encode_header(self, client: Client) -> dict[str, str]:  # noqa: ARG002
        return {"alg": "RS256", "typ": "JWT", "kid": self._key.thumbprint()}

    def generate_user_info(self, user: SignIn, scope: str) -> dict[str, Any]:  # noqa: ARG002
        return {"sub": user.sub, "name": user.name, **user.claims}
