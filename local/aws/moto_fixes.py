"""Where moto differs from Amazon in a way that this system would feel."""

import copy
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from moto.cloudformation import parsing
from moto.cloudformation.models import Stack
from moto.core.responses import ActionResult
from moto.core.utils import unix_time_millis
from moto.dynamodb.parsing.executors import SetExecutor
from moto.dynamodb.responses import DynamoHandler
from moto.dynamodbstreams.models import ShardIterator
from moto.sqs.exceptions import InvalidParameterValue, ReceiptHandleIsInvalid
from moto.sqs.models import Message, SQSBackend

from .moto_asking import moto_asked_sooner
from .moto_reading import moto_reading_less
from .moto_speed import moto_sooner

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


_receive_message = SQSBackend.receive_message


def _receive_what_is_kept(self: SQSBackend, queue_name: str, *asked: Any, **more: Any) -> list[Message]:
    """Amazon deletes what was in a queue for as long as the queue keeps it (`MessageRetentionPeriod`). moto leaves it
    there, and answers with nothing whenever it meets one, however many lie behind it.
    """
    queue: Any = self.get_queue(queue_name)
    kept_since = unix_time_millis() - queue.message_retention_period * 1000
    for message in [one for one in queue._messages if one.sent_timestamp <= kept_since]:  # noqa: SLF001 - no public way
        queue._messages.remove(message)  # noqa: SLF001 - moto has no public way to look
        queue.pending_messages.discard(message)
    return _receive_message(self, queue_name, *asked, **more)


_records = ShardIterator.get


def _records_of_the_table(self: ShardIterator, limit: int = 1000) -> dict[str, Any]:
    """What the stream holds now. moto's cancelled transactions put a copy of the table in its place, whose stream an
    iterator that was made before would never see.
    """
    backend = self.streams_backend.dynamodb
    self.stream_shard = backend.get_table(self.stream_shard.table.name).stream_shard or self.stream_shard
    return _records(self, limit)


_value_to_set = SetExecutor.get_action_value


def _copy_to_set(self: SetExecutor) -> Any:
    """`SET a = b` copies. moto lets both be the same map from then on, and a later change of one changes the other."""
    return copy.deepcopy(_value_to_set(self))


_transact = DynamoHandler.transact_write_items
TOKENS = 1000
"""Of the last transactions; DynamoDB knows them for ten minutes."""


def _once_for_its_token(self: DynamoHandler) -> ActionResult:
    """A transaction whose answer was lost is told again, and not done again: moto would find its own writes in the way
    of its conditions.
    """
    token = self.body.get("ClientRequestToken")
    known: dict[str, ActionResult] = vars(self.dynamodb_backend).setdefault("answered_by_token", {})
    if token is None:
        return _transact(self)
    if token not in known:
        known[token] = _transact(self)
        for old in list(known)[:-TOKENS]:
            del known[old]
    return known[token]


def _parsed_template(template: str) -> dict[str, Any]:
    """A template in JSON is read as such: as YAML, which it also is, it would take fifty times as long."""
    parsed: dict[str, Any] = json.loads(template)
    return parsed


SUFFIX = "local0000000"
"""Of a stack's names, which Amazon makes up once for the stack's life. A system that is started again makes its stack
anew, and a form or a link that a page was given before would name a bucket that is nowhere.
"""


@contextmanager
def moto_fixed() -> Iterator[None]:
    """moto as Amazon has it, until the context ends."""
    with (
        mock.patch.object(SQSBackend, "change_message_visibility", _change_message_visibility),
        mock.patch.object(SQSBackend, "receive_message", _receive_what_is_kept),
        mock.patch.object(ShardIterator, "get", _records_of_the_table),
        mock.patch.object(Stack, "parse_template", staticmethod(_parsed_template)),
        mock.patch.object(parsing, "random_suffix", return_value=SUFFIX),
        mock.patch.object(SetExecutor, "get_action_value", _copy_to_set),
        mock.patch.object(DynamoHandler, "transact_write_items", _once_for_its_token),
        moto_sooner(),
        moto_reading_less(),
        moto_asked_sooner(),
    ):
        yield
