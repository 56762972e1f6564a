"""A later deadline for every family whose check an authority held up for too long (R28)."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from functions.cloud.staff.jobs.job_table import Step
from functions.registration.checking.extension import is_affected
from functions.registration.placing.outcome import refuse_when_published
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.staff.jobs import Job

from .gathering import Gathering


class Deadlines(Protocol):
    def extend(self, registration: Registration, until: datetime) -> bool: ...


class Extending:
    """`until` asks for the deadline. Who is affected goes by the moment at which the job was started."""

    def __init__(
        self,
        season: Season,
        *,
        gathering: Gathering,
        deadlines: Deadlines,
        clock: Callable[[], datetime],
    ) -> None:
        self._season = season
        self._gathering = gathering
        self._deadlines = deadlines
        self._clock = clock

    def step(self, job: Job) -> Step:
        refuse_when_published(self._season, self._clock())
        until = datetime.fromisoformat(job.asked["until"])
        page = self._gathering.page(job.cursor)
        extended = 0
        for registration in page.registrations:
            if is_affected(registration, self._season, job.started_at):
                before = registration.amendment_extended_to
                self._deadlines.extend(registration, until)
                # Counted where it stands at this deadline, also by a step that was interrupted.
                extended += before is None or before <= until
        over = page.cursor.phase > job.cursor.phase
        result = {"extended": job.changed + extended} if over else None
        return Step(page.cursor, looked_at=len(page.registrations), changed=extended, result=result)
