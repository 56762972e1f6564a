"""What makes moto read less changes no answer: each is compared with moto's own."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import boto3
import pytest
from moto import mock_aws

from local.aws.clients import REGION
from local.aws.moto_reading import moto_reading_less

TYPES = {"S": ("a", "B", "aa", "é", "林"), "N": ("10", "9", "-1", "1.5", "0"), "B": (b"\x01", b"\x00", b"zz")}


@pytest.fixture
def dynamodb() -> Iterator[Any]:
    with mock_aws():
        yield boto3.client(
            "dynamodb", region_name=REGION, aws_access_key_id="test", aws_secret_access_key="test"
        )


def filled(dynamodb: Any, kind: str) -> str:
    """A table whose sort keys are of this type, with an index in which some items are missing."""
    types = {"pk": "S", "sk": kind, "other": "S", "at": kind}
    made: str = dynamodb.create_table(
        TableName=f"of-{kind}",
        KeySchema=[_key("pk", "HASH"), _key("sk", "RANGE")],
        AttributeDefinitions=[
            {"AttributeName": name, "AttributeType": its_type} for name, its_type in types.items()
        ],
        BillingMode="PAY_PER_REQUEST",
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by-other",
                "KeySchema": [_key("other", "HASH"), _key("at", "RANGE")],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    )["TableDescription"]["TableName"]
    values = TYPES[kind]
    for number, (part, value) in enumerate(product(("x", "y", "X"), values)):
        item = {
            "pk": {"S": part},
            "sk": {kind: value},
            "flag": {"BOOL": number % 2 == 0},
            "none": {"NULL": True},
        }
        if number % 3:
            item |= {
                "other": {"S": "odd" if number % 2 else "even"},
                "at": {kind: values[-number % len(values)]},
            }
        dynamodb.put_item(TableName=made, Item=item)
    return made


def _key(name: str, kind: str) -> dict[str, str]:
    return {"AttributeName": name, "KeyType": kind}


def pages(ask: Any, **asked: Any) -> list[Any]:
    """All items of each page of two."""
    found, more = [], {}
    while True:
        answer = ask(**asked, **more, Limit=2)
        found.append(answer["Items"])
        if "LastEvaluatedKey" not in answer:
            return found
        more = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}


def answers(dynamodb: Any, table: str, kind: str) -> list[Any]:
    scans = [
        pages(dynamodb.scan, TableName=table),
        pages(dynamodb.scan, TableName=table, IndexName="by-other"),
    ]
    queries = []
    for forward, value in product((True, False), TYPES[kind]):
        more = {"TableName": table, "ScanIndexForward": forward}
        bound = {":low": {kind: value}, ":yes": {"BOOL": True}}
        for part in ("x", "X", "nowhere"):
            named = {
                "ExpressionAttributeValues": {":part": {"S": part}, **bound},
                "FilterExpression": "flag = :yes",
            }
            query = {"KeyConditionExpression": "pk = :part AND sk >= :low", **named, **more}
            queries.append(pages(dynamodb.query, **query))
        for other in ("odd", "even"):
            named = {"ExpressionAttributeValues": {":part": {"S": other}, ":low": {kind: value}}}
            query = {"KeyConditionExpression": "other = :part AND #at <= :low", **named, **more}
            names = {"ExpressionAttributeNames": {"#at": "at"}}
            queries.append(pages(dynamodb.query, IndexName="by-other", **query, **names))
    return [scans, queries]


@pytest.mark.parametrize("kind", TYPES)
def test_every_page_of_a_table_and_of_its_index_is_what_moto_alone_would_answer(
    dynamodb: Any, kind: str
) -> None:
    table = filled(dynamodb, kind)
    alone = answers(dynamodb, table, kind)
    with moto_reading_less():
        assert answers(dynamodb, table, kind) == alone
    assert sum(map(len, alone[0][0])) == 3 * len(TYPES[kind])


def test_numbers_are_compared_as_numbers_and_types_are_told_apart(dynamodb: Any) -> None:
    table = filled(dynamodb, "N")
    key = {"pk": {"S": "x"}, "sk": {"N": "9"}}
    with moto_reading_less():
        assert dynamodb.get_item(TableName=table, Key=key | {"sk": {"N": "9.0"}})["Item"]["sk"] == {"N": "9"}
        for value, fits in (({"N": "9.0"}, True), ({"S": "9"}, False)):
            found = dynamodb.scan(
                TableName=table, FilterExpression="sk = :v", ExpressionAttributeValues={":v": value}
            )
            assert (found["Count"] > 0) is fits


@pytest.mark.parametrize(("value", "count"), [({"S": "9"}, 1), ({"N": "9"}, 0)])
def test_a_text_is_no_number_where_an_index_is_asked(
    dynamodb: Any, value: dict[str, str], count: int
) -> None:
    table = filled(dynamodb, "N")
    item = {"pk": {"S": "z"}, "sk": {"N": "1"}, "other": {"S": "9"}, "at": {"N": "1"}}
    dynamodb.put_item(TableName=table, Item=item)
    with moto_reading_less():
        found = dynamodb.query(
            TableName=table,
            IndexName="by-other",
            KeyConditionExpression="other = :v",
            ExpressionAttributeValues={":v": value},
        )
    assert found["Count"] == count
