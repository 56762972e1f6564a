"""The stream events that tests hand to functions are what DynamoDB's own API would tell."""

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tests.aws import Cloud

KEY = {"pk": {"S": "R#1"}, "sk": {"S": "registration"}}
HELD: dict[str, Any] = {
    "bytes": {"B": b"\x00\xffabc"},
    "map": {
        "M": {"bytes": {"B": b"\x01"}, "list": {"L": [{"S": "x"}, {"B": b"zz"}, {"M": {"n": {"N": "1"}}}]}}
    },
    "names": {"SS": ["a", "b"]},
    "numbers": {"NS": ["1", "2"]},
    "number": {"N": "1.5"},
    "yes": {"BOOL": True},
    "nothing": {"NULL": True},
}


def test_every_kind_of_change_and_of_value_is_told_as_the_api_tells_it(cloud: Cloud) -> None:
    dynamodb, name = cloud.clients.dynamodb, cloud.table.name
    dynamodb.put_item(TableName=name, Item=KEY | HELD)
    dynamodb.update_item(
        TableName=name, Key=KEY, UpdateExpression="SET #n = :n, #m.c = :b",
        ExpressionAttributeNames={"#n": "number", "#m": "map"},
        ExpressionAttributeValues={":n": {"N": "7"}, ":b": {"B": b"new"}},
    )  # fmt: skip
    told = cloud.changes()["Records"]
    dynamodb.delete_item(TableName=name, Key=KEY)
    told += cloud.changes()["Records"]
    assert [one["eventName"] for one in told] == ["INSERT", "MODIFY", "REMOVE"]
    assert told == _by_the_api(cloud)


def _by_the_api(cloud: Cloud) -> list[Any]:
    streams, arn = cloud.clients.streams, cloud.stack.outputs["RegistrationStreamArn"]
    [shard] = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
    begin = streams.get_shard_iterator(
        StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
    )
    return [_in_json(one) for one in streams.get_records(ShardIterator=begin["ShardIterator"])["Records"]]


def _in_json(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _in_json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_in_json(part) for part in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.timestamp() if isinstance(value, datetime) else value
