"""R6 to R13: who stands in a form, and where they live."""

import pytest

from functions.registration.season.season import Season
from local.population import Population
from tests.aws import Cloud

from .household import Household


def test_r6_household_type_street_community_and_home_address_are_asked_for(family: Household) -> None:
    student = family.form["students"][0]
    del student["residence_address"]
    for field in ("type", "street", "community"):
        del student["household"][field]
    assert {
        "students.0.household.type",
        "students.0.household.street",
        "students.0.household.community",
        "students.0.residence_address",
    } <= family.lacking()


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("street", "street_unknown"),
        ("community", "community_unknown"),
        ("community", "community_of_another_street"),
    ],
)
def test_r6_streets_and_communities_are_the_district_s_own(
    family: Household, season: Season, field: str, code: str
) -> None:
    household = family.form["students"][0]["household"]
    elsewhere = next(one.code for one in season.communities if one.street != household["street"])
    unknown = household[field][:-3] + "999"
    household[field] = elsewhere if code == "community_of_another_street" else unknown
    family.begin().save()
    answer = family.ask_code()
    assert (answer.status, answer.code) == (422, "incomplete")
    assert answer.faults[f"students.0.household.{field}"] == code


def test_r7_twins_have_a_household_type_each(cloud: Cloud, city: Population) -> None:
    family = Household(cloud, city.stories["twins"]).submitted()
    types = [one["household"]["type"] for one in family.look()["form"]["students"]]
    assert types == ["family", "registered_only"]
    assert len(family.stored().claims) == 2
    assert family.states()["student-1"] == "queued"


def test_r7_one_registration_takes_no_seventh_student(family: Household) -> None:
    family.form["students"] *= 7
    family.begin()
    assert family.put().faults == {"students": "too_many_items"}


def test_r8_a_rare_name_that_the_registry_spells_otherwise_goes_to_staff(
    cloud: Cloud, city: Population
) -> None:
    family = Household(cloud, city.stories["twins"]).checked()
    assert (family.states()["student-0"], family.states()["student-1"]) == ("passed", "manual_review")
    assert family.findings() == {"students.1.name": "rare_name_differs"}


def test_r10_one_registration_takes_no_third_guardian(family: Household) -> None:
    family.form["guardians"] += family.form["guardians"][:1]
    family.begin()
    assert family.put().faults == {"guardians": "too_many_items"}


def test_r11_a_single_parent_gives_one_guardian(cloud: Cloud, city: Population) -> None:
    family = Household(cloud, city.stories["single_parent"]).submitted()
    assert set(family.states()) == {"student-0", "guardian-0", "property"}


def test_r13_family_notes_have_a_limit(family: Household) -> None:
    family.begin()
    family.form["family_notes"] = "补" * 1000
    assert family.put().status == 200
    family.form["family_notes"] += "充"
    assert family.put().faults == {"family_notes": "too_long"}
