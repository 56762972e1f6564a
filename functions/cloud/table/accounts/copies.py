"""The copy of what is held, as a code opened it to its family for a while (R49)."""

from datetime import datetime

from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update, all_of, equals
from functions.cloud.table.table import ConditionFailedError, Table
from functions.registration.errors import StaleVersion
from functions.registration.registration import Receipt, Registration


class CopyTable:
    def __init__(self, table: Table) -> None:
        self._table = table

    def open(self, registration: Registration, until: datetime, receipt: Receipt) -> None:
        """Uses its code up, and moves no version, for nothing else changed: 1 call. Raises StaleVersion."""
        change = Update().set("copy_until", items.instant(until)).set("receipt", items.dump(receipt))
        same_code = equals(("code", "id"), registration.code.id if registration.code else "")
        try:
            self._table.update(
                keys.registration(registration.id),
                change.remove("code"),
                condition=all_of(items.unchanged(registration), same_code),
            )
        except ConditionFailedError:
            raise StaleVersion from None
