"""Who a token speaks for: OpenID Connect ID tokens, checked against the issuer's published keys.

Any issuer works by configuration. The algorithm is pinned; issuer, audience, expiry and signature are checked.
"""

from functools import cache
from typing import Annotated, Any, Protocol

import jwt
import urllib3
from chalice.app import AuthRequest, AuthResponse
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from functions.cloud import settings
from functions.cloud.logs import logger

ALGORITHM = "RS256"
LEEWAY = 30
"""Seconds that the issuer's clock may differ."""

TIMEOUT = 3.0
"""Seconds for the issuer's discovery document and keys."""


def _words(value: Any) -> Any:
    return tuple(value.split()) if isinstance(value, str) else value


class Claims(BaseModel):
    """What Ruxue reads of an ID token."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    iss: str
    sub: str
    name: str = ""
    real_name_level: int = 0
    identity_number: str = ""
    roles: Annotated[tuple[str, ...], BeforeValidator(_words)] = ()
    district: str = ""


class SigningKeys(Protocol):
    def get_signing_key_from_jwt(self, token: str) -> Any: ...


def claims_of(token: str, *, keys: SigningKeys, issuer: str, audience: str) -> Claims | None:
    """The token's claims, or None for a token that proves nothing."""
    try:
        key = keys.get_signing_key_from_jwt(token)
        decoded = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            issuer=issuer,
            audience=audience,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
        return Claims.model_validate(decoded)
    except (jwt.InvalidTokenError, jwt.PyJWKClientError, ValidationError) as error:
        logger().info("token refused", extra={"reason": type(error).__name__})
        return None


@cache
def _keys(issuer: str) -> jwt.PyJWKClient:
    found = urllib3.request("GET", f"{issuer}/.well-known/openid-configuration", timeout=TIMEOUT, retries=1)
    return jwt.PyJWKClient(found.json()["jwks_uri"], cache_keys=True, timeout=int(TIMEOUT))


class Unauthorized(Exception):  # noqa: N818 - API Gateway answers 401 to exactly this word
    """The word by which a Lambda authorizer makes API Gateway answer 401."""

    def __init__(self) -> None:
        super().__init__("Unauthorized")


def authorize(request: AuthRequest) -> AuthResponse:
    """Account, verification level, identity number and roles for the API's functions. Raises Unauthorized."""
    sign_in = settings.sign_in()
    token = request.token.removeprefix("Bearer ").strip()
    claims = claims_of(token, keys=_keys(sign_in.issuer), issuer=sign_in.issuer, audience=sign_in.audience)
    if claims is None:
        raise Unauthorized
    context = {
        "issuer": claims.iss,
        "account": claims.sub,
        "name": claims.name,
        "level": str(claims.real_name_level),
        "identity_number": claims.identity_number,
        "roles": " ".join(claims.roles),
        "district": claims.district,
    }
    return AuthResponse(routes=["*"], principal_id=claims.sub, context=context)
