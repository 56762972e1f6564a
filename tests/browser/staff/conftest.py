"""A local system of the staff's own, since guardians' tests use up the same children."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext

from local.demo.client import Town
from tests.browser import stage

from .cases import Cases
from .desk import SMALL, StaffAtTheDesk

NewStaff = Callable[..., StaffAtTheDesk]


@pytest.fixture(scope="session")
def town() -> Iterator[Town]:
    with stage.running_town() as running:
        yield running


@pytest.fixture(scope="session")
def cases(town: Town) -> Cases:
    return Cases(town, town.population())


@pytest.fixture(scope="session")
def waiting(cases: Cases) -> str:
    """One case that waits and that no test decides, for those that only look."""
    return cases.submit(cases.from_abroad())


@pytest.fixture
def staff(new_context: Callable[..., BrowserContext], town: Town) -> NewStaff:
    """`staff("reviewer")`: signed in at the console, before a fresh browser."""

    def make(sub: str, size: dict[str, int] = SMALL, **more: str) -> StaffAtTheDesk:
        return StaffAtTheDesk(new_context(size, **more).new_page(), town, sub)

    return make
