"""AWS calls an operation (docs/promises.md), counted as the functions make them.

Warm, as in a process that has served a request before: the season (read once a minute), the secret (once in five
minutes) and the breaker's state (once in five seconds).
"""

import pytest

from functions.cloud.gateways import deployed
from functions.cloud.sealing.secrets import macs
from functions.cloud.table.accounts.begun import REGISTRATIONS_AN_ACCOUNT
from tests.calls import counted
from tests.rotation import hold, rotate

from .household import SEASON, Household, agreed


@pytest.fixture
def warm(family: Household) -> Household:
    """Season, secret and the breaker of the household registry have just been read."""
    document = family.form["students"][0]["identity_document"]
    family.client.ok("POST", "/prefill", {"season": SEASON, "identity_document": document})
    return family


def test_prefill_takes_two_calls_at_most(warm: Household) -> None:
    document = warm.form["students"][0]["identity_document"]
    with counted() as calls:
        warm.client.ok("POST", "/prefill", {"season": SEASON, "identity_document": document})
    assert calls == ["BatchGetItem", "TransactWriteItems"]


def test_prefill_takes_two_calls_also_where_the_breaker_is_read(warm: Household) -> None:
    for part in (deployed.household_for_prefill, deployed.observed, deployed.consents):
        part.cache_clear()
    document = warm.form["students"][0]["identity_document"]
    with counted() as calls:
        warm.client.ok("POST", "/prefill", {"season": SEASON, "identity_document": document})
    assert calls == ["BatchGetItem", "TransactWriteItems"]


def test_answering_the_notice_takes_one_call(family: Household) -> None:
    with counted() as calls:
        agreed(family.client)
    assert calls == ["TransactWriteItems"]


def test_beginning_takes_two_calls(warm: Household) -> None:
    with counted() as calls:
        warm.begin()
    assert calls == ["GenerateDataKey", "TransactWriteItems"]


def test_saving_takes_two_calls(warm: Household) -> None:
    warm.begin()
    tag = warm.etag()
    with counted() as calls:
        warm.client.ok("PUT", warm.path, warm.form, If_Match=tag)
    assert calls == ["GenerateDataKey", "UpdateItem"]


def test_submitting_takes_four_calls(warm: Household) -> None:
    code = warm.ready().code()
    with counted() as calls:
        assert warm.submit(code).status == 200
    assert calls == ["BatchGetItem", "Decrypt", "UpdateItem", "TransactWriteItems"]


def test_asking_for_a_code_takes_five_calls_at_most(warm: Household) -> None:
    """The fifth reads the breaker's state, once in five seconds."""
    deployed.household_registry.cache_clear()
    warm.ready()
    with counted() as calls:
        assert warm.ask_code().status == 202
    assert calls == ["BatchGetItem", "Decrypt", "TransactWriteItems", "GetItem", "TransactWriteItems"]


def test_calls_are_as_many_while_two_mac_keys_are_held(warm: Household) -> None:
    """Prefill, code, submission, status and list; the first two may read the breaker's state."""
    warm.ready()
    rotate(warm.cloud)
    document = warm.form["students"][0]["identity_document"]
    codes = []
    asked = {
        "prefill": lambda: warm.client.ok(
            "POST", "/prefill", {"season": SEASON, "identity_document": document}
        ),
        "code": lambda: codes.append(warm.client.ok("POST", f"{warm.path}/code")),
        "submission": lambda: warm.submit(codes.pop()),
        "status": warm.look,
        "list": lambda: warm.client.ok("GET", "/registrations"),
    }
    macs()
    taken = {}
    for what, ask in asked.items():
        with counted() as calls:
            ask()
        taken[what] = len(calls)
        codes[:] = [warm.digits()] if what == "code" else codes
    hold(warm.cloud, 1, current=1)
    assert taken == {"prefill": 2, "code": 5, "submission": 4, "status": 2, "list": 2}


def test_looking_takes_two_calls(warm: Household) -> None:
    warm.submitted()
    with counted() as calls:
        warm.look()
    assert calls == ["BatchGetItem", "Decrypt"]


@pytest.mark.parametrize("many", [1, REGISTRATIONS_AN_ACCOUNT])
def test_listing_ones_own_takes_two_calls_however_many_there_are(warm: Household, many: int) -> None:
    for _ in range(many):
        warm.begin()
    with counted() as calls:
        listed = warm.client.ok("GET", "/registrations")["registrations"]
    assert (len(listed), calls) == (many, ["BatchGetItem", "BatchGetItem"])


def test_asking_for_an_upload_takes_one_call(warm: Household) -> None:
    warm.begin()
    body = {"kind": "other", "media_type": "image/jpeg", "size": 9, "sha256": "A" * 43 + "="}
    with counted() as calls:
        warm.client.ok("POST", f"{warm.path}/documents", body)
    assert calls == ["TransactWriteItems"]


def test_the_public_season_takes_none(warm: Household) -> None:
    with counted() as calls:
        warm.client.ok("GET", "/seasons")
        warm.client.ok("GET", f"/seasons/{SEASON}")
    assert calls == []
