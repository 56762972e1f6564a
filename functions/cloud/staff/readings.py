"""Who of the staff looked at a registration and when, kept beside it for its family to see (R49)."""

from datetime import datetime
from typing import Literal

from functions.cloud.table import items, keys
from functions.cloud.table.expressions import all_of, begins_with, equals
from functions.cloud.table.table import Item, Table
from functions.registration.staff.audit import Act, Event
from functions.registration.staff.roles import Role
from functions.registration.values.model import Model

SHOWN = 200
"""The newest of one registration."""


Looked = Literal[Act.READ, Act.DOCUMENT_READ]
"""The form, or one paper."""


class Reading(Model):
    """Role and instant; never who it was, which is for the auditor."""

    at: datetime
    act: Looked
    role: Role


class ReadingTable:
    """One call a method."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def of(self, registration_id: str) -> list[Reading]:
        """Newest first."""
        where = all_of(equals("pk", keys.registration(registration_id).pk), begins_with("sk", keys.READINGS))
        page = self._table.query(where, limit=SHOWN, newest_first=True, consistent=True)
        return [_reading(item) for item in page.items]


def reading_item(event: Event, registration_id: str, role: Role, *, expires: int) -> Item:
    """What is put beside the event of a read. `expires`: epoch seconds."""
    place = keys.reading(registration_id, items.instant(event.at), event.number)
    content: Item = items.dump(Reading.model_validate({"at": event.at, "act": event.act, "role": role}))
    return {**place._asdict(), **content, "expires": expires}


def _reading(item: Item) -> Reading:
    return Reading.model_validate({name: item[name] for name in Reading.model_fields})
