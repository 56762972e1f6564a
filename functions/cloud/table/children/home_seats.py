"""Who counts on which home's seat, over the years: one item for each home, by its keyed MAC.

A seat is taken together with the result of the home's check, on the condition that nobody took or freed one since it
was looked at; and freed together with what ends its registration, or names another home.
"""

from collections.abc import Container, Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Condition, Update, absent, all_of, any_of, equals
from functions.cloud.table.table import BusyError, ConditionFailedError, Item, Table
from functions.registration.placing.home_seats import Seat, home_marks, next_seat
from functions.registration.registration import Registration
from functions.registration.season.season import Season

PREFIX = "seat#"
LAST = "last"
"""The number that was given last: with each seat that is noted it grows."""


class SeatsMovedError(Exception):
    """Somebody else took or freed a seat of the same home meanwhile: it is to be judged anew."""


class SeenHome(NamedTuple):
    mark: str
    item: Item
    """As it was read; empty where nobody ever counted on it."""

    @property
    def seats(self) -> Iterator[Seat]:
        return (Seat.model_validate(self.item[name]) for name in _seats_in(self.item))


class Taking(NamedTuple):
    """One registration's seat, to be noted at each mark of its home."""

    homes: tuple[SeenHome, ...]
    seat: Seat
    expires: int
    """Epoch seconds, of the home's item: it outlives the season by the years of the rule."""

    @property
    def seats(self) -> tuple[Seat, ...]:
        """All that were seen."""
        return tuple(seat for home in self.homes for seat in home.seats)

    @property
    def held(self) -> dict[str, int]:
        """As its registration keeps it."""
        return {home.mark: self.seat.number for home in self.homes}


class HomeTable:
    def __init__(self, table: Table) -> None:
        self._table = table

    def taking(self, registration: Registration, season: Season) -> Taking | None:
        """What would take its home's seat now: 1 call; None where the season has no such rule, or it no home."""
        years, marks = season.limits.home_seat_years, home_marks(registration)
        if years is None or not marks:
            return None
        until = season.archive_until + timedelta(days=366 * years)
        stored = self._table.get_many([keys.home(mark) for mark in marks])
        homes = tuple(SeenHome(mark, stored.get(keys.home(mark), {})) for mark in marks)
        last = max(int(home.item.get(LAST, 0)) for home in homes)
        return Taking(homes, next_seat(registration, season.year, last), int(until.timestamp()))

    def note(self, registration: Registration, taking: Taking) -> bool:
        """Where its check was recorded before: 1 transaction; whether nobody else was there meanwhile."""
        own = self._table.update_request(
            keys.registration(registration.id),
            Update().set("home_seats", taking.held),
            all_of(equals("version", registration.version), equals("status", registration.status.value)),
        )
        try:
            self._table.update_together(own, *taken(self._table, taking))
        except (ConditionFailedError, BusyError):
            return False
        return True


def taken(table: Table, taking: Taking | None) -> list[dict[str, Any]]:
    """The updates of a transaction, none where nothing is taken; repeating them changes nothing."""
    if taking is None:
        return []
    return [
        table.update_request(
            keys.home(home.mark),
            Update()
            .set(_name(taking.seat.registration), items.dump(taking.seat))
            .set(LAST, max(int(home.item.get(LAST, 0)), taking.seat.number))
            .set("expires", taking.expires),
            _as_seen(home.item),
        )
        for home in taking.homes
    ]


def kept(before: Registration, marks: Container[str]) -> dict[str, int]:
    """The seats that it still holds with these marks."""
    return {home: number for home, number in before.home_seats.items() if home in marks}


def freed(table: Table, before: Registration, marks: Container[str] = ()) -> list[dict[str, Any]]:
    """The updates by which it gives up all other seats, on no condition."""
    change = Update().remove(_name(before.id))
    return [table.update_request(keys.home(mark), change) for mark in before.home_seats if mark not in marks]


def unmoved(before: Registration) -> Condition:
    """It holds the seats that it held: its home's check was not recorded meanwhile."""
    same = equals("home_seats", before.home_seats)
    return same if before.home_seats else any_of(absent("home_seats"), same)


def _as_seen(item: Item) -> Condition:
    last = equals(LAST, item[LAST]) if LAST in item else absent(LAST)
    return all_of(last, *(equals(name, item[name]) for name in _seats_in(item)))


def _name(registration: str) -> str:
    return f"{PREFIX}{registration}"


def _seats_in(item: Item) -> list[str]:
    return [name for name in item if name.startswith(PREFIX)]
