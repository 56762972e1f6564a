"""`python -m infra.redrive DEAD_LETTERS_URL QUEUE_URL`: dead letters go back to their queue, in any region.

Amazon's own redrive is not offered in mainland China's regions. Each message is sent first and deleted afterwards, so
that one may arrive twice and none is lost: every handler takes a repeated message without harm. No more are moved than
stood there at the start, so that what fails again at once ends no turn.
"""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import boto3

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

BATCH = 10
"""SQS gives and takes no more at once."""

HIDDEN = 60
"""Seconds that a message is hidden while it is moved."""


def standing_in(sqs: "SQSClient", queue: str) -> int:
    """About how many messages can be received now: SQS gives no exact number."""
    counted = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["ApproximateNumberOfMessages"])
    return int(counted["Attributes"]["ApproximateNumberOfMessages"])


def redrive(
    sqs: "SQSClient",
    dead_letters: str,
    queue: str,
    *,
    only: str | None = None,
    tell: Callable[["MessageTypeDef"], None] = lambda _: None,
) -> int:
    """How many messages were moved: all, or the one of that id, whose neighbours are hidden for a minute.

    `tell` hears of each as it is moved. Raises botocore's ClientError, with all that was not moved still there.
    """
    standing = standing_in(sqs, dead_letters)
    moved = seen = 0
    while seen < standing:
        answer = sqs.receive_message(
            QueueUrl=dead_letters,
            MaxNumberOfMessages=min(BATCH, standing - seen),
            VisibilityTimeout=HIDDEN,
            WaitTimeSeconds=1,
            MessageAttributeNames=["reason", "trace"],
            MessageSystemAttributeNames=["SentTimestamp"],
        )
        if not answer.get("Messages"):
            break
        seen += len(answer["Messages"])
        for message in answer["Messages"]:
            if only not in {None, message["MessageId"]}:
                continue
            kept = {
                name: value for name, value in message.get("MessageAttributes", {}).items() if name == "trace"
            }
            sqs.send_message(QueueUrl=queue, MessageBody=message["Body"], MessageAttributes=kept)
            sqs.delete_message(QueueUrl=dead_letters, ReceiptHandle=message["ReceiptHandle"])
            tell(message)
            moved += 1
    return moved


def main(dead_letters: str, queue: str) -> None:
    """Moves them, and says how many."""
    sys.stdout.write(f"{redrive(boto3.client('sqs'), dead_letters, queue)} messages moved\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
