from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from functions.registration.checking.shared_marks import marks_of, places_of
from functions.registration.checks import Check, CheckState
from functions.registration.form import Form
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season
from functions.registration.staff.looking.searching import sought_of
from local.population import Population, population
from tests.aws import Cloud, cloud
from tests.midseason import clock, season
from tests.readers import MACS, approve_readers
from tests.rooms.registrations import form, submitted

__all__ = ["clock", "cloud", "season"]


@pytest.fixture
def opened(clock: time_machine.Traveller, cloud: Cloud, season: Season) -> Cloud:
    """The cloud with its season, at `NOW`."""
    names = {"EXPORT_BUCKET": "ExportBucketName", "JOB_QUEUE_URL": "JobQueueUrl", "JOB_DLQ_URL": "JobDlqUrl"}
    for name, output in names.items():
        cloud.environment.setenv(f"RUXUE_{name}", cloud.stack.outputs[output])
    cloud.environment.setenv("RUXUE_AUDIT_BUCKET", cloud.stack.outputs["AuditBucketName"])
    cloud.put_season(season, datetime.now(UTC))
    approve_readers(cloud.table, season, datetime.now(UTC))
    return cloud


@pytest.fixture(scope="session")
def city() -> Population:
    return population(7, date(2022, 6, 1), date(2016, 8, 31), bulk=0)


def judged(
    form: Form, registration_id: str, states: dict[str, CheckState] | None = None, **more: Any
) -> Registration:
    """Submitted, with every check passed but those named."""
    made = submitted(form, registration_id)
    checks: dict[str, Check] = {
        key: check.model_copy(update={"state": (states or {}).get(key, CheckState.PASSED)})
        for key, check in made.checks.items()
    }
    update = {
        "checks": checks,
        "marks": marks_of(form, MACS.every),
        "sought": sought_of(form, made.season, MACS.of),
        **places_of(form),
        "status": Status.SUBMITTED,
    }
    return made.model_copy(update=update | more)


CASE = "01G76PAV40BBBBBBBBBBBBBBBB"


@pytest.fixture
def case(opened: Cloud, city: Population) -> Registration:
    """A family in public rental whose home waits for a clerk."""
    made = judged(form(city, "public_rental"), CASE, {"property": CheckState.MANUAL_REVIEW})
    opened.put(made)
    return made
