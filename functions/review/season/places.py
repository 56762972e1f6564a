"""The rules' proposal for the schools' seats, in words (R47)."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from functions.cloud.staff.seasons import LINES_A_PART, SeasonDesk
from functions.registration.placing.seating import Place
from functions.registration.season.season import Season
from functions.registration.staff.places import place_of
from functions.registration.texts import staff_text
from functions.review.place_answers import AssignmentAnswer, ProposedPlace, ProposedSchool

PAGE = 500
"""Places in one answer."""

Placed = tuple[str, Place]
"""Of which school."""


def places_from(desk: SeasonDesk, season: str, proposal: Any, first: int) -> Iterator[Placed]:
    """A page of the proposal's places, school by school: 1 call, or 2."""
    lines = (
        line
        for part in range(first // LINES_A_PART, -(-proposal["places"] // LINES_A_PART))
        for line in desk.kept_part(season, proposal["hash"], part)
    )
    skipped = first % LINES_A_PART
    return map(place_of, islice(lines, skipped, skipped + PAGE))


def assignment_view(
    season: Season, proposal: Any, places: Sequence[Placed], cursor: str | None, language: str
) -> AssignmentAnswer:
    """What `GET …/assignment` answers: every school, and this page's places."""
    of = {school: [place for _, place in some] for school, some in groupby(places, lambda placed: placed[0])}
    return {
        "hash": proposal["hash"],
        "schools": [
            _school_view(school_data, of.get(school_data["school"], []), season, language)
            for school_data in proposal["schools"]
        ],
        "waiting": proposal["waiting"],
        "cursor": cursor,
    }


def _school_view(proposed: Any, places: Sequence[Place], season: Season, language: str) -> ProposedSchool:
    school = next(candidate for candidate in season.schools if candidate.id == proposed["school"])
    rules = season.placing_of(school)
    doors = {} if rules is None else {door.id: door.name.in_language(language) for door in rules.doors}
    views = [_place_view(place, doors, language) for place in places]
    view: ProposedSchool = proposed | {"name": school.name, "places": views}
    return view


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
