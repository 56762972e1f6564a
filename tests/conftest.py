"""For the whole suite: nothing that the functions emit during any test may hold a person."""

import gc
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from functions.cloud.logs import SERVICE, logger

pytest_plugins = ["tests.canary.plugin", "tests.policies.plugin"]

settings.register_profile(
    "ruxue", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ruxue")
"""The same examples for everybody, and none fails because a machine is slow."""

RARELY = 20_000, 20, 50
"""New objects, rounds and rounds of rounds after which garbage is looked for."""


def pytest_sessionstart() -> None:
    """The log writes for ever to what is the output at its first line: not to one test's, which is closed after it."""
    logger()


def pytest_collection_finish() -> None:
    """What is there by now stays to the end: whoever looks for garbage need not look through it each time, and rarely.

    A tenth of what a test through the table takes went into looking; Python's own are 700, 10 and 10.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARELY)


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
