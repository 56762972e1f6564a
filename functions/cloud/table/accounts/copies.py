"""The copy of what is held, as a code opened it to its family for a while (R49)."""

from datetime import datetime

from functions.cloud.table import items, keys
from functions.cloud.table.days import Day, count, counted
from functions.cloud.table.expressions import Update, all_of, equals
from functions.cloud.table.table import ConditionFailedError, Table
from functions.registration.errors import StaleVersion, TooMany
from functions.registration.keyed import Keyed
from functions.registration.registration import Receipt, Registration

COPIES_A_DAY = 20
"""Of an account, of all that is held about its registrations."""

TOO_MANY = "too_many_copies"


class CopyTable:
    def __init__(self, table: Table) -> None:
        self._table = table

    def open(
        self,
        registration: Registration,
        until: datetime,
        receipt: Receipt,
        *,
        owner: Keyed,
        day: Day,
        now: datetime,
    ) -> None:
        """Uses its code up and counts the copy, and moves no version, for nothing else changed: 1 transaction.

        Raises StaleVersion, TooMany until the day ends, BusyError.
        """
        change = Update().set("copy_until", items.instant(until)).set("receipt", items.dump(receipt))
        same_code = equals(("code", "id"), registration.code.id if registration.code else "")
        opened = self._table.update_request(
            keys.registration(registration.id),
            change.remove("code"),
            all_of(items.unchanged(registration), same_code),
        )
        days = counted(self._table, owner, day, "copies", COPIES_A_DAY)
        try:
            self._table.update_together(opened, *days)
        except ConditionFailedError as failed:
            if failed.index:
                raise TooMany(retry_after=day.left(now), code=TOO_MANY) from None
            raise StaleVersion from None

    def count(self, owner: Keyed, day: Day, *, now: datetime) -> None:
        """One that is read without a code, before it is made: 1 call. Raises TooMany, BusyError."""
        count(self._table, owner, day, "copies", COPIES_A_DAY, code=TOO_MANY, now=now)
