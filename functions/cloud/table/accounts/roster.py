"""Who of the staff is who: the look-up by which an auditor reads a person's name where the trail has a keyed MAC.

It is written as people do what the trail records, from the name of their sign-in, and forgotten three years after they
did something last: the trail stays, and then names nobody.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from functions.cloud import clients, settings
from functions.cloud.sealing.labels import Labels, labels
from functions.cloud.sealing.macs import newest
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update, equals
from functions.cloud.table.table import Item, Table
from functions.registration.keyed import Keyed
from functions.registration.season.divisions import city_of
from functions.registration.staff.roles import Role
from functions.registration.values.model import Model

KEPT = timedelta(days=3 * 365)

MOST = 300
"""People of one district: far more than an office has, and one page of a query."""


class Colleague(Model):
    """One person of the staff."""

    name: str
    macs: frozenset[str]
    """The account under each key that was held when they did something last."""
    roles: tuple[Role, ...]
    home: str
    """The code of the district, or of the city, that the sign-in names."""
    seen_at: datetime


class Roster:
    """Each method is one call for each district or city that it is asked about."""

    def __init__(self, table: Table, labels: Labels) -> None:
        self._table = table
        self._labels = labels

    def remember(
        self,
        member: Keyed,
        name: str,
        roles: Iterable[Role],
        district: str,
        *,
        home: str | None = None,
        now: datetime,
    ) -> None:
        """That this account is this person, until three years from now. `home`: whose it is, where that is borrowed."""
        change = self._known(member, name, roles, home or district, now)
        self._table.update(keys.colleague(district, member), change)

    def lending(self, colleague: Colleague, district: str) -> dict[str, Any]:
        """The request by which a district knows whom it borrows, as the city does: for one transaction with others."""
        current = newest(colleague.macs)
        person = Keyed((current, *sorted(colleague.macs - {current})))
        change = self._known(person, colleague.name, colleague.roles, colleague.home, colleague.seen_at)
        return {"Update": self._table.update_request(keys.colleague(district, person), change)}

    def _known(self, member: Keyed, name: str, roles: Iterable[Role], home: str, seen_at: datetime) -> Update:
        change = Update().set("label", self._labels.seal(member, [name]))
        change.set("macs", list(member.every)).set("roles", sorted(roles)).set("home", home)
        change.set("seen_at", items.instant(seen_at))
        return change.set("expires", int((seen_at + KEPT).timestamp()))

    def of_district(self, district: str) -> list[Colleague]:
        """Everybody, also whom it borrowed of its city; who did something last first."""
        return self._people(district)

    def within_reach(self, district: str) -> list[Colleague]:
        """These, and everybody of the city, whom the district could borrow (R37)."""
        return self._people(*{district, city_of(district)})

    def _people(self, *places: str) -> list[Colleague]:
        """One person stands once, whichever keys are held, in whichever places."""
        known_at = [(place, item) for place in places for item in self._items(place)]
        colleagues: list[Colleague] = []
        for place, item in sorted(known_at, key=lambda pair: str(pair[1]["seen_at"]), reverse=True):
            if any(item["sk"] in colleague.macs for colleague in colleagues):
                continue
            [name] = self._labels.shown(item["sk"], item["label"]) or [""]
            known = {"name": name, "macs": item["macs"], "roles": item["roles"], "seen_at": item["seen_at"]}
            colleagues.append(Colleague.model_validate(known | {"home": item.get("home", place)}))
        return colleagues

    def _items(self, place: str) -> list[Item]:
        return self._table.query(equals("pk", keys.colleague(place, "").pk), limit=MOST).items


@cache
def roster() -> Roster:
    """The deployed one."""
    return Roster(Table(clients.dynamodb(), settings.tables().registrations), labels())


def named(colleagues: Iterable[Colleague]) -> dict[str, str]:
    """Each MAC by which the trail knows somebody -> the person's name."""
    return {mac: colleague.name for colleague in colleagues for mac in colleague.macs}
