"""Dates, instants and booleans are what JSON writes, at every edge."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from functions.registration.form import Student
from functions.registration.values.strict import Day, Instant


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


@pytest.mark.parametrize(
    "value", ["2019-02-29", "2019-13-01", "0019-05-01", "0001-01-01", "1849-12-31", "9999-12-31"]
)
def test_a_day_that_the_calendar_lacks_or_nobody_means_is_refused(value) -> None:
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


@pytest.mark.parametrize(
    "value",
    [
        0,
        1656982984,
        "1656982984",
        "2022-07-05",
        "2022-07-05T10:00:00",
        "20220705T100000Z",
        "２０２２-07-05T10:00:00Z",
        "2022-07-05T25:00:00Z",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "0022-07-05T10:00:00+08:00",
        "1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59-14:00",
        True,
        "",
    ],
)
def test_what_is_no_instant_of_our_time_with_its_offset_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Instant).validate_python(value)


@pytest.mark.parametrize("value", ["2022-07-05T10:00:00+08:00", "2022-07-05T02:00:00.000Z"])
def test_an_instant_is_read_with_its_offset(value: str) -> None:
    assert TypeAdapter(Instant).validate_python(value) == datetime(2022, 7, 5, 2, tzinfo=UTC)
