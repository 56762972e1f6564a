"""GB 11643: a resident's number tells a birth date and a sex, and its last character checks the rest."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from functions.registration.values.resident_id import (
    birth_date_in,
    check_character,
    checked,
    eighteen,
    sex_in,
)

EXAMPLES = ["11010519491231002X", "440524188001010014"]
"""The two numbers that the standard itself prints; no real person's."""


@pytest.mark.parametrize("number", EXAMPLES)
def test_the_standard_s_own_examples_have_their_check_character(number: str) -> None:
    assert check_character(number[:17]) == number[17]


def test_the_example_s_date_and_sex_are_read() -> None:
    assert (birth_date_in(EXAMPLES[0]), sex_in(EXAMPLES[0])) == (date(1949, 12, 31), "female")
    assert birth_date_in(EXAMPLES[1]) is None, "nobody alive was born in 1880"


bodies = st.from_regex(
    r"[0-9]{6}(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}", fullmatch=True
)


@given(bodies)
def test_one_changed_digit_is_always_seen(body: str) -> None:
    number = body + check_character(body)
    assert checked(number) == number
    for index, digit in enumerate(body):
        other = str((int(digit) + 1) % 10)
        with pytest.raises(PydanticCustomError):
            checked(f"{number[:index]}{other}{number[index + 1 :]}")


@given(bodies)
def test_two_neighbours_that_changed_places_are_always_seen(body: str) -> None:
    number = body + check_character(body)
    for index in range(16):
        swapped = number[:index] + number[index + 1] + number[index] + number[index + 2 :]
        if swapped != number:
            with pytest.raises(PydanticCustomError):
                checked(swapped)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("110105194912310021", "identity_number_check_digit"),
        ("11010519490231002X", "identity_number_birth_date"),
        ("11010518491231002X", "identity_number_birth_date"),
    ],
)
def test_what_is_wrong_with_a_number_is_told_by_code(number: str, code: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        checked(number)
    assert refused.value.type == code


def test_an_old_number_is_of_the_twentieth_century_and_gets_its_check_character() -> None:
    assert eighteen("110105491231002") == EXAMPLES[0]


@pytest.mark.parametrize("number", ["", "H99999999", "11010549123100X", EXAMPLES[0]])
def test_any_other_number_stays_as_it_is(number: str) -> None:
    assert eighteen(number) == number


@pytest.mark.parametrize(("serial", "sex"), [("001", "male"), ("002", "female"), ("00X", None)])
def test_an_odd_serial_is_a_boy_s(serial: str, sex: str | None) -> None:
    assert sex_in(f"99999920160501{serial}0") == sex
