"""R31 to R34: what the registries tell, cannot tell, or tell otherwise than the form."""

from datetime import timedelta

import pytest
import time_machine

from functions.cloud.table import keys
from functions.publish import handler as publish_room
from local.authorities import Authorities, Switches
from local.environment import forget_cached
from local.population import Population, correction_of
from tests.aws import Cloud
from tests.rooms.deliveries import played

from .household import Household, accepted_document

SCHEDULE = dict.fromkeys(("version", "account", "region", "detail-type", "source", "time", "id"), "") | {
    "detail": {},
    "resources": [],
}


def submitted_again(family: Household, clock: time_machine.Traveller) -> None:
    """With a new code, and every check that is asked for again was made."""
    clock.shift(timedelta(minutes=2))
    assert family.submit(family.code()).status == 200
    assert played(family.cloud) == []


@pytest.mark.parametrize(
    ("story", "check", "field"),
    [
        ("masked_owner", "property", "property.owner_name"),
        ("unreadable_child", "student-0", "students.0.birth_date"),
    ],
)
def test_r31_what_a_record_does_not_tell_is_for_staff_and_nobody_s_fault(
    cloud: Cloud, city: Population, story: str, check: str, field: str
) -> None:
    family = Household(cloud, city.stories[story]).checked()
    assert family.states() == {
        one: "manual_review" if one == check else "passed"
        for one in ("student-0", "guardian-0", "guardian-1", "property")
    }
    assert family.findings() == {field: "record_unreadable"}
    assert not any(notice.startswith("abnormal") for notice in family.stored().notices)


@pytest.mark.parametrize("story", ["old_numbers", "institution_owner"])
def test_r31_old_numbers_and_institutions_cost_nobody_anything(
    cloud: Cloud, city: Population, story: str
) -> None:
    assert set(Household(cloud, city.stories[story]).checked().states().values()) == {"passed"}


def waited(cloud: Cloud, clock: time_machine.Traveller, hours: int) -> None:
    """So many hours later, and the reconciler has been round."""
    clock.shift(timedelta(hours=hours))
    forget_cached()
    publish_room.reconcile(SCHEDULE, None)
    played(cloud)


def test_r32_a_registry_that_stays_silent_hands_the_check_to_staff_and_is_asked_on(
    family: Household, authorities: Authorities, clock: time_machine.Traveller
) -> None:
    cloud = family.cloud
    authorities.property.control(Switches(mode="down"))
    family.submitted()
    played(cloud)
    assert family.states()["property"] == "authority_unavailable"
    waited(cloud, clock, 23)
    assert family.states()["property"] == "authority_unavailable"
    waited(cloud, clock, 2)
    assert family.states()["property"] == "manual_review"
    assert family.findings() == {"property.number": "authority_silent"}
    assert cloud.item(keys.registration(family.id))["queues"] == {"property"}
    authorities.property.control(Switches())
    waited(cloud, clock, 3)
    assert family.states()["property"] == "passed"
    assert "queues" not in cloud.item(keys.registration(family.id))


def test_r33_a_household_of_another_district_is_to_be_amended(cloud: Cloud, city: Population) -> None:
    family = Household(cloud, city.stories["moved_away"]).checked()
    assert family.states()["student-0"] == "abnormal"
    assert family.findings() == {"students.0.household.status": "household_district_differs"}
    assert "amend" in family.look()["actions"]


def test_r33_another_community_is_to_be_amended_and_then_checked_again(
    cloud: Cloud, city: Population, clock: time_machine.Traveller
) -> None:
    """The address was left as prefill gave it: that confirms no community."""
    family = Household(cloud, city.stories["other_community"]).checked()
    assert family.states()["student-0"] == "abnormal"
    assert family.findings() == {"students.0.household.community": "household_community_differs"}
    family.client.ok("POST", f"{family.path}/amendment")
    family.form = correction_of(family.story)
    family.save()
    submitted_again(family, clock)
    assert set(family.states().values()) == {"passed"}


def test_r33_a_community_changed_after_it_passed_is_checked_again(
    family: Household, clock: time_machine.Traveller
) -> None:
    family.checked()
    assert family.states()["student-0"] == "passed"
    family.client.ok("POST", f"{family.path}/amendment")
    household = family.form["students"][0]["household"]
    household["community"] = "350203009007" if household["community"] != "350203009007" else "350203009008"
    household["street"] = household["community"][:9]
    family.save()
    submitted_again(family, clock)
    assert family.findings() == {"students.0.household.community": "household_community_differs"}


def test_r33_a_code_outlives_a_change_of_community(family: Household) -> None:
    """It was asked for these students and this phone, and both are the same."""
    family.ready()
    code = family.code()
    household = family.form["students"][0]["household"]
    household["community"], household["street"] = "350203009007", "350203009"
    family.save()
    assert family.submit(code).status == 200


@pytest.mark.parametrize(
    ("story", "state", "findings"),
    [
        ("address_on_table", "passed", {}),
        (
            "address_off_table",
            "manual_review",
            {"students.0.household.community": "household_community_unconfirmed"},
        ),
    ],
)
def test_r33_the_registry_s_address_is_looked_up_in_the_season_s_table(
    cloud: Cloud, city: Population, story: str, state: str, findings: dict[str, str]
) -> None:
    family = Household(cloud, city.stories[story]).checked()
    assert (family.states()["student-0"], family.findings()) == (state, findings)


@pytest.mark.parametrize("story", ["grandparents_home", "mothers_parents_home"])
def test_r34_a_home_of_either_side_s_grandparents_passes(cloud: Cloud, city: Population, story: str) -> None:
    family = Household(cloud, city.stories[story])
    assert "documents.kinship_proof" not in family.lacking()
    assert family.checked().states()["property"] == "passed"


def test_r34_a_stranger_s_home_goes_to_staff_and_asks_for_a_paper_of_kinship(
    cloud: Cloud, city: Population, clock: time_machine.Traveller
) -> None:
    family = Household(cloud, city.stories["strangers_home"]).checked()
    assert family.states()["property"] == "manual_review"
    assert family.findings() == {"property.owner_identity_document.number": "kinship_unconfirmed"}
    family.client.ok("POST", f"{family.path}/amendment")
    [missing] = family.look()["missing"]
    assert (missing["field"], missing["rule"]) == ("documents.kinship_proof", "R34")
    assert family.ask_code().faults == {"documents.kinship_proof": "document_missing"}
    family.accepted(accepted_document("01D0C" + "9" * 21, "kinship_proof"))
    submitted_again(family, clock)
    assert family.states()["property"] == "manual_review"
