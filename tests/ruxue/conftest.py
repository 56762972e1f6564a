from datetime import UTC, date, datetime

import pytest
import time_machine

from functions.registration.registration import Registration
from functions.registration.season.season import Season
from local.population import Population, population
from tests.aws import Cloud, cloud
from tests.midseason import clock, season
from tests.rooms.registrations import form, submitted

__all__ = ["clock", "cloud", "season"]


@pytest.fixture
def opened(clock: time_machine.Traveller, cloud: Cloud, season: Season) -> Cloud:
    """The cloud with its season, at `NOW`, and the variables of both projects."""
    names = {
        "AUDIT_BUCKET": "AuditBucketName",
        "EXPORT_BUCKET": "ExportBucketName",
        "JOB_QUEUE_URL": "JobQueueUrl",
        "JOB_DLQ_URL": "JobDlqUrl",
    }
    for name, output in names.items():
        cloud.environment.setenv(f"RUXUE_{name}", cloud.stack.outputs[output])
    cloud.put_season(season, datetime.now(UTC))
    return cloud


@pytest.fixture(scope="session")
def city() -> Population:
    return population(7, date(2022, 6, 1), date(2016, 8, 31), bulk=0)


@pytest.fixture
def family_submitted(city: Population) -> Registration:
    return submitted(form(city))
