"""Requests 补充材料通知: what staff ask a family for, why, and by when (R40). Nothing in one tells a decision."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from functions.registration.values.model import Model

from .check_kinds import CheckId
from .documents import DocumentKind


class RequestReason(StrEnum):
    """Why it is asked, in words of its own (`asked_` and the code) that accuse nobody."""

    PAPER_NEEDED = "paper_needed"
    PAPER_UNREADABLE = "paper_unreadable"
    PAPER_INCOMPLETE = "paper_incomplete"
    ANSWER_UNCLEAR = "answer_unclear"


class Asked(StrEnum):
    """What a family is asked to say in words (`asked_about_` and the code); the form stays as it was submitted."""

    HOME_ADDRESS = "home_address"
    HOME_HISTORY = "home_history"
    OWNER = "owner"
    RESIDENCE = "residence"
    NAME = "name"
    GUARDIANSHIP = "guardianship"


class AskedPaper(Model):
    kind: DocumentKind
    student: int | None = None


class RequestEnd(StrEnum):
    ANSWERED = "answered"
    MISSED = "missed"
    """Its day passed: staff decide on what is there."""
    CALLED_OFF = "called_off"
    """By staff."""
    NOT_NEEDED = "not_needed"
    """A resubmission, or its authority's answer, left nothing to ask about."""


class Request(Model):
    """`by` is the keyed MAC of the clerk to whom it comes back."""

    number: int
    """From 1, in its registration."""
    check: CheckId
    reason: RequestReason
    papers: tuple[AskedPaper, ...] = ()
    words: tuple[Asked, ...] = ()
    by: str
    at: datetime
    until: datetime
    """The end of the last day on which it can be answered."""
    ended: RequestEnd | None = None
    ended_at: datetime | None = None

    @property
    def until_ended(self) -> datetime:
        """When it ended; while it has not, when it will at the latest."""
        return self.ended_at or self.until

    def last_day(self, zone: str) -> date:
        """The last day on which it can be answered, in this zone (IANA)."""
        return (self.until - timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).date()

    @property
    def notice_id(self) -> str:
        """Of the SMS that tells of it."""
        return f"more_asked-{self.number}"
