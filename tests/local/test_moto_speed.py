"""What makes moto sooner changes none of its answers, and none of its refusals."""

import gc
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from moto.dynamodb.models.table import Table

from local.system import System

ROOT = Path(__file__).parents[2]

KEY = {"pk": {"S": "x"}, "sk": {"S": "y"}}
OTHER = {"pk": {"S": "x"}, "sk": {"S": "z"}}
TWICE = "SET a = :v SET b = :v"
OVERLAPPING = "SET a.b = :v, a.b.c = :v"


@pytest.fixture
def table(system: System) -> Any:
    return system.cloud.clients.dynamodb, system.stack.outputs["ThingTableName"]


def stored(table: Any, key: dict[str, Any]) -> dict[str, Any] | None:
    dynamodb, name = table
    found: dict[str, Any] | None = dynamodb.get_item(TableName=name, Key=key).get("Item")
    return found


def updated(name: str, key: dict[str, Any], **more: Any) -> dict[str, Any]:
    values = {":v": {"M": {"c": {"N": "2"}}}}
    return {
        "Update": {
            "TableName": name,
            "Key": key,
            "UpdateExpression": "SET a.b = :v",
            "ExpressionAttributeValues": values,
            **more,
        }
    }


def test_a_cancelled_transaction_leaves_everything_as_it_was(table: Any) -> None:
    dynamodb, name = table
    held = {"a": {"M": {"b": {"N": "1"}, "l": {"L": [{"S": "kept"}]}}}}
    dynamodb.put_item(TableName=name, Item=KEY | held)
    refused = {"Put": {"TableName": name, "Item": OTHER, "ConditionExpression": "attribute_exists(pk)"}}
    with pytest.raises(ClientError, match="TransactionCanceled"):
        dynamodb.transact_write_items(TransactItems=[updated(name, KEY), refused])
    assert stored(table, KEY) == KEY | held
    assert stored(table, OTHER) is None


def test_a_transaction_writes_all_that_it_names(table: Any) -> None:
    dynamodb, name = table
    dynamodb.put_item(TableName=name, Item=KEY | {"a": {"M": {}}})
    dynamodb.transact_write_items(
        TransactItems=[updated(name, KEY), {"Put": {"TableName": name, "Item": OTHER | {"n": {"N": "1"}}}}]
    )
    assert stored(table, KEY) == KEY | {"a": {"M": {"b": {"M": {"c": {"N": "2"}}}}}}
    assert stored(table, OTHER) == OTHER | {"n": {"N": "1"}}


@pytest.mark.parametrize(("expression", "said"), [(TWICE, "can only be used once"), (OVERLAPPING, "overlap")])
def test_an_update_that_says_two_things_is_refused(table: Any, expression: str, said: str) -> None:
    dynamodb, name = table
    dynamodb.put_item(TableName=name, Item=KEY | {"a": {"M": {"b": {"M": {}}}}})
    with pytest.raises(ClientError, match=said):
        dynamodb.update_item(
            TableName=name,
            Key=KEY,
            UpdateExpression=expression,
            ExpressionAttributeValues={":v": {"N": "1"}},
        )


def test_an_item_that_grows_too_large_by_many_attributes_is_refused(table: Any) -> None:
    dynamodb, name = table
    tenth = {"S": "x" * 45_000}
    dynamodb.put_item(TableName=name, Item=KEY)
    with pytest.raises(ClientError, match="size"):
        dynamodb.update_item(
            TableName=name,
            Key=KEY,
            UpdateExpression="SET " + ", ".join(f"a{number} = :v" for number in range(10)),
            ExpressionAttributeValues={":v": tenth},
        )


def test_an_item_that_grew_too_large_inside_an_attribute_takes_no_other(table: Any) -> None:
    dynamodb, name = table
    dynamodb.put_item(TableName=name, Item=KEY | {"m": {"M": {}}})

    def put(path: str, text: str) -> None:
        values = {":v": {"S": text}}
        dynamodb.update_item(
            TableName=name, Key=KEY, UpdateExpression=f"SET {path} = :v", ExpressionAttributeValues=values
        )

    for part in ("m.a", "m.b", "m.c"):
        put(part, "x" * 150_000)
    with pytest.raises(ClientError, match="size"):
        put("small", "x")


def test_what_was_written_once_is_not_held_for_ever(table: Any) -> None:
    dynamodb, name = table

    def held() -> int:
        gc.collect()
        return sum(isinstance(thing, Table) for thing in gc.get_objects())

    before = held()
    for _ in range(5):
        dynamodb.transact_write_items(TransactItems=[{"Put": {"TableName": name, "Item": KEY}}])
    assert held() == before


@pytest.mark.parametrize(
    ("expression", "more", "other"),
    [
        ("attribute_exists(#a)", {"ExpressionAttributeNames": {"#a": "a"}}, {"#a": "b"}),
        ("a = :v", {"ExpressionAttributeValues": {":v": {"S": "held"}}}, {":v": {"S": "other"}}),
    ],
    ids=["names", "values"],
)
def test_a_condition_with_other_names_or_values_is_another(
    table: Any, expression: str, more: dict[str, Any], other: dict[str, Any]
) -> None:
    dynamodb, name = table
    dynamodb.put_item(TableName=name, Item=KEY | {"a": {"S": "held"}})
    asked = {"TableName": name, "Key": KEY, "ConditionExpression": expression}
    dynamodb.transact_write_items(TransactItems=[{"ConditionCheck": asked | more}])
    with pytest.raises(ClientError, match="TransactionCanceled"):
        dynamodb.transact_write_items(TransactItems=[{"ConditionCheck": asked | dict.fromkeys(more, other)}])


def test_generated_requests_are_answered_alike() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.local.same_answers", "8"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (told.returncode, told.stdout) == (0, ""), told.stdout + told.stderr
