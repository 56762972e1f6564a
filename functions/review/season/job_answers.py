"""What the staff's routes of background jobs answer: the source of docs/openapi.json."""

from datetime import datetime

from typing_extensions import TypedDict

from functions.registration.staff.jobs import JobKind, JobState


class JobAnswer(TypedDict):
    job: str
    kind: JobKind
    state: JobState
    mine: bool
    by: str
    started_at: datetime
    moved_at: datetime
    looked_at: int
    percent: int
    stalled: bool
    reason: str | None
    detail: str | None
    counts: dict[str, int]


class JobsAnswer(TypedDict):
    jobs: list[JobAnswer]
