"""A seeded sample of the browser's tests: what `make test` plays of them, to be done in minutes.

Every journey, and of the other tests of each file one in three, by its name. `make browser`, `make coverage` and
`pytest tests/browser` play them all.
"""

import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from random import Random

import pytest

from infra.workshop.suite import BROWSER_TESTS, Played

SAMPLED = os.environ.get(BROWSER_TESTS) == Played.SAMPLE
JOURNEY = "journey"
"""The mark of what is always played."""
DRIVES = "browser"
"""The fixture of what drives one."""
ONE_IN = 3


def left_out(items: Sequence[pytest.Item]) -> set[pytest.Item]:
    """The tests of the browser that the sample does not hold; a file keeps one at least."""
    driving = [item for item in items if DRIVES in getattr(item, "fixturenames", ())]
    return {
        item
        for _, tests in groupby(driving, key=lambda item: item.path)
        for item in _not_sampled(list(tests))
    }


def _not_sampled(tests: Sequence[pytest.Item]) -> Iterator[pytest.Item]:
    others = [item for item in tests if not item.get_closest_marker(JOURNEY)]
    fewest = 1 if len(others) == len(tests) else 0
    kept = Random(tests[0].path.name).sample(others, max(len(others) // ONE_IN, fewest))
    yield from (item for item in others if item not in kept)
