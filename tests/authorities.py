"""Both authorities as real servers over the folder's `city`: fixtures for every test that asks them.

from tests.authorities import authorities, running_authorities  # in the folder's conftest.py, beside `city`
"""

from collections.abc import Iterator

import pytest

from local.authorities import Authorities, Credentials, Switches, start_authorities
from local.population import Population

CREDENTIALS = {
    "household": Credentials("ruxue-test", "household secret"),
    "property": Credentials("ruxue-test", "property secret"),
}


@pytest.fixture(scope="session")
def running_authorities(city: Population) -> Iterator[Authorities]:
    with start_authorities(city, credentials=CREDENTIALS) as running:
        yield running


@pytest.fixture
def authorities(running_authorities: Authorities) -> Iterator[Authorities]:
    """Both authorities, in order again after each test."""
    yield running_authorities
    running_authorities.household.control(Switches())
    running_authorities.property.control(Switches())
