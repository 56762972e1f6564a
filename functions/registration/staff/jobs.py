"""A background job: what somebody of the staff started over a whole season, and how far it came (docs/staff.md)."""

import json
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from functions.registration.errors import NotPossibleNow
from functions.registration.values.model import Model


class JobKind(StrEnum):
    REHEARSAL = "rehearsal"
    PUBLICATION_CHECK = "publication_check"
    """What stands now against what two supervisors confirmed, or are about to."""
    ASSIGNMENT = "assignment"
    """Gives the schools that a proposal says."""
    EXTENSION = "extension"
    EXPORT = "export"


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED = frozenset({JobState.QUEUED, JobState.RUNNING})

STALLED_AFTER = timedelta(minutes=30)
"""Without a step for so long, its message is lost: whoever started it may start it again."""

PARTS_KEPT = timedelta(hours=18)
"""What a job gathered is kept for a day: later it begins anew."""

TRIES = 5
"""Runs without one step between them, before it is given up."""


class Cursor(Model):
    """Where the next step begins: `part` counts parts of the season, `after` is the last id that was done in it."""

    phase: int = 0
    part: int = 0
    after: str | None = None


class Job(Model):
    id: str
    season: str
    name: str
    """Of its season's job of this kind, which a new one replaces: its kind, or its kind and what it makes."""
    kind: JobKind
    state: JobState = JobState.QUEUED
    by: str
    """Keyed MAC of the account that started it."""
    started_at: datetime
    moved_at: datetime
    """When it last came on, or ended."""
    asked: dict[str, str] = {}
    season_version: int
    cursor: Cursor = Cursor()
    looked_at: int = 0
    """Registrations."""
    changed: int = 0
    parts: int = 0
    """How much it has gathered so far."""
    tries: int = 0
    lease: str | None = None
    """Which run has it, until `lease_until`."""
    lease_until: datetime | None = None
    reason: str | None = None
    """Why it failed: a stable code."""
    result: str | None = None
    """JSON, once it is done."""
    expires: int
    """Epoch seconds."""

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    def told(self) -> Any:
        """What it came to, of a job that is done."""
        return json.loads(self.result or "null")

    def is_stalled(self, now: datetime) -> bool:
        return self.is_unfinished and now - self.moved_at > STALLED_AFTER

    def started_again(self, now: datetime, season_version: int) -> Self:
        """From where it stopped; from the beginning where what it gathered is gone or the season is another by now.

        Raises NotPossibleNow.
        """
        if self.state is not JobState.FAILED and not self.is_stalled(now):
            raise NotPossibleNow(code="job_not_stopped")
        anew = {"cursor": Cursor(), "looked_at": 0, "changed": 0, "parts": 0, "started_at": now}
        anew |= {"season_version": season_version}
        is_gathered = now - self.started_at < PARTS_KEPT and season_version == self.season_version
        queued = {"state": JobState.QUEUED, "moved_at": now, "tries": 0, "reason": None}
        free = {"lease": None, "lease_until": None}
        return self.model_copy(update=queued | free | ({} if is_gathered else anew))

    def cancelled(self, now: datetime) -> Self:
        """What it has changed so far stays. Raises NotPossibleNow where it is over."""
        if not self.is_unfinished and self.state is not JobState.FAILED:
            raise NotPossibleNow(code="job_over")
        ended = {"state": JobState.CANCELLED, "moved_at": now, "lease": None, "lease_until": None}
        return self.model_copy(update=ended)


def job_name(kind: JobKind, of: str | None = None) -> str:
    """`rehearsal`, `export-01G76PAV4000000000000000E1`."""
    return kind.value if of is None else f"{kind.value}-{of}"
