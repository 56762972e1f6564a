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
from moto.dynamodb.models.utilities import dynamo_json_dump
from moto.kms.models import kms_backends
from moto.s3.models import s3_backends
from moto.sqs.models import sqs_backends

from .clients import ACCOUNT, REGION

Json = dict[str, Any]


def table_items(name: str) -> list[Json]:
    """All items of a table, typed as DynamoDB's JSON has them."""
    table = dynamodb_backends[ACCOUNT][REGION].get_table(name)
    return [json.loads(dynamo_json_dump(item.to_json()["Attributes"])) for item in table.all_items()]


def put_items(name: str, items: list[Json]) -> None:
    table = dynamodb_backends[ACCOUNT][REGION].get_table(name)
    for item in items:
        table.put_item(item)


def last_sequence_number(stream_arn: str) -> int:
    """Of the newest record in a table's stream; everything later was written after this instant."""
    shard: Any = dynamodb_backends[ACCOUNT][REGION].get_table(stream_arn.split("/")[1]).stream_shard
    return int(shard.starting_sequence_number) + len(shard.items) - 1


def queue_messages(name: str) -> list[Json]:
    """Every message, hidden and delayed ones too; times are epoch milliseconds."""
    queue = sqs_backends[ACCOUNT][REGION].queues[name]
    return [
        {
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
