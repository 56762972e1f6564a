"""Spot checks in the table (R37): put into their queue by the clock, and ended by a person with the audit event."""

from datetime import datetime
from typing import Any

from functions.cloud.staff.audit import AuditTrail
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Condition, Update, all_of, equals
from functions.cloud.table.table import ConditionFailedError, Table
from functions.registration.registration import Registration
from functions.registration.requests import SpotCheck
from functions.registration.staff.audit import Deed

from .work import gives_back


class SpotTable:
    """Each method says its AWS calls."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def queue(self, before: Registration, after: Registration) -> bool:
        """Puts it into the queue: 1 call; whether it was still as seen."""
        try:
            self._table.update(keys.registration(before.id), _changed(after), condition=_as_seen(before))
        except ConditionFailedError:
            return False
        return True

    def end(
        self, before: Registration, after: Registration, deed: Deed, trail: AuditTrail, *, now: datetime
    ) -> None:
        """Takes it out of the queue and gives the case back, with its event: 2 calls. Raises StaleVersion."""
        change = _changed(after).remove(*items.CLAIM)
        update = self._table.update_request(keys.registration(before.id), change, _as_seen(before))
        trail.write_as_seen({"Update": update}, *gives_back(self._table, before), deed=deed, now=now)


def _changed(after: Registration) -> Update:
    return items.requeue(Update().set("spot", _dumped(after)), after)


def _dumped(registration: Registration) -> Any:
    return items.dump(registration.spot or SpotCheck())


def _as_seen(before: Registration) -> Condition:
    return all_of(items.as_seen(before), equals("spot", _dumped(before)))
