"""Figures, marks, queue places and seats counted anew from the registrations: told where they differ.

The command mends (docs/operations/command.md); the clock only tells, so that a fault of ours is looked at and not
painted over every quarter of an hour.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from functions.cloud.logs import logger
from functions.cloud.metrics import Count
from functions.cloud.staff.derived.kinds import Difference
from functions.cloud.table.checkpoints import Checkpoint, Checkpoints
from functions.cloud.table.shards import SHARDS
from functions.registration.season.season import Season

DIFFERS = "DerivedDiffers"
"""Counted for each thing that is not what the registrations say."""

PARTS_A_RUN = 2
"""Of a season's sixteen, so that it is gone over in two hours."""
PAGES_A_RUN = 5
READ_A_PAGE = 500
STRAYS = "recount strays"
REMEMBERED = timedelta(days=30)


class Derived(Protocol):
    def part(self, season: Season, shard: int, now: datetime) -> Iterator[Difference]: ...

    def strays(
        self, years: Mapping[str, int], now: datetime, *, after: str | None, limit: int
    ) -> tuple[list[Difference], str | None]: ...


def differences(seasons: Iterable[Season], *, derived: Derived, now: datetime) -> Iterator[Difference]:
    """Everything that differs now, of every season whose registrations are kept."""
    seasons_kept = [season for season in seasons if now < season.archive_until]
    after: str | None = None
    while seasons_kept:
        differing, after = derived.strays(_years(seasons_kept), now, after=after, limit=READ_A_PAGE)
        yield from differing
        if after is None:
            break
    for season in seasons_kept:
        for shard in range(SHARDS):
            yield from derived.part(season, shard, now)


def watch(
    seasons: Iterable[Season], *, derived: Derived, checkpoints: Checkpoints, count: Count, now: datetime
) -> None:
    """Goes on over the seasons that are on, a few parts in a run, and counts and logs what differs."""
    on = [season for season in seasons if season.opens_at <= now < season.results_until]
    for difference in _some(on, derived, checkpoints, now):
        logger().error("derived_differs", extra={"kind": difference.kind.value, "about": difference.about})
        count(DIFFERS)


def _some(
    seasons: list[Season], derived: Derived, checkpoints: Checkpoints, now: datetime
) -> Iterator[Difference]:
    expires = int((now + REMEMBERED).timestamp())
    for season in seasons:
        name = f"recount#{season.id}"
        first = checkpoints.get(name).part
        for number in range(first, first + PARTS_A_RUN):
            yield from derived.part(season, number % SHARDS, now)
        checkpoints.put(name, Checkpoint(part=(first + PARTS_A_RUN) % SHARDS), expires=expires)
    if not seasons:
        return
    after = checkpoints.get(STRAYS).after
    for _ in range(PAGES_A_RUN):
        differing, after = derived.strays(_years(seasons), now, after=after, limit=READ_A_PAGE)
        yield from differing
        if after is None:
            break
    checkpoints.put(STRAYS, Checkpoint(after=after), expires=expires)


def _years(seasons: Iterable[Season]) -> dict[str, int]:
    return {season.id: season.year for season in seasons}
