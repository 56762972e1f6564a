"""What two of staff withdraw for a family that called (R30), as requests of one transaction with its audit event."""

from typing import Any

from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update
from functions.cloud.table.submissions import SubmissionTable
from functions.cloud.table.table import Table
from functions.registration.keyed import Keyed
from functions.registration.placing.leaving import Leaving
from functions.registration.registration import Registration

Request = dict[str, dict[str, Any]]


def word_requests(table: Table, before: Registration, after: Registration) -> list[Request]:
    """A first person's word, or its being called off, and the place in the queue; the family's version stays."""
    change = items.requeue(
        Update().set("withdrawals", [items.dump(word) for word in after.withdrawals]), after
    )
    return [{"Update": table.update_request(keys.registration(before.id), change, items.as_seen(before))}]


def leaving_requests(store: SubmissionTable, before: Registration, leaving: Leaving) -> list[Request]:
    """The registration, its children's claims, and the account's list under the key that the registration knows."""
    return store.leaving(before, Keyed((before.owner,)), leaving, seen=items.as_seen(before))
