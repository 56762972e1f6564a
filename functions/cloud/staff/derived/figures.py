"""A season's figures: one item for each part of its index, kept by the stream.

What a registration adds is written beside it, together with the change of the figures: a change that the stream tells
twice, late or out of order is counted once.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from functions.cloud.table import keys, shards
from functions.cloud.table.expressions import Update, absent, equals
from functions.cloud.table.table import Item, Table
from functions.registration.staff.figures import difference

FIGURE = "f#"
"""Prefix of the attributes that are figures."""
ERASED = "e#"
"""Of what erased registrations had added, which stays in the figures while their season lasts."""
MOVES = "moves"
"""How often a part was changed: whoever counts it anew sees by it that nobody else did meanwhile."""


class Counted(NamedTuple):
    """What a registration adds now, as of a place in the stream."""

    registration: str
    season: str
    figures: dict[str, int]
    marks: dict[str, str]
    sought: tuple[str, ...]
    sequence: int
    expires: int


class FigureTable:
    """Each method says its AWS calls."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def counted(self, registrations: list[str]) -> dict[str, Item]:
        """What each adds as it was counted last: 1 call for up to 100."""
        wanted = {keys.counted(registration): registration for registration in registrations}
        items = self._table.get_many(wanted)
        return {wanted[key]: item for key, item in items.items()}

    def count(self, now: Counted, before: Item | None) -> None:
        """Moves the figures from what was counted to what is: 1 call. Raises ConditionFailedError, BusyError."""
        old = before or {}
        put = self._table.put_request(
            {
                **keys.counted(now.registration)._asdict(),
                "figures": now.figures,
                "marks": now.marks,
                "sought": list(now.sought),
                "seen_at": str(now.sequence),
                "expires": now.expires,
            },
            equals("seen_at", before["seen_at"]) if before else absent(),
        )
        changes = difference(old.get("figures", {}), now.figures)
        if not changes:
            self._table.transact({"Put": put})
            return
        place = keys.figures(now.season, shards.shard_of(now.registration))
        update = self._table.update_request(place, _added(FIGURE, changes))
        self._table.transact({"Put": put}, {"Update": update})

    def part(self, season: str, shard: int) -> Item:
        """One part as it stands, empty where nothing was counted: 1 call."""
        return self._table.get(keys.figures(season, shard)) or {}

    def correct(self, season: str, shard: int, by: Mapping[str, int], *, seen: Item) -> None:
        """Adds what was missing in a part as it was `seen`: 1 call at most. Raises ConditionFailedError."""
        if not by:
            return
        as_seen = equals(MOVES, seen[MOVES]) if MOVES in seen else absent(MOVES)
        self._table.update(keys.figures(season, shard), _added(FIGURE, by), condition=as_seen)

    def read(self, season: str) -> dict[str, int]:
        """The whole season's figures: 1 call."""
        parts = [keys.figures(season, shard) for shard in range(shards.SHARDS)]
        total: Counter[str] = Counter()
        for item in self._table.get_many(parts).values():
            total.update(shown(item))
        return {name: count for name, count in sorted(total.items()) if count}


def shown(part: Item) -> dict[str, int]:
    """The figures of a part."""
    return _named(part, FIGURE)


def erased(part: Item) -> dict[str, int]:
    """What of them erased registrations had added."""
    return _named(part, ERASED)


def moves(part: Item) -> int:
    return int(part.get(MOVES, 0))


def keep_erased(table: Table, registration: str, season: str, adds: Mapping[str, int]) -> dict[str, Any]:
    """The request of a transaction that erases the registration and leaves what it added to the figures."""
    place = keys.figures(season, shards.shard_of(registration))
    return table.update_request(place, _added(ERASED, adds))


def _added(prefix: str, changes: Mapping[str, int]) -> Update:
    change = Update().add(MOVES, 1)
    for name, by in changes.items():
        change.add(f"{prefix}{name}", by)
    return change


def _named(item: dict[str, Any], prefix: str) -> dict[str, int]:
    return {name.removeprefix(prefix): count for name, count in item.items() if name.startswith(prefix)}
