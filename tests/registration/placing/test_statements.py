"""R47: what registries said that seats go by is kept as digests, each beside the answers that it was about."""

from datetime import date

import pytest

from functions.registration.checking.authorities import Home, RegistryHousehold, RegistryOwner
from functions.registration.form import Guardian, Purchase, Student
from functions.registration.placing.statements import home_statement, person_statement

from .test_facts import CHILD, FATHER, MOTHER, check, document, resident


def test_no_number_and_no_address_stands_in_a_statement() -> None:
    statement = person_statement(check("student-0"), Student(), resident(CHILD)).model_dump_json()
    for readable in (CHILD, MOTHER, "样例路"):
        assert readable not in statement


def test_an_address_is_the_same_however_it_is_typed() -> None:
    typed = [
        person_statement(check("student-0"), Student(), resident(CHILD, household_address=address)).person
        for address in ("思明区样例路1号", "思明区 样例路 1 号")
    ]
    assert typed[0] == typed[1]


@pytest.mark.parametrize(("kind", "known"), [("family", True), ("collective", False), (None, False)])
def test_only_a_family_s_booklet_says_who_lives_together(kind: str | None, *, known: bool) -> None:
    household = None if kind is None else RegistryHousehold(kind)
    person = person_statement(check("student-0"), Student(), resident(CHILD, household_type=household)).person
    assert person is not None
    assert (person.members is not None) == known


@pytest.mark.parametrize(
    ("relationship", "parent"), [("mother", True), ("father", True), ("grandparent", False)]
)
def test_a_guardian_is_a_parent_by_what_the_form_says(relationship: str, *, parent: bool) -> None:
    guardian = Guardian.model_validate({"relationship": relationship})
    person = person_statement(check("guardian-0"), guardian, resident(MOTHER)).person
    assert person is not None
    assert person.is_parent == parent


def test_shares_are_known_only_where_every_owner_is() -> None:
    purchase = Purchase(kind="parents_purchase", owner_identity_document=document(MOTHER))
    owners = (
        RegistryOwner(name="x", identity_document=document(MOTHER), share="1/2"),
        RegistryOwner(name="y", identity_document=document(FATHER), share="1/2"),
    )
    whole = home_statement(check("property"), purchase, Home(owners=owners, titled_on=date(2015, 1, 1))).home
    unread = home_statement(check("property"), purchase, Home(owners=(*owners, RegistryOwner(name="z")))).home
    assert whole is not None
    assert unread is not None
    assert (sorted((whole.shares or {}).values(), key=str), unread.shares) == (["1/2", "1/2"], None)
    assert whole.owner in (whole.shares or {})


def test_a_statement_names_the_answers_that_it_was_about() -> None:
    asked = check("guardian-1", covers="1:then")
    person = person_statement(asked, Guardian(), resident(FATHER))
    assert (person.check, person.person and person.person.covers) == ("guardian-1", "1:then")
