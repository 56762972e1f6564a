"""What the rules propose for the schools' seats, in words; whom it leaves without a school (R47)."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from functions.cloud import composition
from functions.cloud.staff.places import placing
from functions.cloud.staff.seasons import parts_of
from functions.registration.placing.assignment import (
    PLACED_LATER,
    Numbers,
    Proposal,
    propose,
    waiting_for_school,
)
from functions.registration.placing.draw import numbers
from functions.registration.placing.seating import Place
from functions.registration.registration import Registration
from functions.registration.season.placing_rules import Draw
from functions.registration.season.season import Season
from functions.registration.texts import staff_text
from functions.review.place_answers import AssignmentAnswer, ProposedPlace, ProposedSchool


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

    def view(self, season: Season, language: str) -> AssignmentAnswer:
        """What `GET …/assignment` answers."""
        return {
            "hash": self.hash,
            "schools": [_proposal_view(proposal, season, language) for proposal in self.proposals],
            "waiting": list(self.waiting),
        }


def _proposal_view(proposal: Proposal, season: Season, language: str) -> ProposedSchool:
    school = next(candidate for candidate in season.schools if candidate.id == proposal.school)
    rules = season.placing_of(school)
    doors = {} if rules is None else {door.id: door.name.in_language(language) for door in rules.doors}
    return {
        "school": proposal.school,
        "name": school.name,
        "seats": proposal.seats,
        "given": proposal.given,
        "students": proposal.students,
        "decided": proposal.is_decided,
        "placed_later": list(proposal.placed_later),
        "places": [_place_view(place, doors, language) for place in proposal.places],
    }


def _place_view(place: Place, doors: dict[str, str], language: str) -> ProposedPlace:
    facts = [staff_text(f"fact_{fact.value}", language) for fact in place.facts]
    return {
        "registration": place.registration,
        "standing": place.standing,
        "door": place.door,
        "position": place.position,
        "facts": list(place.facts),
        "words": _words(place, doors, facts, language),
    }


def _words(place: Place, doors: dict[str, str], facts: Sequence[str], language: str) -> str:
    """Which door and which place, as a clerk reads it out."""
    listed = staff_text("fact_separator", language).join(facts)
    door = None if place.door is None else staff_text("place_door", language, door=doors[place.door])
    standing = staff_text(f"place_{place.standing.value}", language)
    position = (
        None if place.position is None else staff_text("place_position", language, n=str(place.position))
    )
    why = listed and staff_text(f"place_facts_{place.standing.value}", language, facts=listed)
    return " ".join(part for part in (door, position, standing, why) if part)


def wanted_schools(
    assignment: Assignment, present: Iterable[tuple[str, str | None]]
) -> dict[str, str | None]:
    """Registration -> its school, where it has to change: of schools whose every place is decided."""
    decided = [proposal for proposal in assignment.proposals if proposal.is_decided]
    later = {name for proposal in decided for name in proposal.placed_later}
    seated = {place.registration for proposal in decided for place in proposal.places} - later
    wanted: dict[str, str | None] = {}
    for registration, school in present:
        if registration in later and school is None:
            wanted[registration] = PLACED_LATER
        elif registration in seated and school == PLACED_LATER:
            wanted[registration] = None
    return wanted


def proposed_for(season: Season, everyone: Sequence[Registration]) -> Assignment:
    """The proposal as things stand: a call of KMS for each process that sealed facts, and the draw's list."""
    proposals = propose(everyone, season, placing().facts.of, drawn_numbers(season))
    return Assignment(proposals, waiting_for_school(everyone, season))


def kept_list(season: str, fixed: Draw) -> tuple[str, ...]:
    """The draw's list as it was fixed: 1 call for 5,000 families."""
    parts = parts_of(range(fixed.families))
    return tuple(composition.season_desk().kept_lines(season, fixed.list_hash, parts))


def drawn_numbers(season: Season) -> Numbers | None:
    """The season's draw; None until it was drawn."""
    draw = season.draw
    if draw is None or draw.seed is None:
        return None
    drawing = kept_list(season.id, draw)
    return Numbers(draw.seed, numbers(drawing, draw.seed))
