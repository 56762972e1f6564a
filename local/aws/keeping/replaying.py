"""A state, and what changed after it, as one state again."""

import json
from collections.abc import Iterable
from typing import Any

from .journal import Change
from .store import State

Json = dict[str, Any]


def replayed(state: State, changes: Iterable[Change]) -> State:
    """The state as it was after the last of the changes."""
    tables = _Tables(state["tables"])
    queues = {name: {one["id"]: one for one in messages} for name, messages in state["queues"].items()}
    streams = {name: list(records) for name, records in state["streams"].items()}
    numbers, sms, ahead = dict(state["numbers"]), list(state["sms"]), state["ahead"]
    for change in changes:
        for table, key, item in change.get("items", ()):
            tables.put(table, key, item)
        for table, records in change.get("records", {}).items():
            numbers[table] = int(records[-1]["dynamodb"]["SequenceNumber"]) + 1
            for function, followed in state["followed"].items():
                if followed == table:
                    streams[function] += records
        for function, number in change.get("taken", {}).items():
            streams[function] = [one for one in streams[function] if not _is_taken(one, number)]
        for queue, differs in change.get("queues", {}).items():
            messages = queues.setdefault(queue, {})
            for gone in differs["gone"]:
                messages.pop(gone, None)
            messages.update({one["id"]: one for one in differs["set"]})
        sms += change.get("sms", [])
        ahead = change.get("ahead", ahead)
    return {
        **state,
        "ahead": ahead,
        "tables": tables.items(),
        "queues": {name: list(messages.values()) for name, messages in queues.items()},
        "streams": streams,
        "numbers": numbers,
        "sms": sms,
    }


def _is_taken(record: Json, number: str) -> bool:
    return int(record["dynamodb"]["SequenceNumber"]) <= int(number)


class _Tables:
    """Items by table and key. A table's key is known once something of it changed."""

    def __init__(self, tables: dict[str, list[Json]]) -> None:
        self._lists = tables
        self._by_key: dict[str, dict[str, Json]] = {}

    def put(self, table: str, key: Json, item: Json | None) -> None:
        """The item in the place of the one with that key; None takes it away."""
        if table not in self._by_key:
            there = self._lists.get(table, [])
            self._by_key[table] = {_plain({name: one[name] for name in key}): one for one in there}
        if item is None:
            self._by_key[table].pop(_plain(key), None)
        else:
            self._by_key[table][_plain(key)] = item

    def items(self) -> dict[str, list[Json]]:
        return self._lists | {table: list(found.values()) for table, found in self._by_key.items()}


def _plain(key: Json) -> str:
    return json.dumps(key, sort_keys=True)
