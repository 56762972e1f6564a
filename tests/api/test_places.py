"""R47: what seats go by is kept as the registries told it, and a family's first submission through its amendments."""

from datetime import timedelta

import time_machine

from functions.cloud.staff.places import placing
from functions.cloud.table import keys
from functions.registration.placing.facts import Facts
from local.population import Population
from tests.aws import Cloud
from tests.rooms.deliveries import played

from .household import Household


def facts(family: Household) -> Facts:
    return placing().facts.of(family.stored())


def test_r47_an_ordinary_family_is_asked_nothing_more_and_its_registries_tell_all_that_seats_go_by(
    cloud: Cloud, city: Population
) -> None:
    story = city.stories["institution_owner"]
    family = Household(cloud, story).checked()
    child, mother = story.students[0], story.guardians[0]
    found = facts(family)
    assert (found.child_settled_on, found.parent_settled_on) == (child.settled_on, mother.settled_on)
    assert (found.same_address, found.home_unused) == (True, True)
    assert story.home is not None
    assert found.titled_on == story.home.titled_on


def sought(cloud: Cloud, city: Population, **said: str) -> Household:
    """The tenants of a public home, in the area of a school whose door asks for no other home."""
    family = Household(cloud, city.stories["public_rental"])
    family.form["students"][0]["household"] |= {"street": "350203003", "community": "350203003001"}
    family.form["declared"] = dict(said)
    return family


def test_r47_what_no_registry_tells_is_asked_only_where_the_childs_school_goes_by_it(
    cloud: Cloud, city: Population
) -> None:
    family = sought(cloud, city).begin()
    saved = family.save()
    assert {(ask["home"], ask["field"]) for ask in saved["asks"]} >= {("public_rental", "no_other_home")}
    assert family.look()["asks"] == saved["asks"]
    assert "declared.no_other_home" in {one["field"] for one in saved["missing"]}
    refused = family.ask_code()
    assert (refused.status, "declared.no_other_home" in refused.faults) == (422, True)
    ordinary = Household(cloud, city.stories["address_on_table"]).begin()
    assert ordinary.save()["asks"] == []


def test_r47_what_a_family_stated_is_no_fact_until_people_saw_the_paper_and_against_itself_at_once(
    cloud: Cloud, city: Population
) -> None:
    owning_none = sought(cloud, city, no_other_home="yes").submitted()
    assert facts(owning_none).no_other_home is None
    assert owning_none.stored().declared == {"no_other_home": "yes"}


def test_r47_what_a_family_stated_is_kept_through_an_amendment_that_comes_to_nothing(
    cloud: Cloud, city: Population, clock: time_machine.Traveller
) -> None:
    family = sought(cloud, city, no_other_home="no").submitted()
    assert facts(family).no_other_home is False
    family.client.ok("POST", f"{family.path}/amendment")
    family.form["declared"] = {"no_other_home": "yes"}
    family.save()
    assert facts(family).no_other_home is False
    family.client.ok("DELETE", f"{family.path}/amendment")
    assert family.look()["form"]["declared"] == {"no_other_home": "no"}
    assert facts(family).no_other_home is False


def test_r47_the_share_is_the_parents_as_the_land_registry_tells_it(cloud: Cloud, city: Population) -> None:
    owner = Household(cloud, city.stories["other_community"]).submitted()
    played(cloud)
    assert facts(owner).share == "1/1"


def test_r47_what_seats_go_by_stands_sealed_and_no_answer_to_the_family_holds_it(
    family: Household, cloud: Cloud
) -> None:
    family.submitted()
    played(cloud)
    item = cloud.item(keys.registration(family.id))
    assert set(item["told"]) == set(family.stored().checks)
    settled = facts(family).child_settled_on
    assert settled is not None
    assert settled.isoformat() not in str({name: one for name, one in item.items() if name != "form"})
    assert "told" not in str(family.look())


def test_r47_an_amendment_keeps_the_time_of_the_first_submission(
    family: Household, clock: time_machine.Traveller
) -> None:
    family.submitted()
    first = family.stored().submitted_at
    clock.shift(timedelta(days=1))
    family.client.ok("POST", f"{family.path}/amendment")
    clock.shift(timedelta(minutes=2))
    assert family.submit(family.code()).status == 200
    stored = family.stored()
    assert stored.first_submitted_at == first
    assert stored.submitted_at is not None
    assert first is not None
    assert stored.submitted_at > first


def test_r47_everybody_may_read_by_which_rules_seats_are_given(family: Household) -> None:
    season = family.client.ok("GET", "/seasons/siming-2022")
    assert {door["id"] for one in season["placing"] for door in one["doors"]} >= {
        "own-home",
        "public-housing",
    }
    assert "draw" not in season
