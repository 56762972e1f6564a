"""A parsed value is closed, immutable, and holds no number that JSON cannot write."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import pytest
from pydantic import ValidationError

from functions.registration.values.model import Model, jsonable, shown


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


@pytest.mark.parametrize("holder", [dict, MappingProxyType])
@pytest.mark.parametrize("several", [list, tuple, frozenset])
def test_a_model_that_this_process_never_read_is_answered_inside_whatever_holds_it(
    holder: Callable[..., Any], several: Callable[..., Any]
) -> None:
    class Unread(Model):
        name: str

    several_of_it = several([Unread.model_construct(name="a")])
    assert jsonable(holder({"of": several_of_it})) == {"of": [{"name": "a"}]}
