"""One data stack for the folder's tests; each test has a family of its own, so that none sees another's."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle

import pytest
import time_machine

from local.authorities import Authorities
from local.environment import forget_cached
from local.population import Population, Story, population
from tests.authorities import authorities, running_authorities
from tests.aws import Cloud, made_cloud
from tests.midseason import NOW, clock, season
from tests.moto_snapshot import Snapshot

from .client import Client
from .household import Household, agreed
from .kept import SEASON, begun, emptied, seasons_and_secret

__all__ = ["authorities", "clock", "running_authorities", "season"]


@pytest.fixture(scope="session")
def city() -> Population:
    return population(11, date(2022, 6, 1), date(2016, 8, 31), bulk=160)


@pytest.fixture(scope="package")
def _begun(_cloud: Cloud) -> tuple[str, Snapshot]:
    """What every test begins with."""
    return seasons_and_secret(), Snapshot()


@pytest.fixture(scope="package")
def _cloud(running_authorities: Authorities) -> Iterator[Cloud]:
    with pytest.MonkeyPatch.context() as patch, made_cloud(patch) as cloud:
        cloud.connect(running_authorities)
        cloud.put_season(SEASON, NOW)
        yield cloud


@pytest.fixture
def _families(city: Population) -> Iterator[Story]:
    return cycle(city.bulk)


@pytest.fixture
def cloud(clock: time_machine.Traveller, _cloud: Cloud, _begun: tuple[str, Snapshot]) -> Iterator[Cloud]:
    """Empty but for the season and who may read it (moto's transactions copy whole tables, so that full ones are
    slow), and without a breaker that remembers what happened. Who changes season or secret changes it for no other.
    """
    begun(_cloud)
    yield _cloud
    standing, snapshot = _begun
    if not emptied(_cloud) or seasons_and_secret() != standing:
        snapshot.restore()
        forget_cached()


@pytest.fixture
def family(cloud: Cloud, _families: Iterator[Story]) -> Household:
    """An ordinary family that answered the notice, another one each time it is asked for in a test."""
    return Household(cloud, next(_families)).consent()


@pytest.fixture
def another_family(cloud: Cloud, _families: Iterator[Story]) -> Household:
    """And a second one."""
    return Household(cloud, next(_families)).consent()


@pytest.fixture
def saved(family: Household) -> Household:
    """An ordinary family with a saved form."""
    family.begin().save()
    return family


@pytest.fixture
def another(cloud: Cloud, _families: Iterator[Story]) -> Callable[[], Household]:
    """Further ordinary families, each with an account of its own."""
    return lambda: Household(cloud, next(_families)).consent()


@pytest.fixture
def stranger(cloud: Cloud, _families: Iterator[Story]) -> Client:
    """Somebody else's account, which answered the notice too."""
    client = Client(next(_families).account)
    assert agreed(client).status == 200
    return client
