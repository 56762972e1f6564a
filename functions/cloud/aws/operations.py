"""The operations in use: of which service each is, and whether sending it a second time is harmless.

A try that was refused, or never left, may always be repeated. This table is about the other case: AWS may have done
it, and only the answer is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Protocol:
    """How a service speaks JSON: what stands before the operation in X-Amz-Target, and its content type."""

    target: str
    content_type: str


PROTOCOLS: Mapping[str, Protocol] = {
    "dynamodb": Protocol("DynamoDB_20120810", "application/x-amz-json-1.0"),
    "kms": Protocol("TrentService", "application/x-amz-json-1.1"),
    "secretsmanager": Protocol("secretsmanager", "application/x-amz-json-1.1"),
    "sqs": Protocol("AmazonSQS", "application/x-amz-json-1.0"),
}

HARMLESS_AGAIN: Mapping[str, bool] = {
    "GetItem": True,
    "BatchGetItem": True,
    "Query": True,
    "Scan": True,
    "PutItem": False,  # its condition would refuse what it wrote itself, and without one it may undo another's write
    "UpdateItem": False,  # it may count, and its condition would refuse what it wrote itself
    "TransactWriteItems": True,  # DynamoDB knows it again by its ClientRequestToken
    "GenerateDataKey": True,  # the first key is never used
    "Decrypt": True,
    "GetSecretValue": True,
    "SendMessage": True,  # a queue delivers at least once, and every handler knows a message that comes twice
    "SendMessageBatch": True,
    "ChangeMessageVisibility": True,
}
