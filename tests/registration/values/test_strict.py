"""Dates and booleans are what JSON writes, at every edge."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from functions.registration.form import Student
from functions.registration.values.strict import Day


@pytest.mark.parametrize(
    "value",
    [
        0,
        1556668800,
        "1556668800",
        "2019-05-01T00:00:00+08:00",
        "2019-5-1",
        "2019-05-01T00:00:00",
        "20190501",
        True,
        "",
    ],
)
def test_what_is_no_day_in_iso_form_is_refused(value) -> None:
    with pytest.raises(ValidationError):
        Student.model_validate({"birth_date": value})


@pytest.mark.parametrize("value", ["2019-02-29", "2019-13-01"])
def test_a_day_that_the_calendar_lacks_is_refused(value) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Day).validate_python(value)


def test_a_day_is_read_from_json_and_kept() -> None:
    student = Student.model_validate({"birth_date": "2019-05-01"})
    assert student.birth_date == date(2019, 5, 1)
    assert Student.model_validate_json(student.model_dump_json()) == student


@pytest.mark.parametrize("value", ["yes", 1, 0, "true", None])
def test_only_true_and_false_are_a_tick(value) -> None:
    with pytest.raises(ValidationError):
        Student.model_validate({"has_rare_characters": value})
