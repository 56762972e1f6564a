"""Going over a season in pages, in the order of ids: a status that changes meanwhile moves nobody out of the way."""

from bisect import bisect_right
from typing import NamedTuple, Protocol

from functions.cloud.table import shards
from functions.cloud.table.checkpoints import SeasonIndex
from functions.registration.registration import Registration
from functions.registration.staff.jobs import Cursor

PAGE = 1000
"""Registrations of one step."""

LISTED = 1000
"""Ids of one read of the index."""

BATCH_SIZE = 100
"""Items of one BatchGetItem (DynamoDB's limit)."""


class Index(SeasonIndex, Protocol):
    def outlines(self, registration_ids: list[str]) -> tuple[Registration, ...]: ...


class Gathered(NamedTuple):
    """One page, and where the next begins: in the next phase after the last."""

    registrations: tuple[Registration, ...]
    cursor: Cursor


class Gathering:
    """Of one run. A shard's ids are listed once: 1 call for each 1,000 of them, and 1 for each 100 read."""

    def __init__(self, season: str, index: Index, *, page: int = PAGE) -> None:
        self._season = season
        self._index = index
        self._page = page
        self._listed: tuple[int, list[str]] | None = None

    def page(self, cursor: Cursor) -> Gathered:
        ids = self._ids(cursor.part)
        start = 0 if cursor.after is None else bisect_right(ids, cursor.after)
        some = ids[start : start + self._page]
        outlines = [
            outline
            for first in range(0, len(some), BATCH_SIZE)
            for outline in self._index.outlines(some[first : first + BATCH_SIZE])
        ]
        if start + self._page < len(ids):
            after = cursor.model_copy(update={"after": some[-1]})
        elif cursor.part + 1 < shards.SHARDS:
            after = Cursor(phase=cursor.phase, part=cursor.part + 1)
        else:
            after = Cursor(phase=cursor.phase + 1)
        return Gathered(tuple(sorted(outlines, key=lambda outline: outline.id)), after)

    def _ids(self, shard: int) -> list[str]:
        if self._listed is None or self._listed[0] != shard:
            self._listed = shard, sorted(self._list(shard))
        return self._listed[1]

    def _list(self, shard: int) -> set[str]:
        ids: set[str] = set()
        after: str | None = None
        while True:
            some, after = self._index.of_season(self._season, shard, after=after, limit=LISTED)
            ids.update(some)
            if after is None:
                return ids
