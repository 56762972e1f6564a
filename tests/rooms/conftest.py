from datetime import UTC, date, datetime

import pytest
import time_machine

from functions.registration.registration import Registration
from functions.registration.season.season import Season
from local.population import Population, population
from tests.authorities import authorities, running_authorities
from tests.aws import Cloud, cloud
from tests.midseason import clock, season

from .registrations import form, submitted

__all__ = ["authorities", "clock", "cloud", "running_authorities", "season"]


@pytest.fixture
def opened(clock: time_machine.Traveller, cloud: Cloud, season: Season) -> Cloud:
    """The cloud with its season, at `NOW`."""
    cloud.put_season(season, datetime.now(UTC))
    return cloud


@pytest.fixture(scope="session")
def city() -> Population:
    return population(7, date(2022, 6, 1), date(2016, 8, 31), bulk=0)


@pytest.fixture
def family_submitted(city: Population) -> Registration:
    """An ordinary family of two parents and one child with a certificate, just submitted."""
    return submitted(form(city))
