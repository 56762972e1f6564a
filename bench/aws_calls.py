"""The same few calls through our AWS client and through boto3, bare. Imports nothing that either of them needs."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

SEALED = b64encode(bytes(range(256)) * 16).decode()
ITEM = {
    "pk": {"S": "R#01G761BX80WBZ5QXV8YNRN17YR"},
    "sk": {"S": "registration"},
    "version": {"N": "3"},
    "sealed": {"B": SEALED},
    "checks": {
        "M": {f"student-{n}": {"M": {"state": {"S": "queued"}, "version": {"N": "3"}}} for n in range(4)}
    },
    "timeline": {
        "L": [{"M": {"at": {"S": "2022-07-05T02:00:00Z"}, "what": {"S": "saved"}}} for _ in range(10)]
    },
}
ANSWERS = {
    "GetItem": {"Item": ITEM},
    "PutItem": {},
    "TransactWriteItems": {},
    "Decrypt": {"KeyId": "key", "Plaintext": b64encode(bytes(32)).decode()},
}
KEY = {"pk": ITEM["pk"], "sk": ITEM["sk"]}
WRITTEN = ITEM | {"sealed": {"B": bytes(4096)}}
PUT = {"TableName": "Registrations", "Item": WRITTEN, "ConditionExpression": "attribute_not_exists(pk)"}

Clients = tuple[Any, Any]
"""DynamoDB's and KMS's."""

OPERATIONS: dict[str, Callable[[Clients], Any]] = {
    "get": lambda made: made[0].get_item(TableName="Registrations", Key=KEY, ConsistentRead=True),
    "put": lambda made: made[0].put_item(**PUT),
    "transact": lambda made: made[0].transact_write_items(TransactItems=[{"Put": PUT}, {"Put": PUT}]),
    "decrypt": lambda made: made[1].decrypt(
        CiphertextBlob=bytes(180), EncryptionContext={"registration": "R"}
    ),
}


def ours() -> Clients:
    from functions.cloud import clients

    return clients.dynamodb(), clients.kms()


def bare_boto3() -> Clients:
    import boto3

    return boto3.client("dynamodb"), boto3.client("kms")


MAKERS: dict[str, Callable[[], Clients]] = {"ours": ours, "boto3": bare_boto3}
