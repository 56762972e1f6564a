"""The breaker over DynamoDB as moto has it; the clock is moved, nothing waits."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import boto3
import pytest
import time_machine
from moto import mock_aws

from functions.cloud.aws.boto import Boto3Caller
from functions.cloud.aws.calls import SEAM
from functions.cloud.aws.services import DynamoDb
from functions.cloud.gateways.breaker import CACHED, FAILURES, PAUSE, guarded, observed_state, shared_state
from functions.registration.checking.authorities import AuthorityUnavailableError, DocumentNotHeldError
from tests.calls import counted

TABLE = "Breakers"


class Authority:
    """Answers, or raises what it is told to."""

    def __init__(self) -> None:
        self.asked = 0
        self.failure: Exception | None = AuthorityUnavailableError("unavailable")

    def ask(self, path: str, question: Mapping[str, object], *, deadline: float) -> Mapping[str, object]:
        self.asked += 1
        if self.failure is not None:
            raise self.failure
        return {}


@pytest.fixture
def clock():
    with time_machine.travel(datetime(2022, 6, 1, 8, tzinfo=UTC), tick=False) as moved:
        yield moved


@pytest.fixture
def dynamodb(clock):
    with mock_aws():
        client = boto3.client(
            "dynamodb", region_name="eu-west-1", aws_access_key_id="test", aws_secret_access_key="test"
        )
        client.create_table(
            TableName=TABLE,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        )
        yield DynamoDb(SEAM.through(Boto3Caller(lambda _: client)))


@pytest.fixture
def calls(dynamodb):
    with counted() as made:
        yield made


@pytest.fixture
def name():
    """Powertools counts failures by name for the whole process."""
    return f"breaker-{uuid4()}"


def put(ask):
    return ask("/v1", {}, deadline=1.0)


def fail(ask, times):
    for _ in range(times):
        with pytest.raises(AuthorityUnavailableError):
            put(ask)


def test_an_authority_that_fails_again_and_again_is_left_alone(dynamodb, name):
    authority = Authority()
    ask = guarded(authority.ask, name, shared_state(TABLE, dynamodb))
    fail(ask, FAILURES)
    with pytest.raises(AuthorityUnavailableError) as caught:
        put(ask)
    assert (caught.value.reason, caught.value.retry_after) == ("breaker_open", PAUSE)
    assert authority.asked == FAILURES


def test_an_open_breaker_is_open_for_every_function(dynamodb, name):
    fail(guarded(Authority().ask, name, shared_state(TABLE, dynamodb)), FAILURES)
    for state in (shared_state, observed_state):
        with pytest.raises(AuthorityUnavailableError, match="breaker_open"):
            put(guarded(Authority().ask, name, state(TABLE, dynamodb)))


def test_after_the_pause_one_good_answer_closes_the_breaker(dynamodb, clock, name):
    authority = Authority()
    ask = guarded(authority.ask, name, shared_state(TABLE, dynamodb))
    fail(ask, FAILURES)
    clock.shift(timedelta(seconds=PAUSE))
    authority.failure = None
    assert put(ask) == {}
    assert put(guarded(authority.ask, name, shared_state(TABLE, dynamodb))) == {}


def test_after_the_pause_one_more_failure_keeps_the_breaker_open(dynamodb, clock, name):
    authority = Authority()
    ask = guarded(authority.ask, name, shared_state(TABLE, dynamodb))
    fail(ask, FAILURES)
    clock.shift(timedelta(seconds=PAUSE))
    fail(ask, 2)
    assert authority.asked == FAILURES + 1


def test_answers_other_than_unavailable_never_open_the_breaker(dynamodb, name):
    authority = Authority()
    authority.failure = DocumentNotHeldError()
    ask = guarded(authority.ask, name, shared_state(TABLE, dynamodb))
    for _ in range(2 * FAILURES):
        with pytest.raises(DocumentNotHeldError):
            put(ask)
    assert authority.asked == 2 * FAILURES


def test_a_known_state_costs_no_call_and_reading_it_one(dynamodb, clock, calls, name):
    authority = Authority()
    authority.failure = None
    ask = guarded(authority.ask, name, shared_state(TABLE, dynamodb))
    put(ask)
    put(ask)
    assert calls == ["GetItem"]
    clock.shift(timedelta(seconds=CACHED))
    put(ask)
    assert calls == ["GetItem"] * 2


def test_who_only_observes_makes_one_call_a_request_at_most_whatever_happens(dynamodb, clock, calls, name):
    authority = Authority()
    ask = guarded(authority.ask, name, observed_state(TABLE, dynamodb))
    fail(ask, FAILURES + 1)
    assert (calls, authority.asked) == (["GetItem"], FAILURES)
    fail(guarded(authority.ask, name, shared_state(TABLE, dynamodb)), FAILURES)
    clock.shift(timedelta(seconds=PAUSE))
    calls.clear()
    fail(ask, 1)
    assert calls == ["GetItem"]


def test_who_only_observes_asks_again_when_its_own_failures_are_forgotten(dynamodb, clock, name):
    authority = Authority()
    ask = guarded(authority.ask, name, observed_state(TABLE, dynamodb))
    fail(ask, FAILURES)
    clock.shift(timedelta(seconds=CACHED))
    authority.failure = None
    assert put(ask) == {}


def test_a_table_that_cannot_be_read_counts_as_a_closed_breaker(dynamodb, name):
    authority = Authority()
    authority.failure = None
    assert put(guarded(authority.ask, name, shared_state("Missing", dynamodb))) == {}
