"""What the routes of the audit trail answer, as `functions/review/staff_answers.py` does."""

from datetime import datetime
from typing import NotRequired

from typing_extensions import TypedDict

from functions.registration.staff.roles import Role


class AuditEvent(TypedDict):
    season: str
    chain: int
    number: int
    at: datetime
    by: str
    name: NotRequired[str]
    """Of the person, while the look-up knows it."""
    act: str
    registration: NotRequired[str]
    reference: NotRequired[str]
    """Of the registration, while it is kept."""
    details: dict[str, str]
    previous: str
    hash: str


class AuditAnswer(TypedDict):
    events: list[AuditEvent]
    cursor: str | None


class Colleague(TypedDict):
    key: str
    """By which the trail knows the person, and is asked about them."""
    name: str
    roles: list[Role]
    seen_at: datetime


class ColleaguesAnswer(TypedDict):
    colleagues: list[Colleague]


class ApprovalAnswer(TypedDict):
    begins: datetime
    until: datetime
    at: datetime
    by: str
    name: str
    """Of who approved; empty where the look-up does not know it, or an operator did."""


class Reader(TypedDict):
    key: str
    name: str
    seen_at: datetime | None
    mine: bool
    """The asker's own line: somebody else approves it."""
    of_city: bool
    """A reviewer of the city, whom the district borrows by approving (R37)."""
    approval: ApprovalAnswer | None
    """One that has not ended."""


class People(TypedDict):
    approved: int
    of_city: int
    """Among them, borrowed."""
    needed: int
    """For what the rules leave to others than who decided first."""
    warning: str | None
    """In words, where they are too few; it stops nothing."""


class ReadersAnswer(TypedDict):
    readers: list[Reader]
    people: People


class BrokenLink(TypedDict):
    number: int
    why: str


class VerifiedChain(TypedDict):
    chain: int
    events: int
    head: str
    broken: BrokenLink | None


class VerificationAnswer(TypedDict):
    intact: bool
    chains: list[VerifiedChain]
    forged: list[str]
    """Kept ends of chains that none of our keys made."""
