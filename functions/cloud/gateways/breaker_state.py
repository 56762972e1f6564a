"""Where the breakers stand: one item each in a table that all functions share, and what was last seen of it."""

from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from typing import Any

from functions.cloud.aws.errors import AwsError
from functions.cloud.aws.services import DynamoDb
from functions.cloud.logs import logger
from functions.cloud.table.expressions import all_of, equals
from functions.cloud.table.table import ConditionFailedError, Table, pack, unpack

KEPT = 3600
"""Seconds beyond its end for which an item stays in the table, for want of news."""


class State(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    TRYING = "trying"


@dataclass(frozen=True, slots=True)
class Mark:
    """A state, and the epoch second from which somebody may try the gateway out; a closed breaker has none."""

    state: State
    until: int = 0


CLOSED = Mark(State.CLOSED)


class BreakerStates:
    """The table's states, each believed for `believed` seconds. Without `writes`, findings stay in this process.

    A table that does not answer is logged and holds nobody up: a breaker must not be an outage of its own.
    """

    def __init__(self, client: DynamoDb, table: str, *, believed: int, writes: bool) -> None:
        self._client = client
        self._table = Table(client, table)
        self._believed = believed
        self._writes = writes
        self._seen: dict[str, tuple[Mark, int]] = {}
        self._changing = Lock()

    def read(self, name: str, now: int) -> Mark:
        """Where it stands: 1 call, or none while what was seen is believed. Unreadable is closed."""
        with self._changing:
            mark, until = self._seen.get(name, (CLOSED, 0))
        if now < until:
            return mark
        try:
            # An old answer would be as good as a believed one, and costs half.
            answer = self._client.get_item(TableName=self._table.name, Key=pack({"id": name}))
        except AwsError as error:
            self._not_answering(error)
            return CLOSED
        mark = _mark(unpack(answer["Item"])) if "Item" in answer else CLOSED
        self._remember(name, mark, now)
        return mark

    def wanted(self, name: str, now: int) -> dict[str, Any]:
        """What a batch asks of the breakers' table beside its own: nothing while what was seen is believed."""
        with self._changing:
            _, until = self._seen.get(name, (CLOSED, 0))
        return {} if now < until else {self._table.name: {"Keys": [pack({"id": name})]}}

    def learn(self, name: str, answers: dict[str, Any], now: int) -> None:
        """What such a batch found of it; nothing where the breakers' table was not asked or did not answer."""
        if self._table.name in answers:
            items = answers[self._table.name]
            self._remember(name, _mark(unpack(items[0])) if items else CLOSED, now)

    def claim(self, name: str, seen: Mark, mark: Mark, now: int) -> bool:
        """Puts `mark` where `seen` stands, if it still does: of all who try, one. 1 call; never without `writes`."""
        if not self._writes:
            return False
        try:
            self._table.put(
                _item(name, mark, now),
                condition=all_of(equals("state", seen.state), equals("until", seen.until)),
            )
        except ConditionFailedError as error:
            self._remember(name, _mark(error.item) if error.item else CLOSED, now)
            return False
        except AwsError as error:
            self._not_answering(error)
            return False
        self._remember(name, mark, now)
        return True

    def write(self, name: str, mark: Mark, now: int) -> None:
        """Whatever stands there: the latest finding counts. 1 call; none without `writes`."""
        self._remember(name, mark, now)
        if not self._writes:
            return
        try:
            self._table.put(_item(name, mark, now))
        except AwsError as error:
            self._not_answering(error)

    def _remember(self, name: str, mark: Mark, now: int) -> None:
        with self._changing:
            self._seen[name] = (mark, now + self._believed)

    def _not_answering(self, error: AwsError) -> None:
        logger().warning("breaker_table_not_answering", extra={"error": type(error).__name__})


def _item(name: str, mark: Mark, now: int) -> dict[str, Any]:
    return {"id": name, "state": mark.state, "until": mark.until, "expiration": max(mark.until, now) + KEPT}


def _mark(item: dict[str, Any]) -> Mark:
    return Mark(State(item["state"]), item["until"])
