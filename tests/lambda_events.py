"""What moto holds in the shape of the events that Lambda gives a function."""

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from moto.sqs.models import Message

from local.events.stream import as_in_an_event


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
    """Of the table's stream. moto's own instants say no zone."""
    change = record["dynamodb"]
    at = change["ApproximateCreationDateTime"]
    at = at.replace(microsecond=at.microsecond // 1000 * 1000, tzinfo=UTC)
    shaped: dict[str, Any] = as_in_an_event(
        {**record, "dynamodb": {**change, "ApproximateCreationDateTime": at}}
    )
    return shaped
