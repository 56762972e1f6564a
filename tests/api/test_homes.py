"""R14 to R20: on what home a registration rests."""

import pytest

from local.population import Population
from tests.aws import Cloud

from .household import Household


@pytest.mark.parametrize(
    ("story", "state"),
    [
        ("public_rental", "manual_review"),
        ("low_rent", "manual_review"),
        ("other_home", "manual_review"),
        ("collective", "not_required"),
        ("grandparents_home", "queued"),
        ("new_home", "queued"),
    ],
)
def test_r14_each_kind_of_home_is_checked_in_its_own_way(
    cloud: Cloud, city: Population, story: str, state: str
) -> None:
    family = Household(cloud, city.stories[story]).submitted()
    assert family.states()["property"] == state


def test_r16_numbers_are_normalised_and_the_answer_says_how(family: Household) -> None:
    family.begin()
    family.form["property"]["number"] = " 闽(2020)厦门市不动产权第 ００84498号-2 "
    saved = family.save()
    [told] = saved["normalised"]
    assert told["field"] == "property.number"
    assert told["value"] == "闽（2020）厦门市不动产权第0084498号"
    assert told["notes"]
    assert family.look()["form"]["property"]["number"] == told["value"]
    family.form["property"]["number"] = told["value"]
    assert family.save()["normalised"] == []
