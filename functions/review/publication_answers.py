"""What the staff's routes of rehearsal, publication and results answer, like staff_answers.py."""

from datetime import datetime

from typing_extensions import TypedDict

from .place_answers import AssignmentAnswer


class RehearsalAnswer(TypedDict):
    hash: str
    families: int
    outcomes: dict[str, int]
    schools: dict[str, int]
    pending: list[str]
    waiting_for_second: list[str]
    assignment: AssignmentAnswer
    unconfirmed_places: int


class RehearsalProposed(TypedDict):
    hash: str
    by: str
    at: datetime
    publication_at: datetime
    pending: int


class RehearsalConfirmed(RehearsalProposed):
    confirmed_by: str
    confirmed_at: datetime


class DeviationAnswer(TypedDict):
    registration: str
    rehearsed: str
    published: str


class PublicationAnswer(TypedDict):
    publication_at: datetime
    held: bool
    published: bool
    late: bool
    proposed: RehearsalProposed | None
    confirmed: RehearsalConfirmed | None
    checked_at: datetime | None
    deviations: int | None
    deviating: list[DeviationAnswer]


class PublicationSet(TypedDict):
    publication_at: datetime
    rehearsal: str


class ResultRefused(TypedDict):
    registration: str
    code: str


class ResultsConfirmed(TypedDict):
    confirmed: int
    refused: list[ResultRefused]
