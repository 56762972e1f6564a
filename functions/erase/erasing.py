"""Erasing in steps: the table from end to end, then every version of every object, over and over (R49).

An item goes first and its objects after it. Whoever stops in between leaves objects without their item, as the
table's own TTL does; the walk over the buckets finds both.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from functions.cloud.logs import logger
from functions.cloud.metrics import Count
from functions.cloud.staff.erasure import read, registration_of, season_of
from functions.cloud.table import keys
from functions.cloud.table.checkpoints import Checkpoint, Checkpoints
from functions.cloud.table.items import UnreadableError
from functions.cloud.table.table import Item, Scanned
from functions.cloud.uploads import Version
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.staff.audit import BY_ITSELF, Act, Deed
from functions.registration.staff.figures import contribution

from .due import Due, is_behind, is_open_to_families, is_over, why_due

ITEMS = "erase items"
STEPS_A_RUN = 25
ITEMS_A_STEP = 200
"""5,000 items a run, so that a city's table is gone over within hours."""

PAGES_A_RUN = 5
"""Of a thousand versions, for each bucket."""

REMEMBERED = timedelta(days=30)


WriteDown = Callable[[Deed, dict[str, Any]], object]
"""The event and that it was told, together; neither where another run told of it."""


class Table(Protocol):
    def step(self, *, after: str | None, limit: int) -> Scanned: ...

    def existing(self, registration_ids: Sequence[str]) -> frozenset[str]: ...

    def erase(
        self, registration: Registration, *, leaves: Mapping[str, int], tally: Mapping[str, int]
    ) -> bool: ...

    def forget(self, items: Sequence[Item], *, season: str | None = None) -> None: ...

    def tallies(self, seasons: Iterable[str]) -> Mapping[str, Mapping[str, int]]: ...

    def told(self, season: str, tally: Mapping[str, int]) -> dict[str, Any]: ...


class Bucket(Protocol):
    def page(self, *, after: str | None) -> tuple[list[Version], str | None]: ...

    def of(self, owner: str) -> list[Version]: ...

    def erase(self, versions: Sequence[Version]) -> int: ...


def erase_items(
    seasons: Iterable[Season],
    *,
    table: Table,
    buckets: Sequence[Bucket],
    checkpoints: Checkpoints,
    write_down: WriteDown,
    count: Count,
    now: datetime,
) -> None:
    """Goes on over the table, and writes down at its end how much of which season is gone."""
    known = {season.id: season for season in seasons}
    after = checkpoints.get(ITEMS).after
    for _ in range(STEPS_A_RUN):
        step = table.step(after=after, limit=ITEMS_A_STEP)
        _erase(step.items, known, table, buckets, count, now)
        after = step.after
        checkpoints.put(ITEMS, Checkpoint(after=after), expires=int((now + REMEMBERED).timestamp()))
        if after is None:
            break
    _write_down(known, table, write_down)


def _erase(
    items: list[Item],
    seasons: Mapping[str, Season],
    table: Table,
    buckets: Sequence[Bucket],
    count: Count,
    now: datetime,
) -> None:
    for registration, why in _due(items, seasons, count, now):
        leaves = _left_in_figures(registration, seasons[registration.season], why)
        files = [bucket.of(registration.id) for bucket in buckets]
        if table.erase(registration, leaves=leaves, tally={why: 1, "files": sum(map(len, files))}):
            for bucket, versions in zip(buckets, files, strict=True):
                bucket.erase(versions)
    over = [item for item in items if _is_of_the_past(item, seasons, now)]
    for season, ended in _by_season(over).items():
        table.forget(ended, season=season)
    table.forget([item for item in items if _has_expired(item, now)])
    table.forget(_left_over(items, seasons, table, now))


def _write_down(seasons: Iterable[str], table: Table, write_down: WriteDown) -> None:
    """Whatever is gone and was not told of, also by a run that was stopped before it told."""
    for season, tally in table.tallies(seasons).items():
        details = {what: str(number) for what, number in sorted(tally.items())}
        write_down(Deed(season, Act.ERASED, BY_ITSELF, None, details), table.told(season, tally))


