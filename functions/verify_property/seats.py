"""After the registry confirmed a home: whether its seat is still free (season.limits.home_seat_years)."""

from typing import Protocol

from functions.cloud.queues.checking import Judged
from functions.cloud.table.children.home_seats import Taking
from functions.registration.checking.findings import Verdict
from functions.registration.checks import CheckState
from functions.registration.placing.home_seats import TAKEN, is_taken
from functions.registration.registration import Registration
from functions.registration.season.season import Season


class Homes(Protocol):
    def taking(self, registration: Registration, season: Season) -> Taking | None: ...


def judge_seat(registration: Registration, verdict: Verdict, *, season: Season, homes: Homes) -> Judged:
    """The verdict, or manual review where another family counted on the home before; and the seat that it takes."""
    years = season.limits.home_seat_years
    taking = homes.taking(registration, season) if verdict.state is CheckState.PASSED else None
    if taking is None or years is None:
        return Judged(verdict)
    return Judged(TAKEN if is_taken(taking.seat, taking.seats, years) else verdict, taking)
