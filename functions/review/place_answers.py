"""What the staff's API answers about seats and schools (R47): the source of docs/openapi.json."""

from datetime import datetime
from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from functions.registration.form import YesNo
from functions.registration.placing.facts import Facts
from functions.registration.placing.seating import Standing
from functions.registration.season.placing_rules import Draw, Fact
from functions.registration.values.localised import Localised


class ProposedPlace(TypedDict):
    registration: str
    standing: Standing
    door: str | None
    position: int | None
    facts: list[Fact]
    words: str


class ProposedSchool(TypedDict):
    school: str
    name: Localised
    seats: int | None
    given: int
    students: int
    decided: bool
    placed_later: list[str]
    places: list[ProposedPlace]


class AssignmentAnswer(TypedDict):
    hash: str
    schools: list[ProposedSchool]
    waiting: list[str]
    cursor: str | None
    """Where the next page of places begins."""


class DrawList(TypedDict):
    list_hash: str
    registrations: list[str]
    draw: Draw | None


class ProposedBySomebody(TypedDict):
    school: str | None
    reason: str
    at: datetime
    mine: bool


class PlaceAnswer(TypedDict):
    facts: Facts
    by_people: list[Fact]
    declared: Annotated[
        dict[str, YesNo], Field(description="What the family stated of them, which people confirm on a paper")
    ]
    school: str | None
    proposed: ProposedBySomebody | None
