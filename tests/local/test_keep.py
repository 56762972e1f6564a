from pathlib import Path

import boto3
import pytest

from local.system import System

from .conftest import StillPump
from .tiny import TEMPLATE, Around, Seen, project


@pytest.fixture
def run(tmp_path: Path, seen: Seen):
    """Starts a system over one data directory; what the test started last is stopped by the test."""
    running: list[System] = []

    def start() -> System:
        made = System(
            lambda: [project(seen)],
            lambda *_: Around(),
            template=TEMPLATE,
            data=tmp_path / "data",
            pump=StillPump,
        )
        made.start()
        running.append(made)
        return made

    yield start
    running[-1].stop()


def test_what_was_written_is_there_after_a_restart(run, seen: Seen):
    first = run()
    table, bucket = first.stack.outputs["ThingTableName"], first.stack.outputs["FileBucketName"]
    item = {
        "pk": {"S": "a"},
        "sk": {"S": "b"},
        "sealed": {"B": b"\x00\xff"},
        "list": {"L": [{"M": {"n": {"N": "1"}}}]},
    }
    boto3.client("dynamodb").put_item(TableName=table, Item=item)
    boto3.client("s3").put_object(Bucket=bucket, Key="r/d", Body=b"photo")
    first.stop()
    second = run()
    names = second.stack.outputs["ThingTableName"], second.stack.outputs["FileBucketName"]
    assert names == (table, bucket), "a form that a page was given before names the bucket"
    found = boto3.client("dynamodb").get_item(TableName=table, Key={"pk": {"S": "a"}, "sk": {"S": "b"}})[
        "Item"
    ]
    assert found == item
    assert boto3.client("s3").get_object(Bucket=bucket, Key="r/d")["Body"].read() == b"photo"


def test_sealed_data_and_the_secret_outlive_a_restart(run):
    first = run()
    sealed = boto3.client("kms").encrypt(KeyId=first.stack.outputs["KeyArn"], Plaintext=b"name")[
        "CiphertextBlob"
    ]
    secret = first.cloud.clients.secrets.get_secret_value(SecretId="ruxue-local")["SecretString"]
    first.stop()
    second = run()
    assert boto3.client("kms").decrypt(CiphertextBlob=sealed)["Plaintext"] == b"name"
    boto3.client("kms").generate_data_key(KeyId=second.stack.outputs["KeyArn"], KeySpec="AES_256")
    assert second.cloud.clients.secrets.get_secret_value(SecretId="ruxue-local")["SecretString"] == secret


def test_messages_wait_as_long_as_they_would_have(run, seen: Seen):
    first = run()
    first.settle()
    queue = first.cloud.clients.queue_url(first.stack.outputs["JobQueueArn"].rsplit(":", 1)[-1])
    boto3.client("sqs").send_message(QueueUrl=queue, MessageBody="later", DelaySeconds=600)
    first.stop()
    seen.bodies.clear()
    second = run()
    second.settle()
    assert seen.bodies == []
    second.clock.advance(601)
    second.settle()
    assert seen.bodies == ["later"]


def test_a_record_that_was_not_taken_is_taken_after_the_restart_and_no_other(run, seen: Seen):
    first = run()
    write = boto3.client("dynamodb").put_item
    write(TableName=first.stack.outputs["ThingTableName"], Item={"pk": {"S": "taken"}, "sk": {"S": "x"}})
    first.settle()
    write(TableName=first.stack.outputs["ThingTableName"], Item={"pk": {"S": "left"}, "sk": {"S": "x"}})
    first.stop()
    seen.records.clear()
    second = run()
    second.settle()
    assert [record["dynamodb"]["Keys"]["pk"]["S"] for record in seen.records] == ["left"]


def test_the_numbers_of_a_stream_only_grow_over_restarts(run, seen: Seen):
    for name in "abc":
        running = run()
        boto3.client("dynamodb").put_item(
            TableName=running.stack.outputs["ThingTableName"], Item={"pk": {"S": name}, "sk": {"S": "x"}}
        )
        running.settle()
        running.stop()
    numbers = [int(one["dynamodb"]["SequenceNumber"]) for one in seen.records]
    assert [one["dynamodb"]["Keys"]["pk"]["S"] for one in seen.records] == ["a", "b", "c"]
    assert numbers == sorted(set(numbers))


def test_the_clock_goes_on_from_where_it_was_moved(run):
    first = run()
    moved = first.clock.advance(86_400)
    first.stop()
    assert run().clock.now() >= moved


def test_memory_is_forgotten(seen: Seen):
    for _ in range(2):
        made = System(lambda: [project(seen)], lambda *_: Around(), template=TEMPLATE, pump=StillPump)
        made.start()
        table = made.stack.outputs["ThingTableName"]
        assert boto3.client("dynamodb").scan(TableName=table)["Items"] == []
        boto3.client("dynamodb").put_item(TableName=table, Item={"pk": {"S": "a"}, "sk": {"S": "x"}})
        made.stop()
