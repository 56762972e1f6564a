"""What one function tells the next by a queue: ids and a version, never a person (docs/promises.md)."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from functions.cloud.aws.errors import AwsError
from functions.cloud.aws.services import Sqs
from functions.cloud.logs import logger, trace
from functions.registration.check_kinds import CHECK_KINDS, CheckKind
from functions.registration.registration import NoticeKind
from functions.registration.sms.notices import NOTICES
from functions.registration.values.model import Model

from .queue import QUEUE_OF, Queue

LARGEST_BATCH = 10
"""Messages of one SendMessageBatch call (SQS's limit)."""

Id = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class CheckMessage(Model):
    """Put this check's question to its authority, if it is still open and of this version."""

    registration_id: Id
    version: Annotated[int, Field(ge=1, strict=True)]
    check: Id


class NoticeMessage(Model):
    """Send this notice, if nobody has."""

    registration_id: Id
    notice: Id


class JobMessage(Model):
    """Go on with this job, if it is not over."""

    season: Id
    job: Id
    id: Id


@dataclass(frozen=True)
class Message:
    queue: Queue
    body: str
    trace: str | None = field(default=None, compare=False)
    """Of who caused it; None: of who sends it."""


def check_message(registration_id: str, *, kind: str, check: str, version: int) -> Message:
    """To the queue of the authority that `kind` (a CheckKind) asks."""
    queue = QUEUE_OF[CHECK_KINDS[CheckKind(kind)].authority]
    return Message(queue, _json(CheckMessage(registration_id=registration_id, version=version, check=check)))


def notice_message(registration_id: str, notice: str, *, kind: str) -> Message:
    """`kind` (a NoticeKind) tells the queue: no code waits behind notices."""
    queue = Queue.CODE if NOTICES[NoticeKind(kind)].a_secret else Queue.NOTICE
    return Message(queue, _json(NoticeMessage(registration_id=registration_id, notice=notice)))


def inspection_message(registration_id: str, document_id: str, uploaded_at: datetime) -> Message:
    """As S3 itself tells of an upload (event message structure 2.x), as far as the inspector reads it."""
    record = {
        "eventName": "ObjectCreated:Reconciled",
        "eventTime": uploaded_at.isoformat(),
        "s3": {"object": {"key": f"{registration_id}/{document_id}"}},
    }
    return Message(Queue.INSPECTION, json.dumps({"Records": [record]}, separators=(",", ":")))


def check_messages_in(body: str) -> Sequence[CheckMessage]:
    """For `batches.consume`. Raises ValueError when it is none."""
    return [CheckMessage.model_validate_json(body)]


def notice_messages_in(body: str) -> Sequence[NoticeMessage]:
    """For `batches.consume`. Raises ValueError when it is none."""
    return [NoticeMessage.model_validate_json(body)]


def job_messages_in(body: str) -> Sequence[JobMessage]:
    """For `batches.consume`. Raises ValueError when it is none."""
    return [JobMessage.model_validate_json(body)]


class JobQueue:
    """Where jobs that were started are worked on."""

    def __init__(self, sqs: Sqs, url: str) -> None:
        self._sqs = sqs
        self._url = url

    def send(self, message: JobMessage) -> None:
        """One AWS call; raises AwsError, so that the stream's record comes again."""
        self._sqs.send_message(QueueUrl=self._url, MessageBody=_json(message), **traced_by(trace()))


class Outbox:
    """The queues by their addresses."""

    def __init__(self, sqs: Sqs, urls: Mapping[Queue, str]) -> None:
        self._sqs = sqs
        self._urls = urls

    def send(self, messages: Iterable[Message]) -> frozenset[Message]:
        """One call for each 10 messages of a queue; returns those that SQS did not take. Never raises for SQS."""
        unsent: set[Message] = set()
        ordered = list(dict.fromkeys(messages))
        for queue, url in self._urls.items():
            of_queue = iter([message for message in ordered if message.queue is queue])
            for batch in _batches(of_queue):
                unsent |= self._refused(url, batch)
        return frozenset(unsent)

    def _refused(self, url: str, batch: list[Message]) -> set[Message]:
        entries: list[Any] = [
            {"Id": str(index), "MessageBody": message.body} | traced_by(message.trace or trace())
            for index, message in enumerate(batch)
        ]
        try:
            answer = self._sqs.send_message_batch(QueueUrl=url, Entries=entries)
        except AwsError as error:
            logger().error("queue_not_answering", extra={"error": type(error).__name__})
            return set(batch)
        return {batch[int(failed["Id"])] for failed in answer.get("Failed", [])}


def traced_by(by: str | None) -> dict[str, Any]:
    """A message's trace, beside its body: who takes messages of an earlier version takes these too."""
    return {} if by is None else {"MessageAttributes": {"trace": {"DataType": "String", "StringValue": by}}}


def trace_of(record: Mapping[str, Any]) -> str | None:
    """Of a record of SQS's event, as it was sent; None where none was."""
    attribute = record.get("messageAttributes", {}).get("trace")
    return None if attribute is None else str(attribute["stringValue"])


def _batches(messages: Iterator[Message]) -> Iterator[list[Message]]:
    while batch := list(islice(messages, LARGEST_BATCH)):
        yield batch


def _json(body: Model) -> str:
    return json.dumps(body.model_dump(mode="json"), separators=(",", ":"))
