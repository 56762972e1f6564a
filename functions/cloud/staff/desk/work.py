"""What each of a season's staff decided day by day, and which cases they hold: for who supervises them.

A member's count is written by that member's own decisions alone, so no key is hot. That a case is held only tells where
to look: a family's step takes a claim away without knowing of it, so it is held against the registration.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update, above, all_of, begins_with, equals
from functions.cloud.table.table import Table
from functions.registration.keyed import Keyed
from functions.registration.registration import Registration
from functions.registration.values.model import Model

DID, HOLDS = "did#", "holds#"
DAY = "day#"
KEPT = timedelta(days=60)


class Held(Model):
    """A claim as it was written down last."""

    registration: str
    by: str
    since: datetime
    until: datetime


class WorkTable:
    """One call a method."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def done(self, season: str) -> dict[str, dict[str, int]]:
        """Keyed MAC of each member -> day -> decisions."""
        where = all_of(equals("pk", keys.at_work(season, DID).pk), begins_with("sk", DID))
        page = self._table.query(where)
        return {item["sk"].removeprefix(DID): _days(item) for item in page.items}

    def held(self, season: str, now: datetime) -> list[Held]:
        """Claims that have not ended, who has one for longest first."""
        where = all_of(equals("pk", keys.at_work(season, HOLDS).pk), begins_with("sk", HOLDS))
        page = self._table.query(where, keep=above("until", items.instant(now)))
        claims = [
            Held.model_validate({name: item[name] for name in Held.model_fields}) for item in page.items
        ]
        return sorted(claims, key=lambda claim: claim.since)


def did(table: Table, season: str, by: Keyed, date: str, now: datetime) -> dict[str, Any]:
    """The part of a decision's transaction that counts it, `date` being the day in the season's zone."""
    change = Update().add(f"{DAY}{date}", 1).set("expires", int((now + KEPT).timestamp()))
    return {"Update": table.update_request(keys.at_work(season, f"{DID}{by}"), change)}


def takes(
    table: Table, registration: Registration, by: Keyed, until: datetime, now: datetime, *, prolongs: bool
) -> dict[str, Any]:
    """The part of a claim's transaction that says who holds it, and for how long by now."""
    change = Update().set("registration", registration.id).set("by", by)
    change.set("until", items.instant(until)).set("expires", int(until.timestamp()))
    if prolongs:
        change.set_if_absent("since", items.instant(now))
    else:
        change.set("since", items.instant(now))
    return {"Update": table.update_request(_held(registration), change)}


def gives_back(table: Table, registration: Registration) -> list[dict[str, Any]]:
    """The part of a transaction that ends a claim; nothing where there is none."""
    held = registration.claimed_until is not None
    return [{"Delete": table.delete_request(_held(registration))}] if held else []


def _held(registration: Registration) -> keys.Key:
    return keys.at_work(registration.season, f"{HOLDS}{registration.id}")


def _days(item: Mapping[str, Any]) -> dict[str, int]:
    return {name.removeprefix(DAY): int(count) for name, count in item.items() if name.startswith(DAY)}
