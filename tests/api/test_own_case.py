"""R37: nobody has a case in hand in which they are a person of the form."""

from dataclasses import replace
from typing import Any

import pytest

from tests.review.staff import CLERK, Member

from .household import Household

PEOPLE = ("students.0", "guardians.0", "guardians.1", "property.owner")


def number_of(form: Any, person: str) -> str:
    part, _, index = person.partition(".")
    if part == "property":
        return str(form[part]["owner_identity_document"]["number"])
    return str(form[part][int(index)]["identity_document"]["number"])


def asked(who: Member, family: Household) -> dict[str, Any]:
    """What this member is told by each route of the case."""
    one = f"/staff/registrations/{family.id}"
    decision = {"check": "property", "result": "refused", "reason": "not_entitled"}
    answers = {
        "read": who.get(one),
        "history": who.get(f"{one}/history"),
        "claim": who.call("POST", f"{one}/claim"),
        "decide": who.call("POST", f"{one}/decisions", decision, If_Match=f'"{2000}"'),
    }
    return {name: (told.status, told.body.get("code")) for name, told in answers.items()}


@pytest.mark.parametrize("person", PEOPLE)
def test_r37_nobody_has_a_case_in_hand_in_which_they_are_a_person(family: Household, person: str) -> None:
    family.submitted()
    parent = replace(CLERK, account="another account", identity_number=number_of(family.form, person))
    assert set(asked(parent, family).values()) == {(403, "own_case")}
    assert family.stored().decisions == ()
    assert family.stored().claimed_by is None


def test_r37_a_sign_in_that_does_not_tell_who_it_is_has_no_case_in_hand(family: Household) -> None:
    family.submitted()
    unknown = replace(CLERK, identity_number="")
    assert set(asked(unknown, family).values()) == {(403, "identity_needed")}


def test_r37_everybody_else_may_have_it(family: Household) -> None:
    family.submitted()
    assert {status for status, _ in asked(CLERK, family).values()}.isdisjoint({403})
