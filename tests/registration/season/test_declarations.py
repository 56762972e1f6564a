"""R47: the form asks for a fact only where the rules of the child's school need it and no registry tells it."""

from datetime import date

import pytest

from functions.registration.form import Declared, HomeKind, YesNo
from functions.registration.season.declarations import DECLARATIONS, Ask, asked, asks, declared_facts
from functions.registration.season.file import parse_season
from functions.registration.season.season import Season

from .cases import HOMES, form, student

OPEN, SOUGHT = "350203009007", "350203003001"
WORDS = {"zh-CN": "条件", "en": "a door"}


def ruled(season: Season, **door: object) -> Season:
    """With these conditions at the only door of every school."""
    doors = [{"id": "d", "name": WORDS, "homes": ["parents_purchase"], **door}]
    return parse_season(season.model_dump(mode="json") | {"placing": [{"doors": doors}]})


def fields(season: Season, community: str, kind: str, acquired: str | None = None) -> list[str]:
    home = HOMES[kind] | ({"acquired_on": acquired} if acquired else {})
    return [ask.field for ask in asked(form(student(household={"community": community}), home=home), season)]


def test_r47_where_doors_count_by_what_registries_tell_nothing_more_is_asked(season: Season) -> None:
    assert [fields(season, OPEN, kind) for kind in HOMES] == [[] for _ in HOMES]


def test_r47_a_sought_schools_family_is_asked_what_its_kind_of_home_needs(season: Season) -> None:
    assert fields(season, SOUGHT, "public_rental") == ["no_other_home", "sibling_school"]
    assert fields(season, SOUGHT, "grandparents_purchase") == []
    assert fields(season, SOUGHT, "collective") == []


def test_r47_only_a_home_acquired_after_the_doors_days_may_be_a_first_occupants(season: Season) -> None:
    assert fields(season, SOUGHT, "parents_purchase", "2021-08-31") == ["sibling_school"]
    assert fields(season, SOUGHT, "parents_purchase", "2021-09-01") == ["first_occupant", "sibling_school"]


def test_r47_an_exception_from_no_day_is_not_asked_for(season: Season) -> None:
    excepted = ruled(season, first_occupants_excepted=True)
    assert asks(form(), excepted) == ()
    of_a_day = ruled(season, first_occupants_excepted=True, titled_by="2020-01-01")
    assert asks(form(), of_a_day) == (
        Ask(
            home=HomeKind.PARENTS_PURCHASE,
            field="first_occupant",
            must=True,
            acquired_after=date(2020, 1, 1),
        ),
    )


DAYS = {"child_settled_by": "2021-08-31", "parent_settled_by": "2020-08-31", "titled_by": "2019-08-31"}


@pytest.mark.parametrize("condition", DAYS)
def test_r47_each_day_that_a_first_occupant_is_excepted_from_asks_for_it(
    season: Season, condition: str
) -> None:
    [ask] = asks(form(), ruled(season, first_occupants_excepted=True, **{condition: DAYS[condition]}))
    assert ask.acquired_after == date.fromisoformat(DAYS[condition])


def test_r47_of_several_days_the_earliest_asks_for_it(season: Season) -> None:
    [ask] = asks(form(), ruled(season, first_occupants_excepted=True, **DAYS))
    assert ask.acquired_after == date(2019, 8, 31), "whoever came later misses one of them"


def test_r47_a_child_without_a_catchment_is_asked_nothing(season: Season) -> None:
    assert asks(form(student(household={"community": None})), season) == ()
    assert asks(form(students=[]), season) == ()


def test_every_question_of_the_form_is_some_conditions() -> None:
    assert list(DECLARATIONS) == list(Declared.model_fields)


def said(season: Season, community: str, kind: str, **declared: str) -> dict[str, YesNo]:
    one = form(student(household={"community": community}), home=HOMES[kind], declared=declared)
    return declared_facts(one, season)


@pytest.mark.parametrize("declared", [{}, {"sibling_school": "样例小学 三年级"}])
def test_what_states_no_fact_that_seats_go_by_is_kept_out_of_them(
    season: Season, declared: dict[str, str]
) -> None:
    assert said(season, SOUGHT, "public_rental", **declared) == {}


def test_what_is_stated_of_a_fact_is_kept_by_its_name(season: Season) -> None:
    assert said(season, SOUGHT, "public_rental", no_other_home="yes") == {"no_other_home": "yes"}
    asking = ruled(season, first_occupants_excepted=True, titled_by="2010-01-01", no_other_home=True)
    both = {"no_other_home": "yes", "first_occupant": "no"}
    assert said(asking, OPEN, "parents_purchase", **both) == both


@pytest.mark.parametrize(("community", "kind"), [(OPEN, "public_rental"), (SOUGHT, "collective")])
def test_r47_an_answer_to_what_another_home_or_school_asked_states_nothing_here(
    season: Season, community: str, kind: str
) -> None:
    assert said(season, community, kind, no_other_home="yes", first_occupant="no") == {}
