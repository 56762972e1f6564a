"""What checks and documents are about are the form's own parts."""

import pytest

from functions.registration.form import PEOPLE, Form, Part

FORM = Form.model_validate(
    {
        "students": [{"name": "陈一"}, {"name": "陈二"}],
        "guardians": [{"name": "陈父"}],
        "property": {"kind": "collective"},
    }
)


def test_people_are_told_in_their_order_and_the_home_as_one() -> None:
    assert FORM.part(Part.STUDENTS) == FORM.students
    assert FORM.part(Part.GUARDIANS) == FORM.guardians
    assert FORM.part(Part.PROPERTY) == (FORM.property,)


@pytest.mark.parametrize("part", Part)
def test_an_empty_form_has_none_of_any_part(part: Part) -> None:
    assert Form().part(part) == ()


@pytest.mark.parametrize("part", Part)
def test_each_part_is_a_field_of_the_form_and_those_of_people_are_lists(part: Part) -> None:
    assert part.value in Form.model_fields
    assert isinstance(getattr(FORM, part.value), tuple) is (part in PEOPLE)
