"""Which registrations a person stands in, by keyed MAC: one item for each value of a season, kept by the stream."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from functions.cloud.table import items, keys
from functions.cloud.table.days import Day, count
from functions.cloud.table.expressions import Update
from functions.cloud.table.table import Table
from functions.registration.keyed import Keyed

SEARCHES_A_DAY = 200
"""Of one member: more than a day of telephone calls, far less than a register of children."""

PREFIX = "r#"


class SoughtTable:
    """Each method is one call."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def count(self, member: Keyed, day: Day, *, now: datetime) -> None:
        """Counts one search of a member's day, whatever it finds, under every key that is held.

        Raises TooMany, Unavailable where two searches of one member met.
        """
        count(self._table, member, day, "searches", SEARCHES_A_DAY, code="too_many_searches", now=now)

    def by_mac(self, season: str, macs: Iterable[str]) -> tuple[str, ...]:
        """The registrations of the season with any of these values, by id."""
        places = self._table.get_many([keys.sought(season, mac) for mac in macs])
        names = {name for place in places.values() for name in place if name.startswith(PREFIX)}
        return tuple(sorted(name.removeprefix(PREFIX) for name in names))

    def by_reference(self, reference: str) -> tuple[str, ...]:
        """The registration with this reference, or none."""
        item = self._table.get(keys.reference(reference))
        return () if item is None else (item["registration"],)

    def found(self, registration_ids: Sequence[str]) -> items.Listed:
        """What the index named, at most 100; what cannot be read is set aside, and told by its id."""
        stored = self._table.get_many([keys.registration(each) for each in registration_ids])
        return items.listed(stored.values())

    def note(self, season: str, mac: str, registration: str, *, expires: int) -> None:
        """Says that the registration is found by this value; repeating it changes nothing."""
        change = Update().set(f"{PREFIX}{registration}", 1).set("expires", expires)
        self._table.update(keys.sought(season, mac), change)

    def forget(self, season: str, mac: str, registration: str) -> None:
        """Says that it no longer is."""
        self._table.update(keys.sought(season, mac), Update().remove(f"{PREFIX}{registration}"))
