from datetime import date

import pytest

from local.population import Population, population
from tests.authorities import authorities, running_authorities

__all__ = ["authorities", "running_authorities"]


@pytest.fixture(scope="session")
def city() -> Population:
    return population(7, date(2022, 6, 1), date(2016, 8, 31), bulk=20)
