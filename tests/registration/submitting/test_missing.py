from datetime import UTC, timedelta

import pytest

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import Check, CheckState, Finding
from functions.registration.documents import DocumentState
from functions.registration.registration import Status
from functions.registration.season.homes import HOMES as HOME_KINDS
from functions.registration.submitting.missing import lacking, missing
from functions.registration.submitting.required import STUDENT
from functions.registration.texts import text
from tests.registration.season.cases import AT, GUARDIAN, HOMES, document, form, hong_kong_student, student

from .test_transitions import registration

HOUSEHOLD_PAGES = [document("household_front_page"), document("householder_page")]
ONE_CHILD = [*HOUSEHOLD_PAGES, document("student_page", 0), document("birth_certificate", 0)]
ORDINARY = [*ONE_CHILD, document("title_certificate")]


def without(part, field):
    return {name: value for name, value in part.items() if name != field}


def asked(found):
    return [(one.field, one.reason) for one in found]


def test_an_ordinary_family_with_its_documents_lacks_nothing(season):
    assert missing(form(), ORDINARY, season) == ()


def test_an_empty_form_asks_for_a_student_a_guardian_and_a_home(season):
    found = missing(form(students=[], guardians=[], property=None), [], season)
    assert asked(found) == [
        ("students", "need_student"),
        ("guardians", "need_guardian"),
        ("property", "need_property"),
    ]


@pytest.mark.parametrize("field", STUDENT)
def test_every_student_field_is_asked_for(season, field):
    found = missing(form(without(student(), field)), ORDINARY, season)
    assert asked(found) == [(f"students.0.{field}", f"need_{field}")]
    assert found[0].rule == STUDENT[field]


@pytest.mark.parametrize("field", ["type", "street", "community", "address"])
def test_a_household_in_the_district_gives_type_street_community_and_address(season, field):
    found = missing(form(student(household={field: None})), ORDINARY, season)
    assert asked(found) == [(f"students.0.household.{field}", f"need_household_{field}")]


def test_a_child_without_a_household_here_is_asked_for_no_street(season):
    documents = [
        document("identity_document", 0),
        document("birth_certificate", 0),
        document("title_certificate"),
    ]
    assert missing(form(hong_kong_student()), documents, season) == ()


def test_the_household_status_itself_is_asked_for(season):
    found = missing(form(student(household={"status": None})), ORDINARY, season)
    assert ("students.0.household.status", "need_household_status") in asked(found)


def test_pinyin_and_the_address_of_a_bought_home_are_welcome_and_not_required(season):
    answers = form(student(name_pinyin=None), home=without(HOMES["parents_purchase"], "address"))
    assert missing(answers, ORDINARY, season) == ()


def test_an_only_childs_document_need_not_say_whose_it_is(season):
    unnamed = [document(one.kind) for one in ORDINARY]
    assert missing(form(), unnamed, season) == ()
    twins = missing(form(student(), student("004")), unnamed, season)
    assert {one.student for one in twins} == {0, 1}


@pytest.mark.parametrize("field", ["relationship", "name", "identity_document"])
def test_every_guardian_says_who_they_are(season, field):
    second = {"relationship": "father", "name": "林父", "identity_document": {"type": "passport"}}
    second["identity_document"] = {"type": "passport", "number": "X1234567", "country": "FR"}
    found = missing(form(guardians=[GUARDIAN, without(second, field)]), ORDINARY, season)
    assert asked(found) == [(f"guardians.1.{field}", f"need_{field}")]


def test_only_guardian_one_needs_a_phone_since_every_notice_goes_there(season):
    silent = without(GUARDIAN, "phone")
    found = missing(form(guardians=[silent]), ORDINARY, season)
    assert [(one.field, one.rule) for one in found] == [("guardians.0.phone", "R12")]
    second = silent | {"identity_document": {"type": "passport", "number": "X1234567", "country": "FR"}}
    assert missing(form(guardians=[GUARDIAN, second]), ORDINARY, season) == ()


def test_a_single_guardian_is_enough(season):
    assert len(form().guardians) == 1
    assert missing(form(), ORDINARY, season) == ()


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind in HOMES for field in HOME_KINDS[kind].required]
)
def test_every_home_gives_what_its_kind_asks(season, kind, field):
    found = missing(form(home=without(HOMES[kind], field)), [], season)
    assert [one.reason for one in found if one.field == f"property.{field}"] == [f"need_{field}"]


@pytest.mark.parametrize("kind", HOMES)
def test_a_home_that_is_complete_is_asked_nothing(season, kind):
    household = {"type": "collective"} if kind == "collective" else {}
    found = missing(form(student(household=household), home=kind), [], season)
    assert [one.field for one in found if one.field.startswith("property")] == []


@pytest.mark.parametrize(
    ("state", "code"),
    [(DocumentState.AWAITING_UPLOAD, "document_waiting"), (DocumentState.REFUSED, "document_refused")],
)
def test_only_an_accepted_document_counts(season, state, code):
    documents = [*ONE_CHILD, document("title_certificate", state=state)]
    (one,) = missing(form(), documents, season)
    assert (one.field, one.reason, one.document) == ("documents.title_certificate", code, "title_certificate")


