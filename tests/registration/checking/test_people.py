"""R8, R9, R31: students and guardians beside the household registry's records, field by field."""

from datetime import date
from typing import Any

import pytest

from functions.registration.checking.authorities import RegistryParent, Resident
from functions.registration.checking.people import compare_guardian, compare_person
from functions.registration.checks import CheckState
from functions.registration.form import Guardian, Student
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
            "parents": (),
        }
        | changed
    )


def student(**changed: Any) -> Student:
    same = {"identity_document": CHILD, "name": SECRET_NAME, "birth_date": SECRET_DATE, "sex": "female"}
    return Student.model_validate(same | changed)


def found(verdict: Any) -> dict[str, str]:
    return {one.field: one.code for one in verdict.findings}


def test_a_student_as_the_registry_knows_them_passes() -> None:
    assert compare_person(student(), resident()) == (CheckState.PASSED, ())


def test_r9_a_student_who_is_not_there_has_no_record() -> None:
    verdict = compare_person(student(), None)
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
    verdict = compare_person(student(**changed), resident())
    assert (verdict.state, found(verdict)) == (CheckState.ABNORMAL, {field: code})
    words = repr(verdict)
    assert SECRET_NAME not in words
    assert SECRET_DATE.isoformat() not in words


def test_all_fields_that_differ_are_named_at_once() -> None:
    verdict = compare_person(student(name="陈别名", sex="male"), resident())
    assert set(found(verdict)) == {"name", "sex"}


def test_r8_a_rare_name_that_is_spelt_otherwise_goes_to_staff() -> None:
    verdict = compare_person(student(name="陈𬱖", has_rare_characters=True), resident(name="陈頔"))
    assert (verdict.state, found(verdict)) == (CheckState.MANUAL_REVIEW, {"name": "rare_name_differs"})


def test_r8_the_tick_excuses_no_other_field() -> None:
    verdict = compare_person(
        student(name="陈𬱖", has_rare_characters=True, sex="male"), resident(name="陈頔")
    )
    assert verdict.state is CheckState.ABNORMAL


def test_what_a_draft_leaves_out_differs_from_nothing() -> None:
    assert compare_person(Student(), resident()).state is CheckState.PASSED


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


@pytest.mark.parametrize("field", ["name", "birth_date", "sex"])
def test_r31_what_the_record_does_not_tell_of_a_student_is_for_staff(field: str) -> None:
    verdict = compare_person(student(), resident(**{field: None}))
    assert (verdict.state, found(verdict)) == (CheckState.MANUAL_REVIEW, {field: "record_unreadable"})


def test_r31_what_is_known_to_differ_is_told_beside_what_cannot_be_read() -> None:
    verdict = compare_person(student(sex="male"), resident(name=None))
    assert verdict.state is CheckState.ABNORMAL
    assert found(verdict) == {"name": "record_unreadable", "sex": "sex_differs"}


@pytest.mark.parametrize(
    "parents", [None, [RegistryParent(name="林母")], [RegistryParent(), RegistryParent()]]
)
def test_r31_parents_whom_the_record_does_not_tell_are_for_staff(parents: Any) -> None:
    verdict = compare_guardian(guardian(), woman(), [resident(parents=parents)])
    assert (verdict.state, found(verdict)) == (
        CheckState.MANUAL_REVIEW,
        {"relationship": "record_unreadable"},
    )


def test_r31_one_parent_who_can_be_read_is_enough_for_that_parent() -> None:
    record = resident(parents=[RegistryParent(), *(child(MOTHER).parents or ())])
    assert compare_guardian(guardian(), woman(), [record]).state is CheckState.PASSED


@pytest.mark.parametrize(
    ("stated", "held", "ticked", "state", "code"),
    [
        ("古丽米热艾比布力", "古丽米热·艾比布力", False, CheckState.MANUAL_REVIEW, "name_spelt_otherwise"),
        ("SOEREN", "Søren", False, CheckState.MANUAL_REVIEW, "name_spelt_otherwise"),
        ("陈頔", "陈𬱖", False, CheckState.ABNORMAL, "rare_name_unticked"),
        ("陈頔", "陈𬱖", True, CheckState.MANUAL_REVIEW, "rare_name_differs"),
        ("陈迪", "陈笛", True, CheckState.MANUAL_REVIEW, "rare_name_differs"),
        ("陈迪", "陈笛", False, CheckState.ABNORMAL, "name_differs"),
    ],
)
def test_r8_what_only_a_person_can_judge_is_for_staff_and_the_tick_is_named(
    stated: str, held: str, ticked: Any, state: CheckState, code: str
) -> None:
    verdict = compare_person(student(name=stated, has_rare_characters=ticked), resident(name=held))
    assert (verdict.state, found(verdict)) == (state, {"name": code})


@pytest.mark.parametrize(
    ("stated", "held", "state", "code"),
    [
        ("陈頔", "陈𬱖", CheckState.MANUAL_REVIEW, "rare_name_differs"),
        ("古丽米热艾比布力", "古丽米热·艾比布力", CheckState.MANUAL_REVIEW, "name_spelt_otherwise"),
        ("陈迪", "陈笛", CheckState.ABNORMAL, "name_differs"),
    ],
)
def test_r8_a_guardian_has_no_tick_and_needs_none(
    stated: str, held: str, state: CheckState, code: str
) -> None:
    record = resident(identity_document=MOTHER, name=held)
    verdict = compare_guardian(guardian(name=stated), record, [child(MOTHER)])
    assert (verdict.state, found(verdict)) == (state, {"name": code})
