"""The breaker over DynamoDB as moto has it; the clock is moved, nothing waits."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import boto3
import pytest
import time_machine
from moto import mock_aws

from functions.cloud.aws.boto import Boto3Caller
from functions.cloud.aws.calls import SEAM
from functions.cloud.aws.services import DynamoDb
from functions.cloud.gateways.breaker import CACHED, FAILURES, PAUSE, guarded, observed_state, shared_state
from functions.cloud.gateways.breaker_state import KEPT, Mark, State
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
    return "household"


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


def test_of_many_environments_one_tries_the_gateway_out_and_the_others_wait(dynamodb, clock, name):
    fail(guarded(Authority().ask, name, shared_state(TABLE, dynamodb)), FAILURES)
    clock.shift(timedelta(seconds=PAUSE))
    second = guarded(Authority().ask, name, shared_state(TABLE, dynamodb))
    waited = []

    def ask_while_another_tries(path, question, *, deadline):
        with pytest.raises(AuthorityUnavailableError, match="breaker_open") as caught:
            put(second)
        waited.append(caught.value.retry_after)
        return {}

    assert put(guarded(ask_while_another_tries, name, shared_state(TABLE, dynamodb))) == {}
    assert waited == [PAUSE]


def test_who_read_the_open_state_before_another_claimed_it_waits_too(dynamodb, clock, name):
    late, first = shared_state(TABLE, dynamodb), shared_state(TABLE, dynamodb)
    fail(guarded(Authority().ask, name, first), FAILURES)
    clock.shift(timedelta(seconds=PAUSE))
    now = int(datetime.now(UTC).timestamp())
    seen = late.read(name, now)
    assert first.claim(name, first.read(name, now), Mark(State.TRYING, now + PAUSE), now)
    assert not late.claim(name, seen, Mark(State.TRYING, now + PAUSE), now)
    assert late.read(name, now) == Mark(State.TRYING, now + PAUSE)


def test_where_the_one_that_tried_it_out_died_another_does_after_the_same_pause(dynamodb, clock, name):
    class DiedError(Exception):
        pass

    fail(guarded(Authority().ask, name, shared_state(TABLE, dynamodb)), FAILURES)
    clock.shift(timedelta(seconds=PAUSE))
    dying = Authority()
    dying.failure = DiedError()
    with pytest.raises(DiedError):
        put(guarded(dying.ask, name, shared_state(TABLE, dynamodb)))
    authority = Authority()
    authority.failure = None
    ask = guarded(authority.ask, name, shared_state(TABLE, dynamodb))
    with pytest.raises(AuthorityUnavailableError, match="breaker_open"):
        put(ask)
    clock.shift(timedelta(seconds=PAUSE))
    assert put(ask) == {}


def test_an_authority_without_the_document_has_answered_and_closes_the_breaker(dynamodb, clock, name):
    authority = Authority()
    fail(guarded(authority.ask, name, shared_state(TABLE, dynamodb)), FAILURES)
    clock.shift(timedelta(seconds=PAUSE))
    authority.failure = DocumentNotHeldError()
    with pytest.raises(DocumentNotHeldError):
        put(guarded(authority.ask, name, shared_state(TABLE, dynamodb)))
    assert shared_state(TABLE, dynamodb).read(name, int(datetime.now(UTC).timestamp())).state is State.CLOSED


def test_the_table_s_outage_while_opening_hides_nothing_from_the_asker(dynamodb, name):
    authority = Authority()
    fail(guarded(authority.ask, name, shared_state("Missing", dynamodb)), FAILURES)
    assert authority.asked == FAILURES


def test_a_breaker_s_item_goes_by_itself_an_hour_after_its_end(dynamodb, clock, name):
    fail(guarded(Authority().ask, name, shared_state(TABLE, dynamodb)), FAILURES)
    [item] = dynamodb.scan(TableName=TABLE)["Items"]
    assert int(item["expiration"]["N"]) == int(item["until"]["N"]) + KEPT
