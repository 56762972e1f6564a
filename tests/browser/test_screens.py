"""Every screen for every eye: axe, and a narrow phone with large letters."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from local.demo.client import Town
from local.population import Population

from .around import around
from .family import FamilyAtThePage
from .looks import Looker
from .tour import tour

pytestmark = pytest.mark.browser
TOURS = (
    ("journey.zh-CN", tour, "zh-CN", "other_community"),
    ("journey.en", tour, "en", "institution_owner"),
    ("after.zh-CN", around, "zh-CN", "two_accounts_mother"),
    ("after.en", around, "en", "hongkong_residence_permit"),
)


@pytest.mark.parametrize(("name", "going", "language", "story"), TOURS)
def test_every_screen_holds_for_axe_and_on_a_narrow_phone(
    new_context: Callable[..., BrowserContext],
    town: Town,
    city: Population,
    name: str,
    going: Callable[..., None],
    language: str,
    story: str,
) -> None:
    looker = Looker(name)

    def look(screen: str, family: FamilyAtThePage) -> None:
        looker.look(screen, family.page)

    going(new_context(language=language), town, city, look, story=story)
    assert not looker.wrong
