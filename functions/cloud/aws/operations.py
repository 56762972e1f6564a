"""The operations in use: how the service of each speaks, and whether sending it a second time is harmless.

A try that was refused, or never left, may always be repeated. This table is about the other case: AWS may have done
it, and only the answer is missing.
"""

from collections.abc import Mapping

from .json_protocol import JsonProtocol
from .query_protocol import QueryProtocol

PROTOCOLS: Mapping[str, JsonProtocol | QueryProtocol] = {
    "dynamodb": JsonProtocol("DynamoDB_20120810", "application/x-amz-json-1.0"),
    "kms": JsonProtocol("TrentService", "application/x-amz-json-1.1"),
    "secretsmanager": JsonProtocol("secretsmanager", "application/x-amz-json-1.1"),
    "sqs": JsonProtocol("AmazonSQS", "application/x-amz-json-1.0"),
    "sns": QueryProtocol("2010-03-31"),
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
    "Publish": False,  # a second SMS: what becomes of the first is for whoever keeps the notices (functions/notify)
}
