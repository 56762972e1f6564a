"""Going over a season's registrations in steps: a run does so much, the next goes on where it stopped.

The checkpoint is written after a page was worked on, never before. Whoever stops in between works on that page again,
so the work on a page must be repeatable.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple, Protocol

from functions.registration.registration import Registration, Status

from . import keys, shards
from .expressions import Update
from .table import Table

PAGE = 100
ALL: Sequence[Status | None] = (None,)


class Checkpoint(NamedTuple):
    """How far a pass came: `part` counts statuses and shards, `after` is where the next page begins in it."""

    part: int = 0
    after: str | None = None
    done: bool = False


class Checkpoints(Protocol):
    def get(self, name: str) -> Checkpoint: ...

    def put(self, name: str, checkpoint: Checkpoint, *, expires: int) -> None: ...


class SeasonIndex(Protocol):
    def of_season(
        self,
        season: str,
        shard: int,
        *,
        status: Status | None = None,
        after: str | None = None,
        limit: int = 100,
    ) -> tuple[list[str], str | None]: ...


class RegistrationIndex(SeasonIndex, Protocol):
    def many(self, registration_ids: list[str]) -> tuple[Registration, ...]: ...


class CheckpointTable:
    """Checkpoints kept in the table itself: each method is one call."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, name: str) -> Checkpoint:
        item = self._table.get(keys.progress(name)) or {}
        return Checkpoint(item.get("part", 0), item.get("after"), item.get("done", False))

    def put(self, name: str, checkpoint: Checkpoint, *, expires: int) -> None:
        """`expires`: epoch seconds."""
        self._table.update(
            keys.progress(name),
            Update().set_all({**checkpoint._asdict(), "expires": expires}),
        )


def pages(
    season: str,
    name: str,
    *,
    index: SeasonIndex,
    checkpoints: Checkpoints,
    most: int,
    expires: int,
    statuses: Sequence[Status | None] = ALL,
    again: bool = False,
) -> Iterator[list[str]]:
    """Pages of registration ids of these statuses, at most `most` ids in this run; none once the pass is done.

    `again`: a pass that was done begins anew. `expires`: when its checkpoint may be forgotten, in epoch seconds.
    """
    parts = list(product(statuses, range(shards.SHARDS)))
    checkpoint = checkpoints.get(name)
    if checkpoint.done and again:
        checkpoint = Checkpoint()
    given = 0
    while not checkpoint.done and given < most:
        status, shard = parts[checkpoint.part]
        limit = min(PAGE, most - given)
        ids, after = index.of_season(season, shard, status=status, after=checkpoint.after, limit=limit)
        if ids:
            yield ids
        given += len(ids)
        part = checkpoint.part if after else checkpoint.part + 1
        checkpoint = Checkpoint(part, after, done=part == len(parts))
        if ids or checkpoint.done:
            checkpoints.put(name, checkpoint, expires=expires)
