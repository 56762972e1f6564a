from typing import get_args

import pytest

from functions.registration.form import HomeKind, PropertyClaim
from functions.registration.season.document_rules import DocumentRule, needed

from .cases import GUARDIAN, HOMES, form, hong_kong_student, student

WHY = {"zh-CN": "说明", "en": "why"}


def rule(*, each=False, **when):
    return DocumentRule.model_validate(
        {"any_of": ["other"], "rule": "R22", "reason": WHY, "each_student": each, "when": when}
    )


def kinds(season, answers):
    return {(one.any_of[0].value, about) for one in season.document_rules for about in needed(one, answers)}


def test_the_kinds_of_home_are_the_forms_own():
    union, _ = get_args(PropertyClaim)
    in_form = {
        value for model in get_args(union) for value in get_args(model.model_fields["kind"].annotation)
    }
    assert in_form == set(HomeKind)


def test_a_rule_without_conditions_asks_always():
    assert needed(rule(), form()) == (None,)
    assert needed(rule(each=True), form(student(), student("004"))) == (0, 1)


@pytest.mark.parametrize(
    ("when", "asks"),
    [
        ({"household_status": ["district"]}, True),
        ({"household_status": ["hmt_or_foreign", "other_city"]}, False),
        ({"household_type": ["family", "lodged"]}, True),
        ({"household_type": ["collective"]}, False),
        ({"student_document": ["resident_id"]}, True),
        ({"student_document": ["passport"]}, False),
        ({"rare_characters": False}, True),
        ({"rare_characters": True}, False),
        ({"property_kind": ["parents_purchase"]}, True),
        ({"property_kind": ["other"]}, False),
        ({"proof": ["certificate"]}, True),
        ({"proof": ["contract"]}, False),
        ({"guardians": [1]}, True),
        ({"guardians": [2]}, False),
        ({"property_kind": ["parents_purchase"], "proof": ["contract"]}, False),
    ],
)
def test_every_condition_that_is_named_must_hold(when, asks):
    assert needed(rule(**when), form()) == ((None,) if asks else ())
    assert needed(rule(each=True, **when), form()) == ((0,) if asks else ())


def test_a_home_asks_for_its_documents_before_a_student_is_typed():
    assert needed(rule(property_kind=["other"]), form(students=[], home="other")) == (None,)
    assert needed(rule(each=True), form(students=[])) == ()


def test_a_rule_for_each_student_asks_only_of_those_it_fits():
    twins = form(student(), student("004", household={"type": "lodged"}))
    assert needed(rule(each=True, household_type=["lodged"]), twins) == (1,)
    assert needed(rule(household_type=["lodged"]), twins) == (None,)


def test_conditions_on_a_student_must_hold_for_the_same_student():
    twins = form(student(has_rare_characters=True), student("004", household={"type": "lodged"}))
    assert needed(rule(household_type=["lodged"], rare_characters=True), twins) == ()


def test_two_guardians_can_be_asked_for_something():
    assert needed(rule(guardians=[2]), form(guardians=[GUARDIAN, GUARDIAN])) == (None,)


HOUSEHOLD = {
    ("household_front_page", None),
    ("householder_page", None),
    ("student_page", 0),
    ("birth_certificate", 0),
}


@pytest.mark.parametrize(
    ("home", "document"),
    [
        ("parents_purchase", {("title_certificate", None)}),
        ("grandparents_purchase", {("title_certificate", None)}),
        (HOMES["parents_purchase"] | {"proof": "contract"}, {("purchase_contract", None)}),
        ("public_rental", {("rental_contract", None)}),
        ("low_rent", {("rental_contract", None)}),
        ("collective", set()),
        ("other", {("property_proof", None)}),
    ],
)
def test_siming_asks_for_the_household_booklet_and_the_proof_of_each_home(season, home, document):
    assert kinds(season, form(home=home)) == HOUSEHOLD | document


def test_siming_asks_a_child_from_abroad_for_its_document_instead_of_the_booklet(season):
    expected = {("identity_document", 0), ("birth_certificate", 0), ("title_certificate", None)}
    assert kinds(season, form(hong_kong_student())) == expected


def test_siming_asks_a_collective_household_for_no_householders_page(season):
    collective = form(student(household={"type": "collective"}), home="collective")
    assert kinds(season, collective) == HOUSEHOLD - {("householder_page", None)}
