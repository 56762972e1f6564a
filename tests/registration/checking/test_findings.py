"""R8, R9, R15 to R18: what a form says beside what an authority holds, field by field."""

from datetime import date
from typing import Any

import pytest

from functions.registration.checking.authorities import Home, RegistryOwner, RegistryParent, Resident
from functions.registration.checking.findings import compare_guardian, compare_property, compare_student
from functions.registration.checks import CheckState
from functions.registration.form import Guardian, Purchase, Student
from functions.registration.values.identity import IdentityDocument

CHILD = IdentityDocument.model_validate({"type": "resident_id", "number": "11010519491231002X"})
MOTHER = IdentityDocument.model_validate({"type": "passport", "number": "XX1234567", "country": "FR"})
FATHER = IdentityDocument.model_validate({"type": "passport", "number": "XX7654321", "country": "FR"})
SECRET_NAME, SECRET_DATE = "陈实名", date(2016, 2, 3)


def resident(**changed: Any) -> Resident:
    return Resident.model_validate(
        {
            "identity_document": CHILD,
            "name": SECRET_NAME,
            "sex": "female",
            "birth_date": SECRET_DATE,
            "household_district": "350203",
        }
        | changed
    )


def student(**changed: Any) -> Student:
    same = {"identity_document": CHILD, "name": SECRET_NAME, "birth_date": SECRET_DATE, "sex": "female"}
    return Student.model_validate(same | changed)


def found(verdict: Any) -> dict[str, str]:
    return {one.field: one.code for one in verdict.findings}


def test_a_student_as_the_registry_knows_them_passes() -> None:
    assert compare_student(student(), resident()) == (CheckState.PASSED, ())


def test_r9_a_student_who_is_not_there_has_no_record() -> None:
    verdict = compare_student(student(), None)
    assert (verdict.state, found(verdict)) == (
        CheckState.NO_RECORD,
        {"identity_document.number": "no_such_resident"},
    )


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"name": "陈别名"}, "name", "name_differs"),
        ({"birth_date": date(2016, 2, 4)}, "birth_date", "birth_date_differs"),
        ({"sex": "male"}, "sex", "sex_differs"),
    ],
)
def test_r9_each_field_that_differs_is_named(changed: dict[str, Any], field: str, code: str) -> None:
    verdict = compare_student(student(**changed), resident())
    assert (verdict.state, found(verdict)) == (CheckState.ABNORMAL, {field: code})
    words = repr(verdict)
    assert SECRET_NAME not in words
    assert SECRET_DATE.isoformat() not in words


def test_all_fields_that_differ_are_named_at_once() -> None:
    verdict = compare_student(student(name="陈别名", sex="male"), resident())
    assert set(found(verdict)) == {"name", "sex"}


def test_r8_a_rare_name_that_is_spelt_otherwise_goes_to_staff() -> None:
    verdict = compare_student(student(name="陈𬱖", has_rare_characters=True), resident(name="陈頔"))
    assert (verdict.state, found(verdict)) == (CheckState.MANUAL_REVIEW, {"name": "rare_name_differs"})


def test_r8_the_tick_excuses_no_other_field() -> None:
    verdict = compare_student(
        student(name="陈𬱖", has_rare_characters=True, sex="male"), resident(name="陈頔")
    )
    assert verdict.state is CheckState.ABNORMAL


def test_what_a_draft_leaves_out_differs_from_nothing() -> None:
    assert compare_student(Student(), resident()).state is CheckState.PASSED


def guardian(**changed: Any) -> Guardian:
    same = {"relationship": "mother", "name": "林母", "identity_document": MOTHER}
    return Guardian.model_validate(same | changed)


def child(*parents: IdentityDocument) -> Resident:
    told = [RegistryParent(relationship="mother", name="林母", identity_document=one) for one in parents]
    return resident(parents=told)


def woman() -> Resident:
    return resident(identity_document=MOTHER, name="林母")


def test_a_registered_parent_passes() -> None:
    assert compare_guardian(guardian(), woman(), [child(MOTHER)]).state is CheckState.PASSED


def test_a_guardian_who_is_not_there_or_has_another_name_is_abnormal() -> None:
    assert compare_guardian(guardian(), None, []).state is CheckState.NO_RECORD
    verdict = compare_guardian(guardian(name="林某"), woman(), [child(MOTHER)])
    assert (verdict.state, found(verdict)) == (CheckState.ABNORMAL, {"name": "name_differs"})


