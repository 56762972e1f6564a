import json
import time

import boto3
import pytest

from local.system import System

from .tiny import Seen


@pytest.fixture
def put(system: System):
    table = system.stack.outputs["ThingTableName"]
    client = boto3.client("dynamodb")

    def write(key: str, **more) -> None:
        client.put_item(TableName=table, Item={"pk": {"S": key}, "sk": {"S": "x"}, **more})

    return write


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr("local.events.stream.FIRST_PAUSE", 0.0)


def keys(seen: Seen) -> list[str]:
    return [record["dynamodb"]["Keys"]["pk"]["S"] for record in seen.records]


def test_records_come_in_the_order_of_the_writes(system: System, seen: Seen, put):
    for number in range(25):
        put(f"{number:02}")
    assert system.settle().get("follow") == 25
    assert keys(seen) == [f"{number:02}" for number in range(25)]


def test_a_failed_record_is_tried_again_before_anything_later(system: System, seen: Seen, put):
    for key in ("a", "b", "c"):
        put(key)
    seen.failing = {"b"}
    system.settle()
    assert keys(seen) == ["a"]
    seen.failing = set()
    system.settle()
    assert keys(seen) == ["a", "b", "c"]


def test_a_raising_function_loses_only_the_record_that_it_can_never_take(system: System, seen: Seen, put):
    for key in "abcd":
        put(key)
    seen.raising = {"c"}
    for _ in range(12):
        system.settle()
    assert [key for key in keys(seen) if key != "c"][-1] == "d"
    assert set(keys(seen)) == {"a", "b", "d"}
    assert "c" not in keys(seen)
    queue = system.cloud.clients.queue_url(system.stack.outputs["JobDlqArn"].rsplit(":", 1)[-1])
    [note] = boto3.client("sqs").receive_message(QueueUrl=queue)["Messages"]
    assert json.loads(note["Body"])["DDBStreamBatchInfo"]["batchSize"] == 1


def test_a_record_has_the_shape_that_lambda_gives_it(system: System, seen: Seen, put):
    before = time.time()
    put("a", sealed={"B": b"\x00\xff"}, many={"L": [{"B": b"\x01"}, {"M": {"n": {"N": "1"}}}]})
    system.settle()
    [record] = seen.records
    image = record["dynamodb"]["NewImage"]
    assert image["sealed"] == {"B": "AP8="}
    assert image["many"] == {"L": [{"B": "AQ=="}, {"M": {"n": {"N": "1"}}}]}
    assert before - 3600 <= record["dynamodb"]["ApproximateCreationDateTime"] <= time.time() + 3600
    assert record["eventSourceARN"] == system.stack.outputs["ThingStreamArn"]
    assert record["eventName"] == "INSERT"
    json.dumps(record)


def test_a_cancelled_transaction_does_not_cut_the_stream_off(system: System, seen: Seen, put):
    put("before")
    system.settle()
    client, table = boto3.client("dynamodb"), system.stack.outputs["ThingTableName"]
    again = {"pk": {"S": "before"}, "sk": {"S": "x"}}
    with pytest.raises(client.exceptions.TransactionCanceledException):
        client.transact_write_items(
            TransactItems=[
                {
                    "Put": {
                        "TableName": table,
                        "Item": again,
                        "ConditionExpression": "attribute_not_exists(pk)",
                    }
                }
            ]
        )
    put("after")
    system.settle()
    assert keys(seen) == ["before", "after"]
