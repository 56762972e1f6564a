"""The queue of manual reviews: a few shards, each oldest first, merged into one page."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from functions.cloud.table import items, keys, shards
from functions.cloud.table.expressions import (
    Condition,
    absent,
    all_of,
    any_of,
    at_most,
    below,
    between,
    contains,
    equals,
    lacks,
    one_of,
)
from functions.cloud.table.table import Item, Page, Table
from functions.registration.keyed import Keyed
from functions.registration.registration import Status
from functions.registration.values.model import Model

LOOKED_AT = 500
"""Cases of one shard that a narrow filter goes over for one page, however long the queue is."""

OVERDUE = 100
"""Requests of one shard that one run ends: the next goes on."""


class Waiting(Model):
    """One registration that waits for a person; of personal data only what is sealed."""

    id: str
    reference: str
    label: str = ""
    """The children's names, sealed; staff's queue holds nothing that is being amended, so they are as submitted."""
    queues: tuple[str, ...]
    since: datetime
    streets: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    claimed_by: str | None = None
    claimed_until: datetime | None = None


class QueueFilter(NamedTuple):
    """What a page asks for; all of it must fit."""

    queue: str | None = None
    street: str | None = None
    communities: Sequence[str] | None = None
    """Any of them: a school's catchment."""
    waiting_since: datetime | None = None
    """At least since then."""
    work_for: Keyed | None = None
    """Something in it is left to decide for this member: not their own first decision (R37), and not what a colleague
    asked its family for, who has it first (R40)."""
    free_for: Keyed | None = None
    """Nobody else's case but this member's."""


class QueuePage(NamedTuple):
    cases: tuple[Waiting, ...]
    after: str | None
    """Where the next page begins; None: this is the end."""


class StaffQueue:
    def __init__(self, table: Table) -> None:
        self._table = table

    def page(
        self, season: str, wanted: QueueFilter, *, after: str | None, limit: int, now: datetime
    ) -> QueuePage:
        """Oldest first. One call for each shard, whatever the queue's length.

        A narrow filter over a long queue may give a short page that has a next one all the same.
        """
        fitting = _filter(wanted, now)
        most = LOOKED_AT if _is_narrow(wanted) else limit + 1
        rows: list[tuple[str, Item]] = []
        complete_to: str | None = None
        for shard in range(shards.QUEUE_SHARDS):
            page = self._shard(keys.queue_part(season, shard), wanted, after, fitting, most)
            rows += [(item["gsi2sk"], item) for item in page.items]
            if page.after is not None:
                reached = page.after["gsi2sk"]
                complete_to = reached if complete_to is None else min(complete_to, reached)
        rows.sort(key=lambda row: row[0])
        certain = [row for row in rows if not complete_to or row[0] <= complete_to]
        shown = certain[:limit]
        next_after = shown[-1][0] if len(certain) > limit else complete_to
        return QueuePage(tuple(_waiting(item) for _, item in shown), next_after)

    def oldest(self, season: str) -> datetime | None:
        """Since when the oldest case waits: one call for each shard."""
        heads: list[datetime] = []
        for shard in range(shards.QUEUE_SHARDS):
            part = all_of(
                equals("gsi2pk", keys.queue_part(season, shard)), below("gsi2sk", items.FAMILYS_TURN)
            )
            heads += [_since(item) for item in self._table.query(part, index="queue", limit=1).items]
        return min(heads, default=None)

    def overdue(self, season: str, now: datetime) -> tuple[str, ...]:
        """What its family had until now to answer (R40), a hundred of each shard: one call for each."""
        until = f"{items.FAMILYS_TURN}{items.instant(now)}$"
        overdue: list[str] = []
        for shard in range(shards.QUEUE_SHARDS):
            part = equals("gsi2pk", keys.queue_part(season, shard))
            where = all_of(part, between("gsi2sk", items.FAMILYS_TURN, until))
            overdue += [item["id"] for item in self._table.query(where, index="queue", limit=OVERDUE).items]
        return tuple(overdue)

    def _shard(
        self, part: str, wanted: QueueFilter, after: str | None, fitting: Condition, most: int
    ) -> Page:
        end = items.FAMILYS_TURN
        until = end if wanted.waiting_since is None else f"{items.instant(wanted.waiting_since)}$"
        # BETWEEN takes its ends in: a sort key's end with the next character begins right behind it.
        begin = f"{after}!" if after else "0"
        if begin > until:
            return Page([], None)
        where = all_of(equals("gsi2pk", part), between("gsi2sk", begin, until))
        return self._table.query(where, index="queue", keep=fitting, limit=most)


def _is_narrow(wanted: QueueFilter) -> bool:
    """Whether many cases may have to be looked at to find a few; most cases are nobody's."""
    return any(narrowing is not None for narrowing in (wanted.queue, wanted.street, wanted.communities))


def _filter(wanted: QueueFilter, now: datetime) -> Condition:
    parts = [one_of("status", (Status.SUBMITTED.value, Status.DECIDED.value))]
    if wanted.queue is not None:
        parts.append(contains("queues", wanted.queue))
    if wanted.street is not None:
        parts.append(contains("streets", wanted.street))
    if wanted.communities is not None:
        parts.append(any_of(*(contains("communities", community) for community in wanted.communities)))
    if wanted.work_for is not None:
        parts.extend(lacks("without_work", mac) for mac in wanted.work_for.every)
        over = at_most("kept_until", items.instant(now))
        parts.append(any_of(absent("kept_for"), one_of("kept_for", wanted.work_for.every), over))
    if wanted.free_for is not None:
        held_until = at_most("claimed_until", items.instant(now))
        parts.append(any_of(absent("claimed_until"), held_until, one_of("claimed_by", wanted.free_for.every)))
    return all_of(*parts)


def _since(item: Item) -> datetime:
    return datetime.fromisoformat(keys.parted(item["gsi2sk"])[0])


def _waiting(item: Item) -> Waiting:
    known = {name: item[name] for name in Waiting.model_fields if name in item}
    return Waiting.model_validate(known | {"since": _since(item), "queues": sorted(item["queues"])})
