from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from moto.s3.models import FakeKey

from local.population import Population, population
from tests.api.conftest import (
    _begun,
    _cloud,
    _families,
    authorities,
    city,
    clock,
    cloud,
    family,
    running_authorities,
    season,
)
from tests.aws import Cloud
from tests.midseason import NOW

from .world import World

__all__ = [
    "_begun",
    "_cloud",
    "_families",
    "authorities",
    "city",
    "clock",
    "cloud",
    "family",
    "running_authorities",
    "season",
]


@pytest.fixture
def world(cloud: Cloud, clock: time_machine.Traveller) -> Iterator[World]:
    """With the staff's variables too, since both APIs run in it; what a deed made of the season is taken back."""
    names = {
        "EXPORT_BUCKET": "ExportBucketName",
        "AUDIT_BUCKET": "AuditBucketName",
        "JOB_QUEUE_URL": "JobQueueUrl",
        "JOB_DLQ_URL": "JobDlqUrl",
    }
    for name, output in names.items():
        cloud.environment.setenv(f"RUXUE_{name}", cloud.stack.outputs[output])
    # An object that is restored is read again, also where it was erased meanwhile.
    cloud.environment.setattr(FakeKey, "dispose", lambda *_args, **_kind: None)
    made = World(cloud, clock, NOW)
    before = made.kept()
    yield made
    made.restore(before)


@pytest.fixture(scope="session")
def staff_city() -> Population:
    return population(7, date(2022, 6, 1), date(2016, 8, 31), bulk=0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    played = [value for report in reports for name, value in report.user_properties if name == "points"]
    stories = [value for report in reports for name, value in report.user_properties if name == "stories"]
    if played:
        of = f"{sum(played)} points of {len(played)} deeds"
        terminalreporter.write_line(f"faults: {of} were played, in {sum(stories)} stories that differ")
    seeds: Counter[str] = Counter()
    for report in reports:
        for name, value in report.user_properties:
            if name == "seeds":
                seeds.update(value)
    if seeds:
        fewest = f"{min(seeds.values())} to {max(seeds.values())} of each"
        terminalreporter.write_line(
            f"races: {seeds.total()} seeds of {len(seeds)} were played, {fewest}, from 0"
        )
