"""Which school a family gets (R29, R47): what staff gave, else the catchment's.

Where a school's seats are given by rules, the rules propose and staff confirm; nothing here changes anything by itself.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from functions.registration.registration import Registration, Status
from functions.registration.season.placing_rules import Placing
from functions.registration.season.season import School, Season

from .draw import lot
from .facts import Facts
from .outcome import Outcome, outcome_of
from .seating import DECIDED, Drawn, Family, Place, Standing, seated

PLACED_LATER = "-"
"""Confirmed: the rules give it no seat in the catchment's school; it is on the list until staff give one (统筹)."""


def catchment_school(communities: Iterable[str], season: Season) -> School | None:
    """The school of the first community, as the form's students stand."""
    return season.school_of(next(iter(communities), None))


def school_of(registration: Registration, season: Season) -> School | None:
    """The school as things stand; None where the child waits for one."""
    if registration.school is None:
        return catchment_school(registration.communities, season)
    return next((school for school in season.schools if school.id == registration.school), None)


class Proposal(NamedTuple):
    """One school whose seats are given by rules."""

    school: str
    seats: int | None
    given: int
    """Children to whom staff gave a seat by hand: those seats are taken first."""
    students: int
    """Children of its own catchment who come by the rules."""
    places: tuple[Place, ...]

    @property
    def is_decided(self) -> bool:
        """Whether nothing is open: only then can it be confirmed."""
        return all(place.standing in DECIDED for place in self.places)

    @property
    def placed_later(self) -> tuple[str, ...]:
        """Registrations that are to wait for another school."""
        lost = {Standing.FULL, Standing.NO_DOOR}
        return tuple(place.registration for place in self.places if place.standing in lost)


FactsOf = Callable[[Registration], Facts]


class Numbers(NamedTuple):
    """The season's draw, once it was drawn."""

    seed: str
    of: Mapping[str, int]

    def drawn(self, registration: str) -> Drawn:
        return Drawn(self.of.get(registration, len(self.of) + 1), lot(registration, self.seed))


def admitted(registrations: Iterable[Registration]) -> Iterator[Registration]:
    """Those who would be admitted as things stand. Who withdraws is not among them: the seat is free at once."""
    for registration in registrations:
        live = registration.status in {Status.SUBMITTED, Status.DECIDED}
        if live and outcome_of(registration.checks.values()) is Outcome.ADMITTED:
            yield registration


def waiting_for_school(registrations: Iterable[Registration], season: Season) -> tuple[str, ...]:
    """Who is admitted and has no school: the list from which staff give them one."""
    return tuple(
        sorted(
            registration.id
            for registration in admitted(registrations)
            if school_of(registration, season) is None
        )
    )


def propose(
    registrations: Iterable[Registration],
    season: Season,
    facts_of: FactsOf,
    numbers: Numbers | None = None,
) -> tuple[Proposal, ...]:
    """For each school with rules, each family's place, in the season's order of schools.

    It depends on what was confirmed of the families, not on what was proposed before, so it can be repeated. Whom staff
    gave a school by hand is not asked again.
    """
    claimants: dict[str, list[Family]] = defaultdict(list)
    given: dict[str, int] = defaultdict(int)
    ruled = {school.id: season.placing_of(school) for school in season.schools}
    for registration in admitted(registrations):
        if registration.school not in {None, PLACED_LATER}:
            given[registration.school or ""] += registration.student_count
            continue
        school = catchment_school(registration.communities, season)
        first = registration.first_submitted_at or registration.submitted_at
        if school is not None and ruled[school.id] is not None and first is not None:
            drawn = None if numbers is None else numbers.drawn(registration.id)
            claimants[school.id].append(
                Family(
                    registration.id,
                    registration.student_count,
                    registration.home,
                    facts_of(registration),
                    first,
                    drawn,
                )
            )
    return tuple(
        _propose(school, rules, claimants[school.id], given[school.id])
        for school in season.schools
        if (rules := ruled[school.id]) is not None and claimants[school.id]
    )


def _propose(school: School, rules: Placing, families: list[Family], given: int) -> Proposal:
    students = sum(family.students for family in families)
    seats = students if school.seats is None else max(school.seats - given, 0)
    if rules.only_when_full and students <= seats:
        ids = sorted(family.registration for family in families)
        places: tuple[Place, ...] = tuple(Place(registration, Standing.SEATED) for registration in ids)
    else:
        places = seated(families, rules, seats)
    return Proposal(school.id, school.seats, given, students, places)
