"""Requests 补充材料通知: what staff ask a family for (R40), and what a family asks of them: a review 复核 (R42), or,
on the telephone, to be withdrawn (R30).

Nothing in what staff ask for tells a decision.
"""

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


class ReviewGround(StrEnum):
    """Why a family asks for a review; its words are `ground_` and the code."""

    NEW_PAPER = "new_paper"
    JUDGED_WRONGLY = "judged_wrongly"
    ENTITLED = "entitled"
    ANOTHER_SCHOOL = "another_school"


class ReviewResult(StrEnum):
    UPHELD = "upheld"
    CHANGED = "changed"


class ReviewWord(Model):
    """What one person of the staff said of a review: that it be changed takes two."""

    result: ReviewResult
    reason: str
    school: str | None = None
    """The one that is given instead, where it is about the school."""
    by: str
    """Keyed MAC of the account."""
    at: datetime


class Review(Model):
    """Asked for once, after publication. What the family wrote is sealed beside it, never in it."""

    ground: ReviewGround
    at: datetime
    asked_as: str
    """Keyed MAC of what was sent: a repetition is known by it."""
    words: tuple[ReviewWord, ...] = ()
    ended: ReviewResult | None = None
    ended_at: datetime | None = None
    result: str | None = None
    """What was upheld, or made, as `results.py` writes it."""

    @property
    def is_open(self) -> bool:
        return self.ended is None

    @property
    def proposed(self) -> ReviewWord | None:
        """A first person's word that waits for a second's."""
        return self.words[-1] if self.words and self.is_open else None

    @property
    def steps(self) -> int:
        """Grows with every word of staff."""
        return 1 + len(self.words)


class WithdrawalWord(Model):
    """One of staff noted that the family wants its registration ended (R30); a second person makes it so."""

    reason: str
    by: str
    """Keyed MAC of the account."""
    at: datetime
    version: int
    """The registration's: it holds until the family's next step."""
    called_off: bool = False


class SpotEnd(StrEnum):
    ALL_RIGHT = "all_right"
    DECIDED = "decided"
    """Somebody found something wrong and decided it; a second person is still needed."""


class SpotCheck(Model):
    """Whether this submission is among those that a person looks at although all passed by itself (R37)."""

    drawn: bool = False
    since: datetime | None = None
    """When it came to staff; none while its checks run."""
    ended: SpotEnd | None = None


class SchoolProposal(Model):
    """The school that one person of the staff would give; a second one makes it so (R47), and both words are kept."""

    school: str | None = None
    """None: what the rules give."""
    reason: str
    by: str
    """Keyed MAC of the account."""
    at: datetime


class Release(Model):
    """One person's word that a child be freed from this registration (R35); a second person makes it so."""

    student: int
    reason: str
    favours: str | None = None
    """The registration of the family that it kept out."""
    by: str
    """Keyed MAC of the account."""
    at: datetime
    waits_for_second: bool
