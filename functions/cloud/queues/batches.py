"""One way for every queue's function to take a batch: what failed comes back alone, later each time.

SQS's own redrive counts receives: an authority that is down for a day would drain the whole queue into the
dead letters. Here only a message that can never succeed goes there, sent by the handler itself with its
reason; everything else comes back after 1 minute, 2, 4, ... 1 hour, for as long as the queue keeps it
(docs/promises.md). Powertools' BatchProcessor isolates failures too, but decides neither delay nor dead
letter, and raises when a whole batch fails: more to switch off than to use.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict, TypeVar

from functions.cloud.aws.errors import AwsError
from functions.cloud.aws.services import Sqs
from functions.cloud.logs import logger, traced
from functions.cloud.metrics import Count, counting

from .messages import trace_of, traced_by

FIRST_DELAY = 60
LONGEST_DELAY = 3600

FAILING = "MessageFailing"
COUNTED_AFTER = 3
"""Receives of one message, within some three minutes, from which on what keeps it is counted. Nothing else would tell:
its function answers well, and SQS leaves what was received three times out of the age of its queue.
"""

M = TypeVar("M")


class ComeBackLater(Exception):  # noqa: N818 - a way to say when, not a program's error
    """Not now: again in `after` seconds (at most 43,200), or after the growing delay if None.

    `waits_for`: the metric of whoever keeps it waiting, who alarms where it keeps a message so often.
    """

    def __init__(self, after: int | None = None, *, waits_for: str | None = None) -> None:
        super().__init__("come back later")
        self.after = after
        self.waits_for = waits_for


class CanNeverSucceed(Exception):  # noqa: N818 - as above
    """No number of tries helps: `reason`, a stable code, travels with the message to the dead letters."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class SourceQueue:
    """The queue that a function consumes, and where what can never succeed goes: their addresses."""

    sqs: Sqs
    url: str
    dead_letters: str


class Failure(TypedDict):
    itemIdentifier: str


class BatchAnswer(TypedDict):
    """What Lambda expects where the mapping has `ReportBatchItemFailures`."""

    batchItemFailures: list[Failure]


def delay_after(receives: int) -> int:
    """Seconds until a message received `receives` times (from 1) is tried again: 60, 120, ... 3600."""
    doublings = min(max(receives, 1) - 1, LONGEST_DELAY.bit_length())
    return min(FIRST_DELAY << doublings, LONGEST_DELAY)


def consume(
    event: Mapping[str, Any],
    parse: Callable[[str], Sequence[M]],
    handle: Callable[[M], None],
    *,
    source: SourceQueue,
) -> BatchAnswer:
    """Hand every message of an SQS event to `handle`, one after the other; answer which of them failed.

    `parse` turns a body into the things to handle (an S3 notification holds several, a test event none) and
    raises `CanNeverSucceed`, ValueError, KeyError or TypeError for a malformed one: then the body goes to the
    dead letters. `handle` must be idempotent: a message of which one thing failed comes back whole. It may
    raise `ComeBackLater` or `CanNeverSucceed`; any other exception is logged, and the message comes back with
    growing delay. Never raises for a message's sake.
    """
    failures: list[Failure] = []
    with counting() as count:
        for record in event["Records"]:
            with traced(trace_of(record)):
                try:
                    done = _taken(record, parse, handle, source, count)
                except AwsError:
                    # SQS itself refused: the message stays, and comes back when its present visibility ends.
                    logger().exception("queue_not_answering", extra={"message_id": record["messageId"]})
                    done = False
            if not done:
                failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}


def _taken(
    record: Mapping[str, Any],
    parse: Callable[[str], Sequence[M]],
    handle: Callable[[M], None],
    source: SourceQueue,
    count: Count,
) -> bool:
    message = {"message_id": record["messageId"]}
    try:
        for payload in _parsed(record["body"], parse):
            handle(payload)
    except CanNeverSucceed as never:
        # No traceback: a body may be quoted in it, and an exception's words may name people.
        logger().error("message_given_up", extra={**message, "reason": never.reason})
        source.sqs.send_message(
            QueueUrl=source.dead_letters,
            MessageBody=record["body"],
            MessageAttributes={"reason": {"DataType": "String", "StringValue": never.reason}}
            | traced_by(trace_of(record)).get("MessageAttributes", {}),
        )
        return True
    except ComeBackLater as later:
        logger().info("message_comes_back", extra=message)
        if later.waits_for is not None:
            _count_often(record, later.waits_for, count)
        _postpone(record, later.after, source)
        return False
    except Exception as error:  # noqa: BLE001 - one message's surprise must not fail its neighbours
        logger().error("message_failed", extra={**message, "error": _where(error)})
        _count_often(record, FAILING, count)
        _postpone(record, None, source)
        return False
    return True


def _parsed(body: str, parse: Callable[[str], Sequence[M]]) -> Sequence[M]:
    try:
        return parse(body)
    except (ValueError, KeyError, TypeError) as malformed:
        raise CanNeverSucceed("malformed") from malformed


def _postpone(record: Mapping[str, Any], after: int | None, source: SourceQueue) -> None:
    source.sqs.change_message_visibility(
        QueueUrl=source.url,
        ReceiptHandle=record["receiptHandle"],
        VisibilityTimeout=delay_after(_receives(record)) if after is None else after,
    )


def _count_often(record: Mapping[str, Any], metric: str, count: Count) -> None:
    if _receives(record) >= COUNTED_AFTER:
        count(metric)


def _receives(record: Mapping[str, Any]) -> int:
    return int(record["attributes"]["ApproximateReceiveCount"])


def _where(error: BaseException) -> str:
    """Type and place of an error, never its words (docs/promises.md)."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = "" if frame is None else f" {frame.tb_frame.f_globals.get('__name__', '?')}:{frame.tb_lineno}"
    return f"{type(error).__name__}{place}"
