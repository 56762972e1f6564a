"""A season's figures: one item for each part of its index, kept by the stream.

What a registration adds is written beside it, together with the change of the figures: a change that the stream tells
twice, late or out of order is counted once.
"""

from collections import Counter
from typing import Any, NamedTuple

from functions.cloud.table import keys, shards
from functions.cloud.table.expressions import Update, absent, equals
from functions.cloud.table.table import Item, Table
from functions.registration.staff.figures import difference

FIGURE = "f#"
"""Prefix of the attributes that are figures."""


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
        items = self._table.get_many(list(wanted)) if wanted else {}
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
        moved = Update()
        for name, by in changes.items():
            moved.add(f"{FIGURE}{name}", by)
        place = keys.figures(now.season, shards.shard_of(now.registration))
        update = self._table.update_request(place, moved)
        self._table.transact({"Put": put}, {"Update": update})

    def read(self, season: str) -> dict[str, int]:
        """The whole season's figures: 1 call."""
        parts = [keys.figures(season, shard) for shard in range(shards.SHARDS)]
        total: Counter[str] = Counter()
        for item in self._table.get_many(parts).values():
            total.update(_figures(item))
        return {name: count for name, count in sorted(total.items()) if count}


def _figures(item: dict[str, Any]) -> dict[str, int]:
    return {name.removeprefix(FIGURE): count for name, count in item.items() if name.startswith(FIGURE)}
