"""Every screen of the journey for every eye and ear: axe, a narrow phone, and what a screen reader finds there."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from local.demo.client import Town
from local.population import Population

from .around import around
from .family import FamilyAtThePage
from .looks import Looker
from .rare_screens import rare
from .speech import CHANGING, KEPT, Listener, read
from .tour import FIRST_SEEN, tour

pytestmark = pytest.mark.browser
TOURS = (
    ("journey.zh-CN", tour, "zh-CN", FIRST_SEEN[0]),
    ("journey.en", tour, "en", FIRST_SEEN[1]),
    ("after.zh-CN", around, "zh-CN", "two_accounts_mother"),
    ("after.en", around, "en", "hongkong_residence_permit"),
)
FRAMED = ("welcome", "mine")
"""Screens whose header and footer are heard too: nobody signed in, and somebody."""


@pytest.mark.parametrize(
    ("name", "going", "language", "story"),
    [pytest.param(*TOURS[0], marks=pytest.mark.journey), *TOURS[1:]],
)
def test_every_screen_holds_for_axe_on_a_narrow_phone_and_is_read_as_reviewed(
    new_context: Callable[..., BrowserContext],
    town: Town,
    city: Population,
    name: str,
    going: Callable[..., None],
    language: str,
    story: str,
) -> None:
    looker, listener = Looker(name), Listener(name)

    def look(screen: str, family: FamilyAtThePage) -> None:
        listener.listen(screen, family.page, family.form)
        if screen in FRAMED:
            listener.listen(f"around {screen}", family.page, family.form, "header", "footer")
        looker.look(screen, family.page)

    going(new_context(language=language), town, city, look, story=story)
    assert not looker.wrong
    assert not listener.unlike(), "reviewed and right? then: make speech"


RARE = ("zh-CN", "en")


def test_screens_that_few_families_meet_hold_for_axe_and_are_read_as_reviewed(
    new_context: Callable[..., BrowserContext], other_town: Town
) -> None:
    looker = Looker("rare")
    listeners = {language: Listener(f"rare.{language}") for language in RARE}

    def look(screen: str, family: FamilyAtThePage) -> None:
        language = family.page.locator("html").get_attribute("lang") or ""
        listeners[language].listen(screen, family.page, family.form)
        looker.look(f"{screen} {language}", family.page)

    rare(new_context, other_town, other_town.population(), look, languages=RARE)
    assert not looker.wrong
    assert [one.unlike() for one in listeners.values()] == [{}, {}], "reviewed and right? then: make speech"


def test_no_reviewed_tree_carries_what_changes_from_day_to_day() -> None:
    files = sorted(KEPT.iterdir())
    assert [file.stem for file in files] == sorted(
        [*(name for name, *_ in TOURS), *(f"rare.{language}" for language in RARE)]
    )
    for file in files:
        text = file.read_text("utf-8")
        assert not [found for pattern, _ in CHANGING for found in re.findall(pattern, text)], file


CHOICE = re.compile(r"- '?((?:link|button|textbox|combobox) \"[^\"]+\")")


def test_no_two_controls_of_a_screen_are_read_alike() -> None:
    """Whoever goes through a list of links or fields hears their names alone."""
    alike = [
        (file.stem, screen, control)
        for file in sorted(KEPT.iterdir())
        for screen, tree in read(file)
        for control, times in Counter(CHOICE.findall(tree)).items()
        if times > 1
    ]
    assert alike == []
