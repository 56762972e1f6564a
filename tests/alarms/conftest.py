import pytest
import time_machine

from tests.aws import Cloud
from tests.rooms.conftest import (
    authorities,
    city,
    clock,
    cloud,
    family_submitted,
    opened,
    running_authorities,
    season,
)

from .playing import Played

__all__ = [
    "authorities",
    "city",
    "clock",
    "cloud",
    "family_submitted",
    "opened",
    "running_authorities",
    "season",
]


@pytest.fixture
def played(opened: Cloud, clock: time_machine.Traveller, capsys: pytest.CaptureFixture[str]) -> Played:
    return Played(opened, clock, capsys)
