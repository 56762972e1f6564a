from collections.abc import Iterator
from datetime import date

import pytest

from local.authorities import Authorities, Credentials, Switches, start_authorities
from local.population import Population, population

CREDENTIALS = {
    "household": Credentials("ruxue-test", "household secret"),
    "property": Credentials("ruxue-test", "property secret"),
}


@pytest.fixture(scope="session")
def city() -> Population:
    return population(7, date(2022, 6, 1), date(2016, 8, 31), bulk=20)


@pytest.fixture(scope="session")
def _running(city: Population) -> Iterator[Authorities]:
    with start_authorities(city, credentials=CREDENTIALS) as running:
        yield running


@pytest.fixture
def authorities(_running: Authorities) -> Iterator[Authorities]:
    """Both authorities, in order again after each test."""
    yield _running
    _running.household.control(Switches())
    _running.property.control(Switches())
