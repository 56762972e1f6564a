"""What two of staff withdraw for a family that called (R30), as requests of one transaction with its audit event."""

from typing import Any

from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Condition, Update, absent, all_of, any_of, equals, size_is
from functions.cloud.table.results import unasked
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
    return [{"Update": table.update_request(keys.registration(before.id), change, _as_seen(before))}]


def leaving_requests(store: SubmissionTable, before: Registration, leaving: Leaving) -> list[Request]:
    """The registration, its children's claims, and the account's list under the key that the registration knows."""
    return store.leaving(before, Keyed((before.owner,)), leaving, seen=_as_seen(before))


def _as_seen(before: Registration) -> Condition:
    return all_of(
        equals("version", before.version),
        equals("status", before.status.value),
        equals("checks", {check.id: items.dump(check) for check in before.checks.values()}),
        any_of(absent("decisions"), size_is("decisions", len(before.decisions))),
        unasked(before),
    )
