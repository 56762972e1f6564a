"""The queue of manual reviews: a few shards, each oldest first, merged into one page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from functions.cloud.table import items, keys
from functions.cloud.table.table import Table
from functions.registration.registration import Status
from functions.registration.values.model import Model

LOOKED_AT = 500
"""Cases of one shard that a narrow filter goes over for one page, however long the queue is."""


class Waiting(Model):
    """One registration that waits for a person; no personal data."""

    id: str
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
    free_for: str | None = None
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
        expression, names, values = _filter(wanted, now)
        found: list[tuple[str, dict[str, Any]]] = []
        complete_to: str | None = None
        for shard in range(keys.QUEUE_SHARDS):
            page = self._shard(season, shard, wanted, after, expression, names, values, limit)
            found += [(item["gsi2sk"], item) for item in page["Items"]]
            last = page.get("LastEvaluatedKey")
            if last is not None:
                reached = last["gsi2sk"]["S"]
                complete_to = reached if complete_to is None else min(complete_to, reached)
        found.sort(key=lambda one: one[0])
        certain = [one for one in found if not complete_to or one[0] <= complete_to]
        shown = certain[:limit]
        next_after = shown[-1][0] if len(certain) > limit else complete_to
        return QueuePage(tuple(_waiting(item) for _, item in shown), next_after)

    def oldest(self, season: str) -> datetime | None:
        """Since when the oldest case waits: one call for each shard."""
        values = {":pk": ""}
        heads = []
        for shard in range(keys.QUEUE_SHARDS):
            values = {":pk": keys.queue_part(season, shard)}
            page = self._table.query(index="queue", condition="gsi2pk = :pk", values=values, Limit=1)
            heads += [_since(item) for item in page["Items"]]
        return min(heads, default=None)

    def _shard(
        self,
        season: str,
        shard: int,
        wanted: QueueFilter,
        after: str | None,
        expression: str,
        names: dict[str, str],
        values: dict[str, Any],
        limit: int,
    ) -> Any:
        until = "\uffff" if wanted.waiting_since is None else f"{items.instant(wanted.waiting_since)}$"
        # BETWEEN takes its ends in: a sort key's end with the next character begins right behind it.
        begin = f"{after}!" if after else "0"
        if begin > until:
            return {"Items": []}
        condition = "gsi2pk = :pk AND gsi2sk BETWEEN :after AND :until"
        place = {":pk": keys.queue_part(season, shard), ":after": begin, ":until": until}
        return self._table.query(
            index="queue",
            condition=condition,
            values=place | values,
            FilterExpression=expression,
            ExpressionAttributeNames=names,
            Limit=LOOKED_AT if _is_narrow(wanted) else limit + 1,
        )


def _is_narrow(wanted: QueueFilter) -> bool:
    """Whether many cases may have to be looked at to find a few; most cases are nobody's."""
    return any(one is not None for one in (wanted.queue, wanted.street, wanted.communities))


def _filter(wanted: QueueFilter, now: datetime) -> tuple[str, dict[str, str], dict[str, Any]]:
    names = {"#status": "status"}
    values: dict[str, Any] = {":submitted": Status.SUBMITTED.value, ":decided": Status.DECIDED.value}
    parts = ["#status IN (:submitted, :decided)"]
    if wanted.queue is not None:
        parts.append("contains(queues, :queue)")
        values[":queue"] = wanted.queue
    if wanted.street is not None:
        parts.append("contains(streets, :street)")
        values[":street"] = wanted.street
    if wanted.communities is not None:
        values |= {f":c{index}": one for index, one in enumerate(wanted.communities)}
        any_of = [f"contains(communities, :c{index})" for index in range(len(wanted.communities))]
        parts.append(f"({' OR '.join(any_of)})" if any_of else "attribute_not_exists(pk)")
    if wanted.free_for is not None:
        parts.append("(attribute_not_exists(claimed_until) OR claimed_until <= :now OR claimed_by = :me)")
        values |= {":now": items.instant(now), ":me": wanted.free_for}
    return " AND ".join(parts), names, values


def _since(item: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(keys.waiting_since(item["gsi2sk"]))


def _waiting(item: dict[str, Any]) -> Waiting:
    known = {name: item[name] for name in Waiting.model_fields if name in item}
    return Waiting.model_validate(known | {"since": _since(item), "queues": sorted(item["queues"])})
