"""What the staff's project is called with."""

from typing import Any

from chalice.local import LambdaContext

from functions.registration.staff.jobs import JobKind
from infra.staff.app import app
from tests.faults.long_deeds import JOBS, with_families
from tests.faults.staff_deeds import ONE, PATH, with_a_case
from tests.review.staff import CLERK

from .stage import Stage


def queue(stage: Stage) -> Any:
    with_a_case(stage.cloud, stage.city)
    return CLERK.event("GET", f"{PATH}/queue")


def case(stage: Stage) -> Any:
    with_a_case(stage.cloud, stage.city)
    return CLERK.event("GET", ONE)


def decision(stage: Stage) -> Any:
    with_a_case(stage.cloud, stage.city)
    command = {"check": "property", "result": "accepted", "reason": "documents_sufficient", "note": ""}
    return CLERK.event("POST", f"{ONE}/decisions", command, If_Match=CLERK.get(ONE).etag)


def counted(stage: Stage) -> Any:
    stage.family.submitted()
    return stage.cloud.changes()


def rehearsal(stage: Stage) -> Any:
    return _job(stage, JobKind.REHEARSAL)


def export(stage: Stage) -> Any:
    return _job(stage, JobKind.EXPORT)


def _job(stage: Stage, kind: JobKind) -> Any:
    """The message of a job that was started over four families."""
    with_families(stage.cloud, stage.city)
    started = JOBS[kind](stage.cloud)()
    app.handler_map["count"](stage.cloud.changes(), LambdaContext("count", 512))
    if started.status not in {200, 202}:
        raise SystemExit(f"{kind}: {started.status}")
    return stage.taken("Job")
