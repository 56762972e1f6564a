"""One local system and one Chromium for a worker; a clean browser for each test."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from local.demo.client import Town
from local.population import Population

from . import sample, stage
from .family import FamilyAtThePage
from .tour import FIRST_SEEN

NewFamily = Callable[..., FamilyAtThePage]
HARMLESS = re.compile(
    r"status of (4\d\d|502|503)|net::ERR_INTERNET_DISCONNECTED|net::ERR_FAILED|dynamically imported"
)
"""Chromium logs every refused or failed request as an error; anything else there is a fault of the page."""
OURS = re.compile(r"status of 500")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if sample.SAMPLED:
        without = sample.left_out(items)
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if item not in without]


@pytest.fixture(scope="session")
def town() -> Iterator[Town]:
    with stage.running_town() as running:
        yield running


@pytest.fixture
def other_town() -> Iterator[Town]:
    """A system whose clock may run to the season's end, and whose families nobody else signs in."""
    with stage.running_town() as running:
        yield running


@pytest.fixture(scope="session")
def city(town: Town) -> Population:
    return town.population()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = stage.chromium(playwright)
        yield launched
        launched.close()


@pytest.fixture
def fault_of_ours() -> None:
    """For a test of what is read where the server has a fault, which else is one of the test."""


@pytest.fixture
def new_context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., BrowserContext]]:
    """Contexts that fail the test for a request to another host, a page error or a broken policy."""
    harmless = [HARMLESS, OURS] if "fault_of_ours" in request.fixturenames else [HARMLESS]
    made: list[BrowserContext] = []
    wrong: list[str] = []

    def make(size: dict[str, int] = stage.PHONE, **more: str) -> BrowserContext:
        context = stage.context(browser, size, **more)
        context.on(
            "request", lambda request: None if stage.loopback(request.url) else wrong.append(request.url)
        )
        context.on(
            "console",
            lambda said: (
                None
                if said.type != "error" or any(shape.search(said.text) for shape in harmless)
                else wrong.append(f"{urlsplit(said.page.url if said.page else '').fragment}: {said.text}")
            ),
        )
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()
    assert not wrong


@pytest.fixture
def family(new_context: Callable[..., BrowserContext], town: Town, city: Population) -> NewFamily:
    """`family("twins")`: that story's guardian before a fresh browser."""

    def make(story: str, size: dict[str, int] = stage.PHONE, **more: str) -> FamilyAtThePage:
        assert story not in FIRST_SEEN, "the tour would not meet the notice any more"
        return FamilyAtThePage(new_context(size, **more).new_page(), town, city.stories[story])

    return make
