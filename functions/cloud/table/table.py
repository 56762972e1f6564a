"""DynamoDB as Ruxue uses it: plain values in, plain values out, the condition decides."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from functions.cloud.aws import attributes
from functions.cloud.aws.errors import ConditionalCheckFailedError, TransactionCanceledError
from functions.cloud.aws.services import DynamoDb
from functions.cloud.logs import trace

from .expressions import Condition, Placeholders, Update, request
from .keys import JOB, REGISTRATION, Key

Item = dict[str, Any]

TRACED = frozenset({REGISTRATION, JOB, "claim", "sms"})
"""Sort keys of what others go on from: such an item names the trace of who wrote it last (logs.py)."""

BATCH_SIZE = 100
"""Items of one BatchGetItem (DynamoDB's limit)."""


class Page(NamedTuple):
    """What one query or scan read."""

    items: list[Item]
    after: Item | None
    """The key that the next page begins after; None: this was the last."""


class Scanned(NamedTuple):
    """Some items of the whole table."""

    items: list[Item]
    after: str | None
    """Where the next ones begin, an opaque cursor; None: the table ends here."""


class ConditionFailedError(Exception):
    """A conditional write was refused.

    `item` is the item as it is (None: absent), `index` the write's place in a transaction.
    """

    def __init__(self, item: Item | None, index: int = 0) -> None:
        super().__init__("a conditional write was refused")
        self.item = item
        self.index = index


class BusyError(Exception):
    """A transaction met another one on the same item, several times over."""


def pack(values: Mapping[str, Any]) -> dict[str, Any]:
    """Python values as DynamoDB's attribute values."""
    return {key: attributes.pack(value) for key, value in values.items()}


def unpack(packed: Mapping[str, Any]) -> Item:
    """DynamoDB's attribute values as Python values: whole numbers as int, binary as bytes."""
    return {key: attributes.unpack(value) for key, value in packed.items()}


def _attributes(key: Key) -> dict[str, Any]:
    return pack(key._asdict())


def _packed(asked: dict[str, Any]) -> dict[str, Any]:
    """The same request with its values as DynamoDB takes them."""
    values = asked.get("ExpressionAttributeValues")
    return asked if values is None else asked | {"ExpressionAttributeValues": pack(values)}


def projection(wanted: Iterable[str]) -> dict[str, Any]:
    """What makes a read answer the key and these attributes alone."""
    used = Placeholders()
    paths = [used.path(name) for name in ("pk", "sk", *wanted)]
    return {"ProjectionExpression": ", ".join(paths), "ExpressionAttributeNames": used.names}


class Table:
    """One table. Every method is one AWS call, except where it says otherwise."""

    TRIES = 4

    def __init__(self, client: DynamoDb, name: str) -> None:
        self._client = client
        self.name = name

    def get(self, key: Key) -> Item | None:
        """The item, read consistently, or None."""
        answer = self._client.get_item(TableName=self.name, Key=_attributes(key), ConsistentRead=True)
        return unpack(answer["Item"]) if "Item" in answer else None

    def get_many(self, keys: Iterable[Key], only: Iterable[str] | None = None) -> dict[Key, Item]:
        """Items by their keys, read consistently: 1 call for each 100; what does not exist is left out.

        `only`: the attributes that are sent.
        """
        unique = list(dict.fromkeys(keys))
        named = {} if only is None else projection(only)
        items: list[Item] = []
        for start in range(0, len(unique), BATCH_SIZE):
            asked = [_attributes(key) for key in unique[start : start + BATCH_SIZE]]
            wanted: Any = {self.name: {"Keys": asked, "ConsistentRead": True} | named}
            while wanted:
                answer = self._client.batch_get_item(RequestItems=wanted)
                items += [unpack(item) for item in answer["Responses"].get(self.name, [])]
                wanted = answer.get("UnprocessedKeys")
        return {Key(item["pk"], item["sk"]): item for item in items}

    def put(self, item: Item, *, condition: Condition | None = None) -> None:
        """Writes the item. Raises ConditionFailedError."""
        self._guarded(self._client.put_item, self.put_request(item, condition))

    def update(self, key: Key, change: Update, *, condition: Condition | None = None) -> Item:
        """Updates and returns the whole new item. Raises ConditionFailedError with what stood there."""
        asked = self.update_request(key, change, condition) | {"ReturnValues": "ALL_NEW"}
        return unpack(self._guarded(self._client.update_item, asked)["Attributes"])

    def update_together(self, *requests: dict[str, Any]) -> None:
        """All of these updates or none. Raises ConditionFailedError; for more than one BusyError."""
        if len(requests) == 1:
            self._guarded(self._client.update_item, requests[0])
        else:
            self.transact(*({"Update": request} for request in requests))

    def transact(self, *requests: dict[str, dict[str, Any]]) -> None:
        """All of `{"Put" | "Update" | "Delete" | "ConditionCheck": request}` or nothing.

        Raises ConditionFailedError, BusyError.
        One AWS call, and one more for each collision with another transaction (at most 3).
        """
        for _ in range(self.TRIES):
            try:
                self._client.transact_write_items(TransactItems=list(requests))
            except TransactionCanceledError as error:
                reasons = error.reasons
            else:
                return
            for index, reason in enumerate(reasons):
                if reason.get("Code") == "ConditionalCheckFailed":
                    item = reason.get("Item")
                    raise ConditionFailedError(unpack(item) if item else None, index)
        raise BusyError

    def query(
        self,
        where: Condition,
        *,
        index: str | None = None,
        keep: Condition | None = None,
        after: Item | None = None,
        limit: int | None = None,
        newest_first: bool = False,
        consistent: bool = False,
    ) -> Page:
        """One page of the items `where` their keys say so, in the order of the sort key; `keep` filters them.

        `limit` counts what is read, not what is kept.
        """
        conditions = request(KeyConditionExpression=where, FilterExpression=keep)
        order = {"ScanIndexForward": False} if newest_first else {}
        reading = {"ConsistentRead": True} if consistent else {}
        return self._page(self._client.query, conditions | order | reading, index, after, limit)

    def scan(self, *, keep: Condition, after: str | None = None, limit: int | None = None) -> Scanned:
        """Of the next `limit` items of the whole table those to `keep`. `after` is an opaque cursor."""
        begins_after = None if after is None else Key(*json.loads(after))._asdict()
        page = self._page(self._client.scan, request(FilterExpression=keep), None, begins_after, limit)
        place = None if page.after is None else json.dumps([page.after["pk"], page.after["sk"]])
        return Scanned(page.items, place)

    def _page(
        self, read: Any, asked: dict[str, Any], index: str | None, after: Item | None, limit: int | None
    ) -> Page:
        place: dict[str, Any] = {"TableName": self.name}
        if index is not None:
            place["IndexName"] = index
        if after is not None:
            place["ExclusiveStartKey"] = pack(after)
        if limit is not None:
            place["Limit"] = limit
        answer = read(**place, **_packed(asked))
        last = answer.get("LastEvaluatedKey")
        return Page([unpack(item) for item in answer["Items"]], unpack(last) if last else None)

    def put_request(self, item: Item, condition: Condition | None = None) -> dict[str, Any]:
        by = trace() if item.get("sk") in TRACED else None
        written = item if by is None else item | {"trace": by}
        return {"Item": pack(written)} | self._conditional(request(ConditionExpression=condition))

    def update_request(self, key: Key, change: Update, condition: Condition | None = None) -> dict[str, Any]:
        by = trace() if key.sk in TRACED else None
        return {"Key": _attributes(key)} | self._conditional(change.request(condition, trace=by))

    def delete_request(self, key: Key, condition: Condition | None = None) -> dict[str, Any]:
        return {"Key": _attributes(key)} | self._conditional(request(ConditionExpression=condition))

    def check_request(self, key: Key, condition: Condition) -> dict[str, Any]:
        return {"Key": _attributes(key)} | self._conditional(request(ConditionExpression=condition))

    def _conditional(self, asked: dict[str, Any]) -> dict[str, Any]:
        return {"TableName": self.name, "ReturnValuesOnConditionCheckFailure": "ALL_OLD", **_packed(asked)}

    def _guarded(self, call: Any, asked: dict[str, Any]) -> Any:
        try:
            return call(**asked)
        except ConditionalCheckFailedError as error:
            raise ConditionFailedError(unpack(error.item) if error.item else None) from error
