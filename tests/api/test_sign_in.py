"""The real authorizer function: whom a token speaks for, and every token that speaks for nobody."""

import time
from collections.abc import Iterator
from typing import Any

import jwt
import pytest

from functions.cloud.web.authorizer import authorizer
from functions.cloud.web.sign_in import KEYS_KEPT, IssuerUnavailable, Unauthorized
from infra.guardians.app import app
from local.environment import forget_cached
from tests.issuer import issuing, signed

ARN = "arn:aws:execute-api:us-east-1:123456789012:api/v1/GET/api/me"
CLAIMS: dict[str, Any] = {
    "sub": "guardian-7",
    "name": "王小明",
    "real_name_level": 2,
    "identity_number": "350203199001010019",
    "roles": ["reviewer", "auditor"],
    "district": "350203",
}


PUBLISHED = ["published"]


@pytest.fixture
def published() -> Iterator[list[str]]:
    """The names of the keys that the issuer publishes; with none its endpoint fails."""
    yield PUBLISHED
    PUBLISHED[:] = ["published"]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with issuing(PUBLISHED) as address:
        yield address


@pytest.fixture(autouse=True)
def _configured(issuer: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("RUXUE_OIDC_ISSUER", issuer)
    monkeypatch.setenv("RUXUE_OIDC_AUDIENCE", "ruxue")
    forget_cached()
    yield
    forget_cached()


def token(issuer: str, **claims: Any) -> str:
    return signed(issuer, **CLAIMS | claims)


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
        "second_factor": "false",
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
        {"sub": ""},
        {"sub": "  "},
        {"azp": "another"},
        {"aud": ["ruxue", "another"]},
        {"aud": ["ruxue", "another"], "azp": "another"},
        {"exp": 3_500_000_000},
        {"real_name_level": -1},
        {"iss": None},
        {"real_name_level": "verified"},
        {"nbf": 9_999_999_999},
    ],
    ids=str,
)
def test_a_token_with_a_wrong_claim_is_nobody_s(issuer: str, claims: dict[str, Any]) -> None:
    with pytest.raises(Unauthorized, match=r"^Unauthorized$"):
        authorized(f"Bearer {token(issuer, **claims)}")


@pytest.mark.parametrize("claims", [{"azp": "ruxue"}, {"aud": ["ruxue", "another"], "azp": "ruxue"}], ids=str)
def test_a_token_made_for_this_client_is_good(issuer: str, claims: dict[str, Any]) -> None:
    assert authorized(f"Bearer {token(issuer, **claims)}")["principalId"] == "guardian-7"


@pytest.mark.parametrize(("methods", "second_factor"), [(["pwd"], "false"), (["pwd", "otp", "mfa"], "true")])
def test_the_second_factor_is_passed_on(issuer: str, methods: list[str], second_factor: str) -> None:
    assert authorized(f"Bearer {token(issuer, amr=methods)}")["context"]["second_factor"] == second_factor


def test_a_key_that_the_issuer_took_away_is_refused_within_minutes(
    issuer: str, published: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    good = f"Bearer {token(issuer)}"
    assert authorized(good)["principalId"] == "guardian-7"
    published[:] = ["successor"]
    assert authorized(good)["principalId"] == "guardian-7"
    later = time.monotonic() + KEYS_KEPT + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)
    with pytest.raises(Unauthorized):
        authorized(good)


def test_an_issuer_that_is_down_makes_nobodys_token_wrong(issuer: str, published: list[str]) -> None:
    published[:] = []
    with pytest.raises(IssuerUnavailable):
        authorized(f"Bearer {token(issuer)}")


def test_an_issuer_that_cannot_be_found_makes_nobodys_token_wrong(
    issuer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUXUE_OIDC_ISSUER", f"{issuer}/gone")
    forget_cached()
    with pytest.raises(IssuerUnavailable):
        authorized(f"Bearer {token(issuer)}")


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


OPEN_TO_ALL = {
    ("GET", "/api/seasons"): "what everybody may know",
    ("GET", "/api/seasons/{season}"): "what everybody may know",
    ("POST", "/api/sms-reports/{provider}/{door}"): "an SMS provider has no account: the door is a secret",
}


def test_every_route_asks_who_is_there_but_those_that_say_why_not() -> None:
    open_to_all = {
        (method, route)
        for route, methods in app.routes.items()
        for method, entry in methods.items()
        if entry.authorizer is None
    }
    assert open_to_all == OPEN_TO_ALL.keys()
