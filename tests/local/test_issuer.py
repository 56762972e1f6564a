import json
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
import urllib3

from local.issuer import AUDIENCE, SignInError
from local.system import System

VERIFIER = "v" * 43


@pytest.fixture
def http():
    with urllib3.PoolManager(retries=False) as pool:
        yield pool


def asked(system: System, **changed: str) -> str:
    fields = {
        "response_type": "code",
        "client_id": AUDIENCE,
        "redirect_uri": f"{system.url}/",
        "scope": "openid",
        "state": "s",
        "nonce": "n",
        "code_challenge": challenge(),
        "code_challenge_method": "S256",
    } | changed
    return f"{system.issuer}/authorize?{urlencode({key: value for key, value in fields.items() if value})}"


def challenge() -> str:
    import base64
    import hashlib

    return base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


def code(http, system: System) -> str:
    answer = http.request(
        "POST", asked(system), fields={"sub": "mother"}, encode_multipart=False, redirect=False
    )
    return parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]


def exchange(http, system: System, given: str, verifier: str = VERIFIER):
    fields = {
        "grant_type": "authorization_code",
        "client_id": AUDIENCE,
        "code": given,
        "redirect_uri": f"{system.url}/",
        "code_verifier": verifier,
    }
    return http.request(
        "POST",
        f"{system.issuer}/token",
        fields=fields,
        encode_multipart=False,
        headers={"Origin": system.url},
    )


def test_an_id_token_carries_the_accounts_claims_and_verifies_with_the_published_keys(system: System):
    token = system.token_for("mother")
    key = jwt.PyJWKClient(f"{system.issuer}/jwks").get_signing_key_from_jwt(token)
    claims = jwt.decode(token, key, algorithms=["RS256"], audience=AUDIENCE, issuer=system.issuer)
    assert (claims["sub"], claims["name"], claims["real_name_level"]) == ("mother", "王小明", 2)


def test_the_nonce_comes_back_in_the_token(system: System, http):
    token = json.loads(exchange(http, system, code(http, system)).data)["id_token"]
    assert jwt.decode(token, options={"verify_signature": False})["nonce"] == "n"


def test_tokens_expire_with_the_moved_clock(system: System):
    token = system.token_for("mother")
    system.clock.advance(3700)
    key = jwt.PyJWKClient(f"{system.issuer}/jwks").get_signing_key_from_jwt(token)
    with pytest.raises(jwt.ExpiredSignatureError):
        jwt.decode(token, key, algorithms=["RS256"], audience=AUDIENCE)


def test_the_page_may_exchange_its_code_from_another_origin(system: System, http):
    answer = exchange(http, system, code(http, system))
    assert answer.status == 200
    assert answer.headers["Access-Control-Allow-Origin"] == system.url


def test_a_wrong_verifier_gets_no_token(system: System, http):
    assert exchange(http, system, code(http, system), "w" * 43).status == 400


def test_a_code_works_once(system: System, http):
    given = code(http, system)
    assert [exchange(http, system, given).status for _ in range(2)] == [200, 400]


def test_a_code_is_too_old_after_ten_minutes(system: System, http):
    given = code(http, system)
    system.clock.advance(601)
    assert exchange(http, system, given).status == 400


@pytest.mark.parametrize(
    "changed",
    [
        {"code_challenge": "", "code_challenge_method": ""},
        {"code_challenge_method": "plain"},
        {"code_challenge_method": ""},
        {"redirect_uri": "https://evil.example/"},
        {"client_id": "another"},
    ],
)
def test_a_request_that_weakens_the_flow_is_refused(system: System, http, changed):
    answer = http.request("POST", asked(system, **changed), fields={"sub": "mother"}, encode_multipart=False)
    assert answer.status == 400


def test_nobody_else_can_sign_in(system: System):
    with pytest.raises(SignInError):
        system.token_for("stranger")


@pytest.mark.parametrize(("language", "words"), [("zh-CN", "普通家庭"), ("en", "ordinary")])
def test_the_sign_in_page_lists_the_stories_in_both_languages(
    system: System, http, language: str, words: str
):
    page = http.request("GET", asked(system), headers={"Accept-Language": language})
    assert words in page.data.decode()
    assert "<script" not in page.data.decode()
