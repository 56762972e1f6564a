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
    number: int = 0
    """Its place among those who counted on this home; 0 before there were numbers."""


def home_marks(registration: Registration) -> tuple[str, ...]:
    """The home that the registration rests on, under each key; none where it has none."""
    return tuple(mark for mark in registration.marks if kind_of(mark) is MarkKind.HOME)


def next_seat(registration: Registration, year: int, last: int) -> Seat:
    """With the number that it has where it holds one, else the next after the `last` that was given."""
    guardians = tuple(sorted(guardians_among(registration.marks)))
    held = [number for home, number in registration.home_seats.items() if home in registration.marks]
    number = min(held, default=last + 1)
    return Seat(registration=registration.id, year=year, guardians=guardians, number=number)


def is_taken(mine: Seat, others: Iterable[Seat], years: int) -> bool:
    """Whether another family counted on the same home's seat before, in this year or the `years - 1` before it."""
    return any(
        seat.registration != mine.registration
        and seat.number <= mine.number
        and mine.year - years < seat.year <= mine.year
        and not set(seat.guardians) & set(mine.guardians)
        for seat in others
    )


TAKEN = judged([Finding(field="number", code="home_seat_taken")])
"""No authority decides that: people do."""
