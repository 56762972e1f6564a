"""What the routes of the audit trail answer, as `functions/review/staff_answers.py` does."""

from datetime import datetime
from typing import NotRequired

from typing_extensions import TypedDict


class AuditEvent(TypedDict):
    season: str
    chain: int
    number: int
    at: datetime
    by: str
    act: str
    registration: NotRequired[str]
    details: dict[str, str]
    previous: str
    hash: str


class AuditAnswer(TypedDict):
    events: list[AuditEvent]
    cursor: str | None


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
