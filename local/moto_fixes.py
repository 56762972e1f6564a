"""Where moto differs from Amazon in a way that this system would feel."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from moto.core.utils import unix_time_millis
from moto.sqs.exceptions import InvalidParameterValue, ReceiptHandleIsInvalid
from moto.sqs.models import SQSBackend

LONGEST_VISIBILITY = 43_200


def _change_message_visibility(
    self: SQSBackend, queue_name: str, receipt_handle: str, visibility_timeout: int
) -> None:
    """At most 12 hours from this receive (SQS developer guide, "visibility timeout").

    moto counts the 12 hours from when the message was sent, so a check that waits for an authority that is down
    for longer could no longer be put off.
    """
    queue = self.get_queue(queue_name)
    if not 0 <= int(visibility_timeout) <= LONGEST_VISIBILITY:
        raise InvalidParameterValue(f"Value {visibility_timeout} for parameter VisibilityTimeout is invalid.")
    for message in queue._messages:  # noqa: SLF001 - moto has no public way to look
        if message.had_receipt_handle(receipt_handle):
            message.change_visibility(visibility_timeout)
            if message.visible_at <= unix_time_millis():
                queue.pending_messages.discard(message)
            return
    raise ReceiptHandleIsInvalid


@contextmanager
def moto_fixed() -> Iterator[None]:
    """moto as Amazon has it, until the context ends."""
    with mock.patch.object(SQSBackend, "change_message_visibility", _change_message_visibility):
        yield
