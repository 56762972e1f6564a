"""The claims on children (R25), looked over for those that nobody holds any more."""

from typing import Any, NamedTuple

from functions.registration.registration import Registration

from . import items
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
            condition="begins_with(pk, :claims)", values={":claims": "C#"}, Limit=limit, **more
        )
        return [_claim(item) for item in page["Items"]], page.get("LastEvaluatedKey")

    def release(self, claim: Claim, seen: Registration | None) -> bool:
        """Frees the child, if the claim and its registration still stand as they were `seen`."""
        pk, sk = items.pk(claim.registration), items.SK
        if seen is None:
            unchanged = self._table.check_request(pk, sk, condition="attribute_not_exists(pk)")
        else:
            unchanged = self._table.check_request(
                pk, sk, condition="version = :version", values={":version": seen.version}
            )
        gone = self._table.delete_request(
            items.claim_pk(claim.season, claim.child),
            "claim",
            condition="registration = :registration",
            values={":registration": claim.registration},
        )
        try:
            self._table.transact({"ConditionCheck": unchanged}, {"Delete": gone})
        except (ConditionFailedError, BusyError):
            return False
        return True


def _claim(item: dict[str, Any]) -> Claim:
    _, season, child = item["pk"].split("#", 2)
    return Claim(season, child, item["registration"])
