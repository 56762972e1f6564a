"""What the staff's API answers of a decision, beside the other answers."""

from datetime import datetime
from typing import Literal, NotRequired

from typing_extensions import TypedDict

from functions.registration.requests import ReviewGround, ReviewResult
from functions.registration.values.code import Purpose

Ground = Literal["answers", "papers"]
"""What a decision is taken on."""


class StaffDecision(TypedDict):
    check: str
    result: str
    reason: NotRequired[str]
    by: str
    at: datetime
    waits_for_second: bool
    mine: bool
    note: str
    paper: NotRequired[str]
    """The one that it names against an authority's word."""
    papers: list[str]
    """Ids of the papers that it was taken on."""
    changed: NotRequired[list[Ground]]
    """What is not any more as it was then (R36)."""


class StaffReviewWord(TypedDict):
    result: ReviewResult
    reason: str
    school: NotRequired[str]
    by: str
    mine: bool
    at: datetime


class StaffReview(TypedDict):
    """What its family asked to be reviewed (R42), and what was said of it."""

    ground: ReviewGround
    explanation: NotRequired[str]
    at: datetime
    until: datetime
    """By when it can be decided."""
    to_decide: bool
    """By the one who asks."""
    about_school: bool
    """A change gives another school; else it accepts what was refused."""
    can_change: bool
    """The result is one that a review can change."""
    waits_for_result: bool
    """The result has changed and is confirmed first."""
    words: list[StaffReviewWord]
    ended: ReviewResult | None
    ended_at: datetime | None


class StaffWithdrawalWord(TypedDict):
    reason: str
    mine: bool
    at: datetime


class StaffWithdrawal(TypedDict):
    """How two of staff can end it for a family that called (R30)."""

    kind: Purpose
    """`withdraw`, or `decline` where a place is shown."""
    proposed: StaffWithdrawalWord | None
