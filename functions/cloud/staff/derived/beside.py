"""What must stand beside each registration: its marks, its places in the search and in staff's queue, its seat."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from functions.cloud.staff.shared_marks import PREFIX as HOLDER
from functions.cloud.staff.shared_marks import MarkTable
from functions.cloud.staff.sought import SoughtTable
from functions.cloud.table import items, keys
from functions.cloud.table.children.home_seats import PREFIX as SEAT
from functions.cloud.table.children.home_seats import HomeTable
from functions.cloud.table.expressions import Condition, Update, absent, all_of, equals
from functions.cloud.table.keys import Key
from functions.cloud.table.table import ConditionFailedError, Item, Table
from functions.registration.placing.home_seats import Seat, home_marks
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.staff.figures import Additions, additions, seat_held
from functions.registration.staff.queues import waits_for_family

from .kinds import Difference, Kind
from .standing import Standing

DECIDES_ITS_PLACE = (
    "status",
    "version",
    "checks",
    "decisions",
    "releases",
    "dispute",
    "request",
    "past_requests",
    "review",
    "withdrawals",
    "spot",
    "submitted_at",
)
"""Of a registration: from what its place in the queue follows."""


class Beside:
    def __init__(self, table: Table) -> None:
        self._table = table
        self._marks, self._sought = MarkTable(table), SoughtTable(table)
        self._homes = HomeTable(table)

    def differing(self, season: Season, rows: Sequence[Standing]) -> Iterator[Difference]:
        """What is missing or differs: 1 call for each hundred of what is looked at."""
        expected = [(row, additions(row.registration, season.zone)) for row in rows]
        wanted = [key for row, adds in expected for key in _looked_at(season.id, row.registration, adds)]
        there = self._table.get_many(wanted)
        for row, adds in expected:
            registration = row.registration
            for kind, mend in (
                (Kind.MARKS, self._marked(season.id, row, adds.marks, there)),
                (Kind.SEARCH, self._found(season.id, row, adds.sought, there)),
                (Kind.SEATS, self._seated(season, registration, there)),
                (Kind.QUEUE, self._queued(row)),
            ):
                if mend is not None:
                    yield Difference(kind, registration.id, mend)

    def _marked(
        self, season: str, row: Standing, marks: Mapping[str, str], there: Mapping[Key, Item]
    ) -> Callable[[], bool] | None:
        me = row.registration.id
        missing = {
            mark: spelling
            for mark, spelling in marks.items()
            if there.get(keys.shared_mark(season, mark), {}).get(f"{HOLDER}{me}") != spelling
        }

        def mend() -> bool:
            for mark, spelling in missing.items():
                self._marks.note(season, mark, me, spelling, expires=row.expires)
            return True

        return mend if missing else None

    def _found(
        self, season: str, row: Standing, sought: frozenset[str], there: Mapping[Key, Item]
    ) -> Callable[[], bool] | None:
        me = row.registration.id
        missing = [
            mac for mac in sorted(sought) if f"{HOLDER}{me}" not in there.get(keys.sought(season, mac), {})
        ]

        def mend() -> bool:
            for mac in missing:
                self._sought.note(season, mac, me, expires=row.expires)
            return True

        return mend if missing else None

    def _seated(
        self, season: Season, registration: Registration, there: Mapping[Key, Item]
    ) -> Callable[[], bool] | None:
        seat = seat_held(registration, season)
        if seat is None or all(
            _is_noted(there.get(keys.home(home), {}), seat) and home in registration.home_seats
            for home in home_marks(registration)
        ):
            return None

        def mend() -> bool:
            taking = self._homes.taking(registration, season)
            return taking is not None and self._homes.note(registration, taking)

        return mend

    def _queued(self, row: Standing) -> Callable[[], bool] | None:
        place = items.queued(row.registration)
        counts = ("gsi2pk", "gsi2sk") if waits_for_family(row.registration) else items.QUEUE_PLACE
        if all(row.item.get(name) == place.get(name) for name in counts):
            return None
        return partial(self._put_in_queue, row)

    def _put_in_queue(self, row: Standing) -> bool:
        change = items.requeue(Update(), row.registration)
        return changed(self._table, keys.registration(row.registration.id), change, _as_read(row.item))


def changed(table: Table, key: Key, change: Update, condition: Condition) -> bool:
    try:
        table.update(key, change, condition=condition)
    except ConditionFailedError:
        return False
    return True


def _as_read(item: Item) -> Condition:
    return all_of(*(equals(name, item[name]) if name in item else absent(name) for name in DECIDES_ITS_PLACE))


def _is_noted(home: Item, seat: Seat) -> bool:
    noted = home.get(f"{SEAT}{seat.registration}")
    return noted is not None and (noted["year"], noted.get("number", 0)) == (seat.year, seat.number)


def _looked_at(season: str, registration: Registration, adds: Additions) -> Iterator[Key]:
    for mark in adds.marks:
        yield keys.shared_mark(season, mark)
    for mac in adds.sought:
        yield keys.sought(season, mac)
    for home in home_marks(registration):
        yield keys.home(home)
