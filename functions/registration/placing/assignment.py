"""Which school a family gets (R29): the catchment's, unless staff confirmed another one.

Where a school has fewer seats than families, the rules propose who stays and who is placed by the district, and staff
confirm the proposal; nothing here changes anything by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from functions.registration.homes import Tenure
from functions.registration.registration import Registration, Status
from functions.registration.season.season import School, Season

from .outcome import Outcome, outcome_of

PLACED_LATER = "-"
"""Confirmed: no seat in the catchment's school; the district places the child (统筹安排)."""


def catchment_school(communities: Iterable[str], season: Season) -> School | None:
    """The school of the first community, as the form's students stand."""
    return season.school_of(next(iter(communities), None))


def school_of(registration: Registration, season: Season) -> School | None:
    """The school as things stand; None where there is none, or the district places the child."""
    if registration.school is None:
        return catchment_school(registration.communities, season)
    return next((one for one in season.schools if one.id == registration.school), None)


class Applicant(NamedTuple):
    """What the rules go by. Sorted as they stand, the first come first."""

    owns_home: bool
    submitted_at: datetime
    registration: str
    students: int


class Proposal(NamedTuple):
    """One over-subscribed school."""

    school: str
    seats: int
    students: int
    placed_later: tuple[str, ...]
    """Registrations, in the order in which they lost their seat."""


def _claimants(registrations: Iterable[Registration]) -> Iterator[Registration]:
    for one in registrations:
        live = one.status in {Status.SUBMITTED, Status.DECIDED}
        if live and outcome_of(one.checks.values()) is Outcome.ADMITTED:
            yield one


def propose(registrations: Iterable[Registration], season: Season) -> tuple[Proposal, ...]:
    """For each over-subscribed school, whom the rules place later.

    Seats go to families that own their home before others (a tenant, or who states no home, owns none), then in the
    order of submission; a family's children stay together. It depends on what families stated only, not on what was
    confirmed before, so it can be repeated.
    """
    by_school: dict[str, list[Applicant]] = defaultdict(list)
    for one in _claimants(registrations):
        school = catchment_school(one.communities, season)
        if school is not None and school.seats is not None and one.submitted_at is not None:
            by_school[school.id].append(_applicant(one, one.submitted_at))
    found = (_propose(school, by_school[school.id]) for school in season.schools)
    return tuple(proposal for proposal in found if proposal.placed_later)


def _applicant(registration: Registration, submitted_at: datetime) -> Applicant:
    owns = registration.tenure is Tenure.OWNED
    return Applicant(owns, submitted_at, registration.id, registration.student_count)


def _propose(school: School, applicants: list[Applicant]) -> Proposal:
    seats = school.seats or 0
    left, later = seats, []
    ordered = sorted(applicants, key=lambda one: (not one.owns_home, one.submitted_at, one.registration))
    for one in ordered:
        if one.students <= left:
            left -= one.students
        else:
            later.append(one.registration)
    return Proposal(school.id, seats, sum(one.students for one in applicants), tuple(later))
