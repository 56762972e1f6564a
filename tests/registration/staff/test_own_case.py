"""R37: who is a person of a form, by identity number."""

from typing import Any

import pytest

from functions.registration.errors import NotAllowed
from functions.registration.form import Form
from functions.registration.staff.own_case import numbers_in, refuse_own_case
from functions.registration.values.resident_id import check_character


def number(body: str) -> str:
    return body + check_character(body)


CHILD, MOTHER, OWNER, TENANT = map(
    number, ("35020320160307001", "35020319850712404", "35020319500101001", "35020319500101003")
)
OLD = "350203500101001"
"""The owner's, as it was before 2000."""
WIDE = OWNER.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789X"})


def document(of: str) -> dict[str, Any]:
    return {"type": "resident_id", "number": of}


def form(**home: Any) -> Form:
    return Form.model_validate(
        {
            "students": [{"identity_document": document(CHILD)}, {}],
            "guardians": [{"identity_document": document(MOTHER)}],
            "property": home or None,
        }
    )


BOUGHT = form(kind="parents_purchase", owner_identity_document=document(OWNER))
RENTED = form(kind="public_rental", tenant_identity_document=document(TENANT))


@pytest.mark.parametrize(
    ("one", "numbers"),
    [
        (form(), {CHILD, MOTHER}),
        (form(kind="collective"), {CHILD, MOTHER}),
        (BOUGHT, {CHILD, MOTHER, OWNER}),
        (RENTED, {CHILD, MOTHER, TENANT}),
    ],
)
def test_r37_students_guardians_and_whoever_owns_or_rents_the_home_are_its_people(
    one: Form, numbers: set[str]
) -> None:
    assert numbers_in(one) == numbers


@pytest.mark.parametrize("written", [OWNER, f" {OWNER} ", OLD, WIDE])
def test_r37_however_the_sign_in_writes_the_number_it_is_the_same_person(written: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        refuse_own_case(BOUGHT, written)
    assert refused.value.reason == "own_case"


def test_r37_nobody_unknown_and_anybody_else() -> None:
    with pytest.raises(NotAllowed) as refused:
        refuse_own_case(BOUGHT, "")
    assert refused.value.reason == "identity_needed"
    refuse_own_case(BOUGHT, TENANT)
