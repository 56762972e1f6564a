"""What each authority is asked, and how its answer is judged (R8, R9, R15 to R18)."""

import json
from datetime import date
from typing import Any

import pytest

from functions.cloud.queues.batches import CanNeverSucceed
from functions.cloud.queues.checking import Answered
from functions.registration.checking.authorities import (
    AuthorityUnavailableError,
    DocumentNotHeldError,
    Home,
    RegistryOwner,
    RegistryParent,
    Resident,
)
from functions.registration.checks import CheckState
from functions.registration.form import Form, Purchase
from functions.verify_identity.question import ask_household
from functions.verify_property.question import ask_about_home
from local.population import Population

from .fakes import Homes, Residents
from .registrations import form, planned


def resident(of: Form, kind: str = "students", index: int = 0, **changed: Any) -> Resident:
    """As the registry would know the person of the form."""
    person = getattr(of, kind)[index]
    values = {
        "identity_document": person.identity_document,
        "name": person.name,
        "sex": getattr(person, "sex", None) or "female",
        "birth_date": getattr(person, "birth_date", None) or date(1985, 1, 1),
        "household_district": "350203",
    }
    return Resident.model_validate(values | changed)


def number(of: Form, kind: str = "students", index: int = 0) -> str:
    return str(getattr(of, kind)[index].identity_document.number)


def parent(of: Form, index: int) -> RegistryParent:
    guardian = of.guardians[index]
    assert guardian.name is not None
    assert guardian.identity_document is not None
    return RegistryParent(
        relationship="father", name=guardian.name, identity_document=guardian.identity_document
    )


@pytest.fixture
def family(city: Population) -> Form:
    return form(city)


def ask(of: Form, registry: Residents, check: str) -> Answered:
    return ask_household(of, planned(of)[check], registry=registry)


def test_a_student_as_the_registry_knows_them_passes(family: Form) -> None:
    known = resident(family)
    answered = ask(family, Residents({number(family): known}), "student-0")
    assert answered.verdict.state is CheckState.PASSED
    assert json.loads(answered.answer or b"")["resident"]["name"] == known.name


def test_a_student_whom_the_registry_does_not_know_has_no_record(family: Form) -> None:
    answered = ask(family, Residents({}), "student-0")
    assert answered.verdict.state is CheckState.NO_RECORD
    assert json.loads(answered.answer or b"") == {"resident": None, "children": []}


def test_documents_that_the_registry_does_not_hold_go_to_staff(family: Form) -> None:
    answered = ask(family, Residents({number(family): DocumentNotHeldError()}), "student-0")
    assert answered.verdict.state is CheckState.MANUAL_REVIEW
    assert [finding.code for finding in answered.verdict.findings] == ["document_not_held"]
    assert answered.answer is None


def test_a_parent_is_one_whom_the_childs_record_names(family: Form) -> None:
    mother = resident(family, "guardians")
    answers = {
        number(family, "guardians"): mother,
        number(family): resident(family, parents=[parent(family, 0)]),
    }
    assert ask(family, Residents(answers), "guardian-0").verdict.state is CheckState.PASSED
    answers[number(family)] = resident(family, parents=[parent(family, 1)])
    other = ask(family, Residents(answers), "guardian-0").verdict
    assert (other.state, other.findings[0].code) == (CheckState.MANUAL_REVIEW, "not_the_registered_parent")


def test_a_child_whose_documents_are_not_held_tells_nothing_about_its_parents(family: Form) -> None:
    answers: dict[str, Resident | Exception | None] = {
        number(family, "guardians"): resident(family, "guardians"),
        number(family): DocumentNotHeldError(),
    }
    assert ask(family, Residents(answers), "guardian-0").verdict.state is CheckState.PASSED


def test_the_registry_is_asked_about_each_document_once(city: Population) -> None:
    twins = form(city, "twins")
    same = twins.model_copy(update={"students": (twins.students[0], twins.students[0], twins.students[1])})
    registry = Residents({number(twins, "guardians"): resident(twins, "guardians")})
    ask(same, registry, "guardian-0")
    assert sorted(registry.asked) == sorted(
        {number(twins, "guardians"), number(twins), number(twins, index=1)}
    )


def test_a_child_that_cannot_be_asked_about_now_keeps_the_guardians_check_open(family: Form) -> None:
    answers: dict[str, Resident | Exception | None] = {
        number(family, "guardians"): resident(family, "guardians"),
        number(family): AuthorityUnavailableError("timeout"),
    }
    with pytest.raises(AuthorityUnavailableError):
        ask(family, Residents(answers), "guardian-0")


def home_of(family: Form, **changed: Any) -> Home:
    claim = family.property
    assert isinstance(claim, Purchase)
    owner = {"name": claim.owner_name, "identity_document": claim.owner_identity_document}
    values = {
        "number": claim.number,
        "owners": (RegistryOwner.model_validate(owner),),
        "acquired_on": claim.acquired_on,
        "address": claim.address,
    }
    return Home.model_validate(values | changed)


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({}, CheckState.PASSED),
        ({"acquired_on": date(2001, 1, 1)}, CheckState.ABNORMAL),
        ({"owners": (RegistryOwner(name="别的人"),)}, CheckState.ABNORMAL),
    ],
)
def test_a_home_is_compared_with_the_bureaus_record(
    family: Form, changed: dict[str, Any], state: CheckState
) -> None:
    homes = Homes(home_of(family, **changed))
    answered = ask_about_home(family, planned(family)["property"], registry=homes)
    assert answered.verdict.state is state
    claim = family.property
    assert isinstance(claim, Purchase)
    assert homes.asked == [("certificate", claim.number, claim.owner_name)]
    assert json.loads(answered.answer or b"")["home"]["number"] == claim.number


def test_a_home_that_the_bureau_does_not_know_has_no_record(family: Form) -> None:
    answered = ask_about_home(family, planned(family)["property"], registry=Homes(None))
    assert answered.verdict.state is CheckState.NO_RECORD
    assert json.loads(answered.answer or b"") == {"home": None}


@pytest.mark.parametrize("story", ["public_rental", "low_rent", "other_home", "collective"])
def test_no_authority_is_asked_about_a_home_that_it_cannot_know(city: Population, story: str) -> None:
    claim = form(city, story)
    registry = Homes(None)
    assert planned(claim)["property"].state in {CheckState.MANUAL_REVIEW, CheckState.NOT_REQUIRED}
    with pytest.raises(CanNeverSucceed, match="not_a_property_check"):
        ask_about_home(claim, planned(claim)["property"], registry=registry)
    assert registry.asked == []


def test_an_identity_check_of_nobody_can_never_succeed(family: Form) -> None:
    with pytest.raises(CanNeverSucceed, match="not_an_identity_check"):
        ask(family, Residents({}), "property")