def test_a_parent_whom_a_child_s_record_does_not_name_goes_to_staff() -> None:
    verdict = compare_guardian(guardian(), woman(), [child(MOTHER), child(FATHER)])
    assert (verdict.state, found(verdict)) == (
        CheckState.MANUAL_REVIEW,
        {"relationship": "not_the_registered_parent"},
    )


@pytest.mark.parametrize("children", [[], [None], [child()]])
def test_where_no_record_names_parents_nothing_speaks_against_one(children: list[Resident | None]) -> None:
    assert compare_guardian(guardian(), woman(), children).state is CheckState.PASSED


def test_who_claims_to_be_no_parent_need_not_be_one() -> None:
    assert compare_guardian(guardian(relationship="grandparent"), woman(), [child(FATHER)]).state is (
        CheckState.PASSED
    )


NUMBER = "闽（2020）厦门市不动产权第0084498号"


def home(**changed: Any) -> Home:
    owner = RegistryOwner(name="林母", identity_document=MOTHER)
    same = {"number": NUMBER, "owners": [owner], "acquired_on": date(2018, 3, 1), "address": "保密路1号"}
    return Home.model_validate(same | changed)


def purchase(**changed: Any) -> Purchase:
    same = {
        "kind": "parents_purchase",
        "proof": "certificate",
        "number": NUMBER,
        "owner_name": "林母",
        "owner_identity_document": MOTHER,
        "acquired_on": date(2018, 3, 1),
    }
    return Purchase.model_validate(same | changed)


def judged(claim: Purchase, record: Home | None, *guardians: Guardian) -> Any:
    return compare_property(claim, record, guardians or (guardian(),))


def test_r15_a_home_as_the_bureau_knows_it_passes() -> None:
    assert judged(purchase(), home()).state is CheckState.PASSED


def test_r16_one_share_s_number_is_the_home_s() -> None:
    assert judged(purchase(number=NUMBER + "-2"), home()).state is CheckState.PASSED


@pytest.mark.parametrize(
    ("proof", "code"), [("certificate", "no_such_certificate"), ("contract", "no_such_contract")]
)
def test_r15_a_number_that_is_not_there_has_no_record(proof: str, code: str) -> None:
    for record in (None, home(number="闽（2020）厦门市不动产权第0084499号")):
        verdict = judged(purchase(proof=proof), record)
        assert (verdict.state, found(verdict)) == (CheckState.NO_RECORD, {"number": code})


@pytest.mark.parametrize(
    ("changed", "findings"),
    [
        ({"owner_name": "林某"}, {"owner_name": "owner_differs"}),
        ({"owner_name": None}, {"owner_name": "owner_differs"}),
        (
            {"owner_identity_document": FATHER},
            {"owner_identity_document.number": "owner_document_differs"},
        ),
        ({"acquired_on": date(2018, 3, 2)}, {"acquired_on": "acquired_on_differs"}),
        (
            {"owner_name": "林某", "acquired_on": date(2018, 3, 2)},
            {"owner_name": "owner_differs", "acquired_on": "acquired_on_differs"},
        ),
    ],
)
def test_r15_r17_each_field_of_a_home_that_differs_is_named(
    changed: dict[str, Any], findings: dict[str, str]
) -> None:
    verdict = judged(purchase(**changed), home())
    assert (verdict.state, found(verdict)) == (CheckState.ABNORMAL, findings)
    assert "保密路" not in repr(verdict)


def test_r14_a_parents_home_belongs_to_a_guardian_of_the_form() -> None:
    verdict = judged(purchase(), home(), guardian(identity_document=FATHER))
    assert found(verdict) == {"owner_identity_document.number": "owner_not_a_guardian"}
    assert judged(
        purchase(kind="grandparents_purchase"), home(), guardian(identity_document=FATHER)
    ).state is (CheckState.PASSED)


def test_r18_any_of_several_owners_is_enough() -> None:
    owners = [RegistryOwner(name="别人", identity_document=FATHER), RegistryOwner(name="林母")]
    assert judged(purchase(), home(owners=owners)).state is CheckState.PASSED
