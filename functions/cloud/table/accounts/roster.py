"""Who of the staff is who: the look-up by which an auditor reads a person's name where the trail has a keyed MAC.

It is written as people do what the trail records, from the name of their sign-in, and forgotten three years after they
did something last: the trail stays, and then names nobody.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache

from functions.cloud import clients, settings
from functions.cloud.sealing.labels import Labels, labels
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update, equals
from functions.cloud.table.table import Table
from functions.registration.keyed import Keyed
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
    seen_at: datetime


class Roster:
    """Each method is one call."""

    def __init__(self, table: Table, labels: Labels) -> None:
        self._table = table
        self._labels = labels

    def remember(
        self, member: Keyed, name: str, roles: Iterable[Role], district: str, *, now: datetime
    ) -> None:
        """That this account is this person, until three years from now."""
        change = Update().set("label", self._labels.seal(member, [name]))
        change.set("macs", list(member.every)).set("roles", sorted(roles))
        change.set("seen_at", items.instant(now)).set("expires", int((now + KEPT).timestamp()))
        self._table.update(keys.colleague(district, member), change)

    def of_district(self, district: str) -> list[Colleague]:
        """Everybody, who did something last first; one person stands once, whichever keys are held."""
        page = self._table.query(equals("pk", keys.colleague(district, "").pk), limit=MOST)
        colleagues: list[Colleague] = []
        for item in sorted(page.items, key=lambda item: str(item["seen_at"]), reverse=True):
            if any(item["sk"] in colleague.macs for colleague in colleagues):
                continue
            [name] = self._labels.shown(item["sk"], item["label"]) or [""]
            known = {"name": name, "macs": item["macs"], "roles": item["roles"], "seen_at": item["seen_at"]}
            colleagues.append(Colleague.model_validate(known))
        return colleagues


@cache
def roster() -> Roster:
    """The deployed one."""
    return Roster(Table(clients.dynamodb(), settings.tables().registrations), labels())


def named(colleagues: Iterable[Colleague]) -> dict[str, str]:
    """Each MAC by which the trail knows somebody -> the person's name."""
    return {mac: colleague.name for colleague in colleagues for mac in colleague.macs}
