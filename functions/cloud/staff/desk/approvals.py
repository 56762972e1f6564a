"""The approvals by name, one item a person and season: looked up with each request, so that one ends at once."""

from functools import cache
from typing import Any

from functions.cloud import clients, settings
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import absent, all_of, any_of, at_most, begins_with, equals
from functions.cloud.table.table import Item, Table
from functions.registration.keyed import Keyed
from functions.registration.staff.looking.approval import Approval

READS = "reads#"
MOST = 500
"""People of one season: far more than a district has, and one page of a query."""


class ApprovalTable:
    """What changes it is a request, for the transaction with its audit event."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def of(self, season: str, person: Keyed) -> Approval | None:
        """The newest of the person, whichever held key it was written under, also one that has ended. 1 call."""
        return self.of_seasons([season], person).get(season)

    def of_seasons(self, seasons: list[str], person: Keyed) -> dict[str, Approval]:
        """The same of each season that has one: 1 call for each 100 places where it could stand."""
        seasons_by_place = {_place(season, mac): season for season in seasons for mac in person.every}
        newest: dict[str, Approval] = {}
        for place, item in self._table.get_many(seasons_by_place).items():
            approval, season = _approval(item), seasons_by_place[place]
            if season not in newest or newest[season].at < approval.at:
                newest[season] = approval
        return newest

    def of_season(self, season: str) -> list[Approval]:
        """1 call."""
        where = all_of(equals("pk", _place(season, "").pk), begins_with("sk", READS))
        return [_approval(item) for item in self._table.query(where, limit=MOST, consistent=True).items]

    def approving(self, season: str, approval: Approval) -> dict[str, Any]:
        """Refused where one stands that has not ended: what a colleague changed meanwhile is seen first."""
        item = {
            **_place(season, approval.person)._asdict(),
            **items.dump(approval),
            "expires": int(approval.until.timestamp()),
        }
        ended = any_of(absent(), at_most("until", items.instant(approval.at)))
        return {"Put": self._table.put_request(item, ended)}

    def revoking(self, season: str, approval: Approval) -> dict[str, Any]:
        """Of the one that was seen."""
        as_seen = equals("at", items.instant(approval.at))
        return {"Delete": self._table.delete_request(_place(season, approval.person), as_seen)}


@cache
def approval_table() -> ApprovalTable:
    """The deployed one."""
    return ApprovalTable(Table(clients.dynamodb(), settings.tables().registrations))


def _approval(item: Item) -> Approval:
    return Approval.model_validate({name: item[name] for name in Approval.model_fields})


def _place(season: str, person: str) -> keys.Key:
    return keys.at_work(season, f"{READS}{person}")
