"""moto's contents as plain JSON and back, read in one instant.

Through the AWS APIs a table would be read page by page while others write, a queue could only be looked into by
receiving from it, and a KMS key's material could not be had at all: sealed data would be lost with every restart. So
this module alone looks into moto's models. Call it with the edge's lock held.
"""

import base64
import json
from collections.abc import Iterator
from typing import Any

from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.utilities import dynamo_json_dump
from moto.kms.models import kms_backends
from moto.s3.models import s3_backends
from moto.sqs.models import sqs_backends

from .clients import ACCOUNT, REGION

Json = dict[str, Any]


def table_items(name: str) -> list[Json]:
    """All items of a table, typed as DynamoDB's JSON has them."""
    table = dynamodb_backends[ACCOUNT][REGION].get_table(name)
    return [attributes(item) for item in table.all_items()]


def attributes(item: Item) -> Json:
    """One item, the same way."""
    plain: Json = _plain(item.to_json()["Attributes"])
    return plain


def put_items(name: str, items: list[Json]) -> None:
    table = dynamodb_backends[ACCOUNT][REGION].get_table(name)
    for item in items:
        table.put_item(item)


def item(table: str, key: Json) -> Json | None:
    """The item with that key, or None."""
    held = dynamodb_backends[ACCOUNT][REGION].get_table(table)
    partition, *sort = [DynamoType(key[name]) for name in _key_of(held)]
    found = held.get_item(partition, sort[0] if sort else None)
    return None if found is None else attributes(found)


def written(operation: str, body: Json) -> Iterator[tuple[str, Json]]:
    """Table and key of every item that a call put, changed or deleted. Raises KeyError for a call that is not known."""
    return _WRITTEN[operation](body)


def _one(body: Json) -> Iterator[tuple[str, Json]]:
    table, given = body["TableName"], body.get("Item") or body["Key"]
    held = dynamodb_backends[ACCOUNT][REGION].get_table(table)
    yield table, {name: given[name] for name in _key_of(held)}


def _of_transaction(body: Json) -> Iterator[tuple[str, Json]]:
    for part in body["TransactItems"]:
        for kind, one in part.items():
            if kind != "ConditionCheck":
                yield from _one(one)


def _of_batch(body: Json) -> Iterator[tuple[str, Json]]:
    for table, parts in body["RequestItems"].items():
        for part in parts:
            for one in part.values():
                yield from _one({"TableName": table, **one})


_WRITTEN = {
    "dynamodb:PutItem": _one,
    "dynamodb:UpdateItem": _one,
    "dynamodb:DeleteItem": _one,
    "dynamodb:TransactWriteItems": _of_transaction,
    "dynamodb:BatchWriteItem": _of_batch,
}


def _key_of(table: Any) -> list[str]:
    return [name for name in (table.hash_key_attr, table.range_key_attr) if name]


def _plain(value: Any) -> Any:
    return json.loads(dynamo_json_dump(value))


def last_sequence_number(table: str) -> int:
    """Of the newest record in a table's stream; everything later was written after this instant. Needs no lock."""
    shard = _shard(table)
    return int(shard.starting_sequence_number) + len(shard.items) - 1


def records_since(table: str, number: int) -> list[Json]:
    """Of a table's stream, from that sequence number on, as Lambda's event has them."""
    shard = _shard(table)
    return [
        _plain(record.to_json()) for record in shard.items[number - int(shard.starting_sequence_number) :]
    ]


def number_from(table: str, number: int) -> None:
    """Begin a table's empty stream with that sequence number: its numbers only grow, over every restart."""
    shard = _shard(table)
    shard.items.clear()
    shard.starting_sequence_number = number


def _shard(table: str) -> Any:
    return dynamodb_backends[ACCOUNT][REGION].get_table(table).stream_shard


def holds_messages(name: str) -> bool:
    """Whether a queue has any, hidden and delayed ones too. Needs no lock."""
    return bool(sqs_backends[ACCOUNT][REGION].queues[name]._messages)  # noqa: SLF001 - moto has no public way to look


def queue_messages(name: str) -> list[Json]:
    """Every message, hidden and delayed ones too; times are epoch milliseconds."""
    queue = sqs_backends[ACCOUNT][REGION].queues[name]
    return [
        {
            "id": message.id,
            "body": message.body,
            "attributes": {
                key: {"DataType": value["DataType"], "StringValue": value["StringValue"]}
                for key, value in message.message_attributes.items()
                if value.get("StringValue")
            },
            **{field: getattr(message, field) for field in _TIMES},
        }
        for message in queue._messages  # noqa: SLF001 - moto has no public way to look
    ]


_TIMES = ("sent_timestamp", "visible_at", "delayed_until", "approximate_receive_count")


def put_messages(name: str, messages: list[Json]) -> None:
    """Fill an emptied queue, each message as hidden and as often received as it was."""
    backend = sqs_backends[ACCOUNT][REGION]
    queue = backend.queues[name]
    queue._messages.clear()  # noqa: SLF001 - purging is allowed once a minute only
    for kept in messages:
        message = backend.send_message(name, kept["body"], message_attributes=kept["attributes"])
        for field in _TIMES:
            setattr(message, field, kept[field])


def objects(bucket: str) -> Iterator[tuple[str, str, Any]]:
    """Key, ETag and moto's object for everything that a bucket shows now."""
    for key, found in s3_backends[ACCOUNT]["aws"].buckets[bucket].keys.items():
        if hasattr(found, "value"):
            yield key, found.etag, found


def key_material(key_id: str) -> str:
    """Material of a KMS key in base64."""
    return base64.b64encode(kms_backends[ACCOUNT][REGION].keys[key_id].key_material).decode()


def put_key(made: str, *, key_id: str, material: str) -> str:
    """Make the key that the stack made into the kept one, id and all; its ARN."""
    keys = kms_backends[ACCOUNT][REGION].keys
    key = keys.pop(made)
    key.id, key.key_material = key_id, base64.b64decode(material)
    key.arn = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{key_id}"
    keys[key_id] = key
    return str(key.arn)
