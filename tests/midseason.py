"""The season that tests play in, and the instant in its middle at which their clock stands.

from tests.midseason import clock, season  # in the folder's conftest.py
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from functions.registration.season.season import Season
from seasons import siming_2022

NOW = datetime(2022, 7, 5, 2, 0, tzinfo=UTC)
"""10:00 in Xiamen."""


@pytest.fixture
def season() -> Season:
    """Its publication is confirmed; what appears of a family is another matter (tests/confirmed.py)."""
    return siming_2022().model_copy(update={"publication_held": False})


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
