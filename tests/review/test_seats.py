"""One home, one seat in so many years, siblings excepted."""

import pytest

from functions.cloud.queues.checking import Judged
from functions.cloud.table.children.home_seats import HomeTable
from functions.registration.checking.findings import Verdict
from functions.registration.checks import CheckState
from functions.registration.placing.home_seats import Seat, is_taken
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.verify_property.seats import judge_seat
from local.population import Population
from tests.aws import Cloud
from tests.rooms.registrations import form

from .conftest import CASE, judged

MINE = Seat(registration="mine", year=2022, guardians=("person|a",))
PASSED = Verdict(CheckState.PASSED)


@pytest.mark.parametrize(
    ("year", "guardians", "taken"),
    [
        (2022, ("person|b",), True),
        (2017, ("person|b",), True),
        (2016, ("person|b",), False),
        (2022, ("person|a", "person|b"), False),
        (2023, ("person|b",), False),
    ],
)
def test_another_family_within_six_years_takes_the_seat(
    year: int, guardians: tuple[str, ...], *, taken: bool
) -> None:
    other = Seat(registration="other", year=year, guardians=guardians)
    assert is_taken(MINE, [MINE, other], 6) is taken


def test_the_second_family_of_a_home_goes_to_manual_review(
    opened: Cloud, city: Population, season: Season
) -> None:
    homes = HomeTable(opened.table)
    ruled = season.model_copy(update={"limits": season.limits.model_copy(update={"home_seat_years": 6})})
    first = judged(form(city), CASE)
    strangers = {mark: spelling for mark, spelling in first.marks.items() if mark.startswith("home|")}
    second = first.model_copy(update={"id": "01G76PAV40EEEEEEEEEEEEEEEE", "marks": strangers})
    for one in (first, second):
        opened.put(one)
    assert takes(homes, first, ruled) == PASSED
    first = opened.get(CASE)
    assert takes(homes, first, ruled) == PASSED
    found = takes(homes, second, ruled)
    assert found.state is CheckState.MANUAL_REVIEW
    assert [one.code for one in found.findings] == ["home_seat_taken"]
    assert takes(homes, first, ruled) == PASSED


def takes(homes: HomeTable, one: Registration, season: Season) -> Verdict:
    verdict, taking = judge_seat(one, PASSED, season=season, homes=homes)
    assert taking is not None
    assert homes.note(one, taking)
    return verdict


def test_a_season_without_the_rule_asks_nothing(opened: Cloud, city: Population, season: Season) -> None:
    free = season.model_copy(update={"limits": season.limits.model_copy(update={"home_seat_years": None})})
    homes = HomeTable(opened.table)
    for one in (CASE, "01G76PAV40EEEEEEEEEEEEEEEE"):
        assert judge_seat(judged(form(city), one), PASSED, season=free, homes=homes) == Judged(PASSED)
