"""The audit trail in the table: a few chains for each season, append-only, each event a new item after the last."""

import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Condition, absent, all_of, at_least, below, equals, one_of
from functions.cloud.table.table import BusyError, ConditionFailedError, Item, Table
from functions.registration.errors import StaleVersion, Unavailable
from functions.registration.staff.audit import Act, Deed, Event, Verified, event_after, verify

CHAINS = 4
"""Of a season: enough for its staff to write at once, few enough for one page to read them all."""

TRIES = 8
RECENT_PAGE = 100


def chain_of(registration: str | None) -> int:
    """A registration's events stand in one chain; a season's own in the first."""
    return zlib.crc32(registration.encode()) % CHAINS if registration else 0


LOOKED_AT = 1000
"""Events of one chain that a page goes over to find those that were asked for."""


class Wanted(NamedTuple):
    """What an auditor looks for; all that is said must fit."""

    by: tuple[str, ...] = ()
    """Any of the keyed MACs of one person."""
    act: Act | None = None
    registration: str | None = None
    day: tuple[datetime, datetime] | None = None
    """From this instant, to before that one."""


class Stretch(NamedTuple):
    """What was found of a chain, and down to which number it was looked at (None: to its beginning)."""

    events: list[Event]
    reached: int | None


class AuditTrail:
    """Each method says its AWS calls. Nothing here replaces or deletes."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def write(self, deed: Deed, *, now: datetime, beside: Callable[[Event], Item] | None = None) -> Event:
        """Puts the event after the chain's last: 2 calls, and 2 more for each event that came between.

        `beside` is written with it or not at all. Raises Unavailable where others were faster too often: then nothing
        was written, and nothing may be shown.
        """
        for _ in range(TRIES):
            event = self._next(deed, now)
            try:
                if beside is None:
                    self._table.put(_item(event), condition=absent())
                else:
                    self._together(event, {"Put": self._table.put_request(beside(event))})
            except (ConditionFailedError, BusyError):
                continue
            return event
        raise Unavailable(retry_after=1)

    def write_with(self, *requests: dict[str, dict[str, Any]], deed: Deed, now: datetime) -> None:
        """A deed's own writes and its event together, or neither: 2 calls, or more as for `write`.

        Raises ConditionFailedError of the deed's own, BusyError, Unavailable.
        """
        for _ in range(TRIES):
            try:
                self._together(self._next(deed, now), *requests)
            except ConditionFailedError as failed:
                if failed.index < len(requests):
                    raise
                continue
            return
        raise Unavailable(retry_after=1)

    def write_as_seen(self, *requests: dict[str, dict[str, Any]], deed: Deed, now: datetime) -> None:
        """The same of a deed that holds for what was seen alone. Raises StaleVersion where somebody was faster."""
        try:
            self.write_with(*requests, deed=deed, now=now)
        except (BusyError, ConditionFailedError):
            raise StaleVersion from None

    def _together(self, event: Event, *requests: dict[str, dict[str, Any]]) -> None:
        self._table.transact(*requests, {"Put": self._table.put_request(_item(event), absent())})

    def _next(self, deed: Deed, now: datetime) -> Event:
        chain = chain_of(deed.registration)
        return event_after(self._last(keys.audit_chain(deed.season, chain)), deed, chain=chain, at=now)

    def page(
        self, season: str, chain: int, *, before: int | None, limit: int, wanted: Wanted | None = None
    ) -> Stretch:
        """A chain's events before that number (None: from its end), newest first: 1 call.

        Up to `limit` are read, or with `wanted` a thousand, of which those that fit are told.
        """
        where = equals("pk", keys.audit_chain(season, chain))
        if before is not None:
            where = all_of(where, below("sk", keys.audit_event(season, chain, before).sk))
        keep = None if wanted is None else _fitting(wanted)
        most = limit if wanted is None else LOOKED_AT
        page = self._table.query(where, keep=keep, limit=most, newest_first=True)
        reached = None if page.after is None else int(page.after["sk"])
        return Stretch([Event.model_validate(_plain(item)) for item in page.items], reached)

    def verify(self, season: str, chain: int, *, noted: dict[int, str] | None = None) -> Verified:
        """The whole chain from its beginning: 1 call for each MB of it."""
        return verify(self._events(season, chain), chain=chain, noted=noted)

    def since(self, season: str, moment: datetime) -> Iterator[Event]:
        """Every event of the season after that, newest first in each chain: 1 call for each hundred."""
        for chain in range(CHAINS):
            before: int | None = None
            while True:
                stretch = self.page(season, chain, before=before, limit=RECENT_PAGE)
                yield from (event for event in stretch.events if event.at > moment)
                before = stretch.reached
                if before is None or stretch.events[-1].at <= moment:
                    break

    def head(self, season: str, chain: int) -> Event | None:
        """The chain's last event: 1 call."""
        return self._last(keys.audit_chain(season, chain))

    def _events(self, season: str, chain: int) -> Iterator[Event]:
        after: Item | None = None
        while True:
            where = equals("pk", keys.audit_chain(season, chain))
            page = self._table.query(where, after=after, consistent=True)
            yield from (Event.model_validate(_plain(item)) for item in page.items)
            after = page.after
            if after is None:
                return

    def _last(self, pk: str) -> Event | None:
        page = self._table.query(equals("pk", pk), limit=1, newest_first=True, consistent=True)
        return Event.model_validate(_plain(page.items[0])) if page.items else None


def _fitting(wanted: Wanted) -> Condition:
    parts: list[Condition] = []
    if wanted.by:
        parts.append(one_of("by", wanted.by))
    if wanted.act is not None:
        parts.append(equals("act", wanted.act.value))
    if wanted.registration is not None:
        parts.append(equals("registration", wanted.registration))
    if wanted.day is not None:
        first, end = (items.instant(moment) for moment in wanted.day)
        parts.append(all_of(at_least("at", first), below("at", end)))
    return all_of(*parts)


def _item(event: Event) -> Item:
    content: Item = items.dump(event)
    return content | keys.audit_event(event.season, event.chain, event.number)._asdict()


def _plain(item: Item) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name in Event.model_fields}
