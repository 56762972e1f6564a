"""For the whole suite: nothing that the functions emit during any test may hold a person."""

import json
import logging
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
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


BROWSER = Path(__file__).parent / "browser"


def pytest_sessionstart() -> None:
    """The log writes for ever to what is the output at its first line: not to one test's, which is closed after it."""
    logger()


def pytest_collection_finish() -> None:
    look_rarely()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files whose tests wait for a browser stand among those whose tests work, so that no core has only such or such.

    The longest of them is the first.
    """
    files = [list(tests) for _, tests in groupby(items, key=lambda item: item.path)]
    waiting = [tests for tests in files if BROWSER in tests[0].path.parents]
    working = [tests for tests in files if BROWSER not in tests[0].path.parents]
    waiting.sort(key=lambda tests: tests[0].path.name != "test_screens.py")
    placed = [*_placed(waiting), *_placed(working)]
    items[:] = [test for _, tests in sorted(placed, key=itemgetter(0)) for test in tests]


def _placed(files: list[list[pytest.Item]]) -> Iterator[tuple[float, list[pytest.Item]]]:
    """Each with the part of its kind's tests that come before it."""
    number = sum(map(len, files))
    before = 0
    for tests in files:
        yield before / number, tests
        before += len(tests)


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
