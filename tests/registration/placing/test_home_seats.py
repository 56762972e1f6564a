"""One home, one seat in so many years, siblings excepted."""

import pytest

from functions.registration.placing.home_seats import Seat, home_mark, is_taken, seat_of
from functions.registration.registration import Status
from tests.registration.submitting.test_transitions import registration

MARKS = {"person|1:b": "1:x", "home|1:a": "1:y", "person|1:a": "1:z"}


def test_a_seat_is_of_the_home_and_names_the_guardians() -> None:
    mine = registration(Status.SUBMITTED).model_copy(update={"marks": MARKS})
    assert home_mark(mine) == "home|1:a"
    seat = seat_of(mine, 2022)
    assert (seat.registration, seat.year, seat.guardians) == (mine.id, 2022, ("person|1:a", "person|1:b"))


def test_without_a_home_there_is_no_mark() -> None:
    marks = {"person|1:b": "1:x"}
    assert home_mark(registration(Status.SUBMITTED).model_copy(update={"marks": marks})) is None


@pytest.mark.parametrize(
    ("year", "taken"), [(2016, False), (2017, True), (2022, True), (2023, False)], ids=str
)
def test_a_seat_counts_for_the_seasons_years_and_no_longer(year: int, *, taken: bool) -> None:
    mine = Seat(registration="mine", year=2022, guardians=("person|a",))
    other = Seat(registration="other", year=year, guardians=("person|b",))
    assert is_taken(mine, [mine, other], 6) is taken
    assert not is_taken(mine, [other.model_copy(update={"guardians": ("person|a", "person|b")})], 6)
