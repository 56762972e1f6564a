"""R9, R31: what becomes of a check by what was found."""

import json

import pytest

from functions.registration.checking.findings import NOT_HELD, TO_STAFF, judged, no_record, unreadable
from functions.registration.checks import CheckState, Finding
from functions.registration.texts import staff_text, text

DIFFERS = Finding(field="sex", code="sex_differs")


def test_nothing_found_passes() -> None:
    assert judged([]) == (CheckState.PASSED, ())


@pytest.mark.parametrize("code", sorted(TO_STAFF))
def test_what_no_family_can_put_right_is_for_people(code: str) -> None:
    found = Finding(field="name", code=code)
    assert judged([found]) == (CheckState.MANUAL_REVIEW, (found,))
    assert judged([found, DIFFERS]) == (CheckState.ABNORMAL, (found, DIFFERS))


def test_what_differs_is_the_family_s_to_amend() -> None:
    assert judged([DIFFERS]).state is CheckState.ABNORMAL


def test_r31_a_record_that_cannot_be_read_is_no_missing_record() -> None:
    assert judged([unreadable("name")]).state is CheckState.MANUAL_REVIEW
    assert no_record("number", "no_such_certificate").state is CheckState.NO_RECORD


def test_r9_documents_that_no_registry_holds_are_for_people() -> None:
    assert NOT_HELD.state is CheckState.MANUAL_REVIEW


@pytest.mark.parametrize("code", sorted(TO_STAFF))
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_families_and_staff_read_each_in_words_of_their_own(code: str, language: str) -> None:
    family, staff = text(code, language, phone="0592-0000000"), staff_text(code, language)
    assert family != staff
    assert json.dumps([family, staff]).count("{") == 0
