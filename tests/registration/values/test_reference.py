"""R46: the reference that a family reads out on the telephone."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.registration.values.reference import ALPHABET, Reference, new_reference

from .errors import code, parsed

YEARS = st.integers(2000, 2100)
SEEDS = st.integers(0, 2**32)
SLIP = {"reference_not_whole", "reference_check_failed"}


def made(year: int, seed: int) -> str:
    return new_reference(year, random.Random(seed).choice)


def test_a_reference_is_two_digits_of_the_year_and_seven_characters_in_two_groups() -> None:
    assert made(2026, 7) == "26-AX4C-MZK"


@given(YEARS, SEEDS)
def test_a_reference_is_taken_as_it_was_made_and_however_it_is_typed(year: int, seed: int) -> None:
    one = made(year, seed)
    wide = "".join(chr(ord(character) + 0xFEE0) for character in one)
    for typed in (one, one.lower(), one.replace("-", ""), one.replace("-", " "), one.replace("-", "—"), wide):
        assert parsed(Reference, typed) == one


@given(YEARS, SEEDS, st.data())
def test_one_wrong_character_is_noticed(year: int, seed: int, data: st.DataObject) -> None:
    one = made(year, seed)
    place = data.draw(st.sampled_from([at for at, character in enumerate(one) if character != "-"]))
    allowed = "0123456789" if place < 2 else ALPHABET
    other = data.draw(st.sampled_from([character for character in allowed if character != one[place]]))
    assert code(Reference, one[:place] + other + one[place + 1 :]) in SLIP


@given(YEARS, SEEDS, st.integers(0, 7))
def test_two_neighbours_that_changed_places_are_noticed(year: int, seed: int, at: int) -> None:
    plain = made(year, seed).replace("-", "")
    swapped = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
    if swapped != plain:
        assert code(Reference, swapped) in SLIP


@pytest.mark.parametrize(
    "typed", ["", "26", "26-7K3M-9Q", "26-7K3M-9Q6X", "AB-7K3M-9QX", "٢٦-7K3M-9QX", "26-7K3M-9Q0"]
)
def test_what_is_no_reference_is_told_apart_from_a_slip(typed: str) -> None:
    assert code(Reference, typed) == "reference_not_whole"


def test_nothing_that_looks_like_another_character_is_in_the_alphabet() -> None:
    assert not set("01ILO") & set(ALPHABET)
    assert len(set(ALPHABET)) == 31
