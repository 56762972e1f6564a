"""DynamoDB as Ruxue uses it: plain values in, plain values out, the condition decides."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from boto3.dynamodb.types import Binary, TypeDeserializer, TypeSerializer
from botocore.exceptions import ClientError

from .keys import Key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Item = dict[str, Any]

_serializer = TypeSerializer()
_deserializer = TypeDeserializer()


class ConditionFailedError(Exception):
    """The condition said no. `item` is what stood there (None: nothing); `index` is its place in a transaction."""

    def __init__(self, item: Item | None, index: int = 0) -> None:
        super().__init__("the condition did not hold")
        self.item = item
        self.index = index


class BusyError(Exception):
    """A transaction met another one on the same item, several times over."""


def pack(values: Mapping[str, Any]) -> dict[str, Any]:
    """Python values as DynamoDB's attribute values."""
    return {key: _serializer.serialize(value) for key, value in values.items()}


def unpack(attributes: Mapping[str, Any]) -> Item:
    """DynamoDB's attribute values as Python values: whole numbers as int, binary as bytes."""
    return {key: _plain(_deserializer.deserialize(value)) for key, value in attributes.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value)
    if isinstance(value, Binary):
        return bytes(cast("bytes", value))
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value


def _attributes(key: Key) -> dict[str, Any]:
    return pack(key._asdict())


class Table:
    """One table. Every method is one AWS call, except where it says otherwise."""

    TRIES = 4

    def __init__(self, client: "DynamoDBClient", name: str) -> None:
        self._client = client
        self.name = name

    def get(self, key: Key) -> Item | None:
        """The item, read consistently, or None."""
        found = self._client.get_item(TableName=self.name, Key=_attributes(key), ConsistentRead=True)
        return unpack(found["Item"]) if "Item" in found else None

    def get_many(self, keys: list[Key]) -> dict[Key, Item]:
        """Up to 100 items by their keys, read consistently; what does not exist is left out."""
        wanted: Any = {self.name: {"Keys": [_attributes(key) for key in keys], "ConsistentRead": True}}
        items: list[Item] = []
        while wanted:
            found = self._client.batch_get_item(RequestItems=wanted)
            items += [unpack(item) for item in found["Responses"].get(self.name, [])]
            wanted = found.get("UnprocessedKeys")
        return {Key(item["pk"], item["sk"]): item for item in items}

    def put(self, item: Item, *, condition: str | None = None, **more: Any) -> None:
        """Writes the item. Raises ConditionFailedError."""
        self._guarded(self._client.put_item, self.put_request(item, condition=condition, **more))

    def update(
        self,
        key: Key,
        expression: str,
        *,
        condition: str | None = None,
        names: Mapping[str, str] | None = None,
        values: Mapping[str, Any] | None = None,
    ) -> Item:
        """Updates and returns the whole new item. Raises ConditionFailedError with what stood there."""
        request = self.update_request(key, expression, condition=condition, names=names, values=values)
        done = self._guarded(self._client.update_item, request | {"ReturnValues": "ALL_NEW"})
        return unpack(done["Attributes"])

    def transact(self, *requests: dict[str, dict[str, Any]]) -> None:
        """All of `{"Put" | "Update" | "Delete" | "ConditionCheck": request}` or nothing.

        Raises ConditionFailedError, BusyError.
        One AWS call, and one more for each collision with another transaction (at most 3).
        """
        for _ in range(self.TRIES):
            try:
                self._client.transact_write_items(TransactItems=list(requests))  # type: ignore[arg-type]
            except self._client.exceptions.TransactionCanceledException as error:
                reasons = error.response["CancellationReasons"]
            else:
                return
            for index, reason in enumerate(reasons):
                if reason.get("Code") == "ConditionalCheckFailed":
                    item = reason.get("Item")
                    raise ConditionFailedError(unpack(item) if item else None, index)
        raise BusyError

    def query(self, *, index: str | None, condition: str, values: Mapping[str, Any], **more: Any) -> Any:
        """One page: `Items` and, where more follow, `LastEvaluatedKey`; take it on by `ExclusiveStartKey`."""
        where: dict[str, Any] = {"IndexName": index} if index else {}
        page = self._client.query(
            TableName=self.name,
            KeyConditionExpression=condition,
            ExpressionAttributeValues=pack(values),
            **where,
            **more,
        )
        return page | {"Items": [unpack(item) for item in page["Items"]]}

    def scan(self, *, condition: str, values: Mapping[str, Any], **more: Any) -> Any:
        """One page of the whole table, as `query` gives it; `Limit` counts what is read, not what fits."""
        page = self._client.scan(
            TableName=self.name, FilterExpression=condition, ExpressionAttributeValues=pack(values), **more
        )
        return page | {"Items": [unpack(item) for item in page["Items"]]}

    def put_request(self, item: Item, **more: Any) -> dict[str, Any]:
        return {"Item": pack(item)} | self._request(**more)

    def update_request(self, key: Key, expression: str, **more: Any) -> dict[str, Any]:
        return {"Key": _attributes(key), "UpdateExpression": expression} | self._request(**more)

    def delete_request(self, key: Key, **more: Any) -> dict[str, Any]:
        return {"Key": _attributes(key)} | self._request(**more)

    def check_request(self, key: Key, **more: Any) -> dict[str, Any]:
        return {"Key": _attributes(key)} | self._request(**more)

    def _request(
        self,
        *,
        condition: str | None = None,
        names: Mapping[str, str] | None = None,
        values: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        request: dict[str, Any] = {"TableName": self.name, "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
        if condition:
            request["ConditionExpression"] = condition
        if names:
            request["ExpressionAttributeNames"] = dict(names)
        if values:
            request["ExpressionAttributeValues"] = pack(values)
        return request

    def _guarded(self, call: Any, request: dict[str, Any]) -> Any:
        try:
            return call(**request)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            item: Any = error.response.get("Item")
            raise ConditionFailedError(unpack(item) if item else None) from error
