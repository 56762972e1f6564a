"""R47: a season's rules on seats are refused where a school, a door or the draw could not be gone by."""

from collections.abc import Callable
from typing import Any

import pytest

from functions.registration.season import placing_faults
from functions.registration.season.placing_rules import Door, OrderBy
from seasons import siming_2022

SEASON = siming_2022()
OWNED, TENANTS = SEASON.placing[0].doors[0], SEASON.placing[0].doors[1]


def spoilt(**door: Any) -> dict[str, Any]:
    """The sample season, the first school's first door changed."""
    first, *rest = SEASON.placing
    changed = first.model_copy(update={"doors": (OWNED.model_copy(update=door), *first.doors[1:])})
    return dict(SEASON) | {"placing": (changed, *rest)}


def codes(find: Callable[[Any], Any], parts: Any) -> set[str]:
    return {fault.code for fault in find(parts)}


@pytest.mark.parametrize(
    "find",
    [
        placing_faults.each_school_has_its_rules,
        placing_faults.doors_are_sound,
        placing_faults.homes_are_offered,
        placing_faults.used_homes_are_known,
        placing_faults.draw_is_whole,
    ],
)
def test_the_sample_season_has_no_fault(find: Callable[[Any], Any]) -> None:
    assert list(find(dict(SEASON))) == []


def test_seats_without_rules_are_told_by_school() -> None:
    faults = list(placing_faults.each_school_has_its_rules(dict(SEASON) | {"placing": ()}))
    with_seats = {school.id for school in SEASON.schools if school.seats is not None}
    assert {fault.variables["value"] for fault in faults} == with_seats


@pytest.mark.parametrize(
    ("door", "code"),
    [
        ({"homes": (*OWNED.homes, *TENANTS.homes)}, "season_door_mixes_tenures"),
        ({"same_booklet": True}, "season_door_for_grandparents"),
        ({"share_over": "3/2"}, "season_share_too_big"),
        ({"homes": TENANTS.homes, "share_over": "1/2"}, "season_door_for_owners"),
        ({"id": TENANTS.id}, "season_repeated"),
    ],
)
def test_a_door_asks_nothing_that_its_homes_cannot_have(door: Any, code: str) -> None:
    assert code in codes(placing_faults.doors_are_sound, spoilt(**door))


def test_titles_order_only_where_every_door_is_for_owned_homes() -> None:
    first, *rest = SEASON.placing
    titled = first.model_copy(update={"order": (OrderBy.TITLED_ON,)})
    assert "season_order_without_title" in codes(
        placing_faults.doors_are_sound, dict(SEASON) | {"placing": (titled, *rest)}
    )
    owners_only = titled.model_copy(update={"doors": (OWNED,)})
    assert codes(placing_faults.doors_are_sound, dict(SEASON) | {"placing": (owners_only,)}) == set()


def test_a_home_that_no_family_can_choose_opens_no_door() -> None:
    choices = SEASON.choices | {"property_kind": ()}
    faults = list(placing_faults.homes_are_offered(dict(SEASON) | {"choices": choices}))
    assert {fault.code for fault in faults} == {"season_not_offered"}


def test_used_homes_are_asked_for_only_where_they_are_counted() -> None:
    uncounted = SEASON.limits.model_copy(update={"home_seat_years": None})
    parts = spoilt(home_unused=True) | {"limits": uncounted}
    assert codes(placing_faults.used_homes_are_known, parts) == {"season_door_without_home_seats"}


def test_a_door_is_for_owners_where_every_home_of_it_is_owned() -> None:
    doors: list[Door] = [OWNED, TENANTS, OWNED.model_copy(update={"homes": (*OWNED.homes, *TENANTS.homes)})]
    assert [placing_faults.owned(door) for door in doors] == [True, False, False]
