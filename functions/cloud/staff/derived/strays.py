"""What names a registration that has it no longer, and registrations that no list finds: the table from end to end."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import NamedTuple

from functions.cloud.staff.shared_marks import PREFIX as HOLDER
from functions.cloud.table import keys
from functions.cloud.table.children.home_seats import PREFIX as SEAT
from functions.cloud.table.expressions import Update, equals, one_of
from functions.cloud.table.keys import REGISTRATION, Key
from functions.cloud.table.results import readable
from functions.cloud.table.table import Item, Table
from functions.registration.placing.home_seats import home_marks
from functions.registration.registration import Registration, Status
from functions.registration.staff.figures import additions, is_settled

from .beside import changed
from .kinds import Difference, Kind

MARK, SOUGHT, HOME = keys.shared_mark("", "").sk, keys.sought("", "").sk, keys.home("").sk
PREFIXES = {MARK: HOLDER, SOUGHT: HOLDER, HOME: SEAT}
KINDS = {MARK: Kind.MARKS, SOUGHT: Kind.SEARCH, HOME: Kind.SEATS}
ANY_ZONE = "UTC"
"""Marks and the search do not depend on it."""


class Named(NamedTuple):
    """That an item names a registration, under an attribute."""

    item: Item
    attribute: str
    registration: str


class Strays:
    def __init__(self, table: Table) -> None:
        self._table = table

    def page(
        self, years: Mapping[str, int], now: datetime, *, after: str | None, limit: int
    ) -> tuple[list[Difference], str | None]:
        """Among the next `limit` items of any kind, and where the next page begins (None: the table ends here).

        `years`: of each season that is looked after; what belongs to others is left alone.
        """
        wanted = one_of("sk", (*KINDS, REGISTRATION))
        page = self._table.scan(keep=wanted, after=after, limit=limit)
        return [*self._named(page.items, years, now), *self._misplaced(page.items, years)], page.after

    def _named(self, items: list[Item], years: Mapping[str, int], now: datetime) -> Iterator[Difference]:
        named = [
            Named(item, attribute, attribute.removeprefix(prefix))
            for item in items
            if (prefix := PREFIXES.get(item["sk"])) is not None
            for attribute in item
            if attribute.startswith(prefix)
        ]
        stored = self._table.get_many(keys.registration(naming.registration) for naming in named)
        read = {key: readable(item) for key, item in stored.items()}
        for naming in named:
            key = keys.registration(naming.registration)
            if key in stored and read[key] is None:
                continue
            if IS_STRAY[naming.item["sk"]](naming, read.get(key), years, now):
                yield Difference(KINDS[naming.item["sk"]], naming.registration, partial(self._forget, naming))

    def _forget(self, naming: Named) -> bool:
        key, seen = Key(naming.item["pk"], naming.item["sk"]), naming.item[naming.attribute]
        change = Update().remove(naming.attribute)
        return changed(self._table, key, change, equals(naming.attribute, seen))

    def _misplaced(self, items: list[Item], years: Mapping[str, int]) -> Iterator[Difference]:
        for item in items:
            if item["sk"] != REGISTRATION or item.get("season") not in years:
                continue
            registration = readable(item)
            if registration is None:
                continue
            place = keys.in_season(registration.season, registration.status, registration.id)
            if (item.get("gsi1pk"), item.get("gsi1sk")) != place:
                yield Difference(Kind.INDEX, registration.id, partial(self._place, registration, place))

    def _place(self, registration: Registration, place: Key) -> bool:
        change = Update().set("gsi1pk", place.pk).set("gsi1sk", place.sk)
        as_seen = equals("status", registration.status.value)
        return changed(self._table, keys.registration(registration.id), change, as_seen)


def _is_stray_name(
    naming: Named, registration: Registration | None, years: Mapping[str, int], now: datetime
) -> bool:
    season, value = keys.of_season(naming.item["pk"])
    if season not in years:
        return False
    if registration is None:
        return True
    adds = additions(registration, ANY_ZONE)
    has = value in adds.marks if naming.item["sk"] == MARK else value in adds.sought
    return is_settled(registration, now) and not (has and registration.season == season)


def _is_stray_seat(
    naming: Named, registration: Registration | None, years: Mapping[str, int], now: datetime
) -> bool:
    """A seat outlives its registration by years; naming that was given up with it, or was of another home, does not."""
    if registration is None or registration.season not in years or not is_settled(registration, now):
        return False
    _, home = keys.parted(naming.item["pk"])
    gone = registration.status is Status.WITHDRAWN or home not in home_marks(registration)
    return gone and naming.item[naming.attribute]["year"] == years[registration.season]


IsStray = Callable[[Named, Registration | None, Mapping[str, int], datetime], bool]
IS_STRAY: Mapping[str, IsStray] = {
    MARK: _is_stray_name,
    SOUGHT: _is_stray_name,
    HOME: _is_stray_seat,
}
