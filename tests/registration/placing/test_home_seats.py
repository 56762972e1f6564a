"""One home, one seat in so many years, siblings excepted."""

import pytest

from functions.registration.placing.home_seats import Seat, home_marks, is_taken, next_seat
from tests.registration.staff.cases import submitted

MINE = Seat(registration="M", year=2022, guardians=("person|a",))


def seat(year: int, *guardians: str, registration: str = "O") -> Seat:
    return Seat(registration=registration, year=year, guardians=guardians)


def test_a_seat_is_the_familys_by_its_guardians_marks_alone() -> None:
    family = submitted(marks={"home|h": "x", "person|b": "y", "person|a": "z"})
    assert home_marks(family) == ("home|h",)
    people = ("person|a", "person|b")
    assert next_seat(family, 2022, last=0) == Seat(
        registration=family.id, year=2022, guardians=people, number=1
    )


@pytest.mark.parametrize(("held", "number"), [({}, 8), ({"home|h": 2}, 2), ({"home|before": 2}, 8)])
def test_a_seat_keeps_its_place_and_another_home_s_gives_none(held: dict[str, int], number: int) -> None:
    family = submitted(marks={"home|h": "x"}, home_seats=held)
    assert next_seat(family, 2022, last=7).number == number


@pytest.mark.parametrize(("number", "taken"), [(1, True), (2, True), (3, False)])
def test_who_came_later_takes_nothing_from_who_was_there(number: int, *, taken: bool) -> None:
    """Of two without a number of their own people say who was first."""
    other = seat(2022, "person|other").model_copy(update={"number": number})
    assert is_taken(MINE.model_copy(update={"number": 2}), [other], 6) is taken


def test_who_has_no_home_takes_no_seat() -> None:
    assert home_marks(submitted(marks={"person|a": "x"})) == ()


@pytest.mark.parametrize("year", [2017, 2021, 2022])
def test_another_family_takes_it_in_this_year_and_the_years_of_the_rule_before_it(year: int) -> None:
    assert is_taken(MINE, [seat(year, "person|other")], 6)


@pytest.mark.parametrize("year", [2015, 2016, 2023])
def test_in_any_other_year_it_is_free(year: int) -> None:
    assert not is_taken(MINE, [seat(year, "person|other")], 6)


def test_a_siblings_family_and_ones_own_registration_take_nothing() -> None:
    assert not is_taken(MINE, [seat(2021, "person|a", "person|other")], 6)
    assert not is_taken(MINE, [seat(2022, "person|other", registration="M")], 6)


def test_one_of_several_is_enough() -> None:
    assert is_taken(MINE, [seat(2021, "person|a"), seat(2020, "person|other")], 6)