def test_a_new_upload_beside_a_refused_one_is_said_to_wait(season):
    states = (DocumentState.REFUSED, DocumentState.AWAITING_UPLOAD)
    documents = [*ONE_CHILD, *(document("title_certificate", state=state) for state in states)]
    assert [one.reason for one in missing(form(), documents, season)] == ["document_waiting"]


def test_a_refused_copy_beside_an_accepted_one_does_not_matter(season):
    refused = document("title_certificate", state=DocumentState.REFUSED)
    assert missing(form(), [*ORDINARY, refused], season) == ()


def test_another_kind_that_the_rule_names_does_as_well(season):
    home = form(home="other")
    assert [one.field for one in missing(home, ONE_CHILD, season)] == ["documents.property_proof"]
    assert missing(home, [*ONE_CHILD, document("title_certificate")], season) == ()


def test_a_missing_document_says_its_rule_and_the_districts_reason(season):
    one = missing(form(), ORDINARY[:-1], season)[0]
    assert one.rule == "R15"
    assert one.why == next(
        rule.reason for rule in season.document_rules if rule.any_of == ("title_certificate",)
    )


def test_each_twin_needs_a_page_and_a_birth_certificate_and_the_household_only_one_front_page(season):
    found = missing(form(student(), student("004")), ORDINARY, season)
    assert [(one.field, one.student) for one in found] == [
        ("documents.student_page.1", 1),
        ("documents.birth_certificate.1", 1),
    ]


def test_another_students_page_does_not_count(season):
    documents = [one for one in ORDINARY if one.kind != "student_page"] + [document("student_page", 1)]
    assert [one.field for one in missing(form(), documents, season)] == ["documents.student_page.0"]


def test_a_rare_name_asks_for_the_students_page_once_and_says_why(season):
    documents = [one for one in ORDINARY if one.kind != "student_page"]
    found = missing(form(student(has_rare_characters=True)), documents, season)
    assert [(one.field, one.rule) for one in found] == [("documents.student_page.0", "R8")]


def test_every_code_has_words_in_both_languages(season):
    codes = {
        one.reason
        for kind in HOMES
        for one in missing(form({}, guardians=[{}], home={"kind": kind}), [], season)
    }
    codes |= {one.reason for one in missing(form(student(household={"type": None})), [], season)}
    assert len(codes) > 20
    for code in codes:
        assert text(code, "zh-CN") != text(code, "en")


def unconfirmed(state):
    """An earlier check of the home that did not find its owner among the child's family."""
    kinship = Finding(field="owner_identity_document.number", code="kinship_unconfirmed")
    return Check(
        id="property",
        kind=CheckKind.PROPERTY,
        state=state,
        version=2,
        covers="",
        findings=(kinship,),
        since=AT,
    )


@pytest.mark.parametrize(
    ("home", "checks", "wanted"),
    [
        ("grandparents_purchase", [], []),
        ("grandparents_purchase", [CheckState.MANUAL_REVIEW], ["documents.kinship_proof"]),
        ("grandparents_purchase", [CheckState.REFUSED], ["documents.kinship_proof"]),
        ("grandparents_purchase", [CheckState.ACCEPTED], []),
        ("parents_purchase", [CheckState.MANUAL_REVIEW], []),
    ],
)
def test_r34_a_paper_of_kinship_is_asked_for_once_no_registry_ties_the_owner(season, home, checks, wanted):
    found = missing(form(home=home), ORDINARY, season, [unconfirmed(state) for state in checks])
    assert [one.field for one in found] == wanted


SOUGHT = student(household={"street": "350203003", "community": "350203003001"})


def test_r47_what_the_rules_of_the_childs_school_need_is_asked_for(season):
    papers = [*ONE_CHILD, document("rental_contract")]
    found = missing(form(SOUGHT, home="public_rental"), papers, season)
    assert asked(found) == [("declared.no_other_home", "need_no_other_home")]
    assert found[0].rule == "R47"
    said = form(SOUGHT, home="public_rental", declared={"no_other_home": "no"})
    assert missing(said, papers, season) == ()


def test_r47_yes_to_what_no_registry_tells_needs_its_paper(season):
    said = form(SOUGHT, home="public_rental", declared={"no_other_home": "yes"})
    papers = [*ONE_CHILD, document("rental_contract")]
    assert asked(missing(said, papers, season)) == [("documents.property_proof", "document_missing")]
    assert missing(said, [*papers, document("property_proof")], season) == ()


def test_r47_yes_to_a_question_that_is_asked_no_more_needs_no_paper(season):
    elsewhere = form(student(), home="public_rental", declared={"no_other_home": "yes"})
    assert missing(elsewhere, [*ONE_CHILD, document("rental_contract")], season) == ()


def test_r17_a_day_is_to_come_until_it_begins_in_the_district(season):
    midnight = season.local(season.opens_at).replace(hour=0, minute=0) + timedelta(days=1)
    home = HOMES["parents_purchase"] | {"acquired_on": f"{midnight:%Y-%m-%d}"}
    papers = {paper.id: paper for paper in ORDINARY}
    one = registration(Status.DRAFT).model_copy(update={"form": form(home=home), "documents": papers})
    now = midnight.astimezone(UTC)
    eve = now - timedelta(seconds=1)
    assert asked(lacking(one, season, eve)) == [("property.acquired_on", "day_to_come")]
    assert lacking(one, season, now) == ()
