"""Dead letters go back to their queue, each once, and none is lost on the way."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from infra.redrive import redrive


class Queues(NamedTuple):
    sqs: Any
    dead: str
    alive: str

    def bodies(self, url: str) -> list[str]:
        found: list[str] = []
        while messages := self.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            found += [one["Body"] for one in messages]
        return sorted(found)


@pytest.fixture
def queues(monkeypatch: pytest.MonkeyPatch) -> Iterator[Queues]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        sqs = boto3.client("sqs", region_name="cn-north-1")
        yield Queues(
            sqs,
            sqs.create_queue(QueueName="dead")["QueueUrl"],
            sqs.create_queue(QueueName="alive")["QueueUrl"],
        )


def test_every_dead_letter_goes_back_once(queues: Queues) -> None:
    bodies = [f"message {number:02}" for number in range(23)]
    for body in bodies:
        queues.sqs.send_message(QueueUrl=queues.dead, MessageBody=body)
    assert redrive(queues.sqs, queues.dead, queues.alive) == 23
    assert queues.bodies(queues.alive) == bodies
    assert queues.bodies(queues.dead) == []


def test_an_empty_queue_moves_nothing(queues: Queues) -> None:
    assert redrive(queues.sqs, queues.dead, queues.alive) == 0


def test_what_fails_again_at_once_is_not_moved_round_and_round(queues: Queues) -> None:
    for number in range(3):
        queues.sqs.send_message(QueueUrl=queues.dead, MessageBody=str(number))
    assert redrive(queues.sqs, queues.dead, queues.dead) == 3


def test_what_the_queue_does_not_take_stays_among_the_dead_letters(queues: Queues) -> None:
    queues.sqs.send_message(QueueUrl=queues.dead, MessageBody="kept")
    queues.sqs.delete_queue(QueueUrl=queues.alive)
    with pytest.raises(ClientError):
        redrive(queues.sqs, queues.dead, queues.alive)
    assert queues.sqs.get_queue_attributes(
        QueueUrl=queues.dead, AttributeNames=["ApproximateNumberOfMessagesNotVisible"]
    )["Attributes"] == {"ApproximateNumberOfMessagesNotVisible": "1"}


def test_a_dead_letter_goes_back_with_the_trace_that_it_had(queues: Queues) -> None:
    attributes = {"reason": "malformed", "trace": "6f1c2f4e"}
    given = {name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()}
    queues.sqs.send_message(QueueUrl=queues.dead, MessageBody="a message", MessageAttributes=given)
    assert redrive(queues.sqs, queues.dead, queues.alive) == 1
    [back] = queues.sqs.receive_message(QueueUrl=queues.alive, MessageAttributeNames=["All"])["Messages"]
    assert {name: value["StringValue"] for name, value in back["MessageAttributes"].items()} == {
        "trace": "6f1c2f4e"
    }
