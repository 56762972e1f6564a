"""SQS as Lambda polls it: batches, partial failures, and what fails comes back when its visibility ends.

A message is deleted when its function returned without naming it among `batchItemFailures`. When the function raises,
or names a message that was not in the batch, the whole batch stays (AWS Lambda guide, "Error handling for an SQS event
source"). Redrive to the dead-letter queue is the queue's own affair, so moto's.
"""

import threading
from collections.abc import Mapping
from typing import Any

from local.aws.clients import REGION, Clients
from local.aws.moto_state import holds_messages

from .invocation import Function, FunctionFailed

LARGEST_BATCH = 10
"""Of one ReceiveMessage; Lambda's larger batches need a window, which nothing here uses."""


class QueueSource:
    """One queue and the function that consumes it, one batch at a time."""

    window = 0.0

    def __init__(self, function: Function, clients: Clients, *, queue_url: str, batch_size: int = 10) -> None:
        self.name = function.name
        self._function = function
        self._sqs = clients.sqs
        self._url = queue_url
        self._queue = queue_url.rsplit("/", 1)[-1]
        self._batch_size = min(batch_size, LARGEST_BATCH)
        self.more = False
        self._running = threading.Lock()
        described = self._sqs.get_queue_attributes(QueueUrl=queue_url, AttributeNames=["QueueArn"])
        self._arn = described["Attributes"]["QueueArn"]

    def concerns(self, operation: str, body: bytes) -> bool:
        """Whether a call to the cloud may have put something here."""
        return operation.startswith("s3:") or (operation.startswith("sqs:") and self._queue.encode() in body)

    def run_once(self) -> int:
        """Take one batch; how many messages it held. An empty queue is not asked: that costs more than looking."""
        with self._running:
            if not holds_messages(self._queue):
                self.more = False
                return 0
            received = self._sqs.receive_message(
                QueueUrl=self._url,
                MaxNumberOfMessages=self._batch_size,
                MessageSystemAttributeNames=["All"],
                MessageAttributeNames=["All"],
            ).get("Messages", [])
            self.more = len(received) == self._batch_size
            if received:
                self._consume(received)
            return len(received)

    def waiting(self) -> dict[str, int]:
        """Messages by where they are: `ready`, `delayed`, `in_flight` (hidden until their visibility ends)."""
        names = {
            "ready": "ApproximateNumberOfMessages",
            "delayed": "ApproximateNumberOfMessagesDelayed",
            "in_flight": "ApproximateNumberOfMessagesNotVisible",
        }
        attributes: Mapping[Any, str] = self._sqs.get_queue_attributes(
            QueueUrl=self._url, AttributeNames=["All"]
        )["Attributes"]
        return {key: int(attributes[name]) for key, name in names.items()}

    def _consume(self, received: list[Any]) -> None:
        event = {"Records": [self._record(message) for message in received]}
        try:
            answer = self._function.invoke(event, messages=len(received))
        except FunctionFailed:
            return
        failed = _failed(answer)
        ids = {message["MessageId"] for message in received}
        if not failed <= ids:
            return
        done = [message for message in received if message["MessageId"] not in failed]
        if done:
            self._sqs.delete_message_batch(
                QueueUrl=self._url,
                Entries=[
                    {"Id": str(index), "ReceiptHandle": message["ReceiptHandle"]}
                    for index, message in enumerate(done)
                ],
            )

    def _record(self, message: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "attributes": message.get("Attributes", {}),
            "messageAttributes": {
                name: {
                    "stringValue": value.get("StringValue"),
                    "stringListValues": [],
                    "binaryListValues": [],
                    "dataType": value["DataType"],
                }
                for name, value in message.get("MessageAttributes", {}).items()
            },
            "md5OfBody": message["MD5OfBody"],
            "eventSource": "aws:sqs",
            "eventSourceARN": self._arn,
            "awsRegion": REGION,
        }


def _failed(answer: Any) -> set[str]:
    """The messages that the function gave back; an answer of another shape gives back none."""
    if not isinstance(answer, Mapping):
        return set()
    return {str(item.get("itemIdentifier") or "") for item in answer.get("batchItemFailures") or []}
