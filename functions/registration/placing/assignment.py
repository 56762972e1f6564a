"""Seats that are given by rules (R47): the rules propose and staff confirm; nothing here changes anything by itself."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from functions.registration.form import HomeKind
from functions.registration.registration import Registration
from functions.registration.season.placing_rules import Placing
from functions.registration.season.season import School, Season

from .draw import lot
from .facts import Facts
from .outcome import Outcome, outcome_as_it_stands
from .school import catchment_school
from .seating import DECIDED, Drawn, Family, Place, Standing, seated

PLACED_LATER = "-"
"""Confirmed: the rules give it no seat in the catchment's school; it is on the list until staff give one (统筹)."""


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


class Candidate(NamedTuple):
    """A family that would be admitted, as far as seats go by it: so little that a whole season's fit into memory."""

    registration: str
    version: int
    given: str | None
    """What staff gave or confirmed, as `Registration.school` has it."""
    catchment: str | None
    students: int
    home: HomeKind | None
    first: datetime | None
    facts: Facts = Facts()
    """Empty where no rule asks for any."""

    def has_school(self, season: Season) -> bool:
        school = self.catchment if self.given is None else self.given
        return school in {known.id for known in season.schools}

    @property
    def by_hand(self) -> str | None:
        """The school that staff gave; what the rules left over is none."""
        return None if self.given == PLACED_LATER else self.given


class Numbers(NamedTuple):
    """The season's draw, once it was drawn."""

    seed: str
    of: Mapping[str, int]

    def drawn(self, registration: str) -> Drawn:
        return Drawn(self.of.get(registration, len(self.of) + 1), lot(registration, self.seed))


def candidate_of(registration: Registration, season: Season, facts_of: FactsOf) -> Candidate | None:
    """None for who would not be admitted as things stand. Who withdraws is not among them: the seat is free at once."""
    if outcome_as_it_stands(registration) is not Outcome.ADMITTED:
        return None
    school = catchment_school(registration.communities, season)
    made = Candidate(
        registration.id,
        registration.version,
        registration.school,
        None if school is None else school.id,
        registration.student_count,
        registration.home,
        registration.first_submitted_at or registration.submitted_at,
    )
    if made.by_hand is not None or school is None or season.placing_of(school) is None:
        return made
    return made._replace(facts=facts_of(registration))


def waiting_for_school(candidates: Iterable[Candidate], season: Season) -> tuple[str, ...]:
    """Who is admitted and has no school: the list from which staff give them one."""
    return tuple(
        sorted(candidate.registration for candidate in candidates if not candidate.has_school(season))
    )


def propose(
    candidates: Iterable[Candidate], season: Season, numbers: Numbers | None = None
) -> tuple[Proposal, ...]:
    """For each school with rules, each family's place, in the season's order of schools.

    It depends on what was confirmed of the families, not on what was proposed before, so it can be repeated. Whom staff
    gave a school by hand is not asked again.
    """
    claimants: dict[str, list[Family]] = defaultdict(list)
    given: dict[str, int] = defaultdict(int)
    ruled = {school.id: season.placing_of(school) for school in season.schools}
    for candidate in candidates:
        if candidate.by_hand is not None:
            given[candidate.by_hand] += candidate.students
        elif (
            candidate.catchment is not None
            and ruled[candidate.catchment] is not None
            and candidate.first is not None
        ):
            drawn = None if numbers is None else numbers.drawn(candidate.registration)
            claimants[candidate.catchment].append(
                Family(
                    candidate.registration,
                    candidate.students,
                    candidate.home,
                    candidate.facts,
                    candidate.first,
                    drawn,
                )
            )
    return tuple(
        _propose(school, rules, claimants[school.id], given[school.id])
        for school in season.schools
        if (rules := ruled[school.id]) is not None and claimants[school.id]
    )


class Assignment(NamedTuple):
    """What the rules propose, and who waits for a school whatever they say."""

    proposals: tuple[Proposal, ...]
    waiting: tuple[str, ...]

    @property
    def hash(self) -> str:
        """SHA-256, in hex, of every family's place."""
        lines = [
            f"{proposal.school} {proposal.seats} {place.registration} {place.standing} {place.door}"
            for proposal in self.proposals
            for place in proposal.places
        ]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def assign(candidates: Collection[Candidate], season: Season, numbers: Numbers | None) -> Assignment:
    return Assignment(propose(candidates, season, numbers), waiting_for_school(candidates, season))


class Change(NamedTuple):
    """A family whose school has to change, as it was seen."""

    registration: str
    version: int
    school: str | None


def changes(assignment: Assignment, candidates: Iterable[Candidate]) -> Iterator[Change]:
    """What confirming it changes: of schools whose every place is decided."""
    decided = [proposal for proposal in assignment.proposals if proposal.is_decided]
    later = {name for proposal in decided for name in proposal.placed_later}
    seated_now = {place.registration for proposal in decided for place in proposal.places} - later
    for candidate in candidates:
        if candidate.registration in later and candidate.given is None:
            yield Change(candidate.registration, candidate.version, PLACED_LATER)
        elif candidate.registration in seated_now and candidate.given == PLACED_LATER:
            yield Change(candidate.registration, candidate.version, None)


def _propose(school: School, rules: Placing, families: list[Family], given: int) -> Proposal:
    students = sum(family.students for family in families)
    seats = students if school.seats is None else max(school.seats - given, 0)
    if rules.only_when_full and students <= seats:
        ids = sorted(family.registration for family in families)
        places: tuple[Place, ...] = tuple(Place(registration, Standing.SEATED) for registration in ids)
    else:
        places = seated(families, rules, seats)
    return Proposal(school.id, school.seats, given, students, places)
