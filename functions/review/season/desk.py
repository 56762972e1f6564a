"""The season in a supervisor's hands: replacing it as one, extending a deadline, confirming seats."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from functions.registration.errors import Fault, InvalidInput, NotFound
from functions.registration.placing.assignment import PLACED_LATER, Proposal
from functions.registration.season.file import SeasonFaultsError, parse_season
from functions.registration.season.season import Season
from functions.review.answers import AssignmentAnswer

from .publication import is_settled, refuse_when_published

FREE_AFTER_PUBLICATION = frozenset(
    {"contacts", "texts", "title", "sample_note", "results_until", "archive_until"}
)
"""What no family's result depends on."""

FIXED = ("id", "district")
ELSEWHERE = ("publication_at", "publication_held")


def replaced(season_id: str, before: Season | None, after: Season, *, district: str, now: datetime) -> Season:
    """The season that may take the place of the one before.

    Raises NotFound (another district's), SeasonFaultsError naming each field that may not change so.
    """
    if after.district.code != district:
        raise NotFound
    if after.id != season_id:
        raise SeasonFaultsError(Fault("id", "fixed_after_creation"))
    if before is None:
        return after
    faults = [Fault(name, "fixed_after_creation") for name in FIXED if _differs(name, before, after)]
    faults += [
        Fault(name, "publication_by_its_own_route") for name in ELSEWHERE if _differs(name, before, after)
    ]
    if is_settled(before, now):
        changed = {name for name in Season.model_fields if _differs(name, before, after)}
        fixed = changed - FREE_AFTER_PUBLICATION - {*FIXED, *ELSEWHERE}
        faults += [Fault(name, "fixed_after_publication") for name in sorted(fixed)]
    if faults:
        raise SeasonFaultsError(*faults)
    return after


def _differs(name: str, before: Season, after: Season) -> bool:
    return bool(getattr(before, name) != getattr(after, name))


def with_deadline(season: Season, until: datetime, now: datetime) -> Season:
    """R28 for all: the same season with a later amendment deadline. Raises InvalidInput, NotPossibleNow."""
    refuse_deadline(season, until, now)
    return parse_season(season.model_dump(mode="json") | {"amendment_deadline": until.isoformat()})


def refuse_deadline(season: Season, until: datetime, now: datetime) -> None:
    """Raises InvalidInput for a deadline that is no later, or not before publication; NotPossibleNow after it."""
    refuse_when_published(season, now)
    if not season.amendment_deadline < until < season.publication_at or until <= now:
        raise InvalidInput(Fault("until", "extension_not_later"))


class Assignment(NamedTuple):
    """What the rules propose for over-subscribed schools."""

    proposals: tuple[Proposal, ...]

    @property
    def hash(self) -> str:
        """SHA-256, in hex, of every school with whom it places later."""
        lines = [f"{one.school} {one.seats} {' '.join(one.placed_later)}" for one in self.proposals]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    @property
    def placed_later(self) -> frozenset[str]:
        return frozenset(one for proposal in self.proposals for one in proposal.placed_later)

    def view(self, season: Season) -> AssignmentAnswer:
        """What `GET …/assignment` answers."""
        names = {school.id: school.name for school in season.schools}
        return {
            "hash": self.hash,
            "schools": [
                {
                    "school": proposal.school,
                    "name": names[proposal.school],
                    "seats": proposal.seats,
                    "students": proposal.students,
                    "placed_later": list(proposal.placed_later),
                }
                for proposal in self.proposals
            ],
        }


def wanted_schools(
    assignment: Assignment, present: Iterable[tuple[str, str | None]]
) -> dict[str, str | None]:
    """Registration -> its confirmed school, for those where it has to change."""
    later = assignment.placed_later
    wanted: dict[str, str | None] = {}
    for registration, school in present:
        if registration in later and school != PLACED_LATER:
            wanted[registration] = PLACED_LATER
        elif registration not in later and school == PLACED_LATER:
            wanted[registration] = None
    return wanted
