"""A batch of the table's stream: nothing that was committed is lost, repeating it is harmless."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypedDict

from functions.cloud.queues.messages import Message
from functions.cloud.table.table import Item, unpack

from .changes import messages

READ = ("sk", "id", "checks", "notices")
"""All that is looked at of an item; its sealed value is not unpacked, and no image is ever logged."""


class Sender(Protocol):
    def send(self, messages: Iterable[Message]) -> frozenset[Message]: ...


class Failure(TypedDict):
    itemIdentifier: str


class StreamAnswer(TypedDict):
    """What Lambda expects where the mapping has `ReportBatchItemFailures`: it goes on from the first failed one."""

    batchItemFailures: list[Failure]


def dispatch_changes(event: Mapping[str, Any], *, outbox: Sender) -> StreamAnswer:
    """Sends what the batch's changes ask for; answers the first record of which a message was not taken."""
    asked = [(_number(record), _messages(record)) for record in event["Records"]]
    unsent = outbox.send(message for _, wanted in asked for message in wanted)
    failed = next((number for number, wanted in asked if unsent.intersection(wanted)), None)
    return {"batchItemFailures": [] if failed is None else [{"itemIdentifier": failed}]}


def _number(record: Mapping[str, Any]) -> str:
    return str(record["dynamodb"]["SequenceNumber"])


def _messages(record: Mapping[str, Any]) -> list[Message]:
    if record["eventName"] == "REMOVE":
        return []
    change = record["dynamodb"]
    return messages(_image(change.get("OldImage")), _image(change.get("NewImage")))


def _image(image: Mapping[str, Any] | None) -> Item | None:
    return None if image is None else unpack({name: image[name] for name in READ if name in image})
