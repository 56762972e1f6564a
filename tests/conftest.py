"""For the whole suite: nothing that the functions emit during any test may hold a person."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from functions.cloud.logs import SERVICE, logger

from .garbage import look_rarely

pytest_plugins = ["tests.canary.plugin", "tests.policies.plugin"]

settings.register_profile(
    "ruxue", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ruxue")
"""The same examples for everybody, and none fails because a machine is slow."""


def pytest_sessionstart() -> None:
    """The log writes for ever to what is the output at its first line: not to one test's, which is closed after it."""
    logger()


def pytest_collection_finish() -> None:
    look_rarely()


@pytest.fixture
def logged() -> Iterator[list[dict[str, Any]]]:
    """The functions' log lines as CloudWatch gets them, parsed."""
    lines: list[dict[str, Any]] = []
    written = logger().registered_formatter

    class Lines(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(json.loads(written.format(record)))

    handler = Lines()
    logging.getLogger(SERVICE).addHandler(handler)
    yield lines
    logging.getLogger(SERVICE).removeHandler(handler)
