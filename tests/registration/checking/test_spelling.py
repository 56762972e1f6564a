"""R8: two spellings of one name, and who can judge their difference."""

import pytest

from functions.registration.checking.findings import TO_STAFF, UNREADABLE
from functions.registration.checking.spelling import ADULT, TICKED, UNTICKED, Codes, compare_name
from functions.registration.values.name_difference import NameDifference

TABLES = (UNTICKED, TICKED, ADULT)


@pytest.mark.parametrize("codes", TABLES)
def test_every_difference_has_its_answer(codes: Codes) -> None:
    assert set(codes) == set(NameDifference)


@pytest.mark.parametrize("codes", TABLES)
@pytest.mark.parametrize("difference", [NameDifference.DOTS, NameDifference.SPELLING])
def test_what_only_a_person_can_judge_is_never_the_family_s_fault(
    codes: Codes, difference: NameDifference
) -> None:
    assert codes[difference] in TO_STAFF


def test_nothing_stated_differs_from_nothing() -> None:
    assert not list(compare_name(None, "林知夏", UNTICKED))


def test_r31_a_name_that_cannot_be_read_is_no_other_name() -> None:
    [found] = compare_name("林知夏", None, UNTICKED)
    assert found.code == UNREADABLE


def test_the_same_name_finds_nothing() -> None:
    assert not list(compare_name("林知夏", "林 知夏", UNTICKED))
