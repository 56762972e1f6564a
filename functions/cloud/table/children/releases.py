"""What two of staff free (R35), as the requests of one transaction with its audit event."""

from typing import Any

from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update
from functions.cloud.table.table import Table
from functions.registration.registration import Registration
from functions.registration.staff.by_two.releases import Freed

from .claims import given, released
from .disputes import disputed

Request = dict[str, dict[str, Any]]


def word_requests(table: Table, before: Registration, after: Registration) -> list[Request]:
    """A first person's word and the place in the queue; the family's version stays, since nothing changed for it."""
    words = Update().set("releases", [items.dump(word) for word in after.releases])
    change = items.requeue(words, after).remove(*items.CLAIM)
    return [{"Update": table.update_request(keys.registration(before.id), change, items.as_seen(before))}]


def freed_requests(
    table: Table, before: Registration, freed: Freed, favoured: Registration | None
) -> list[Request]:
    """The claim, the registration that held it and, where there is one, the `favoured` as it was seen."""
    after = freed.registration
    asked = [
        {
            "Update": table.update_request(
                keys.registration(before.id),
                disputed(before, after).remove(*items.CLAIM),
                items.as_seen(before),
            )
        }
    ]
    for child in sorted(freed.children):
        to = freed.favoured.id if freed.favoured is not None and freed.returned else None
        claim = (
            released(table, before.season, child, before.id)
            if to is None
            else given(table, before.season, child, to)
        )
        asked.append({"Update": claim})
    if favoured is not None and freed.favoured is not None:
        change = disputed(favoured, freed.favoured)
        seen = items.as_seen(favoured)
        asked.append({"Update": table.update_request(keys.registration(favoured.id), change, seen)})
    return asked
