"""How every job is worked on: taken by a lease, step after step until the time is up, then handed to the next run."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from ulid import ULID

from functions.cloud.queues.batches import CanNeverSucceed, ComeBackLater
from functions.cloud.queues.messages import JobMessage
from functions.cloud.staff.jobs.job_table import LeasedError, LeaseLostError, Step
from functions.registration.errors import Refusal
from functions.registration.staff.jobs import Job, JobKind, JobState

AGAIN = 1
"""Seconds until the next run goes on."""

LOOK_AGAIN = 60
"""Seconds until it is looked whether the run that has it is still there."""

LONG = timedelta(hours=2)
GOES_ON = "JobGoesOn"
"""Counted in each run of a job that was started so long ago."""

ENOUGH = 60_000
"""Milliseconds: no step is begun with less than this left, since the longest takes half of it."""


class Jobs(Protocol):
    def take(self, season: str, name: str, job_id: str, *, lease: str, now: datetime) -> Job | None: ...

    def advance(self, job: Job, step: Step, *, now: datetime) -> Job: ...

    def release(self, job: Job) -> None: ...

    def fail(self, job: Job, reason: str, *, now: datetime) -> None: ...


class Work(Protocol):
    """One kind of job in one run."""

    def step(self, job: Job) -> Step:
        """The step at the job's cursor. Done twice it does the same. Raises Refusal: then the job has failed."""


MakeWork = Callable[[Job], Work]


def work_on(
    message: JobMessage,
    *,
    jobs: Jobs,
    works: Mapping[JobKind, MakeWork],
    time_left: Callable[[], int],
    clock: Callable[[], datetime],
) -> None:
    """Raises ComeBackLater while something is left, CanNeverSucceed for a job that runs ended in too often."""
    try:
        job = jobs.take(message.season, message.job, message.id, lease=str(ULID()), now=clock())
    except LeasedError:
        raise ComeBackLater(LOOK_AGAIN) from None
    if job is None:
        return
    if job.state is JobState.FAILED:
        raise CanNeverSucceed(job.reason or "job_failed")
    try:
        _steps(job, jobs=jobs, works=works, time_left=time_left, clock=clock)
    except LeaseLostError:
        return


def _steps(
    job: Job,
    *,
    jobs: Jobs,
    works: Mapping[JobKind, MakeWork],
    time_left: Callable[[], int],
    clock: Callable[[], datetime],
) -> None:
    try:
        work = works[job.kind](job)
        while True:
            job = jobs.advance(job, work.step(job), now=clock())
            if not job.is_unfinished:
                return
            if time_left() < ENOUGH:
                break
    except Refusal as refusal:
        jobs.fail(job, refusal.reason, now=clock())
        return
    except LeaseLostError:
        raise
    except Exception:
        jobs.release(job)
        raise
    jobs.release(job)
    raise ComeBackLater(AGAIN, waits_for=GOES_ON if clock() - job.started_at >= LONG else None)
