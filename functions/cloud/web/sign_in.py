"""Who a token speaks for: OpenID Connect ID tokens, checked against the issuer's published keys.

Any issuer works by configuration. The algorithm is pinned; issuer, audience, party, lifetime and signature are checked.
An issuer that does not answer is nobody's fault: the API is then unavailable, and no token is called wrong.
"""

import time
from functools import cache
from typing import Annotated, Any, Protocol

import jwt
import urllib3
from chalice.app import AuthRequest, AuthResponse
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from functions.cloud import settings
from functions.cloud.logs import logger
from functions.registration.values.free_text import one_direction

ALGORITHM = "RS256"
LEEWAY = 30
"""Seconds that the issuer's clock may differ."""

TIMEOUT = 3.0
"""Seconds for the issuer's discovery document and keys."""

KEYS_KEPT = 300
"""Seconds until the keys are read again: so soon a key that the issuer took away is refused."""

DISCOVERY_KEPT = 3600
"""Seconds until the issuer is asked again where its keys are."""

LONGEST_LIFETIME = 86_400
"""Seconds between a token's issue and its end; a longer one is no sign-in but a standing key."""

SECOND_FACTOR = "mfa"
"""The authentication method that staff must have used (RFC 8176)."""


def _words(value: Any) -> Any:
    return tuple(value.split()) if isinstance(value, str) else value


class TokenClaims(BaseModel):
    """What Ruxue reads of an ID token."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    iss: str
    sub: Annotated[str, Field(min_length=1)]
    aud: Annotated[tuple[str, ...], BeforeValidator(_words)]
    azp: str | None = None
    iat: float
    exp: float
    amr: Annotated[tuple[str, ...], BeforeValidator(_words)] = ()
    name: Annotated[str, AfterValidator(one_direction)] = ""
    real_name_level: Annotated[int, Field(ge=0)] = 0
    identity_number: str = ""
    roles: Annotated[tuple[str, ...], BeforeValidator(_words)] = ()
    district: str = ""


class IssuerUnavailable(Exception):  # noqa: N818 - a state of somebody else's system
    """The issuer's discovery or keys cannot be read. The gateway answers 503 where an authorizer fails."""


class _WrongPartyError(jwt.InvalidTokenError):
    """Made for another client, or for several of which none is named (OpenID Connect Core 3.1.3.7)."""


class _LifetimeError(jwt.InvalidTokenError):
    """Good for longer than any sign-in is."""


class SigningKeys(Protocol):
    def get_signing_key_from_jwt(self, token: str) -> Any: ...


def claims_of(token: str, *, keys: SigningKeys, issuer: str, audience: str) -> TokenClaims | None:
    """The token's claims, or None for a token that proves nothing. Raises IssuerUnavailable."""
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
        claims = TokenClaims.model_validate(decoded)
        _check_party(claims, audience)
        if claims.exp - claims.iat > LONGEST_LIFETIME:
            raise _LifetimeError
    except (jwt.PyJWKClientConnectionError, jwt.PyJWKSetError) as error:
        raise IssuerUnavailable from error
    except (jwt.InvalidTokenError, jwt.PyJWKClientError, ValidationError) as error:
        logger().info("token refused", extra={"reason": type(error).__name__})
        return None
    return claims


def _check_party(claims: TokenClaims, audience: str) -> None:
    several = len(claims.aud) > 1
    if (several and claims.azp is None) or claims.azp not in (None, audience):
        raise _WrongPartyError


class _Issuer:
    """Where the keys are, and the keys, each for as long as it may be kept."""

    def __init__(self, issuer: str) -> None:
        self._issuer = issuer
        self._keys: jwt.PyJWKClient | None = None
        self._asked = 0.0

    def get_signing_key_from_jwt(self, token: str) -> Any:
        """The key that the token names. Raises IssuerUnavailable, jwt.PyJWKClientError."""
        now = time.monotonic()
        if self._keys is None or now - self._asked > DISCOVERY_KEPT:
            self._keys = jwt.PyJWKClient(self._discovered(), lifespan=KEYS_KEPT, timeout=TIMEOUT)
            self._asked = now
        return self._keys.get_signing_key_from_jwt(token)

    def _discovered(self) -> str:
        try:
            answer = urllib3.request(
                "GET", f"{self._issuer}/.well-known/openid-configuration", timeout=TIMEOUT, retries=1
            )
            return str(answer.json()["jwks_uri"])
        except (urllib3.exceptions.HTTPError, ValueError, KeyError, TypeError) as error:
            raise IssuerUnavailable from error


_issuer = cache(_Issuer)


class Unauthorized(Exception):  # noqa: N818 - API Gateway answers 401 to exactly this word
    """The word by which a Lambda authorizer makes API Gateway answer 401."""

    def __init__(self) -> None:
        super().__init__("Unauthorized")


def authorize(request: AuthRequest) -> AuthResponse:
    """Account, verification level, identity number, roles and second factor for the API's functions.

    Raises Unauthorized, IssuerUnavailable.
    """
    sign_in = settings.sign_in()
    token = request.token.removeprefix("Bearer ").strip()
    claims = claims_of(token, keys=_issuer(sign_in.issuer), issuer=sign_in.issuer, audience=sign_in.audience)
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
        "second_factor": str(SECOND_FACTOR in claims.amr).lower(),
    }
    return AuthResponse(routes=["*"], principal_id=claims.sub, context=context)
