"""The claims on children (R25), looked over for those that nobody holds any more."""

import json
from typing import NamedTuple

from functions.registration.registration import Registration

from . import keys
from .expressions import absent, begins_with, equals
from .table import BusyError, ConditionFailedError, Item, Table


class ChildClaim(NamedTuple):
    season: str
    child: str
    """Keyed MAC."""
    registration: str


class ChildClaimTable:
    """Each method is one AWS call."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def page(self, *, after: str | None = None, limit: int = 500) -> tuple[list[ChildClaim], str | None]:
        """The claims among the next `limit` items of the whole table, and where the next page begins (None: the end).

        Claims stand in no index: a submission at the busiest minute should not write one more. They are few reads
        behind everything else, so the scan is in steps and eventually consistent. `after` is an opaque cursor.
        """
        begins_after = None if after is None else keys.Key(*json.loads(after))._asdict()
        page = self._table.scan(keep=begins_with("pk", keys.CHILD_CLAIMS), after=begins_after, limit=limit)
        cursor = None if page.after is None else json.dumps([page.after["pk"], page.after["sk"]])
        return [_claim(item) for item in page.items], cursor

    def release(self, claim: ChildClaim, seen: Registration | None) -> bool:
        """Frees the child, if the claim and its registration still stand as they were `seen`."""
        as_seen = absent() if seen is None else equals("version", seen.version)
        unchanged = self._table.check_request(keys.registration(claim.registration), as_seen)
        gone = self._table.delete_request(
            keys.child_claim(claim.season, claim.child), equals("registration", claim.registration)
        )
        try:
            self._table.transact({"ConditionCheck": unchanged}, {"Delete": gone})
        except (ConditionFailedError, BusyError):
            return False
        return True


def _claim(item: Item) -> ChildClaim:
    return ChildClaim(*keys.child_claimed(item["pk"]), item["registration"])
