import pytest

from functions.registration.submitting.eligibility import ineligible
from tests.registration.season.cases import form, number, student


def test_a_child_born_on_the_cutoff_may_be_submitted(season):
    child = student(
        birth_date="2016-08-31", identity_document={"type": "resident_id", "number": number("20160831")}
    )
    assert ineligible(form(child), season) == ()


def test_a_child_born_a_day_after_the_cutoff_is_refused_by_name(season):
    child = student(
        birth_date="2016-09-01", identity_document={"type": "resident_id", "number": number("20160901")}
    )
    (fault,) = ineligible(form(child), season)
    assert (fault.field, fault.code) == ("students.0.birth_date", "too_young")
    assert fault.variables == {"name": "林样例", "cutoff": "2016-08-31"}


def test_an_earlier_date_typed_does_not_hide_the_date_in_the_number(season):
    young = {"type": "resident_id", "number": number("20170901")}
    assert [one.code for one in ineligible(form(student(identity_document=young)), season)] == ["too_young"]


def test_of_twins_only_the_one_too_young_is_named(season):
    young = student("004", name="林小妹", birth_date="2017-01-01")
    (fault,) = ineligible(form(student(), young), season)
    assert (fault.field, fault.variables["name"]) == ("students.1.birth_date", "林小妹")


def test_a_child_without_a_name_is_named_by_its_place(season):
    (fault,) = ineligible(form(student(name=None, birth_date="2017-01-01")), season)
    assert fault.variables["name"] == "#1"


def test_a_child_of_which_nothing_is_known_yet_is_not_refused(season):
    assert ineligible(form({}), season) == ()


@pytest.mark.parametrize("status", ["city_other_district", "other_city"])
def test_a_household_status_the_season_does_not_take_is_refused(season, status):
    (fault,) = ineligible(form(student(household={"status": status})), season)
    assert (fault.field, fault.code) == ("students.0.household.status", "household_not_admitted")
    assert fault.variables["name"] == "林样例"


@pytest.mark.parametrize("status", ["district", "hmt_or_foreign"])
def test_children_of_the_district_and_from_abroad_register(season, status):
    assert ineligible(form(student(household={"status": status})), season) == ()
