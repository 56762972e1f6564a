from datetime import date

import pytest

from functions.registration.season.file import parse_season
from functions.registration.submitting.misplaced import misdated, misplaced
from functions.registration.texts import text
from tests.registration.season.cases import GUARDIAN, HOMES, form, hong_kong_student, student


def found(answers, season):
    return [(one.field, one.code) for one in misplaced(answers, season)]


@pytest.mark.parametrize("kind", [kind for kind in HOMES if kind != "collective"])
def test_an_ordinary_form_has_nothing_out_of_place(season, kind):
    assert found(form(home=kind), season) == []


def test_a_street_that_the_district_does_not_have_is_named(season):
    answers = form(student(household={"street": "350203999", "community": None}))
    assert found(answers, season) == [("students.0.household.street", "street_unknown")]


def test_a_community_that_the_district_does_not_have_is_named(season):
    answers = form(student(household={"community": "350203009999"}))
    assert found(answers, season) == [("students.0.household.community", "community_unknown")]


def test_a_community_belongs_to_its_street(season):
    answers = form(student(household={"street": "350203001"}))
    assert found(answers, season) == [("students.0.household.community", "community_of_another_street")]


def test_a_community_without_its_street_is_not_yet_wrong(season):
    assert found(form(student(household={"street": None})), season) == []


def test_a_district_child_cannot_show_a_passport(season):
    passport = {"type": "passport", "number": "X1234567", "country": "FR"}
    assert found(form(student(identity_document=passport)), season) == [
        ("students.0.identity_document.type", "document_not_for_household")
    ]
    assert found(form(hong_kong_student(identity_document=passport)), season) == []


def test_a_child_from_abroad_cannot_show_a_resident_card(season):
    answers = form(student(household={"status": "hmt_or_foreign"}))
    assert found(answers, season) == [("students.0.identity_document.type", "document_not_for_household")]


@pytest.mark.parametrize("type_", ["collective", "lodged"])
def test_collective_and_lodged_households_state_no_home(season, type_):
    assert found(form(student(household={"type": type_}), home="collective"), season) == []


@pytest.mark.parametrize("type_", ["family", "registered_only"])
def test_other_households_cannot_escape_the_property_check(season, type_):
    answers = form(student(household={"type": type_}), home="collective")
    assert found(answers, season) == [("property.kind", "property_not_for_household")]


def test_of_twins_both_must_be_collective_to_state_no_home(season):
    twins = (student(household={"type": "collective"}), student("004"))
    assert ("property.kind", "property_not_for_household") in found(form(*twins, home="collective"), season)


NARROW = [
    ("relationship", "mother", "parents_purchase", ["guardians.0.relationship"]),
    ("household_type", "family", "parents_purchase", ["students.0.household.type"]),
    ("sex", "female", "parents_purchase", ["students.0.sex"]),
    ("property_kind", "low_rent", "low_rent", ["property.kind"]),
    ("proof", "certificate", "parents_purchase", ["property.proof"]),
    (
        "identity_document_type",
        "resident_id",
        "parents_purchase",
        ["guardians.0.identity_document.type", "property.owner_identity_document.type"],
    ),
    (
        "identity_document_type",
        "resident_id",
        "public_rental",
        ["guardians.0.identity_document.type", "property.tenant_identity_document.type"],
    ),
]


@pytest.mark.parametrize(("choices", "value", "home", "fields"), NARROW)
def test_a_choice_that_the_district_does_not_offer_is_refused_by_field(data, choices, value, home, fields):
    data["choices"][choices] = [one for one in data["choices"][choices] if one["value"] != value]
    data["admissible"][0]["identity_documents"] = ["passport"]
    data["placing"] = [
        {"doors": [{"id": "any", "name": {"zh-CN": "购房", "en": "Bought"}, "homes": ["other"]}]}
    ]
    data["document_rules"] = [{**one, "when": {}} for one in data["document_rules"]]
    refused = [one for one in found(form(home=home), parse_season(data)) if one[1] == "choice_not_offered"]
    assert refused == [(field, "choice_not_offered") for field in fields]


def test_one_number_for_two_people_is_named_at_the_second(season):
    assert found(form(student(), student()), season) == [
        ("students.1.identity_document.number", "same_number_twice")
    ]
    parent = GUARDIAN | {"identity_document": student()["identity_document"]}
    assert found(form(guardians=[GUARDIAN, parent]), season) == [
        ("guardians.1.identity_document.number", "same_number_twice")
    ]


TODAY = date(2022, 7, 5)


@pytest.mark.parametrize("kind", ["parents_purchase", "grandparents_purchase"])
@pytest.mark.parametrize(
    ("proof", "day", "code"),
    [
        ("certificate", "1860-01-01", "day_too_early"),
        ("certificate", "1850-01-01", "day_too_early"),
        ("certificate", "1899-12-31", "day_too_early"),
        ("contract", "1860-01-01", "day_too_early"),
        ("certificate", "2022-07-06", "day_to_come"),
        ("certificate", "2199-12-31", "day_to_come"),
        (None, "2022-07-06", "day_to_come"),
        ("contract", "2033-01-01", "delivery_too_late"),
    ],
)
def test_r17_a_day_on_which_nobody_acquired_a_home_is_told(kind, proof, day, code):
    home = HOMES["parents_purchase"] | {"kind": kind, "proof": proof, "acquired_on": day}
    found = [(one.field, one.code, one.rule) for one in misdated(form(property=home), TODAY)]
    assert found == [("property.acquired_on", code, "R17")]


@pytest.mark.parametrize(
    ("proof", "day"),
    [
        ("certificate", "2022-07-05"),
        ("certificate", "1900-01-01"),
        ("contract", "2022-07-06"),
        ("contract", "2032-12-31"),
        ("certificate", None),
    ],
)
def test_r17_a_day_that_can_be_meant_is_taken(proof, day):
    home = HOMES["parents_purchase"] | {"proof": proof, "acquired_on": day}
    assert list(misdated(form(property=home), TODAY)) == []


def test_r4_a_child_is_not_born_before_1900():
    child = hong_kong_student(birth_date="1860-01-01")
    found = [(one.field, one.code) for one in misdated(form(child), TODAY)]
    assert found == [("students.0.birth_date", "day_too_early")]
    assert list(misdated(form(hong_kong_student()), TODAY)) == []


@pytest.mark.parametrize(
    "code",
    [
        "day_too_early",
        "day_to_come",
        "delivery_too_late",
        "street_unknown",
        "community_unknown",
        "community_of_another_street",
        "document_not_for_household",
        "property_not_for_household",
        "choice_not_offered",
        "same_number_twice",
    ],
)
def test_every_code_has_words(code):
    assert text(code, "zh-CN") != text(code, "en")
