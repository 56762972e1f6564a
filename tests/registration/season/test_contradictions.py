"""What a number tells by itself must be what was typed beside it (R4, GB 11643)."""

import pytest

from functions.registration.submitting.misplaced import misplaced
from functions.registration.texts import text
from functions.registration.values import resident_id

from .cases import form, hong_kong_student, student


def found(answers, season):
    return [(one.field, one.code, one.rule) for one in misplaced(answers, season)]


def test_a_birth_date_other_than_the_numbers_is_told_before_anybody_is_asked(season):
    assert found(form(student(birth_date="2016-05-02")), season) == [
        ("students.0.birth_date", "birth_date_contradicts", "R4")
    ]


@pytest.mark.parametrize(("serial", "sex"), [("002", "male"), ("001", "female")])
def test_a_sex_other_than_the_numbers_is_told(season, serial, sex):
    assert found(form(student(serial, sex=sex)), season) == [("students.0.sex", "sex_contradicts", "R4")]


def test_each_of_twins_is_compared_with_its_own_number(season):
    second = student("003", birth_date="2016-05-01", sex="female")
    assert found(form(student("002"), second), season) == [("students.1.sex", "sex_contradicts", "R4")]


def test_what_is_not_typed_yet_contradicts_nothing(season):
    assert found(form(student(birth_date=None, sex=None)), season) == []
    assert found(form(student(identity_document=None)), season) == []


def test_a_permit_that_tells_no_birth_date_contradicts_nothing(season):
    assert found(form(hong_kong_student(birth_date="2015-01-01", sex="male")), season) == []


def test_a_residence_permit_tells_its_date_as_a_resident_card_does(season):
    stem = "810000" + "20160501" + "002"
    permit = stem + resident_id.check_character(stem)
    document = {"type": "hmt_residence_permit", "number": permit}
    child = hong_kong_student(identity_document=document, birth_date="2015-01-01")
    assert [one[1] for one in found(form(child), season)] == ["birth_date_contradicts"]


@pytest.mark.parametrize("code", ["birth_date_contradicts", "sex_contradicts"])
def test_both_have_words(code):
    assert text(code, "zh-CN") != text(code, "en")
