"""R47: a door is met by confirmed facts alone; what is unknown neither opens nor closes it."""

from datetime import date, timedelta
from typing import Any

import pytest

from functions.registration.form import HomeKind
from functions.registration.placing.doors import CONDITIONS, Passage, passage
from functions.registration.placing.facts import Facts
from functions.registration.season.placing_rules import Door, Fact

from .families import EARLY, LATE, OWNER, door

PURCHASE = HomeKind.PARENTS_PURCHASE
DAY = date(2021, 8, 31)

ASKED: dict[str, tuple[Any, Any, Any]] = {
    "child_settled_by": (DAY, DAY, DAY + timedelta(days=1)),
    "parent_settled_by": (DAY, DAY, DAY + timedelta(days=1)),
    "same_address": (True, True, False),
    "share_over": ("1/2", "501/1000", "1/2"),
    "titled_by": (DAY, DAY, DAY + timedelta(days=1)),
    "same_booklet": (True, True, False),
    "home_unused": (True, True, False),
    "no_other_home": (True, True, False),
}
"""Condition -> what the door asks, what just meets it, what just does not."""


def through(facts: Facts, *doors: Door, home: HomeKind | None = PURCHASE) -> Passage:
    return passage(home, facts, doors)


def test_every_condition_of_a_door_is_asked_and_every_fact_has_its_field() -> None:
    others = {"id", "name", "rank", "homes", "first_occupants_excepted"}
    assert {one.name for one in CONDITIONS} == Door.model_fields.keys() - others == ASKED.keys()
    assert {one.value for one in Fact} == set(Facts.model_fields)


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda one: one.name)
def test_r47_a_condition_is_met_failed_or_unknown(condition: Any) -> None:
    limit, meets, fails = ASKED[condition.name]
    asking = door(homes=["parents_purchase"], **{condition.name: limit})
    for fact, expected in (
        (meets, Passage(asking)),
        (fails, Passage(None, (), (condition.fact,))),
        (None, Passage(None, (condition.fact,))),
    ):
        assert through(OWNER.model_copy(update={condition.fact.value: fact}), asking) == expected


@pytest.mark.parametrize("home", [one for one in HomeKind if one is not PURCHASE] + [None])
def test_r47_no_other_kind_of_home_comes_in_by_an_owners_door(home: HomeKind | None) -> None:
    assert through(OWNER, door(), home=home) == Passage(None)


def test_what_a_door_does_not_ask_may_be_unknown() -> None:
    assert through(Facts(), door()).door == door()


def test_a_failed_condition_makes_the_unknown_ones_unimportant() -> None:
    asking = door(same_address=True, titled_by=DAY)
    found = through(OWNER.model_copy(update={"same_address": False, "titled_on": None}), asking)
    assert found == Passage(None, (), (Fact.SAME_ADDRESS,))


def test_the_lowest_rank_that_opens_counts_and_a_better_one_that_is_open_is_asked_about_first() -> None:
    better, worse = door("better", titled_by=DAY), door("worse", rank=2)
    assert through(OWNER, worse, better).door == better
    assert through(OWNER.model_copy(update={"titled_on": LATE}), worse, better) == Passage(worse)
    unknown = through(OWNER.model_copy(update={"titled_on": None}), worse, better)
    assert unknown == Passage(worse, (Fact.TITLED_ON,))


def test_between_doors_of_one_rank_an_open_question_does_not_matter_once_one_opens() -> None:
    found = through(OWNER.model_copy(update={"titled_on": None}), door("a", titled_by=DAY), door("b"))
    assert (found.door, found.unknown) == (door("b"), ())


def test_a_first_occupant_is_excepted_from_days_alone() -> None:
    asking = door(child_settled_by=DAY, titled_by=DAY, same_address=True, first_occupants_excepted=True)
    late = OWNER.model_copy(update={"child_settled_on": LATE, "titled_on": LATE, "first_occupant": True})
    assert through(late, asking).door == asking
    assert through(late.model_copy(update={"same_address": False}), asking).failed == (Fact.SAME_ADDRESS,)
    unknown = through(late.model_copy(update={"first_occupant": None}), asking)
    assert unknown == Passage(None, (Fact.FIRST_OCCUPANT,))
    settled = late.model_copy(update={"first_occupant": False})
    assert through(settled, asking).failed == (Fact.CHILD_SETTLED_ON, Fact.TITLED_ON)
    assert (
        through(OWNER.model_copy(update={"first_occupant": None, "titled_on": EARLY}), asking).door == asking
    )
