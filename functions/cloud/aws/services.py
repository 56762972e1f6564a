"""The dozen operations by their services. Names, parameters and answers are those of Amazon's references."""

from base64 import b64decode
from typing import Any
from uuid import uuid4

from .calls import Answer, Call, Caller


class _Service:
    """What all have in common: a name, and who carries the calls."""

    NAME: str

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def _call(self, operation: str, parameters: dict[str, Any]) -> Answer:
        return self._caller(Call(self.NAME, operation, parameters))


class DynamoDb(_Service):
    """Items are attribute values (functions.cloud.aws.attributes)."""

    NAME = "dynamodb"

    def get_item(self, **parameters: Any) -> Answer:
        return self._call("GetItem", parameters)

    def batch_get_item(self, **parameters: Any) -> Answer:
        return self._call("BatchGetItem", parameters)

    def query(self, **parameters: Any) -> Answer:
        return self._call("Query", parameters)

    def scan(self, **parameters: Any) -> Answer:
        return self._call("Scan", parameters)

    def put_item(self, **parameters: Any) -> Answer:
        return self._call("PutItem", parameters)

    def update_item(self, **parameters: Any) -> Answer:
        return self._call("UpdateItem", parameters)

    def transact_write_items(self, **parameters: Any) -> Answer:
        """Under a token of its own: DynamoDB knows a repeated try by it for ten minutes, and does nothing again."""
        return self._call("TransactWriteItems", {"ClientRequestToken": str(uuid4())} | parameters)


class Kms(_Service):
    """Keys and ciphertexts are bytes."""

    NAME = "kms"

    def generate_data_key(self, **parameters: Any) -> Answer:
        return _with_bytes(self._call("GenerateDataKey", parameters), "Plaintext", "CiphertextBlob")

    def decrypt(self, **parameters: Any) -> Answer:
        return _with_bytes(self._call("Decrypt", parameters), "Plaintext")


class Sqs(_Service):
    NAME = "sqs"

    def send_message(self, **parameters: Any) -> Answer:
        return self._call("SendMessage", parameters)

    def send_message_batch(self, **parameters: Any) -> Answer:
        return self._call("SendMessageBatch", parameters)

    def change_message_visibility(self, **parameters: Any) -> Answer:
        return self._call("ChangeMessageVisibility", parameters)


class Sns(_Service):
    NAME = "sns"

    def publish(self, **parameters: Any) -> Answer:
        return self._call("Publish", parameters)


class SecretsManager(_Service):
    NAME = "secretsmanager"

    def get_secret_value(self, **parameters: Any) -> Answer:
        return self._call("GetSecretValue", parameters)


def _with_bytes(answer: Answer, *names: str) -> Answer:
    """JSON has no bytes: they come in base64; boto3 has undone that already."""
    return answer | {name: _bytes(answer[name]) for name in names}


def _bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else b64decode(value)
