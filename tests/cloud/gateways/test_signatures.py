import json

import pytest
import urllib3

from functions.cloud.gateways.signing import Credentials, signature, signed_headers
from local.authorities.signatures import WINDOW, Verifier
from tests.authorities import CREDENTIALS

PATH = "/v1/residents/query"
BODY = json.dumps({"identity_document": {"type": "resident_id", "number": "none"}}).encode()


def post(url, headers, body=BODY):
    return urllib3.request("POST", url + PATH, headers=headers, body=body, retries=False)


def test_the_example_of_the_contract_is_signed_as_written_there():
    signed = signature(
        "example-secret",
        path=PATH,
        timestamp="1654041600",
        nonce="000102030405060708090a0b0c0d0e0f",
        body=b'{"identity_document":{"type":"resident_id","number":"350299201601010000"}}',
    )
    assert signed in open_contract()


def open_contract() -> str:
    from pathlib import Path

    return Path(__file__).parents[3].joinpath("docs/gateways.md").read_text(encoding="utf-8")


def test_a_well_signed_question_is_answered(authorities):
    answer = post(authorities.household.url, signed_headers(CREDENTIALS["household"], PATH, BODY))
    assert (answer.status, answer.json()) == (404, {"code": "no_record"})


def test_a_repeated_question_is_refused(authorities):
    headers = signed_headers(CREDENTIALS["household"], PATH, BODY)
    post(authorities.household.url, headers)
    answer = post(authorities.household.url, headers)
    assert (answer.status, answer.json()) == (401, {"code": "nonce_repeated"})


@pytest.mark.parametrize(
    "credentials", [Credentials("ruxue-test", "another secret"), Credentials("somebody", "household secret")]
)
def test_a_stranger_is_refused(authorities, credentials):
    answer = post(authorities.household.url, signed_headers(credentials, PATH, BODY))
    assert (answer.status, answer.json()) == (401, {"code": "signature_wrong"})


def test_a_changed_body_is_refused(authorities):
    headers = signed_headers(CREDENTIALS["household"], PATH, BODY)
    answer = post(authorities.household.url, headers, BODY + b" ")
    assert (answer.status, answer.json()) == (401, {"code": "signature_wrong"})


@pytest.mark.parametrize(
    "name", ["Gateway-Client", "Gateway-Timestamp", "Gateway-Nonce", "Gateway-Signature"]
)
def test_a_question_without_one_of_the_headers_is_refused(authorities, name):
    headers = dict(signed_headers(CREDENTIALS["household"], PATH, BODY))
    del headers[name]
    assert post(authorities.household.url, headers).status == 401


@pytest.mark.parametrize(("late", "fault"), [(WINDOW, None), (WINDOW + 1, "timestamp_outside_window")])
def test_a_question_is_believed_only_within_the_replay_window(late, fault):
    headers = signed_headers(CREDENTIALS["household"], PATH, BODY, now=lambda: 1_000_000.0)
    verifier = Verifier({"ruxue-test": "household secret"}, now=lambda: 1_000_000.0 + late)
    assert verifier.fault("POST", PATH, headers, BODY) == fault


def test_a_nonce_is_remembered_for_as_long_as_its_timestamp_is_believed():
    now = [1_000_000.0]
    verifier = Verifier({"ruxue-test": "household secret"}, now=lambda: now[0])
    headers = signed_headers(CREDENTIALS["household"], PATH, BODY, now=lambda: now[0] + WINDOW)
    assert verifier.fault("POST", PATH, headers, BODY) is None
    now[0] += 2 * WINDOW
    assert verifier.fault("POST", PATH, headers, BODY) == "nonce_repeated"


def test_a_secret_shows_in_no_representation():
    assert "household secret" not in repr(CREDENTIALS)
