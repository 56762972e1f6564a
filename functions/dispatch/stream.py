"""A batch of the table's stream: nothing that was committed is lost, repeating it is harmless."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Protocol, TypedDict

from functions.cloud.logs import logger, trace, traced
from functions.cloud.queues.messages import Message
from functions.cloud.table.table import BusyError, Item, unpack
from functions.registration.checking.ranks import Rank

from .changes import messages
from .claims import ClaimChange, change_of

READ = ("pk", "sk", "id", "checks", "notices", "trace", *Rank)
"""All that is looked at of an item; its sealed value is not unpacked, and no image is ever logged."""


class Sender(Protocol):
    def send(self, messages: Iterable[Message]) -> frozenset[Message]: ...


class Children(Protocol):
    def align(self, change: ClaimChange) -> None:
        """Raises BusyError."""


class Failure(TypedDict):
    itemIdentifier: str


class StreamAnswer(TypedDict):
    """What Lambda expects where the mapping has `ReportBatchItemFailures`: it goes on from the first failed one."""

    batchItemFailures: list[Failure]


def dispatch_changes(event: Mapping[str, Any], *, outbox: Sender, children: Children) -> StreamAnswer:
    """Does what the batch's changes ask for; answers the first record of which something was not done."""
    asked = [(_number(record), *_images(record)) for record in event["Records"]]
    wanted = [(number, _wanted(old, new)) for number, old, new in asked]
    unsent = outbox.send(message for _, some in wanted for message in some)
    failed = {number for number, some in wanted if unsent.intersection(some)}
    failed |= {number for number, old, new in asked if not _aligned(old, new, children)}
    first = next((number for number, _, _ in asked if number in failed), None)
    return {"batchItemFailures": [] if first is None else [{"itemIdentifier": first}]}


def _wanted(old: Item | None, new: Item | None) -> list[Message]:
    """With the trace of who wrote the item."""
    wanted = messages(old, new)
    if new is None or not wanted:
        return []
    with traced(new.get("trace")):
        queues = [message.queue.value for message in wanted]
        logger().info("change_dispatched", extra={"registration_id": new["id"], "queues": queues})
        return [replace(message, trace=trace()) for message in wanted]


def _aligned(old: Item | None, new: Item | None, children: Children) -> bool:
    change = change_of(old, new)
    if change is None or new is None:
        return True
    try:
        with traced(new.get("trace")):
            children.align(change)
    except BusyError:
        return False
    return True


def _number(record: Mapping[str, Any]) -> str:
    return str(record["dynamodb"]["SequenceNumber"])


def _images(record: Mapping[str, Any]) -> tuple[Item | None, Item | None]:
    """Before and after; neither of what was removed, which asks for nothing."""
    if record["eventName"] == "REMOVE":
        return None, None
    change = record["dynamodb"]
    return _image(change.get("OldImage")), _image(change.get("NewImage"))


def _image(image: Mapping[str, Any] | None) -> Item | None:
    return None if image is None else unpack({name: image[name] for name in READ if name in image})
