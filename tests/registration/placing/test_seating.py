"""R47: by door, then by confirmed dates, then by the draw; never by who came first unless the season says so."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.registration.form import HomeKind
from functions.registration.placing.seating import Drawn, Family, Place, Standing, seated
from functions.registration.season.placing_rules import Fact, Placing

from .families import EARLY, FIRST, LATE, door, family, rules

DATED = ("child_settled_on", "parent_settled_on")
DAYS = st.none() | st.dates(date(2017, 1, 1), date(2017, 1, 4))


def standings(families: list[Family], ruled: Placing, seats: int) -> dict[str, str]:
    return {one.registration: one.standing.value for one in seated(families, ruled, seats)}


@st.composite
def crowds(draw: st.DrawFn) -> list[Family]:
    kinds = st.sampled_from([HomeKind.PARENTS_PURCHASE, HomeKind.PUBLIC_RENTAL])
    return [
        family(
            f"f{number}",
            home=draw(kinds),
            students=draw(st.integers(1, 3)),
            child_settled_on=draw(DAYS),
            parent_settled_on=draw(DAYS),
            same_address=draw(st.sampled_from([True, True, False, None])),
            drawn=Drawn(draw(st.integers(1, 5)), f"{number:02d}"),
        )
        for number in range(draw(st.integers(0, 8)))
    ]


RULED = rules(door(same_address=True), door("rented", homes=["public_rental"], rank=2), order=DATED)


@given(crowds(), st.integers(0, 10), st.randoms())
def test_r47_the_order_in_which_families_come_changes_nothing(
    families: list[Family], seats: int, rng: random.Random
) -> None:
    shuffled = rng.sample(families, len(families))
    again = [one._replace(first_submitted_at=FIRST + timedelta(days=rng.randint(0, 9))) for one in shuffled]
    assert seated(again, RULED, seats) == seated(families, RULED, seats)


@given(crowds(), st.integers(0, 10))
def test_no_school_seats_more_children_than_it_has_seats_and_everybody_has_a_place(
    families: list[Family], seats: int
) -> None:
    found = standings(families, RULED, seats)
    assert found.keys() == {one.registration for one in families}
    assert sum(one.students for one in families if found[one.registration] == "seated") <= seats


@given(crowds(), st.integers(0, 10))
def test_r47_a_seat_that_is_had_stays_so_whatever_is_confirmed_later(
    families: list[Family], seats: int
) -> None:
    before = standings(families, RULED, seats)
    settled = [_confirmed(one) for one in families]
    after = standings(settled, RULED, seats)
    assert {name: one for name, one in before.items() if one == "seated"}.items() <= after.items()
    assert set(after.values()) <= {"seated", "full", "no_door"}


def _confirmed(one: Family) -> Family:
    known = {name: EARLY for name in DATED if getattr(one.facts, name) is None}
    address = {} if one.facts.same_address is not None else {"same_address": True}
    return one._replace(facts=one.facts.model_copy(update=known | address))


def test_r47_a_tenant_never_stands_before_an_owner_and_never_in_an_owners_door() -> None:
    tenant = family("tenant", home=HomeKind.PUBLIC_RENTAL, child_settled_on=EARLY - timedelta(days=900))
    owner = family("owner", child_settled_on=LATE)
    assert standings([tenant, owner], RULED, 1) == {"owner": "seated", "tenant": "full"}
    assert standings([tenant], rules(door()), 5) == {"tenant": "no_door"}


@pytest.mark.parametrize("by", [*DATED, "titled_on"])
def test_r47_inside_a_door_the_earlier_day_goes_first_by_full_dates(by: str) -> None:
    earlier, later = family("z", **{by: EARLY}), family("a", **{by: EARLY + timedelta(days=1)})
    assert standings([later, earlier], rules(order=(by,)), 1) == {"z": "seated", "a": "full"}


def test_r47_who_came_first_counts_only_where_the_season_says_so() -> None:
    families = [family("a", at=FIRST + timedelta(seconds=1)), family("b")]
    assert standings(families, rules(order=("first_submitted_at",)), 1) == {"b": "seated", "a": "full"}
    assert set(standings(families, rules(), 1).values()) == {"awaits_draw"}


def test_r47_equals_are_drawn_and_who_came_after_the_draw_stands_behind() -> None:
    families = [
        family("a", drawn=Drawn(2, "5")),
        family("b", drawn=Drawn(1, "9")),
        family("late", drawn=Drawn(3, "0")),
        family("later", drawn=Drawn(3, "1")),
    ]
    found = standings(families, rules(), 3)
    assert found == {"a": "seated", "b": "seated", "late": "seated", "later": "full"}


def test_a_draw_is_awaited_only_where_it_decides_something() -> None:
    before, equals = (
        family("before", child_settled_on=EARLY),
        [family(n, child_settled_on=LATE) for n in "ab"],
    )
    last = family("last", child_settled_on=LATE + timedelta(days=1))
    ruled = rules(order=("child_settled_on",))
    assert standings([before, *equals, last], ruled, 3)["last"] == "full"
    assert set(standings([before, *equals], ruled, 3).values()) == {"seated"}
    found = standings([before, *equals, last], ruled, 2)
    assert found == {"before": "seated", "a": "awaits_draw", "b": "awaits_draw", "last": "full"}


def test_a_seat_that_brothers_and_sisters_may_leave_over_waits_for_their_draw() -> None:
    equals = [family("a", students=2, child_settled_on=EARLY), family("b", child_settled_on=EARLY)]
    last = family("last", child_settled_on=LATE)
    found = standings([*equals, last], rules(order=("child_settled_on",)), 2)
    assert found == {"a": "awaits_draw", "b": "awaits_draw", "last": "awaits_others"}


def test_a_familys_children_stay_together_and_a_smaller_family_takes_the_seat_that_is_left() -> None:
    families = [
        family("first", child_settled_on=EARLY),
        family("twins", students=2, child_settled_on=EARLY + timedelta(days=1)),
        family("last", child_settled_on=LATE),
    ]
    found = standings(families, rules(order=("child_settled_on",)), 2)
    assert found == {"first": "seated", "twins": "full", "last": "seated"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"same_address": None}, Place("x", Standing.FACTS_UNKNOWN, None, (Fact.SAME_ADDRESS,))),
        ({"same_address": False}, Place("x", Standing.NO_DOOR, None, (Fact.SAME_ADDRESS,))),
        ({"child_settled_on": None}, Place("x", Standing.FACTS_UNKNOWN, "own", (Fact.CHILD_SETTLED_ON,))),
    ],
)
def test_r47_a_place_says_its_door_and_what_is_to_be_confirmed_or_speaks_against_it(
    facts: dict[str, Any], expected: Place
) -> None:
    others = [family("y", child_settled_on=EARLY), family("z", child_settled_on=LATE)]
    assert expected in seated([family("x", **facts), *others], RULED, 2 - (expected.door is not None))


def test_dates_that_order_are_asked_for_only_where_there_are_too_few_seats() -> None:
    one = family("x", child_settled_on=None)
    assert standings([one], rules(order=DATED), 1) == {"x": "seated"}
    assert standings([one], rules(order=DATED), 0) == {"x": "facts_unknown"}
