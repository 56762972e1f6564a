"""Whatever stands in a form, what is wrong is named by its field, and what was saved before is still there."""

import json
from typing import Any

import pytest

from .household import SEASON, Household
from .refusals import changed, refused, unchanged

WRONG_DIGIT = "350203201605010001"

WRONG = {
    "students": 7,
    "students.0": "Ming",
    "students.0.name": 7,
    "students.0.name_pinyin": ["LI MING"],
    "students.0.has_rare_characters": "perhaps",
    "students.0.sex": "unknown",
    "students.0.birth_date": "2016-02-30",
    "students.0.household": [],
    "students.0.household.status": "moon",
    "students.0.household.street": "350203",
    "students.0.household.community": "思明",
    "students.0.residence_address": "x" * 201,
    "students.0.identity_document": "350203",
    "students.0.identity_document.type": "library_card",
    "students.0.identity_document.number": WRONG_DIGIT,
    "guardians": {"0": {}},
    "guardians.0.relationship": "aunt",
    "guardians.0.phone": "12345",
    "guardians.0.employer": {"name": "Firm"},
    "property": [],
    "property.proof": "hearsay",
    "property.number": 7,
    "property.owner_name": "",
    "property.acquired_on": "2016-13-01",
    "property.address": "a\u0000b",
    "family_notes": "x" * 1001,
}


@pytest.mark.parametrize("field", WRONG)
def test_a_wrong_value_is_named_by_its_field(saved: Household, field: str) -> None:
    answer = refused(saved.put(changed(saved.form, field, WRONG[field])), 422, "invalid_input")
    assert answer.fields == [field]
    unchanged(saved)


def test_every_wrong_field_is_named_at_once(saved: Household) -> None:
    form = changed(changed(saved.form, "students.0.name", ""), "guardians.0.phone", "1")
    assert set(refused(saved.put(form), 422).fields) == {"students.0.name", "guardians.0.phone"}


UNKNOWN = ("grade", "students.0.grade", "students.0.household.owner", "guardians.0.sex", "property.rooms")


@pytest.mark.parametrize("field", UNKNOWN)
def test_an_unknown_field_is_refused_by_name(saved: Household, field: str) -> None:
    answer = refused(saved.put(changed(saved.form, field, "x")), 422, "invalid_input")
    assert answer.faults == {field: "unknown_field"}


NAMES = {
    "2 characters": "李明",
    "1 character": "李",
    "100 characters": "阿" * 100,
    "beyond the BMP": "陈𬱖",
    "middle dot": "古丽努尔·伊敏江",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_length_and_plane_comes_back_as_it_was(saved: Household, name: str) -> None:
    assert saved.put(changed(saved.form, "students.0.name", NAMES[name])).status == 200
    assert saved.look()["form"]["students"][0]["name"] == NAMES[name]


BAD_NAMES = {
    "阿" * 101: "name_too_long",
    "李" * 200: "name_too_long",
    "": "name_empty",
    "   ": "name_empty",
    "李\u0007明": "control_character",
    "李\u202e明": None,
    "12345": "name_not_letters",
}


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_nobody_has_is_refused(saved: Household, name: str) -> None:
    answer = saved.put(changed(saved.form, "students.0.name", name))
    if BAD_NAMES[name] is None:
        assert answer.status in {200, 422}
        return
    assert refused(answer, 422).faults == {"students.0.name": BAD_NAMES[name]}
    unchanged(saved)


NUMBERS = {
    "wrong check digit": WRONG_DIGIT,
    "impossible birth date": "350203201602300010",
    "too short": "35020320160501",
    "letters": "ABCDEFGHIJKLMNOPQR",
    "endless": "3" * 5_000,
}


@pytest.mark.parametrize("name", NUMBERS)
def test_an_identity_number_that_cannot_be_is_refused(saved: Household, name: str) -> None:
    answer = saved.put(changed(saved.form, "students.0.identity_document.number", NUMBERS[name]))
    assert refused(answer, 422).fields == ["students.0.identity_document.number"]
    assert NUMBERS[name] not in answer.content.decode()
    told = saved.client.call(
        "POST",
        "/prefill",
        {"season": SEASON, "identity_document": {"type": "resident_id", "number": NUMBERS[name]}},
    )
    assert refused(told, 422).fields == ["identity_document.number"]


DATES = ("2016-02-30", "2016-00-01", "0000-01-01", "31.12.2015", "99999-01-01", "", -(10**30), True)


@pytest.mark.parametrize("value", DATES)
def test_a_date_that_is_none_is_refused(saved: Household, value: Any) -> None:
    text = json.dumps(changed(saved.form, "students.0.birth_date", value))
    answer = saved.client.call("PUT", saved.path, text, If_Match=saved.etag())
    assert refused(answer, 422).fields == ["students.0.birth_date"]
