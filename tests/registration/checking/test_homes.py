"""R14 to R18, R31: a bought home beside the land and housing registry's record, field by field."""

from datetime import date
from typing import Any

import pytest

from functions.registration.checking.authorities import Home, RegistryOwner
from functions.registration.checking.homes import compare_property
from functions.registration.checks import CheckState
from functions.registration.form import Guardian, Purchase

from .test_people import FATHER, MOTHER, found, guardian

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


@pytest.mark.parametrize(
    ("proof", "code"), [("certificate", "no_such_certificate"), ("contract", "no_such_contract")]
)
def test_r15_a_number_that_is_not_there_has_no_record(proof: str, code: str) -> None:
    verdict = judged(purchase(proof=proof), None)
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
    owners = [
        RegistryOwner(name="别人", identity_document=FATHER),
        RegistryOwner(name="林母", identity_document=MOTHER),
    ]
    assert judged(purchase(), home(owners=owners)).state is CheckState.PASSED


RESIDENT = {"type": "resident_id", "number": "11010519491231002X"}

UNKNOWN_OWNERS: dict[str, Any] = {
    "no owners": None,
    "no name": [RegistryOwner(identity_document=MOTHER)],
    "no number": [RegistryOwner(name="林母")],
    "nothing of one": [RegistryOwner(name="别人", identity_document=FATHER), RegistryOwner()],
    "another kind of document": [
        RegistryOwner.model_validate({"name": "林母", "identity_document": RESIDENT})
    ],
}


@pytest.mark.parametrize("owners", UNKNOWN_OWNERS.values(), ids=UNKNOWN_OWNERS.keys())
def test_r31_an_owner_who_cannot_be_read_is_for_staff_and_no_mismatch(owners: Any) -> None:
    verdict = judged(purchase(), home(owners=owners))
    assert (verdict.state, found(verdict)) == (
        CheckState.MANUAL_REVIEW,
        {"owner_name": "record_unreadable"},
    )


def test_r31_a_co_owner_who_cannot_be_read_is_nobody_s_fault() -> None:
    owners = [RegistryOwner(name="示例公司"), RegistryOwner(name="林母", identity_document=MOTHER)]
    assert judged(purchase(), home(owners=owners)).state is CheckState.PASSED


def test_r31_an_owner_of_another_name_is_known_to_differ_without_a_number() -> None:
    verdict = judged(purchase(), home(owners=[RegistryOwner(name="示例公司")]))
    assert (verdict.state, found(verdict)) == (CheckState.ABNORMAL, {"owner_name": "owner_differs"})


def test_r31_a_date_that_cannot_be_read_is_for_staff() -> None:
    verdict = judged(purchase(), home(acquired_on=None))
    assert (verdict.state, found(verdict)) == (
        CheckState.MANUAL_REVIEW,
        {"acquired_on": "record_unreadable"},
    )


def test_r31_of_a_record_that_tells_nothing_nothing_passes_and_nothing_differs() -> None:
    assert judged(purchase(), Home()).state is CheckState.MANUAL_REVIEW


def test_r8_an_owner_who_is_only_spelt_otherwise_is_for_staff() -> None:
    record = home(owners=[RegistryOwner(name="古丽米热·艾比布力", identity_document=MOTHER)])
    verdict = judged(purchase(owner_name="古丽米热艾比布力"), record)
    assert (verdict.state, found(verdict)) == (
        CheckState.MANUAL_REVIEW,
        {"owner_name": "name_spelt_otherwise"},
    )
