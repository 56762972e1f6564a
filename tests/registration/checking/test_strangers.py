"""R5, R9: whom the registry ties to a child, and what everybody else is told."""

from datetime import date
from typing import Any

import pytest

from functions.registration.checking.authorities import RegistryHousehold, RegistryParent, Resident
from functions.registration.checking.findings import NOT_HELD, Verdict
from functions.registration.checking.strangers import as_told_to_a_stranger, family_numbers, is_family
from functions.registration.checks import CheckState, Finding
from functions.registration.values.identity import IdentityDocument

CHILD, MOTHER, GRANDMOTHER, STRANGER = (
    "350203201605010019",
    "350203198801010026",
    "350203195801010022",
    "350203199001010017",
)


def document(number: str) -> IdentityDocument:
    return IdentityDocument.model_construct(type="resident_id", number=number, country=None)


def child(**changed: Any) -> Resident:
    mother = RegistryParent.model_construct(
        relationship="mother", name="林一", identity_document=document(MOTHER)
    )
    values = {
        "identity_document": document(CHILD),
        "name": "林二",
        "sex": "male",
        "birth_date": date(2016, 5, 1),
        "household_district": "350203",
        "parents": (mother,),
        "household_members": (CHILD, GRANDMOTHER),
        "household_type": RegistryHousehold.FAMILY,
    }
    return Resident.model_construct(**(values | changed))


def test_parents_and_the_household_are_the_childs_family() -> None:
    assert family_numbers(child()) == {CHILD, MOTHER, GRANDMOTHER}
    assert is_family(child(), MOTHER.__eq__)
    assert is_family(child(), GRANDMOTHER.__eq__)
    assert not is_family(child(), STRANGER.__eq__)


def test_a_collective_household_ties_nobody() -> None:
    assert family_numbers(child(household_type=RegistryHousehold.COLLECTIVE)) == {CHILD, MOTHER}


def test_a_child_who_is_not_there_is_nobodys() -> None:
    assert not is_family(None, lambda _: True)


DIFFERENCES = [
    Verdict(CheckState.NO_RECORD, (Finding(field="identity_document.number", code="no_such_resident"),)),
    Verdict(CheckState.ABNORMAL, (Finding(field="name", code="name_differs"),)),
    Verdict(CheckState.ABNORMAL, (Finding(field="sex", code="sex_differs"),)),
]


@pytest.mark.parametrize("rare", [False, True])
def test_every_difference_is_one_answer(*, rare: bool) -> None:
    assert len({as_told_to_a_stranger(one, rare=rare) for one in DIFFERENCES}) == 1


def test_what_agrees_is_for_staff_and_so_is_what_nobody_can_tell() -> None:
    told = [as_told_to_a_stranger(one) for one in (Verdict(CheckState.PASSED), NOT_HELD)]
    assert {one.state for one in told} == {CheckState.MANUAL_REVIEW}
    assert [one.findings[0].code for one in told] == ["asker_not_family"] * 2


def test_a_rare_name_tells_a_stranger_nothing_at_all() -> None:
    told = {as_told_to_a_stranger(one, rare=True) for one in (*DIFFERENCES, Verdict(CheckState.PASSED))}
    assert {one.state for one in told} == {CheckState.MANUAL_REVIEW}
