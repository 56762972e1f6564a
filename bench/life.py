"""What a registration's life asks of AWS, counted: one of the suite's families plays it, and each call is measured.

By pytest, as `bench.recording`; `python -m bench.price` starts it, and it writes where RUXUE_BENCH_LIFE says.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Mapping
from http import HTTPStatus
from math import ceil
from pathlib import Path
from typing import Any

import pytest

from functions.cloud.aws.calls import SEAM, Answer, Call, Caller
from functions.cloud.aws.services import DynamoDb
from functions.dispatch import handler as dispatch_room
from functions.notify import handler as notify_room
from functions.verify_identity import handler as identity_room
from functions.verify_property import handler as property_room
from tests.api.household import SEASON, Household
from tests.aws import Cloud
from tests.rooms.deliveries import NONE_FAILED, consumed

pytest_plugins = ("tests.api.conftest",)

SAVES, LOOKS = 14, 10
"""Of one family: a save a screen, as `bench.surge` has it; how often it looks at its status. Assumptions."""

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


def bytes_of(item: Mapping[str, Any]) -> int:
    return sum(len(name.encode()) + size(value) for name, value in item.items())


class Meter:
    """Counts what passes the seam; what an update left is read beside it."""

    def __init__(self, dynamodb: DynamoDb) -> None:
        self._dynamodb = dynamodb
        self.used: Counter[str] = Counter()
        self.largest = 0

    def __call__(self, call: Call, then: Caller) -> Answer:
        answer = then(call)
        if call.service == "dynamodb":
            self._table(call, answer)
        else:
            self.used[f"{call.service} requests"] += 1
        return answer

    def _table(self, call: Call, answer: Answer) -> None:
        asked = call.parameters
        if call.operation in WRITES:
            self.used["write units"] += self._written(asked)
        elif call.operation == "TransactWriteItems":
            self.used["write units"] += sum(
                2 * self._written(one) for part in asked["TransactItems"] for one in part.values()
            )
        elif call.operation == "BatchGetItem":
            for table, rows in answer.get("Responses", {}).items():
                self._read(rows, consistent=asked["RequestItems"][table].get("ConsistentRead", False))
        else:
            rows = answer["Items"] if "Items" in answer else [answer.get("Item", {})]
            self._read(rows, consistent=asked.get("ConsistentRead", False))

    def _written(self, asked: Mapping[str, Any]) -> int:
        item = asked.get("Item")
        if item is None:
            found = self._dynamodb.get_item(
                TableName=asked["TableName"], Key=asked["Key"], ConsistentRead=True
            )
            item = found.get("Item", {})
        self.largest = max(self.largest, bytes_of(item))
        moved = sum(
            INDEX for name in ("gsi1pk", "gsi2pk") if name in str(asked.get("UpdateExpression", item))
        )
        return max(1, ceil(bytes_of(item) / WRITE)) + moved

    def _read(self, rows: list[Any], *, consistent: bool) -> None:
        self.used["read units"] += sum(
            max(1, ceil(bytes_of(row) / READ)) * (1 if consistent else 0.5) for row in rows
        )


def test_record(family: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    meter, parts = Meter(family.cloud.dynamodb), {}
    plain = family.client.call

    def call(*told: Any, **headers: Any) -> Any:
        meter.used["requests"] += 1
        return plain(*told, **headers)

    monkeypatch.setattr(family.client, "call", call)

    def part(name: str) -> None:
        parts[name] = dict(meter.used)
        meter.used = Counter()

    with SEAM.around(meter):
        document = family.consent().form["students"][0]["identity_document"]
        family.client.ok("POST", "/prefill", {"season": SEASON, "identity_document": document})
        family.ready()
        part("notice, prefill, begun, saved once, papers accepted")
        for _ in range(SAVES):
            family.save()
        part("saves")
        code = family.code()
        part("a code asked for")
        if family.submit(code).status != HTTPStatus.OK:
            raise SystemExit("the submission was refused")
        part("the submission")
        _deliver(family.cloud, meter, part)
        for _ in range(LOOKS):
            family.look()
        part("looks at the status")
    told = {"parts": parts, "papers": len(family.stored().documents), "largest item": meter.largest}
    Path(os.environ["RUXUE_BENCH_LIFE"]).write_text(json.dumps(told))


def _deliver(cloud: Cloud, meter: Meter, part: Any) -> None:
    """The stream and each queue once, as Lambda brings them; a message costs a receive and a delete too."""
    for name, queue, function in (
        ("the checks of people", "Identity", identity_room.verify_identity),
        ("the check of the home", "Property", property_room.verify_property),
        ("the code's SMS", "Code", notify_room.send_code),
        ("other SMS", "Notice", notify_room.notify),
    ):
        changes = cloud.changes()
        if dispatch_room.dispatch(changes, None) != NONE_FAILED:
            raise SystemExit("the stream came back")
        meter.used["changes"] += len(changes["Records"])
        part(f"the stream before {name}")

        def counting(event: Any, context: Any, inner: Any = function) -> Any:
            meter.used["messages"] += len(event["Records"])
            return inner(event, context)

        if back := consumed(cloud, queue, counting):
            raise SystemExit(f"{name}: {back}")
        part(name)
