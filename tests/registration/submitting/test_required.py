"""What is asked of each person are fields that the form has and a draft may leave empty."""

import pytest

from functions.registration.form import Guardian, Household, Student
from functions.registration.submitting.required import FIRST_GUARDIAN, GUARDIAN, HOUSEHOLD, STUDENT
from functions.registration.texts import text


@pytest.mark.parametrize(
    ("fields", "model"),
    [(STUDENT, Student), (HOUSEHOLD, Household), (GUARDIAN, Guardian), (FIRST_GUARDIAN, Guardian)],
)
def test_what_is_required_a_draft_may_still_lack(fields, model):
    assert [name for name in fields if model.model_fields[name].is_required()] == []


@pytest.mark.parametrize("field", [*STUDENT, *GUARDIAN, *FIRST_GUARDIAN])
def test_what_is_required_of_a_person_has_words(field):
    assert text(f"need_{field}", "en") != text(f"need_{field}", "zh-CN")


@pytest.mark.parametrize("field", HOUSEHOLD)
def test_what_is_required_of_a_household_has_words(field):
    assert text(f"need_household_{field}", "en")


def test_only_the_first_guardian_is_asked_more():
    assert not set(FIRST_GUARDIAN) & set(GUARDIAN)
