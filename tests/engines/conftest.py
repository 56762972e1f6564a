"""A town and a browser for each engine, so that each family registers in each of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from local.demo.client import Town
from local.population import Population
from tests.browser import photos
from tests.browser.stage import running_town

from .family import Family
from .start import ENGINES
from .window import Window, button


@pytest.fixture(scope="session", params=ENGINES)
def window(request: pytest.FixtureRequest) -> Iterator[Window]:
    with ENGINES[request.param]() as opened:
        yield opened


@pytest.fixture(scope="session")
def town(window: Window) -> Iterator[Town]:
    with running_town() as running:
        yield running


@pytest.fixture(scope="session")
def city(town: Town) -> Population:
    return town.population()


@pytest.fixture
def family(window: Window, town: Town, city: Population, tmp_path: Path) -> Iterator[Callable[[str], Family]]:
    """That story's guardian; afterwards nothing may have gone wrong on the page, and they sign out."""
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(photos.good())
    yield lambda story: Family(window, town, city.stories[story], photo)
    assert window.wrong() == []
    window.press(button("退出"))
