import json
from datetime import timedelta

import boto3
import pytest

from local.aws.moto_state import holds_messages
from local.system import System

from .tiny import Seen


@pytest.fixture
def sqs():
    return boto3.client("sqs")


def url(system: System) -> str:
    return system.cloud.clients.queue_url(system.stack.outputs["JobQueueArn"].rsplit(":", 1)[-1])


def dead(system: System, sqs) -> list[str]:
    address = system.cloud.clients.queue_url(system.stack.outputs["JobDlqArn"].rsplit(":", 1)[-1])
    received = sqs.receive_message(QueueUrl=address, MaxNumberOfMessages=10).get("Messages", [])
    return [message["Body"] for message in received]


def test_partial_failure_brings_back_only_the_failed_message(system: System, seen: Seen, sqs):
    for body in ("good", "bad", "fine"):
        sqs.send_message(QueueUrl=url(system), MessageBody=body)
    seen.failing = {"bad"}
    assert system.settle().get("work") == 3
    system.clock.advance(61)
    seen.bodies.clear()
    assert system.settle().get("work") == 1
    assert seen.bodies == ["bad"]


def test_a_failed_message_stays_hidden_until_its_visibility_ends(system: System, seen: Seen, sqs):
    sqs.send_message(QueueUrl=url(system), MessageBody="bad")
    seen.failing = {"bad"}
    system.settle()
    system.clock.advance(30)
    assert "work" not in system.settle()
    system.clock.advance(31)
    assert system.settle().get("work") == 1
    assert seen.receives == ["1", "2"]


def test_a_function_that_raises_gets_its_whole_batch_again(system: System, seen: Seen, sqs):
    for body in ("good", "bad"):
        sqs.send_message(QueueUrl=url(system), MessageBody=body)
    seen.raising = {"bad"}
    system.settle()
    seen.bodies.clear()
    seen.raising = set()
    system.clock.advance(61)
    system.settle()
    assert sorted(seen.bodies) == ["bad", "good"]


def test_an_unknown_message_among_the_failures_brings_back_the_whole_batch(
    system: System, seen: Seen, sqs, monkeypatch
):
    function = next(source for source in system._sources if source.name == "work")._function
    monkeypatch.setattr(
        type(function), "invoke", lambda *_, **__: {"batchItemFailures": [{"itemIdentifier": "?"}]}
    )
    sqs.send_message(QueueUrl=url(system), MessageBody="good")
    system.settle()
    monkeypatch.undo()
    system.clock.advance(61)
    assert system.settle().get("work") == 1


def test_a_message_received_too_often_goes_to_the_dead_letters(system: System, seen: Seen, sqs):
    sqs.send_message(QueueUrl=url(system), MessageBody="bad")
    seen.failing = {"bad"}
    for _ in range(4):
        system.settle()
        system.clock.advance(61)
    assert seen.bodies == ["bad", "bad"]
    assert dead(system, sqs) == ["bad"]


def test_a_delayed_message_comes_when_the_clock_is_moved(system: System, seen: Seen, sqs):
    sqs.send_message(QueueUrl=url(system), MessageBody="later", DelaySeconds=600)
    assert "work" not in system.settle()
    system.clock.move_to(system.clock.now() + timedelta(seconds=601))
    assert system.settle().get("work") == 1


def test_a_message_can_be_put_off_for_an_hour_however_old_it_is(system: System, seen: Seen, sqs):
    sqs.send_message(QueueUrl=url(system), MessageBody="old")
    system.clock.advance(13 * 3600)
    [message] = sqs.receive_message(QueueUrl=url(system))["Messages"]
    sqs.change_message_visibility(
        QueueUrl=url(system), ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=3600
    )
    system.clock.advance(3500)
    assert "work" not in system.settle()
    system.clock.advance(200)
    assert system.settle().get("work") == 1


def test_what_was_kept_for_as_long_as_the_queue_keeps_it_is_gone_and_hides_nothing_behind_it(
    system: System, seen: Seen, sqs
):
    for body in ("old", "older"):
        sqs.send_message(QueueUrl=url(system), MessageBody=body, DelaySeconds=600)
    system.clock.advance(345_600)
    sqs.send_message(QueueUrl=url(system), MessageBody="new")
    assert system.settle().get("work") == 1
    assert seen.bodies == ["new"]
    assert not holds_messages(url(system).rsplit("/", 1)[-1])


def test_an_upload_tells_the_queue_as_s3_does(system: System, seen: Seen):
    boto3.client("s3").put_object(Bucket=system.stack.outputs["FileBucketName"], Key="a/b", Body=b"x")
    system.settle()
    [record] = json.loads(seen.bodies[0])["Records"]
    assert record["s3"]["object"]["key"] == "a%2Fb"
    assert record["eventName"] == "ObjectCreated:Put"


def test_no_queue_that_is_empty_and_no_stream_that_has_not_grown_is_asked(
    system: System, seen: Seen, sqs, monkeypatch: pytest.MonkeyPatch
):
    sqs.send_message(QueueUrl=url(system), MessageBody="good")
    system.settle()
    asked: list[str] = []
    edge = system.cloud.edge
    app = edge.app

    def noted(environ, start_response):
        asked.append(environ["PATH_INFO"])
        return app(environ, start_response)

    monkeypatch.setattr(edge, "app", noted)
    assert system.settle() == {}
    assert asked == []
    sqs.send_message(QueueUrl=url(system), MessageBody="fine")
    assert system.settle().get("work") == 1
    assert seen.bodies == ["good", "fine"]
