"""What passes the seam to AWS, counted by the units that DynamoDB charges, and by the keys that they go to."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from math import ceil
from typing import Any

from functions.cloud.aws.calls import Answer, Call, Caller
from functions.cloud.aws.services import DynamoDb

WRITE, READ = 1024, 4096
"""Bytes of one unit (DynamoDB Developer Guide, on-demand capacity mode)."""

WRITES = frozenset({"PutItem", "UpdateItem", "DeleteItem"})
INDEX = 2
"""Units at most where a call sets an index's key: the entry, all keys, is taken from its place and put into another."""


SCALARS: Mapping[str, Callable[[Any], int]] = {
    "S": lambda text: len(text.encode()),
    "N": lambda number: ceil(len(number) / 2) + 1,
    "B": lambda told: len(told) if isinstance(told, bytes) else len(told) * 3 // 4,
    "BOOL": lambda _: 1,
    "NULL": lambda _: 1,
}
"""Kind of an attribute value -> its bytes; what came back as JSON has bytes in base64."""


def size(value: Mapping[str, Any]) -> int:
    """Bytes of an attribute value as DynamoDB counts them."""
    [(kind, inner)] = value.items()
    if kind == "M":
        return 3 + sum(1 + len(name.encode()) + size(one) for name, one in inner.items())
    if kind == "L":
        return 3 + sum(1 + size(one) for one in inner)
    if kind in {"SS", "NS", "BS"}:
        return 3 + sum(size({kind[0]: one}) for one in inner)
    return SCALARS[kind](inner)


def kind_of(item: Mapping[str, Any], key: str = "pk") -> str:
    """How a partition key begins (functions/cloud/table/keys.py); the attribute's name where an item has none: a
    breaker, or what leaves an index.
    """
    return str(item.get(key, {"S": key})["S"]).partition("#")[0]


def bytes_of(item: Mapping[str, Any]) -> int:
    return sum(len(name.encode()) + size(value) for name, value in item.items())


Units = defaultdict[str, float]


class Meter:
    """Counts what passes the seam; what an update left is read beside it."""

    def __init__(self, dynamodb: DynamoDb) -> None:
        self._dynamodb = dynamodb
        self.used: Units = defaultdict(float)
        self.written: Units = defaultdict(float)
        self.read: Units = defaultdict(float)
        """Units by the kind of the partition key that they go to."""
        self.largest = 0

    def __call__(self, call: Call, then: Caller) -> Answer:
        answer = then(call)
        if call.service == "dynamodb":
            self._table(call, answer)
        else:
            self.used[f"{call.service} requests"] += 1
        return answer

    def taken(self) -> dict[str, dict[str, float]]:
        """All since it was asked last."""
        told = {"used": dict(self.used), "written": dict(self.written), "read": dict(self.read)}
        self.used, self.written, self.read = (defaultdict[str, float](float) for _ in told)
        return told

    def _table(self, call: Call, answer: Answer) -> None:
        asked = call.parameters
        if call.operation in WRITES:
            self._wrote(asked, 1)
        elif call.operation == "TransactWriteItems":
            for part in asked["TransactItems"]:
                for one in part.values():
                    self._wrote(one, 2)
        elif call.operation == "BatchGetItem":
            for table, rows in answer.get("Responses", {}).items():
                self._read(rows, consistent=asked["RequestItems"][table].get("ConsistentRead", False))
        else:
            rows = answer["Items"] if "Items" in answer else [answer.get("Item") or asked["Key"]]
            self._read(rows, consistent=asked.get("ConsistentRead", False))

    def _wrote(self, asked: Mapping[str, Any], times: int) -> None:
        item = asked.get("Item")
        if item is None:
            held = self._dynamodb.get_item(
                TableName=asked["TableName"], Key=asked["Key"], ConsistentRead=True
            )
            item = held.get("Item", asked["Key"])
        self.largest = max(self.largest, bytes_of(item))
        units = Counter({kind_of(item): max(1, ceil(bytes_of(item) / WRITE))})
        for index in ("gsi1pk", "gsi2pk"):
            if index in str(asked.get("UpdateExpression", item)):
                units[kind_of(item, index)] += INDEX
        for kind, amount in units.items():
            self.written[kind] += times * amount
            self.used["write units"] += times * amount

    def _read(self, rows: Iterable[Any], *, consistent: bool) -> None:
        for row in rows:
            units = max(1, ceil(bytes_of(row) / READ)) * (1 if consistent else 0.5)
            self.read[kind_of(row)] += units
            self.used["read units"] += units
