"""What the stream and the queues bring to the functions, as Lambda brings it."""

from typing import Any

from functions.dispatch import handler as dispatch_room
from functions.notify import handler as notify_room
from functions.verify_identity import handler as identity_room
from functions.verify_property import handler as property_room
from tests.aws import Cloud

NONE_FAILED: dict[str, list[Any]] = {"batchItemFailures": []}


def consumed(cloud: Cloud, name: str, function: Any) -> list[str]:
    """Gives everything that is visible to the function, as Lambda's poller does; the bodies that come back."""
    back = []
    while records := cloud.received(name, 1)["Records"]:
        answer = function({"Records": records}, None)
        failed = {one["itemIdentifier"] for one in answer["batchItemFailures"]}
        for record in records:
            if record["messageId"] in failed:
                back.append(record["body"])
            else:
                cloud.done(name, record)
    return back


def played(cloud: Cloud) -> list[str]:
    """Stream, both authorities' queues and notices, until nothing is visible; what came back."""
    back = []
    for _ in range(3):
        assert dispatch_room.dispatch(cloud.changes(), None) == NONE_FAILED
        back += consumed(cloud, "Identity", identity_room.verify_identity)
        back += consumed(cloud, "Property", property_room.verify_property)
        back += consumed(cloud, "Code", notify_room.send_code)
        back += consumed(cloud, "Notice", notify_room.notify)
    return back
