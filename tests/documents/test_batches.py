"""A queue's function: what failed comes back alone and later each time, what never can is given up."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import boto3
import pytest
from moto import mock_aws

from functions.cloud.aws.boto import Boto3Caller
from functions.cloud.aws.services import Sqs
from functions.cloud.queues.batches import (
    FAILING,
    CanNeverSucceed,
    ComeBackLater,
    SourceQueue,
    consume,
    delay_after,
)


@dataclass
class Queue:
    sqs: "Watched"
    url: str
    dlq_url: str
    handled: list[str] = field(default_factory=list)

    def batch(self, *bodies: str) -> dict[str, Any]:
        """As Lambda receives it: one message after the other, taken off the real queue."""
        for body in bodies:
            self.sqs.send_message(QueueUrl=self.url, MessageBody=body)
        return self.received()

    def received(self) -> dict[str, Any]:
        answer = self.sqs.boto3.receive_message(
            QueueUrl=self.url, MaxNumberOfMessages=10, AttributeNames=["All"], VisibilityTimeout=30
        )
        return {
            "Records": [
                {
                    "messageId": m["MessageId"],
                    "receiptHandle": m["ReceiptHandle"],
                    "body": m["Body"],
                    "attributes": m["Attributes"],
                }
                for m in answer.get("Messages", [])
            ]
        }

    def consume(
        self,
        event: dict[str, Any],
        handle: Callable[[str], None],
        parse: Callable[[str], Sequence[str]] = lambda body: [json.loads(body)["id"]],
    ) -> list[str]:
        answer = consume(event, parse, handle, source=SourceQueue(self.sqs, self.url, self.dlq_url))
        return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]

    def given_up(self) -> list[tuple[str, str]]:
        answer = self.sqs.boto3.receive_message(
            QueueUrl=self.dlq_url, MaxNumberOfMessages=10, MessageAttributeNames=["All"]
        )
        return [
            (m["Body"], m["MessageAttributes"]["reason"]["StringValue"]) for m in answer.get("Messages", [])
        ]


class Watched(Sqs):
    """Remembers the visibilities that were asked for."""

    def __init__(self, boto3_sqs: Any) -> None:
        super().__init__(Boto3Caller(lambda _: boto3_sqs))
        self.boto3 = boto3_sqs
        self.delays: list[int] = []

    def change_message_visibility(self, **arguments: Any) -> Any:
        self.delays.append(arguments["VisibilityTimeout"])
        return super().change_message_visibility(**arguments)


@pytest.fixture
def queue() -> Iterator[Queue]:
    with mock_aws():
        sqs = boto3.client(
            "sqs", region_name="eu-central-1", aws_access_key_id="test", aws_secret_access_key="test"
        )
        url = sqs.create_queue(QueueName="work")["QueueUrl"]
        yield Queue(Watched(sqs), url, sqs.create_queue(QueueName="dead")["QueueUrl"])


def test_delays_double_from_a_minute_to_an_hour() -> None:
    assert [delay_after(n) for n in (1, 2, 3, 6, 7, 8, 5000)] == [60, 120, 240, 1920, 3600, 3600, 3600]


def test_a_batch_without_failure_answers_none(queue: Queue) -> None:
    event = queue.batch('{"id": "a"}', '{"id": "b"}')

    assert queue.consume(event, queue.handled.append) == []
    assert sorted(queue.handled) == ["a", "b"]
    assert queue.sqs.delays == []


def test_only_the_failed_message_comes_back_and_after_the_delay_it_asked_for(queue: Queue) -> None:
    event = queue.batch('{"id": "a"}', '{"id": "busy"}', '{"id": "c"}')
    busy = next(r["messageId"] for r in event["Records"] if "busy" in r["body"])

    def handle(thing: str) -> None:
        if thing == "busy":
            raise ComeBackLater(17)
        queue.handled.append(thing)

    assert queue.consume(event, handle) == [busy]
    assert sorted(queue.handled) == ["a", "c"]
    assert queue.sqs.delays == [17]


@pytest.mark.parametrize(("receives", "told"), [(1, []), (2, []), (3, [[1.0]]), (40, [[1.0]])])
def test_what_fails_or_is_kept_for_the_third_time_is_counted_and_what_only_waits_is_not(
    queue: Queue, capsys: pytest.CaptureFixture[str], receives: int, told: list[list[float]]
) -> None:
    event = queue.batch('{"id": "broken"}', '{"id": "kept"}', '{"id": "waits"}')
    for record in event["Records"]:
        record["attributes"]["ApproximateReceiveCount"] = str(receives)

    def handle(thing: str) -> None:
        raise {"broken": RuntimeError(), "kept": ComeBackLater(waits_for="Kept"), "waits": ComeBackLater()}[
            thing
        ]

    capsys.readouterr()
    assert len(queue.consume(event, handle)) == 3
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if FAILING in line]
    assert [line[FAILING] for line in lines] == [line["Kept"] for line in lines] == told


def test_of_a_batch_of_ten_exactly_what_is_poisoned_comes_back_in_all_1024_cases(
    queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue.sqs, "change_message_visibility", lambda **_: None)
    event = queue.batch(*(f'{{"id": "{place}"}}' for place in range(10)))
    ids = {json.loads(record["body"])["id"]: record["messageId"] for record in event["Records"]}
    assert len(ids) == 10

    for case in range(2**10):
        poisoned = {place for place in ids if case >> int(place) & 1}
        handled: set[str] = set()

        def handle(place: str, poisoned: set[str] = poisoned, handled: set[str] = handled) -> None:
            if place in poisoned:
                raise RuntimeError(place)
            handled.add(place)

        assert set(queue.consume(event, handle)) == {ids[place] for place in poisoned}
        assert handled == ids.keys() - poisoned


def test_an_unexpected_error_fails_its_message_alone_and_later_each_time(queue: Queue) -> None:
    event = queue.batch('{"id": "a"}')

    def handle(thing: str) -> None:
        raise RuntimeError(thing)

    for receives in ("1", "2", "9"):
        event["Records"][0]["attributes"]["ApproximateReceiveCount"] = receives
        assert queue.consume(event, handle) == [event["Records"][0]["messageId"]]
    assert queue.sqs.delays == [60, 120, 3600]
    assert queue.given_up() == []


def test_what_can_never_succeed_goes_to_the_dead_letters_with_its_reason(queue: Queue) -> None:
    event = queue.batch('{"id": "gone"}')

    def handle(thing: str) -> None:
        raise CanNeverSucceed("unknown_registration")

    assert queue.consume(event, handle) == []
    assert queue.given_up() == [('{"id": "gone"}', "unknown_registration")]


@pytest.mark.parametrize("body", ["not json", "{}", "[]", '"words"'])
def test_a_malformed_message_is_given_up_and_its_neighbour_handled(queue: Queue, body: str) -> None:
    event = queue.batch(body, '{"id": "b"}')

    assert queue.consume(event, queue.handled.append) == []
    assert queue.handled == ["b"]
    assert queue.given_up() == [(body, "malformed")]


def test_a_value_error_while_handling_is_no_malformed_message(queue: Queue) -> None:
    event = queue.batch('{"id": "a"}')

    def handle(thing: str) -> None:
        raise ValueError

    assert len(queue.consume(event, handle)) == 1
    assert queue.given_up() == []


def test_a_message_whose_dead_letter_cannot_be_sent_is_not_lost(queue: Queue) -> None:
    event = queue.batch("not json")
    queue.dlq_url = queue.dlq_url + "-gone"

    assert queue.consume(event, queue.handled.append) == [event["Records"][0]["messageId"]]


def test_an_errors_words_are_not_logged(queue: Queue, logged: list[dict[str, Any]]) -> None:
    event = queue.batch('{"id": "a"}')

    def handle(thing: str) -> None:
        raise RuntimeError("canary-13800000000")

    queue.consume(event, handle)

    [line] = [one for one in logged if one["message"] == "message_failed"]
    assert "RuntimeError" in str(line["error"])
    assert line["message_id"] == event["Records"][0]["messageId"]
    assert "canary" not in str(logged)


def test_the_log_says_which_message_was_given_up_and_why(queue: Queue, logged: list[dict[str, Any]]) -> None:
    event = queue.batch("not json")
    queue.consume(event, queue.handled.append)

    [line] = [one for one in logged if one["message"] == "message_given_up"]
    assert line["message_id"] == event["Records"][0]["messageId"]
    assert line["reason"]
    assert line["level"] == "ERROR"
