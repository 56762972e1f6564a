"""What the staff's API answers of a decision, beside the other answers."""

from datetime import datetime
from typing import Literal, NotRequired

from typing_extensions import TypedDict

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
