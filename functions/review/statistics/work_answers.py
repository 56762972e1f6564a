"""What the supervisors' view of the work answers, as `functions/review/staff_answers.py` does."""

from datetime import datetime
from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict


class Clerk(TypedDict):
    key: Annotated[str, Field(description="As in the list of colleagues")]
    name: str
    approved: Annotated[
        bool, Field(description="May read the season's registrations now, so can be given cases")
    ]
    today: Annotated[int, Field(description="Decisions, by the season's own day")]
    week: Annotated[int, Field(description="Since Monday")]
    holds: int


class HeldCase(TypedDict):
    registration: str
    reference: str
    key: str
    name: str
    since: datetime
    until: datetime


class WorkAnswer(TypedDict):
    waiting: Annotated[
        dict[str, int], Field(description="By queue, `family` waiting for its family; `all` once")
    ]
    oldest_since: datetime | None
    clerks: list[Clerk]
    held: Annotated[list[HeldCase], Field(description="Who has one for longest first; 100 at most")]
