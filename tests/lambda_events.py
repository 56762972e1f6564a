"""What moto holds in the shape of the events that Lambda gives a function."""

import base64
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from moto.sqs.models import Message


def sqs_record(message: Message) -> dict[str, Any]:
    return {
        "messageId": message.id,
        "receiptHandle": message.receipt_handle,
        "body": message.body,
        "attributes": {
            "ApproximateReceiveCount": str(message.approximate_receive_count),
            "SentTimestamp": str(message.sent_timestamp),
        },
        "messageAttributes": {
            name: {"stringValue": value["StringValue"], "dataType": value["DataType"]}
            for name, value in message.message_attributes.items()
        },
        "eventSource": "aws:sqs",
    }


def stream_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """Of the table's stream."""
    shaped: dict[str, Any] = _json(record)
    return shaped


def _json(value: Any) -> Any:
    """A record's values as Lambda's event has them."""
    if isinstance(value, Mapping):
        return {key: _json(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set):
        return [_json(part) for part in value]
    if isinstance(value, bytes | bytearray):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, datetime):
        return value.replace(microsecond=value.microsecond // 1000 * 1000, tzinfo=UTC).timestamp()
    return value
