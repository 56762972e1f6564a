import pytest

from functions.registration.registration import Registration
from local.population import Population
from tests.aws import cloud
from tests.midseason import clock, season
from tests.review.conftest import city, opened
from tests.rooms.registrations import form, submitted

__all__ = ["city", "clock", "cloud", "opened", "season"]
"""The staff's functions and the command are told the same variables."""


@pytest.fixture
def family_submitted(city: Population) -> Registration:
    return submitted(form(city))
