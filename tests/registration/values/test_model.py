"""A parsed value is closed, immutable, and holds no number that JSON cannot write."""

import pytest
from pydantic import ValidationError

from functions.registration.values.model import Model, shown


class Point(Model):
    x: float
    name: str | None = None


def test_an_unknown_field_is_refused_by_name() -> None:
    with pytest.raises(ValidationError, match="surprise"):
        Point.model_validate({"x": 1, "surprise": 2})


def test_nothing_changes_a_value_once_it_was_parsed() -> None:
    point = Point(x=1)
    with pytest.raises(ValidationError, match="frozen"):
        point.x = 2


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_number_is_finite(number: float) -> None:
    with pytest.raises(ValidationError):
        Point(x=number)


def test_blanks_around_a_text_are_no_part_of_it() -> None:
    assert Point(x=1, name="  林 样例\t").name == "林 样例"


def test_an_answer_holds_no_none_however_deep() -> None:
    assert shown({"points": [Point(x=1), Point(x=2, name="b")]}) == {
        "points": [{"x": 1.0}, {"x": 2.0, "name": "b"}]
    }
