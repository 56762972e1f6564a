"""Fails every test during which a canary left the functions; loaded by the conftest of `tests`."""

import logging
from collections.abc import Generator
from contextlib import ExitStack
from datetime import date
from typing import Any

import boto3
import botocore.handlers
import pytest

from functions.cloud.aws.calls import SEAM, Answer, Call, Caller
from functions.cloud.logs import SERVICE
from local.population import population

from .watch import WATCH

EVENT = "provide-client-params.*.*"


def pytest_configure(config: pytest.Config) -> None:
    """The seam and every botocore session made from now on tell of their calls, and the functions log all they can."""
    watched = ExitStack()
    watched.enter_context(SEAM.around(_seen))
    config.add_cleanup(watched.close)
    botocore.handlers.BUILTIN_HANDLERS.append((EVENT, _told))
    if boto3.DEFAULT_SESSION is not None:
        boto3.DEFAULT_SESSION.events.register(EVENT, _told)
    logging.getLogger("functions").setLevel(logging.DEBUG)
    logging.getLogger().addHandler(_Records())
    config.addinivalue_line(
        "markers", "speaks_of_people: shows a person on purpose, to see them hidden or found"
    )


def pytest_sessionstart() -> None:
    """The cities of tests/rooms and tests/api."""
    for seed, bulk in ((7, 0), (11, 160)):
        WATCH.plant_city(population(seed, date(2022, 6, 1), date(2016, 8, 31), bulk=bulk))


class _Records(logging.Handler):
    """Sees what the functions' programs hand to their loggers, before anything is veiled."""

    def handle(self, record: logging.LogRecord) -> bool:
        self.emit(record)  # past the filter by which Powertools keeps its lines from the root's handlers
        return True

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith(("functions", SERVICE)):
            WATCH.look(f"a log record of {record.module}", [record.getMessage(), vars(record)])


def _seen(call: Call, then: Caller) -> Answer:
    WATCH.call(call)
    return then(call)


def _told(params: Any, model: Any, **_: Any) -> None:
    WATCH.request(params, model)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if item.get_closest_marker("speaks_of_people"):
        WATCH.taken()
        return report
    for name, content in report.sections:
        if name.endswith(call.when) and not name.startswith("Captured canaries"):
            WATCH.look(name, content)
    if call.when == "teardown":
        found = WATCH.taken()
        if found and report.passed:
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid}: people were seen in {sorted(set(found))}"
    return report
