"""Nothing lost and nothing done twice: a fault at any AWS call of any deed, and of all that follows from it.

`make faults` plays every point (of what goes over a season as many as a box of time holds); without RUXUE_FAULTS=whole
two of each deed are played: its own answer lost, and another by its seed.
"""

import random
from collections.abc import Callable
from math import inf
from pathlib import Path

import pytest

from local.population import Population
from tests.api.household import Household
from tests.seeds import in_time

from . import family_deeds, operator_deeds, report_deeds, staff_deeds
from .family_deeds import Request
from .faults import Point
from .play import Story, alike, answer_lost, disturbed, points, undisturbed, wrong
from .world import World

DOCS = Path(__file__).parents[2] / "docs"
SAMPLE = 2
"""Points of each deed in the suite."""

Record = Callable[[str, object], None]


def every_point_ends_alike(
    world: World, request: Request, name: str, record: Record, *, sample: int = SAMPLE, seconds: float = inf
) -> Story:
    """The undisturbed story. `seconds` is the box of time that all points of the whole run have."""
    course = undisturbed(world, request)
    story = course.story
    assert story.sent == 1
    every = list(points(course))
    first = answer_lost(course)
    ordered = [
        *first,
        *(point for point in random.Random(name).sample(every, len(every)) if point not in first),
    ]
    stories: dict[tuple[object, ...], Story] = {}
    found: dict[Point, list[str]] = {}
    for point in (ordered[place] for place in in_time(sample, whole=len(every), seconds=seconds)):
        one = alike(course, point)
        if one not in stories:
            stories[one] = disturbed(world, request, course, point)
        found[point] = wrong(story, stories[one], point)
    record("points", len(found))
    record("stories", len(stories))
    said = [
        f"{point.fault.value} at call {point.call}, {story.made[point.call].operation}: {line}"
        for point, lines in found.items()
        for line in lines
    ]
    assert not said, "\n".join(said)
    return story


@pytest.mark.parametrize("deed", family_deeds.DEEDS, ids=lambda deed: deed.__name__)
def test_a_family_s_deed_ends_as_if_undisturbed(
    world: World, family: Household, deed: family_deeds.Deed, record_property: Record
) -> None:
    every_point_ends_alike(world, deed(family), deed.__name__, record_property)


@pytest.mark.parametrize("deed", staff_deeds.DEEDS, ids=lambda deed: deed.__name__)
def test_a_deed_of_staff_ends_as_if_undisturbed(
    world: World, staff_city: Population, deed: staff_deeds.Deed, record_property: Record
) -> None:
    staff_deeds.with_a_case(world.cloud, staff_city)
    every_point_ends_alike(world, deed(world.cloud), deed.__name__, record_property)


@pytest.mark.parametrize("deed", operator_deeds.DEEDS, ids=lambda deed: deed.__name__)
def test_a_deed_of_an_operator_ends_as_if_undisturbed(
    world: World, staff_city: Population, deed: operator_deeds.Deed, record_property: Record
) -> None:
    operator_deeds.with_unsent_notices(world.cloud, staff_city)
    every_point_ends_alike(world, deed(world.cloud), deed.__name__, record_property)


@pytest.mark.parametrize("deed", report_deeds.DEEDS, ids=lambda deed: deed.__name__)
def test_a_report_of_an_sms_ends_as_if_undisturbed(
    world: World, family: Household, deed: report_deeds.Deed, record_property: Record
) -> None:
    every_point_ends_alike(world, deed(family), deed.__name__, record_property)


@pytest.mark.parametrize(
    ("page", "said"), [("reliability.md", " {} deeds,"), ("zh-CN/reliability.md", " {} 个操作的")]
)
def test_the_page_names_as_many_deeds_as_there_are(page: str, said: str) -> None:
    rooms = (family_deeds, staff_deeds, operator_deeds, report_deeds)
    deeds = sum(len(room.DEEDS) for room in rooms)
    assert said.format(deeds) in (DOCS / page).read_text("utf-8")
