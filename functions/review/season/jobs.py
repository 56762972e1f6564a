"""Background jobs of a season: started, watched, started again and cancelled by its supervisors."""

from collections.abc import Mapping, Sequence
from typing import Any

from chalice import Response
from ulid import ULID

from functions.cloud.staff.jobs.job_table import KEPT, job_table
from functions.cloud.table.shards import SHARDS
from functions.cloud.web.http import answer, language_of
from functions.registration.errors import NotFound, NotPossibleNow
from functions.registration.staff.audit import Act
from functions.registration.staff.jobs import Job, JobKind, JobState, job_name
from functions.registration.staff.roles import Permission
from functions.registration.texts import staff_text
from functions.review.member import Member
from functions.review.routes import clock, deed_of, recorded, request, route
from functions.review.season.job_answers import JobAnswer, JobsAnswer

from .routes import ONE, current

JOBS = f"{ONE}/jobs"
JOB = f"{JOBS}/{{job}}"
OF_SEASON = tuple(job_name(kind) for kind in JobKind if kind is not JobKind.EXPORT)
"""Exports have a list of their own."""

COUNTS = ("extended", "changed", "left", "rows")
"""What of a job's result is told with its state."""


def started(
    member: Member,
    season: str,
    version: int,
    kind: JobKind,
    deed: tuple[Act, dict[str, str]],
    *,
    of: str | None = None,
    asked: Mapping[str, str] | None = None,
    beside: Sequence[dict[str, Any]] = (),
) -> Job:
    """A new job with its event of the trail, or the one that does the same already. Raises NotPossibleNow."""
    now, name = clock(), job_name(kind, of)
    made = Job(
        id=str(ULID()),
        season=season,
        name=name,
        kind=kind,
        by=member.key,
        started_at=now,
        moved_at=now,
        asked=dict(asked or {}),
        season_version=version,
        expires=int((now + KEPT).timestamp()),
    )
    act, details = deed
    try:
        job_table().start(made, deed_of(member, act, season, **details), now=now, beside=beside)
    except NotPossibleNow:
        running = newest(season, kind, of)
        if running is None or not running.is_unfinished:
            raise
        if (running.asked, running.season_version) != (made.asked, version):
            raise
        return running
    return made


def newest(season: str, kind: JobKind, of: str | None = None) -> Job | None:
    """The season's newest job of that kind, whatever became of it."""
    try:
        return job_table().get(season, job_name(kind, of))
    except NotFound:
        return None


def done(season: str, kind: JobKind) -> Any:
    """What that came to; None where there is none, or it is not done."""
    job = newest(season, kind)
    return None if job is None or job.state is not JobState.DONE else job.told()


def accepted(job: Job, member: Member) -> Response:
    """202, and where to ask how far it is."""
    return answer(job_view(job, member), status=202, headers=where(job))


def where(job: Job) -> dict[str, str]:
    return {"Location": f"/api{JOB.format(season=job.season, job=job.name)}"}


def job_view(job: Job, member: Member) -> JobAnswer:
    result = job.told() or {}
    reason = None if job.reason is None else staff_text(job.reason, language_of(request()))
    return {
        "job": job.name,
        "kind": job.kind,
        "state": job.state,
        "mine": member.key.names(job.by),
        "by": job.by,
        "started_at": job.started_at,
        "moved_at": job.moved_at,
        "looked_at": job.looked_at,
        "percent": _percent(job),
        "stalled": job.is_stalled(clock()),
        "reason": job.reason,
        "detail": reason,
        "counts": {name: result[name] for name in COUNTS if name in result},
    }


def _percent(job: Job) -> int:
    """Going over the season is nine tenths of it; what is left is told as done when it is."""
    if job.state is JobState.DONE:
        return 100
    return 90 if job.cursor.phase else 90 * job.cursor.part // SHARDS


@route("GET", JOBS, Permission.SEASON)
def list_jobs(member: Member, season: str) -> Response:
    """The newest of each kind."""
    current(member, season)
    body: JobsAnswer = {"jobs": [job_view(job, member) for job in job_table().some(season, OF_SEASON)]}
    return answer(body)


@route("GET", JOB, Permission.SEASON)
def read_job(member: Member, season: str, job: str) -> Response:
    current(member, season)
    return answer(job_view(job_table().get(season, job), member))


@route("POST", JOB, Permission.SEASON)
def start_again(member: Member, season: str, job: str) -> Response:
    """A job that failed or stands still: from where it stopped, by whoever asks now."""
    version, _ = current(member, season)
    before = job_table().get(season, job)
    after = before.started_again(clock(), version)
    job_table().replace(before, after, write=recorded(member, Act.JOB_STARTED_AGAIN, season, job=job))
    return accepted(after, member)


@route("DELETE", JOB, Permission.SEASON)
def cancel_job(member: Member, season: str, job: str) -> Response:
    """It goes no further. What it changed so far stays."""
    current(member, season)
    before = job_table().get(season, job)
    after = before.cancelled(clock())
    job_table().replace(before, after, write=recorded(member, Act.JOB_CANCELLED, season, job=job))
    return answer(job_view(after, member))
