"""From its queue: what somebody of the staff started over a whole season (docs/staff.md)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from chalice.app import Blueprint, SQSEvent

from functions.cloud import composition
from functions.cloud.logs import logger, run
from functions.cloud.queues.batches import BatchAnswer, consume
from functions.cloud.queues.messages import JobMessage, job_messages_in
from functions.cloud.queues.queue import Queue
from functions.cloud.staff.jobs.job_table import job_table
from functions.cloud.staff.places import placing
from functions.registration.errors import StaleVersion
from functions.registration.season.season import Season
from functions.registration.staff.jobs import Job, JobKind

from .checking import Checking
from .exporting import Exporting
from .extending import Extending
from .gathering import Gathering
from .placing import Placing
from .rehearsing import Rehearsing
from .working import MakeWork, work_on

bp = Blueprint(__name__)


def clock() -> datetime:
    return datetime.now(UTC)


def _season(job: Job) -> Season:
    """As it stands now. Raises StaleVersion where it is not the one that the job was started on."""
    version, season = composition.season_desk().current(job.season)
    if version != job.season_version:
        raise StaleVersion(code="season_changed")
    return season


def _gathering(job: Job) -> Gathering:
    return Gathering(job.season, composition.result_table())


def _rehearsing(job: Job) -> Rehearsing:
    return Rehearsing(
        _season(job),
        gathering=_gathering(job),
        parts=job_table().gathered,
        facts_of=placing().facts.of,
        desk=composition.season_desk(),
    )


def _checking(job: Job) -> Checking:
    return Checking(
        _season(job),
        gathering=_gathering(job),
        parts=job_table().gathered,
        desk=composition.season_desk(),
        clock=clock,
    )


def _placing(job: Job) -> Placing:
    return Placing(
        _season(job),
        gathering=_gathering(job),
        parts=job_table().gathered,
        facts_of=placing().facts.of,
        desk=composition.season_desk(),
        schools=composition.staff_writes(),
        clock=clock,
    )


def _extending(job: Job) -> Extending:
    return Extending(
        _season(job), gathering=_gathering(job), deadlines=composition.staff_writes(), clock=clock
    )


def _exporting(job: Job) -> Exporting:
    season = composition.season_desk().current(job.season)[1]
    return Exporting(
        season,
        gathering=_gathering(job),
        parts=job_table().gathered,
        whole=composition.submitted_forms().of,
        exports=composition.export_table(),
        files=composition.export_files(),
        clock=clock,
    )


WORKS: Mapping[JobKind, MakeWork] = {
    JobKind.REHEARSAL: _rehearsing,
    JobKind.PUBLICATION_CHECK: _checking,
    JobKind.ASSIGNMENT: _placing,
    JobKind.EXTENSION: _extending,
    JobKind.EXPORT: _exporting,
}


@bp.on_sqs_message(queue="JobQueue", batch_size=1, name="job")
@run
def job(event: SQSEvent) -> BatchAnswer:
    context: Any = event.context

    def take(message: JobMessage) -> None:
        work_on(
            message,
            jobs=job_table(),
            works=WORKS,
            time_left=context.get_remaining_time_in_millis,
            clock=clock,
        )
        logger().info("job_taken", extra={"season": message.season, "job": message.job})

    return consume(event.to_dict(), job_messages_in, take, source=composition.source_queue(Queue.JOB))
