"""What the routes of the audit trail answer, as models for docs/openapi.json, like answers.py."""

from datetime import datetime

from functions.review.answers import Answer


class AuditEvent(Answer):
    season: str
    chain: int
    number: int
    at: datetime
    by: str
    act: str
    registration: str | None = None
    details: dict[str, str]
    previous: str
    hash: str


class AuditAnswer(Answer):
    events: list[AuditEvent]
    cursor: str | None


class BrokenLink(Answer):
    number: int
    why: str


class VerifiedChain(Answer):
    chain: int
    events: int
    head: str
    broken: BrokenLink | None


class VerificationAnswer(Answer):
    intact: bool
    chains: list[VerifiedChain]
