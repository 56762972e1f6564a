"""`python -m infra.redrive DEAD_LETTERS_URL QUEUE_URL`: dead letters go back to their queue, in any region.

Amazon's own redrive is not offered in mainland China's regions. Each message is sent first and deleted afterwards, so
that one may arrive twice and none is lost: every handler takes a repeated message without harm. No more are moved than
stood there at the start, so that what fails again at once ends no turn.
"""

import sys
from typing import TYPE_CHECKING

import boto3

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

BATCH = 10
"""SQS gives and takes no more at once."""

HIDDEN = 60
"""Seconds that a message is hidden while it is moved."""


def redrive(sqs: "SQSClient", dead_letters: str, queue: str) -> int:
    """How many messages were moved. Raises botocore's ClientError, with all that was not moved still there."""
    counted = sqs.get_queue_attributes(QueueUrl=dead_letters, AttributeNames=["ApproximateNumberOfMessages"])
    standing = int(counted["Attributes"]["ApproximateNumberOfMessages"])
    moved = 0
    while moved < standing:
        answer = sqs.receive_message(
            QueueUrl=dead_letters,
            MaxNumberOfMessages=min(BATCH, standing - moved),
            VisibilityTimeout=HIDDEN,
            WaitTimeSeconds=1,
        )
        if not answer.get("Messages"):
            break
        for message in answer["Messages"]:
            sqs.send_message(QueueUrl=queue, MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=dead_letters, ReceiptHandle=message["ReceiptHandle"])
            moved += 1
    return moved


def main(dead_letters: str, queue: str) -> None:
    """Moves them, and says how many."""
    sys.stdout.write(f"{redrive(boto3.client('sqs'), dead_letters, queue)} messages moved\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
