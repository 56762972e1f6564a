"""What is changed of moto changes none of its answers."""

from typing import Any

import pytest

from local.system import System

VALUES: dict[str, Any] = {
    "S": {"S": "王小明"},
    "N": {"N": "-1.5"},
    "B": {"B": b"\x00\xff"},
    "SS": {"SS": ["a", "b"]},
    "NS": {"NS": ["1", "2"]},
    "BS": {"BS": [b"\x01"]},
    "NULL": {"NULL": True},
    "BOOL": {"BOOL": False},
    "L": {"L": [{"S": "a"}, {"M": {"S": {"N": "1"}}}]},
    "M": {"M": {"S": {"S": "b"}, "M": {"M": {"L": {"L": []}}}}},
    "empty": {"M": {}},
}
"""One of each type, and maps whose keys are called like types."""


def test_a_value_of_any_type_comes_back_as_it_was_written(system: System) -> None:
    dynamodb, table = system.cloud.clients.dynamodb, system.stack.outputs["ThingTableName"]
    key = {"pk": {"S": "x"}, "sk": {"S": "y"}}
    dynamodb.put_item(TableName=table, Item=key | VALUES)
    assert dynamodb.get_item(TableName=table, Key=key)["Item"] == key | VALUES
    assert dynamodb.scan(TableName=table)["Items"] == [key | VALUES]


def test_what_was_copied_stays_as_it_was_when_the_other_changes(system: System) -> None:
    dynamodb, table = system.cloud.clients.dynamodb, system.stack.outputs["ThingTableName"]
    key = {"pk": {"S": "x"}, "sk": {"S": "y"}}
    dynamodb.put_item(TableName=table, Item=key | {"now": {"M": {}}})
    dynamodb.update_item(TableName=table, Key=key, UpdateExpression="SET previous = now")
    dynamodb.update_item(
        TableName=table,
        Key=key,
        UpdateExpression="SET now.one = :one",
        ExpressionAttributeValues={":one": {"S": "added"}},
    )
    assert dynamodb.get_item(TableName=table, Key=key)["Item"]["previous"] == {"M": {}}


def test_a_transaction_that_is_sent_again_under_its_token_is_answered_and_not_done_again(
    system: System,
) -> None:
    dynamodb, table = system.cloud.clients.dynamodb, system.stack.outputs["ThingTableName"]
    item = {"pk": {"S": "once"}, "sk": {"S": "y"}}
    new: Any = {"TableName": table, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}
    for _ in range(2):
        dynamodb.transact_write_items(TransactItems=[{"Put": new}], ClientRequestToken="one-deed")
    with pytest.raises(dynamodb.exceptions.TransactionCanceledException):
        dynamodb.transact_write_items(TransactItems=[{"Put": new}], ClientRequestToken="another")
