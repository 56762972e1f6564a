"""After the registry confirmed a home: whether its seat is still free (season.limits.home_seat_years)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from functions.registration.checking.findings import Verdict
from functions.registration.checks import CheckState
from functions.registration.placing.home_seats import TAKEN, Seat, home_marks, is_taken, seat_of
from functions.registration.registration import Registration
from functions.registration.season.season import Season


class Homes(Protocol):
    def take(self, homes: Sequence[str], seat: Seat, *, expires: int) -> tuple[Seat, ...]: ...


def judge_seat(registration: Registration, verdict: Verdict, *, season: Season, homes: Homes) -> Verdict:
    """The verdict, or manual review where another family counts on the same home."""
    years, marks = season.limits.home_seat_years, home_marks(registration)
    if years is None or not marks or verdict.state is not CheckState.PASSED:
        return verdict
    mine = seat_of(registration, season.year)
    until = season.archive_until + timedelta(days=366 * years)
    seats = homes.take(marks, mine, expires=int(until.timestamp()))
    return TAKEN if is_taken(mine, seats, years) else verdict
