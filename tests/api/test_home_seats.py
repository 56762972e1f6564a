"""A home's one seat in so many years: taken together with its check's result, freed with what ends its registration."""

import copy
from collections.abc import Callable

import pytest
import time_machine

from functions.cloud import composition
from functions.cloud.sealing.secrets import macs
from functions.dispatch import handler as dispatch_room
from functions.registration.placing.home_seats import home_marks
from functions.verify_property import handler as property_room
from local.population import Population
from tests.aws import Cloud
from tests.review.test_races import Turns, paused
from tests.rooms.deliveries import NONE_FAILED
from tests.seeds import seeds

from .household import Household
from .test_registries import submitted_again

TAKEN = {"property.number": "home_seat_taken"}
SEEDS = seeds(6, whole=100)
Another = Callable[[], Household]


@pytest.fixture
def halves(cloud: Cloud, city: Population, another: Another) -> tuple[Household, Household]:
    """Two families with no guardian in common, each of which owns half of one home."""
    owned = Household(cloud, city.stories["new_home"])
    families = []
    for guardian in owned.form["guardians"]:
        family = another()
        family.form["guardians"][0] |= {
            key: guardian[key] for key in ("name", "identity_document", "relationship")
        }
        del family.form["guardians"][1:]
        owner = {"owner_name": guardian["name"], "owner_identity_document": guardian["identity_document"]}
        family.form["property"] = copy.deepcopy(owned.form["property"]) | owner
        families.append(family)
    first, second = families
    return first, second


def home(family: Household) -> str:
    return family.states()["property"]


def test_r45_of_two_families_of_one_home_the_first_passes_and_the_second_is_for_staff(
    halves: tuple[Household, Household],
) -> None:
    first, second = halves
    assert home(first.checked()) == "passed"
    assert home(second.checked()) == "manual_review"
    assert TAKEN.items() <= second.findings().items()


def test_r45_a_family_that_withdraws_gives_its_home_s_seat_back(halves: tuple[Household, Household]) -> None:
    first, second = halves
    first.checked().withdrawn()
    assert first.stored().home_seats == {}
    assert home(second.checked()) == "passed"


def test_r45_a_family_that_names_another_home_gives_the_seat_of_the_first_back(
    halves: tuple[Household, Household], clock: time_machine.Traveller
) -> None:
    first, second = halves
    first.checked()
    first.client.ok("POST", f"{first.path}/amendment")
    first.form["property"] = {"kind": "collective"}
    first.form["students"][0]["household"]["type"] = "collective"
    first.save()
    submitted_again(first, clock)
    assert home(second.checked()) == "passed"


def test_who_was_first_stays_so_when_its_home_is_asked_about_again(
    halves: tuple[Household, Household], clock: time_machine.Traveller
) -> None:
    first, second = halves
    first.checked()
    second.checked()
    first.client.ok("POST", f"{first.path}/amendment")
    first.form["property"]["address"] += "（二楼）"
    first.save()
    submitted_again(first, clock)
    assert (home(first), home(second)) == ("passed", "manual_review")


@pytest.mark.parametrize("seed", SEEDS)
def test_of_two_that_ask_for_one_seat_at_the_same_time_one_has_it_and_the_other_is_told_so(
    halves: tuple[Household, Household], seed: int
) -> None:
    cloud = halves[0].cloud
    for family in halves:
        family.submitted()
    events = _asked(cloud)
    turns = Turns(seed)
    with paused(turns):
        answers = turns.run(
            *(lambda event=event: property_room.verify_property(event, None) for event in events)
        )
    assert answers == [NONE_FAILED, NONE_FAILED]
    assert sorted(map(home, halves)) == ["manual_review", "passed"]
    [late] = [family for family in halves if home(family) == "manual_review"]
    assert TAKEN.items() <= late.findings().items()
    _stands_as_it_is_told(halves)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_seat_is_never_held_by_a_family_that_withdraws_while_its_home_is_confirmed(
    halves: tuple[Household, Household], seed: int
) -> None:
    family, other = halves
    code = family.submitted().may_have_another_code().code("withdraw")
    [event] = _asked(family.cloud)
    turns = Turns(seed)
    with paused(turns):
        answers = turns.run(
            lambda: property_room.verify_property(event, None),
            lambda: family.withdraw(code).status,
        )
    assert answers == [NONE_FAILED, 200]
    assert family.stored().home_seats == {}
    assert home(other.checked()) == "passed"


def _asked(cloud: Cloud) -> list[dict[str, object]]:
    """Each message of the property queue as an event of its own; nothing that a race waits for is read in it."""
    assert dispatch_room.dispatch(cloud.changes(), None) == NONE_FAILED
    events = []
    while records := cloud.received("Property", 1)["Records"]:
        events.append({"Records": records})
    macs()
    composition.property_registry(), composition.household_registry(), composition.home_seats()
    composition.registration_table(), composition.result_table()
    return events


def _stands_as_it_is_told(families: tuple[Household, ...]) -> None:
    for family in families:
        stored = family.stored()
        assert stored.home_seats.keys() == set(home_marks(stored))
    numbers = [set(family.stored().home_seats.values()) for family in families]
    assert sorted(map(sorted, numbers)) == [[1], [2]]