def _left_in_figures(registration: Registration, season: Season, why: Due) -> dict[str, int]:
    """A season counts its withdrawn families to its end; with its archive its figures go too."""
    match why:
        case Due.WITHDRAWN:
            return contribution(registration, season.zone)
        case Due.DRAFT | Due.ARCHIVED:
            return {}


def _due(
    items: Iterable[Item], seasons: Mapping[str, Season], count: Count, now: datetime
) -> Iterable[tuple[Registration, Due]]:
    """One that cannot be read is set aside, and stops no other."""
    for item in items:
        if item["sk"] != keys.REGISTRATION:
            continue
        try:
            registration = read(item)
        except UnreadableError as damaged:
            logger().error("erasure_set_aside", extra={"registration_id": damaged.id})
            count("ErasureSetAside")
            continue
        season = seasons.get(registration.season)
        if season is None or (why := why_due(registration, season, now)) is None:
            continue
        if is_behind(registration, season, now):
            count("ErasureBehind")
        yield registration, why


def _is_of_the_past(item: Item, seasons: Mapping[str, Season], now: datetime) -> bool:
    season = seasons.get(season_of(item) or "")
    return season is not None and is_over(season, now)


def _has_expired(item: Item, now: datetime) -> bool:
    """What the table's own TTL has not taken yet: it may be days late. Registrations are judged by their season."""
    return item["sk"] != keys.REGISTRATION and bool(0 < item.get("expires", 0) <= now.timestamp())


def _by_season(items: Iterable[Item]) -> dict[str, list[Item]]:
    parted: dict[str, list[Item]] = {}
    for item in items:
        parted.setdefault(season_of(item) or "", []).append(item)
    return parted


def _left_over(
    items: Iterable[Item], seasons: Mapping[str, Season], table: Table, now: datetime
) -> list[Item]:
    """What stands beside registrations that are gone, and accounts that have none, while no season takes drafts."""
    beside = {id(item): _holds(item, now, seasons) for item in items}
    held = table.existing(sorted({owner for ids in beside.values() for owner in ids}))
    return [
        item
        for item in items
        if _is_empty(item, now, seasons) or (beside[id(item)] and held.isdisjoint(beside[id(item)]))
    ]


def _is_empty(item: Item, now: datetime, seasons: Mapping[str, Season]) -> bool:
    """An account that lists nothing and that no end of its own keeps, as a discarded draft leaves it."""
    reasons = {"registrations", "withdrawn", "expires"} & item.keys()
    return item["sk"] == "account" and not reasons and not is_open_to_families(seasons, now)


def _holds(item: Item, now: datetime, seasons: Mapping[str, Season]) -> frozenset[str]:
    """The registrations without which the item says nothing more; none for what stands for itself."""
    if item["sk"] == "account":
        listed = {*item.get("registrations", ()), *item.get("withdrawn", ())}
        return frozenset() if is_open_to_families(seasons, now) else frozenset(listed)
    beside = registration_of(item) if item["sk"] != keys.REGISTRATION else None
    return frozenset() if beside is None else frozenset({beside})


def erase_orphans(
    name: str,
    bucket: Bucket,
    existing: Callable[[Sequence[str]], frozenset[str]],
    *,
    checkpoints: Checkpoints,
    count: Count,
    now: datetime,
) -> None:
    """Goes on over a bucket's versions and erases those whose item is gone. `name` is that of its checkpoint.

    An upload is allowed, and an export made, only after its item was written: without one it is nobody's any more.
    """
    after = checkpoints.get(name).after
    for _ in range(PAGES_A_RUN):
        versions, after = bucket.page(after=after)
        held = existing(sorted({version.owner for version in versions}))
        orphans = [version for version in versions if version.owner not in held]
        for _ in range(bucket.erase(orphans)):
            count("OrphanErased")
        checkpoints.put(name, Checkpoint(after=after), expires=int((now + REMEMBERED).timestamp()))
        if after is None:
            break
