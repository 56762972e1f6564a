"""Dead letters of every work queue: what they are about, why they lie there, and back into their queue."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import boto3

from functions.cloud import composition
from functions.cloud.queues.queue import Queue
from functions.registration.errors import NotFound
from infra.redrive import BATCH, redrive, standing_in

from .answers import Step

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

HIDDEN = 20
"""Seconds that a letter is out of sight while it is read; it is put back at the end."""

NAMED = ("registration_id", "version", "check", "notice", "season", "job", "id")
"""What a letter may show of its body: ids and numbers, as our own messages have them."""

AN_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

Letter = dict[str, Any]


def wanted(queue: Queue | None) -> Sequence[Queue]:
    """That one, or every one."""
    return tuple(Queue) if queue is None else (queue,)


def standing(queues: Sequence[Queue]) -> list[Letter]:
    """Each letter with its queue, reason and age; all stay where they are."""
    sqs = boto3.client("sqs")
    return [letter for queue in queues for letter in _of(sqs, queue)]


def redriven(queues: Sequence[Queue], message: str | None, *, do: bool, step: Step) -> list[Letter]:
    """What goes back into its queue. Raises NotFound where the letter that was named is in none."""
    if do:
        found = [letter for queue in queues for letter in _moved(queue, message, step)]
    else:
        found = [one for one in standing(queues) if message in {None, one["message"]}]
    if message is not None and not found:
        raise NotFound(code="no_such_letter")
    return found


def _moved(queue: Queue, message: str | None, step: Step) -> list[Letter]:
    source = composition.source_queue(queue)
    moved: list[Letter] = []

    def tell(one: "MessageTypeDef") -> None:
        moved.append(_letter(queue, one))
        step(queue.value)

    redrive(boto3.client("sqs"), source.dead_letters, source.url, only=message, tell=tell)
    return moved


def _of(sqs: "SQSClient", queue: Queue) -> Iterator[Letter]:
    url = composition.source_queue(queue).dead_letters
    received: dict[str, MessageTypeDef] = {}
    for _ in range(-(-standing_in(sqs, url) // BATCH) * 2):
        answer = sqs.receive_message(
            QueueUrl=url,
            MaxNumberOfMessages=BATCH,
            VisibilityTimeout=HIDDEN,
            MessageAttributeNames=["reason"],
            MessageSystemAttributeNames=["SentTimestamp"],
        )
        received |= {message["MessageId"]: message for message in answer.get("Messages", [])}
    for message in received.values():
        sqs.change_message_visibility(
            QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
        )
        yield _letter(queue, message)


def _letter(queue: Queue, message: "MessageTypeDef") -> Letter:
    given = message.get("MessageAttributes", {})
    reason = given["reason"]["StringValue"] if "reason" in given else "too_many_tries"
    sent = datetime.fromtimestamp(int(message["Attributes"]["SentTimestamp"]) / 1000, UTC)
    return {
        "queue": queue.value,
        "message": message["MessageId"],
        "reason": reason,
        "sent_at": sent.isoformat(timespec="seconds"),
        "about": _about(message["Body"]),
    }


def _about(body: str) -> dict[str, str]:
    """The ids in it; nothing of a body that is none of ours."""
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    named = {name: str(said[name]) for name in NAMED if name in said} if isinstance(said, dict) else {}
    return {name: value for name, value in named.items() if AN_ID.fullmatch(value)}
