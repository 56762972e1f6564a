"""R6 to R13: who stands in a form, and where they live."""

from local.population import Population
from tests.aws import Cloud

from .household import Household


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
