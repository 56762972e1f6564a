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
from functions.registration.form import Form, Purchase, Relationship
from functions.registration.values.identity import IdentityDocument
from functions.verify_identity.question import ask_household
from functions.verify_property.question import ask_about_home
from local.population import Population
from seasons import siming_2022

from .fakes import Homes, Residents
from .registrations import form, planned


def resident(of: Form, kind: str = "students", index: int = 0, **changed: Any) -> Resident:
    """As the registry would know the person of the form."""
    person = getattr(of, kind)[index]
    household = getattr(person, "household", None)
    values = {
        "identity_document": person.identity_document,
        "name": person.name,
        "sex": getattr(person, "sex", None) or "female",
        "birth_date": getattr(person, "birth_date", None) or date(1985, 1, 1),
        "household_district": "350203",
        "household_community": None if household is None else household.community,
        "household_type": "family",
        "parents": (),
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
    return ask_household(of, planned(of)[check], siming_2022(), registry=registry)


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


def about_home(of: Form, homes: Homes, **known: Resident | Exception) -> Answered:
    """The home's check, with a household registry that knows these by `student`, `mother` and so on."""
    people = {
        "student": of.students[0],
        **{one.relationship or "": one for one in of.guardians},
    }
    residents = Residents({people[name].identity_document.number: one for name, one in known.items()})
    season = siming_2022()
    return ask_about_home(of, planned(of)["property"], season, registry=homes, household=residents)


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
    answered = about_home(family, homes)
    assert answered.verdict.state is state
    claim = family.property
    assert isinstance(claim, Purchase)
    assert homes.asked == [("certificate", claim.number, claim.owner_name)]
    assert json.loads(answered.answer or b"")["home"]["number"] == claim.number


def test_a_home_that_the_bureau_does_not_know_has_no_record(family: Form) -> None:
    answered = about_home(family, Homes(None))
    assert answered.verdict.state is CheckState.NO_RECORD
    assert json.loads(answered.answer or b"") == {"home": None, "relatives": []}


@pytest.mark.parametrize("story", ["public_rental", "low_rent", "other_home", "collective"])
def test_no_authority_is_asked_about_a_home_that_it_cannot_know(city: Population, story: str) -> None:
    claim = form(city, story)
    registry = Homes(None)
    assert planned(claim)["property"].state in {CheckState.MANUAL_REVIEW, CheckState.NOT_REQUIRED}
    with pytest.raises(CanNeverSucceed, match="not_a_property_check"):
        about_home(claim, registry)
    assert registry.asked == []


def test_an_identity_check_of_nobody_can_never_succeed(family: Form) -> None:
    with pytest.raises(CanNeverSucceed, match="not_an_identity_check"):
        ask(family, Residents({}), "property")


@pytest.fixture
def elder_s(city: Population) -> Form:
    """A grandparents' home: neither the owner nor anybody else is known to the household registry yet."""
    return form(city, "strangers_home")


def owner(of: Form) -> IdentityDocument:
    assert isinstance(of.property, Purchase)
    document = of.property.owner_identity_document
    assert document is not None
    return document


def states(answered: Answered) -> tuple[CheckState, list[str]]:
    return answered.verdict.state, [one.code for one in answered.verdict.findings]


UNTIED = (CheckState.MANUAL_REVIEW, ["kinship_unconfirmed"])
TIED: tuple[CheckState, list[str]] = (CheckState.PASSED, [])


def test_r34_a_parent_of_a_parent_ties_the_owner_to_the_child(elder_s: Form) -> None:
    homes = Homes(home_of(elder_s))
    assert states(about_home(elder_s, homes)) == UNTIED
    parents = [RegistryParent(relationship="father", identity_document=owner(elder_s))]
    mother = resident(elder_s, "guardians", parents=parents)
    answered = about_home(elder_s, homes, mother=mother)
    assert states(answered) == TIED
    assert [one["name"] for one in json.loads(answered.answer or b"")["relatives"]] == [mother.name]


def test_r34_a_parent_whom_only_the_child_s_record_names_ties_as_well(elder_s: Form) -> None:
    single = elder_s.model_copy(update={"guardians": elder_s.guardians[:1]})
    father = elder_s.guardians[1]
    named = [RegistryParent(relationship="father", identity_document=father.identity_document)]
    parents = [RegistryParent(relationship="father", identity_document=owner(elder_s))]
    residents = Residents(
        {
            number(elder_s): resident(elder_s, parents=named),
            number(elder_s, "guardians", 1): resident(elder_s, "guardians", 1, parents=parents),
        }
    )
    planned_one, season = planned(single)["property"], siming_2022()
    homes = Homes(home_of(elder_s))
    assert states(ask_about_home(single, planned_one, season, registry=homes, household=residents)) == TIED


@pytest.mark.parametrize("who", ["student", "mother"])
@pytest.mark.parametrize(("kind", "expected"), [("family", TIED), ("collective", UNTIED), (None, UNTIED)])
def test_r34_one_family_booklet_ties_and_a_collective_household_ties_nobody(
    elder_s: Form, who: str, kind: str | None, expected: tuple[CheckState, list[str]]
) -> None:
    booklet = {"household_type": kind, "household_members": [owner(elder_s).number]}
    person = resident(elder_s, "students" if who == "student" else "guardians", **booklet)
    assert states(about_home(elder_s, Homes(home_of(elder_s)), **{who: person})) == expected


def test_r34_a_child_s_own_parent_is_no_grandparent(elder_s: Form) -> None:
    named = [RegistryParent(relationship="father", identity_document=owner(elder_s))]
    child = resident(elder_s, parents=named)
    assert states(about_home(elder_s, Homes(home_of(elder_s)), student=child)) == UNTIED


def test_r34_a_guardian_who_is_no_parent_ties_nobody(elder_s: Form) -> None:
    uncle = elder_s.guardians[0].model_copy(update={"relationship": Relationship.OTHER_GUARDIAN})
    his = elder_s.model_copy(update={"guardians": (uncle,)})
    parents = [RegistryParent(relationship="father", identity_document=owner(elder_s))]
    known = resident(elder_s, "guardians", parents=parents)
    assert states(about_home(his, Homes(home_of(elder_s)), other_guardian=known)) == UNTIED


def test_r34_a_home_that_differs_asks_nobody_about_kinship(elder_s: Form) -> None:
    residents = Residents({})
    homes = Homes(home_of(elder_s, acquired_on=date(2001, 1, 1)))
    check, season = planned(elder_s)["property"], siming_2022()
    ask_about_home(elder_s, check, season, registry=homes, household=residents)
    assert residents.asked == []


def test_r34_kinship_that_cannot_be_asked_about_now_keeps_the_check_open(elder_s: Form) -> None:
    away = AuthorityUnavailableError("timeout")
    with pytest.raises(AuthorityUnavailableError):
        about_home(elder_s, Homes(home_of(elder_s)), student=away)
