"""Figures, marks, queue places and seats counted anew from the registrations: told where they differ.

The command mends (docs/operations/command.md); the clock only tells, so that a fault of ours is looked at and not
painted over every quarter of an hour.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from functions.cloud.logs import logger
from functions.cloud.metrics import Count
from functions.cloud.staff.derived.kinds import Difference
from functions.cloud.table.checkpoints import Checkpoint, Checkpoints
from functions.cloud.table.shards import SHARDS
from functions.registration.season.season import Season

from .passes import run_all

DIFFERS = "DerivedDiffers"
"""Counted for each thing that is not what the registrations say."""

PARTS_A_RUN = 2
"""Of a season's sixteen, so that it is gone over in two hours."""
PAGES_A_RUN = 5
READ_A_PAGE = 500
STRAYS = "recount strays"
REMEMBERED = timedelta(days=30)

Look = Callable[[], Iterable[Difference]]


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
    """Goes on over the seasons that are on, a few parts in a run, and counts and logs what differs.

    A part that cannot be counted keeps nothing else from it. Raises at the end what stopped any.
    """
    on = [season for season in seasons if season.opens_at <= now < season.results_until]
    looks: list[Look] = [
        partial(derived.part, season, shard, now)
        for season in on
        for shard in _turn(season, checkpoints, now)
    ]
    if on:
        looks.append(partial(_some_strays, on, derived, checkpoints, now))
    run_all(*(partial(_tell, look, count) for look in looks))


def _tell(look: Look, count: Count) -> None:
    for difference in look():
        logger().error("derived_differs", extra={"kind": difference.kind.value, "about": difference.about})
        count(DIFFERS)


def _turn(season: Season, checkpoints: Checkpoints, now: datetime) -> list[int]:
    """The parts whose turn it is. Noted before they are looked at: their turn comes again whatever becomes of it."""
    name = f"recount#{season.id}"
    first = checkpoints.get(name).part
    turn = [number % SHARDS for number in range(first, first + PARTS_A_RUN)]
    checkpoints.put(name, Checkpoint(part=(first + PARTS_A_RUN) % SHARDS), expires=_remembered(now))
    return turn


def _some_strays(
    seasons: list[Season], derived: Derived, checkpoints: Checkpoints, now: datetime
) -> Iterator[Difference]:
    after = checkpoints.get(STRAYS).after
    for _ in range(PAGES_A_RUN):
        differing, after = derived.strays(_years(seasons), now, after=after, limit=READ_A_PAGE)
        yield from differing
        if after is None:
            break
    checkpoints.put(STRAYS, Checkpoint(after=after), expires=_remembered(now))


def _remembered(now: datetime) -> int:
    return int((now + REMEMBERED).timestamp())


def _years(seasons: Iterable[Season]) -> dict[str, int]:
    return {season.id: season.year for season in seasons}
