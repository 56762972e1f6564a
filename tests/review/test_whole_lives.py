"""Lives in which two sides act: the family by its own API, the registries by their queues, the office by its own."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from functions.cloud import composition
from functions.publish import handler as publish_room
from functions.registration.season.file import parse_season
from functions.registration.season.season import Season
from local.authorities import Authorities, Switches
from local.population import Population, correction_of
from tests.api.household import Household
from tests.api.test_documents import uploaded
from tests.authorities import authorities, running_authorities
from tests.aws import Cloud
from tests.documents.files import jpeg
from tests.midseason import NOW
from tests.rooms.deliveries import played
from tests.rooms.registrations import HOUR
from tests.rooms.test_wiring import TICK

from .jobs import checked, rehearse
from .staff import CLERK, OTHER_SUPERVISOR, SECOND, SUPERVISOR, THIRD, Member
from .test_publication import LATER, SEASON, set_for

__all__ = ["authorities", "running_authorities"]


@pytest.fixture
def district(opened: Cloud, authorities: Authorities) -> Cloud:
    """With its registries."""
    opened.connect(authorities)
    return opened


def seasoned(season: Season, **changed: Any) -> Season:
    """The season that was opened, with something else in it."""
    made = parse_season(season.model_dump(mode="json") | changed)
    composition.season_table().put(made, replaces=1, by="test", now=NOW)
    return made


def one_seat(season: Season) -> Season:
    """One seat at the one school of everybody, for owners before tenants, and then for who came first."""
    name = {"zh-CN": "住房", "en": "A home"}
    door = {"name": name, "child_settled_by": "2022-07-01"}
    homes = (("owned", 1, "parents_purchase"), ("rented", 2, "public_rental"))
    doors = [door | {"id": key, "rank": rank, "homes": [kind]} for key, rank, kind in homes]
    school = season.schools[0].model_dump(mode="json") | {"seats": 1}
    return seasoned(
        season,
        schools=[school],
        catchments={community.code: school["id"] for community in season.communities},
        placing=[{"doors": doors, "order": ["first_submitted_at"]}],
    )


def standings(opened: Cloud) -> dict[str, str]:
    """Registration -> what the proposal says of it."""
    [school] = rehearse(opened).body["assignment"]["schools"]
    return {one["registration"]: one["standing"] for one in school["places"]}


def test_r47_an_owner_who_comes_after_a_tenant_has_the_one_seat(
    district: Cloud, city: Population, season: Season, clock: time_machine.Traveller
) -> None:
    one_seat(season)
    tenant = Household(district, city.stories["public_rental"]).checked()
    clock.shift(timedelta(minutes=2))
    owner = Household(district, city.stories["ordinary"]).checked()
    assert CLERK.decide(tenant.id).status == 200
    assert standings(district) == {owner.id: "seated", tenant.id: "full"}


def test_r47_a_family_that_mended_a_digit_next_day_keeps_its_place_before_who_came_in_between(
    district: Cloud, city: Population, season: Season, clock: time_machine.Traveller
) -> None:
    one_seat(season)
    first = Household(district, city.stories["wrong_certificate"]).checked()
    assert first.states()["property"] == "no_record"
    clock.shift(HOUR)
    between = Household(district, city.stories["ordinary"]).checked()
    clock.shift(timedelta(days=1))
    first.client.ok("POST", f"{first.path}/amendment")
    first.form = correction_of(first.story)
    first.save()
    assert first.submit(first.code()).status == 200
    assert played(district) == []
    assert standings(district) == {first.id: "seated", between.id: "full"}


def test_r43_a_registry_that_comes_back_after_publication_is_told_once_another_confirmed_it(
    district: Cloud,
    city: Population,
    season: Season,
    authorities: Authorities,
    clock: time_machine.Traveller,
) -> None:
    seasoned(season, publication_held=True)
    family = Household(district, city.stories["ordinary"]).ready()
    authorities.property.control(Switches(mode="down"))
    assert family.submit(family.code()).status == 200
    assert len(played(district)) == 1
    assert set_for(LATER, rehearse(district)).status == 200
    publish_room.publish(TICK, None)
    clock.move_to(LATER)
    minute(district)
    assert (family.look()["results"], family.look()["outcome"]) == ("shown", "pending")
    authorities.property.control(Switches())
    clock.shift(4 * HOUR)
    publish_room.reconcile(TICK, None)
    minute(district)
    assert (family.look()["results"], family.look()["outcome"]) == ("held", None)
    late = [
        {"registration": one["registration"], "result": one["published"]}
        for one in checked(district)["deviating"]
    ]
    told = OTHER_SUPERVISOR.call("POST", f"{SEASON}/results", {"results": late})
    assert told.body == {"confirmed": 1, "refused": []}
    minute(district)
    seen = family.look()
    assert (seen["results"], seen["outcome"]) == ("shown", "admitted")
    assert [one["kind"] for one in seen["notices"]].count("outcome_changed") == 1


def minute(district: Cloud) -> None:
    """Of the clock, and of what it set going."""
    publish_room.publish(TICK, None)
    assert played(district) == []


def test_r41_a_decision_on_what_a_family_may_amend_changes_nothing_that_it_reads(
    district: Cloud, city: Population
) -> None:
    family = Household(district, city.stories["wrong_certificate"]).checked()
    before = family.look()
    assert (family.states()["property"], "amend" in before["actions"]) == ("no_record", True)
    for clerk, status in ((CLERK, 202), (SECOND, 200)):
        assert clerk.decide(family.id, "refused").status == status
        assert family.look() == before
    paper = uploaded(family, jpeg(), kind="title_certificate", check="property")
    said = {"explanation": "证号没有抄错，附产权证。"}
    assert family.client.call("POST", f"{family.path}/checks/property/objection", said).status == 200
    assert (family.states()["property"], paper["state"]) == ("manual_review", "accepted")
    assert [one["id"] for one in THIRD.get(f"{SEASON}/queue").body["cases"]] == [family.id]


def test_r47_a_foreign_child_is_listed_until_two_people_give_it_a_school_that_its_family_reads(
    district: Cloud, city: Population, season: Season, clock: time_machine.Traveller
) -> None:
    family = Household(district, city.stories["foreign_child"]).checked()
    assert CLERK.decide(family.id, check="student-0").status == 200
    assert rehearse(district).body["assignment"]["waiting"] == [family.id]
    assert waiting(CLERK) == [family.id]
    given = {"school": season.schools[0].id, "reason": "no_catchment"}
    for clerk, status in ((CLERK, 202), (SECOND, 200)):
        tag = clerk.get(f"/staff{family.path}").etag
        sent = clerk.call("PUT", f"/staff{family.path}/school", given, If_Match=tag)
        assert sent.status == status
    assert waiting(CLERK) == []
    at = datetime.fromisoformat(SUPERVISOR.get(f"{SEASON}/publication").body["publication_at"])
    assert set_for(at, rehearse(district)).status == 200
    minute(district)
    clock.move_to(at)
    minute(district)
    seen = family.look()
    assert (seen["outcome"], seen["school"]["name"]["en"]) == ("admitted", season.schools[0].name.en)


def waiting(clerk: Member) -> list[str]:
    """Ids of who is admitted and has no school, over all pages."""
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = clerk.get(f"{SEASON}/registrations", waiting="school", **cursor).body
        found += [one["id"] for one in page["registrations"]]
        if page["cursor"] is None:
            return found
        cursor = {"cursor": page["cursor"]}
