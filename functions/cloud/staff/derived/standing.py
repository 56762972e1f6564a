"""Registrations as they stand, each with what the stream counted it as."""

from collections.abc import Sequence
from typing import NamedTuple

from functions.cloud.table import keys
from functions.cloud.table.results import readable
from functions.cloud.table.table import Item, Table
from functions.registration.registration import Registration

BATCH = 100
"""Keys of one BatchGetItem (DynamoDB's limit)."""


class Standing(NamedTuple):
    registration: Registration
    item: Item
    counted: Item | None

    @property
    def expires(self) -> int:
        return int(self.item.get("expires", 0))


def standing(table: Table, registration_ids: Sequence[str]) -> list[Standing]:
    """Those that are there and can be read: 1 call for each 50."""
    wanted = [
        key
        for registration_id in registration_ids
        for key in (keys.registration(registration_id), keys.counted(registration_id))
    ]
    stored = table.get_many(wanted)
    there = (stored[key] for key in map(keys.registration, registration_ids) if key in stored)
    read = ((readable(item), item) for item in there)
    return [
        Standing(registration, item, stored.get(keys.counted(registration.id)))
        for registration, item in read
        if registration is not None
    ]
