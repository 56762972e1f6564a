"""R34: whether a record ties an owner to the child."""

from typing import Any

import pytest

from functions.registration.checking.authorities import RegistryParent, Resident
from functions.registration.checking.findings import Verdict, unreadable
from functions.registration.checking.kinship import (
    asks_for_kinship,
    is_child_of,
    parents_of,
    shares_booklet,
    untied,
)
from functions.registration.checks import CheckState
from functions.registration.form import Guardian, Purchase
from functions.registration.values.identity import IdentityDocument

from .test_people import CHILD, FATHER, MOTHER, guardian

OWNER = IdentityDocument.model_validate({"type": "passport", "number": "XX1112223", "country": "FR"})


def person(**changed: Any) -> Resident:
    return Resident.model_validate({"identity_document": CHILD} | changed)


def parent(document: IdentityDocument | None) -> RegistryParent:
    return RegistryParent(relationship="mother", identity_document=document)


@pytest.mark.parametrize(
    ("kind", "asked"), [("grandparents_purchase", [True]), ("parents_purchase", [False])]
)
def test_only_a_grandparents_home_rests_on_kinship(kind: str, asked: list[bool]) -> None:
    assert [asks_for_kinship(Purchase.model_validate({"kind": kind}))] == asked


@pytest.mark.parametrize(("kind", "ties"), [("family", [True]), ("collective", [False]), (None, [False])])
def test_only_a_booklet_that_is_said_to_be_a_family_s_ties(kind: str | None, ties: list[bool]) -> None:
    one = person(household_type=kind, household_members=[OWNER.number])
    assert [shares_booklet(one, OWNER.number)] == ties
    assert not shares_booklet(one, MOTHER.number)


def test_a_record_names_its_person_s_parents() -> None:
    assert is_child_of(person(parents=[parent(None), parent(OWNER)]), OWNER.number)
    assert not is_child_of(person(parents=[parent(None)]), OWNER.number)
    assert not is_child_of(person(parents=None), OWNER.number)


def test_parents_are_those_of_the_form_and_those_of_the_child_s_record_each_once() -> None:
    guardians = (guardian(), guardian(relationship="grandparent", identity_document=OWNER), Guardian())
    child = person(parents=[parent(MOTHER), parent(FATHER), parent(None)])
    assert parents_of(child, guardians) == (MOTHER, FATHER)
    assert parents_of(None, guardians) == (MOTHER,)


def test_what_nothing_ties_is_for_people_beside_what_else_was_found() -> None:
    assert untied(Verdict(CheckState.PASSED)).state is CheckState.MANUAL_REVIEW
    both = untied(Verdict(CheckState.MANUAL_REVIEW, (unreadable("owner_name"),)))
    assert [one.code for one in both.findings] == ["record_unreadable", "kinship_unconfirmed"]
