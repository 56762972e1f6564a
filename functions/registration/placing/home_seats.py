"""One home, one seat in so many years, siblings excepted: a parameter of the season (limits.home_seat_years)."""

from collections.abc import Iterable

from functions.registration.checking.findings import judged
from functions.registration.checking.shared_marks import MarkKind, guardians_among, kind_of
from functions.registration.checks import Finding
from functions.registration.registration import Registration
from functions.registration.values.model import Model


class Seat(Model):
    """That a registration counts on a home's seat, in the year of its season."""

    registration: str
    year: int
    guardians: tuple[str, ...]
    """Their marks: a family that shares one is a sibling's."""


def home_marks(registration: Registration) -> tuple[str, ...]:
    """The home that the registration rests on, under each key; none where it has none."""
    return tuple(mark for mark in registration.marks if kind_of(mark) is MarkKind.HOME)


def seat_of(registration: Registration, year: int) -> Seat:
    guardians = tuple(sorted(guardians_among(registration.marks)))
    return Seat(registration=registration.id, year=year, guardians=guardians)


def is_taken(mine: Seat, others: Iterable[Seat], years: int) -> bool:
    """Whether another family counts on the same home's seat in this year or the `years - 1` before it."""
    return any(
        seat.registration != mine.registration
        and mine.year - years < seat.year <= mine.year
        and not set(seat.guardians) & set(mine.guardians)
        for seat in others
    )


TAKEN = judged([Finding(field="number", code="home_seat_taken")])
"""No authority decides that: people do."""
