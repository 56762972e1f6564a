"""Another district needs no code: the same functions, other data, other answers."""

from datetime import UTC, datetime

import pytest

from functions.registration.season.view import season_summary, season_view
from functions.registration.submitting.eligibility import ineligible
from functions.registration.submitting.missing import missing
from functions.registration.values.model import jsonable

from .brook_valley import brook_valley
from .cases import document, form, hong_kong_student, number, student


@pytest.fixture
def valley(data):
    return brook_valley(data)


def child(birth="20241231", **household):
    typed = f"{birth[:4]}-{birth[4:6]}-{birth[6:]}"
    return student(birth_date=typed, identity_document={"type": "resident_id", "number": number(birth)}) | {
        "household": household
    }


def from_elsewhere(**changes):
    return child(status="other_city", type="family", **changes)


def test_its_cutoff_is_its_own(valley, season):
    at_cutoff, later = form(child("20241231")), form(child("20250101"))
    assert ineligible(at_cutoff, valley) == ()
    assert [one.variables["cutoff"] for one in ineligible(later, valley)] == ["2024-12-31"]
    assert [one.code for one in ineligible(at_cutoff, season)] == ["too_young"]


def test_it_takes_other_households_than_siming(valley, season):
    abroad = hong_kong_student(birth_date="2016-05-01")
    assert [one.code for one in ineligible(form(abroad), valley)] == ["household_not_admitted"]
    assert ineligible(form(abroad), season) == ()
    assert ineligible(form(from_elsewhere()), valley) == ()


def test_it_asks_for_other_household_fields(valley):
    answers = form(child(status="district"))
    assert [one.field for one in missing(answers, [], valley)] == ["students.0.household.community"]


def test_a_siming_community_is_unknown_there(valley):
    answers = form(child(status="district", community="350203009007"))
    assert [one.reason for one in missing(answers, [], valley)] == ["community_unknown"]
    assert missing(form(child(status="district", community="999901002001")), [], valley) == ()


def test_its_documents_and_reasons_are_its_own(valley):
    (one,) = missing(form(from_elsewhere()), [], valley)
    assert (one.field, one.rule, one.why.en) == (
        "documents.other",
        "BV-1",
        "Upload proof of a year's residence.",
    )
    assert missing(form(from_elsewhere()), [document("other")], valley) == ()


def test_where_a_district_has_no_such_rule_any_household_may_state_no_home(valley):
    assert missing(form(from_elsewhere(), home="collective"), [document("other")], valley) == ()


def test_its_schools_are_its_own(valley):
    assert valley.school_of("999901001001").id == "brook"
    assert valley.school_of("999901002001") is None


def test_its_time_is_told_in_its_zone_however_the_file_writes_it(valley):
    whole = jsonable(season_view(valley))
    line = jsonable(season_summary(valley, datetime(2031, 3, 2, tzinfo=UTC)))
    for shown in (whole, line):
        assert shown["opens_at"] == "2031-03-01T08:00:00+06:00"
        assert datetime.fromisoformat(shown["publication_at"]) == valley.publication_at
    assert whole["results_until"] == "2031-05-01T08:00:00+06:00"


def test_nothing_of_siming_shows_in_its_list_entry(valley):
    line = jsonable(season_summary(valley, datetime(2031, 3, 2, tzinfo=UTC)))
    assert (line["id"], line["state"]) == ("brook-valley-2031", "open")
    assert line["district"]["name"] == {"zh-CN": "溪谷区", "en": "Brook Valley"}
