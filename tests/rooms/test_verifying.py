"""A check is put to its authority and recorded once; an authority that is away loses nothing."""

import json
from datetime import date
from typing import Any

import pytest

from functions.cloud.batches import CanNeverSucceed, ComeBackLater
from functions.cloud.checking import Answered, Settled, settle
from functions.cloud.messages import CheckMessage, check_messages_in
from functions.registration.authorities import (
    AuthorityUnavailableError,
    DocumentNotHeldError,
    Home,
    RegistryOwner,
    RegistryParent,
    Resident,
)
from functions.registration.checks import Check, CheckState
from functions.registration.findings import Verdict
from functions.registration.form import Form, Purchase
from functions.registration.registration import Registration, Status
from functions.registration.season import Season
from functions.verify_identity.question import ask_household
from functions.verify_property.question import ask_about_home
from local.population import Population

from .fakes import Homes, Records, Residents
from .registrations import DAY, HOUR, ID, MACS, NOW, checked, form, planned, submitted

PASSED = Answered(Verdict(CheckState.PASSED), b"{}")
ABNORMAL = Answered(Verdict(CheckState.ABNORMAL), b"{}")


def message(check: str = "student-0", version: int = 2, registration_id: str = ID) -> CheckMessage:
    return CheckMessage(registration_id=registration_id, version=version, check=check)


class Asking:
    """Answers with what it was given, and counts."""

    def __init__(self, answer: Answered | Exception) -> None:
        self.answer = answer
        self.asked = 0

    def __call__(self, form: Form, check: Check) -> Answered:
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def settled(
    records: Records, ask: Asking, season: Season, told: CheckMessage | None = None, *, now: Any = NOW
) -> Settled:
    return settle(
        told or message(),
        ask,
        registrations=records,
        results=records,
        season_of=lambda _: season,
        macs=MACS,
        now=now,
    )


def test_an_answer_is_recorded_with_what_the_authority_said(
    family_submitted: Registration, season: Season
) -> None:
    records = Records(family_submitted)
    assert settled(records, Asking(PASSED), season, now=NOW + HOUR) is Settled.RECORDED
    check = records.all[ID].checks["student-0"]
    assert (check.state, check.since, check.attempts) == (CheckState.PASSED, NOW + HOUR, 1)
    assert records.answers == {(ID, "student-0"): b"{}"}
    assert records.all[ID].notices == {}


def test_the_same_message_again_changes_nothing_and_asks_nobody(
    family_submitted: Registration, season: Season
) -> None:
    records = Records(family_submitted)
    settled(records, Asking(PASSED), season)
    again = Asking(ABNORMAL)
    assert settled(records, again, season) is Settled.STALE
    assert (again.asked, records.writes) == (0, 1)


@pytest.mark.parametrize(
    "told", [message(version=1), message(version=3), message(check="student-1"), message(check="nonsense")]
)
def test_a_stale_message_changes_nothing(
    family_submitted: Registration, season: Season, told: CheckMessage
) -> None:
    records, ask = Records(family_submitted), Asking(PASSED)
    assert settled(records, ask, season, told) is Settled.STALE
    assert (ask.asked, records.writes) == (0, 0)


def test_a_withdrawn_registrations_checks_are_asked_no_more(
    family_submitted: Registration, season: Season
) -> None:
    records = Records(family_submitted.model_copy(update={"status": Status.WITHDRAWN}))
    ask = Asking(PASSED)
    assert settled(records, ask, season) is Settled.STALE
    assert ask.asked == 0


def test_answers_edited_since_are_not_tested_in_the_old_ones_name(
    family_submitted: Registration, season: Season
) -> None:
    student = family_submitted.form.students[0].model_copy(update={"name": "另一个名字"})
    edited = family_submitted.form.model_copy(update={"students": (student,)})
    records = Records(family_submitted.model_copy(update={"status": Status.AMENDING, "form": edited}))
    ask = Asking(PASSED)
    assert settled(records, ask, season) is Settled.STALE
    assert ask.asked == 0
    assert settled(records, ask, season, message("property")) is Settled.RECORDED


def test_an_unknown_registration_can_never_succeed(season: Season) -> None:
    with pytest.raises(CanNeverSucceed, match="unknown_registration"):
        settled(Records(), Asking(PASSED), season)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"registration_id": "R", "check": "student-0"}',
        '{"registration_id": "R", "version": "2", "check": "student-0"}',
        '{"registration_id": "R", "version": 2, "check": "student-0", "name": "林"}',
    ],
)
def test_a_malformed_body_is_no_message(body: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        check_messages_in(body)


def test_while_the_authority_is_away_the_page_says_so_and_the_message_comes_back(
    family_submitted: Registration, season: Season
) -> None:
    records = Records(family_submitted)
    for attempt in (1, 2, 3):
        with pytest.raises(ComeBackLater) as later:
            settled(records, Asking(AuthorityUnavailableError("timeout")), season, now=NOW + attempt * HOUR)
        assert later.value.after is None  # so the delay grows
        check = records.all[ID].checks["student-0"]
        assert check.state is CheckState.AUTHORITY_UNAVAILABLE
        assert (check.attempts, check.since, check.asked_at) == (attempt, NOW, NOW + attempt * HOUR)
    assert settled(records, Asking(PASSED), season, now=NOW + 4 * HOUR) is Settled.RECORDED
    assert records.all[ID].checks["student-0"].state is CheckState.PASSED


def test_several_abnormal_checks_of_one_submission_are_one_notice(
    family_submitted: Registration, season: Season
) -> None:
    records = Records(family_submitted)
    settled(records, Asking(ABNORMAL), season)
    settled(records, Asking(Answered(Verdict(CheckState.NO_RECORD), b"{}")), season, message("property"))
    assert list(records.all[ID].notices) == ["abnormal-2"]


def test_nobody_is_asked_to_amend_after_the_deadline(family_submitted: Registration, season: Season) -> None:
    records = Records(family_submitted)
    settled(records, Asking(ABNORMAL), season, now=season.amendment_deadline)
    assert records.all[ID].notices == {}
    extended = family_submitted.model_copy(update={"amendment_extended_to": season.amendment_deadline + DAY})
    records = Records(extended)
    settled(records, Asking(ABNORMAL), season, now=season.amendment_deadline)
    assert list(records.all[ID].notices) == ["abnormal-2"]


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


def test_a_check_that_is_settled_is_not_asked_about(city: Population, season: Season) -> None:
    registration = checked(submitted(form(city)), CheckState.ACCEPTED)
    asking = Asking(PASSED)
    assert settled(Records(registration), asking, season) is Settled.STALE
    assert asking.asked == 0
