"""The claims on children (R25), looked over for those that nobody holds any more."""

from typing import Any, NamedTuple

from functions.registration.registration import Registration

from . import keys
from .table import BusyError, ConditionFailedError, Table


class Claim(NamedTuple):
    season: str
    child: str
    """Keyed MAC."""
    registration: str


class ClaimTable:
    """Each method is one AWS call."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def page(self, *, after: Any = None, limit: int = 500) -> tuple[list[Claim], Any]:
        """The claims among the next `limit` items of the whole table, and where the next page begins (None: the end).

        Claims stand in no index: a submission at the busiest minute should not write one more. They are few reads
        behind everything else, so the scan is in steps and eventually consistent.
        """
        more = {"ExclusiveStartKey": after} if after else {}
        page = self._table.scan(
            condition="begins_with(pk, :claims)", values={":claims": keys.CHILD_CLAIMS}, Limit=limit, **more
        )
        return [_claim(item) for item in page["Items"]], page.get("LastEvaluatedKey")

    def release(self, claim: Claim, seen: Registration | None) -> bool:
        """Frees the child, if the claim and its registration still stand as they were `seen`."""
        key = keys.registration(claim.registration)
        if seen is None:
            unchanged = self._table.check_request(key, condition="attribute_not_exists(pk)")
        else:
            unchanged = self._table.check_request(
                key, condition="version = :version", values={":version": seen.version}
            )
        gone = self._table.delete_request(
            keys.child_claim(claim.season, claim.child),
            condition="registration = :registration",
            values={":registration": claim.registration},
        )
        try:
            self._table.transact({"ConditionCheck": unchanged}, {"Delete": gone})
        except (ConditionFailedError, BusyError):
            return False
        return True


def _claim(item: dict[str, Any]) -> Claim:
    return Claim(*keys.child_claimed(item["pk"]), item["registration"])
