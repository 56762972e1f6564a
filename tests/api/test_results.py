"""R43, R44: what a family's page reads of its result, from the eve of publication to long after it."""

from datetime import timedelta

import time_machine

from functions.cloud import composition
from functions.publish import handler as publish_room
from functions.registration.checks import CheckState
from functions.registration.keyed import Keyed
from functions.registration.placing.results import result_of
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act, Deed
from functions.registration.staff.late_results import confirm
from tests.confirmed import stamp_as_it_stands
from tests.rooms.test_wiring import TICK

from .household import Household
from .test_life import decided

HOUR = timedelta(hours=1)


def test_r44_a_family_reads_its_result_only_where_it_is_the_confirmed_one(
    family: Household, clock: time_machine.Traveller, season: Season
) -> None:
    family.submitted()
    decided(family, property=CheckState.MANUAL_REVIEW)
    stamp_as_it_stands(family.cloud, season, family.id)
    clock.move_to(season.publication_at - HOUR)
    assert family.look()["results"] == "ahead"
    clock.move_to(season.publication_at)
    assert (family.look()["results"], family.look()["outcome"]) == ("shown", "pending")
    decided(family, property=CheckState.REFUSED)
    held = family.look()
    assert (held["results"], held["outcome"], held["status"]) == ("held", None, "submitted")
    assert {one["state"] for one in held["checks"]} == {"passed", "manual_review"}
    waiting = next(one for one in held["checks"] if one["state"] == "manual_review")
    assert "公布前" not in waiting["detail"]


def test_r43_a_result_that_changed_is_read_dated_once_somebody_confirmed_it(
    family: Household, clock: time_machine.Traveller, season: Season
) -> None:
    family.submitted()
    decided(family, property=CheckState.MANUAL_REVIEW)
    stamp_as_it_stands(family.cloud, season, family.id)
    clock.move_to(season.publication_at)
    publish_room.publish(TICK, None)
    clock.move_to(season.publication_at + 4 * HOUR)
    decided(family, property=CheckState.ACCEPTED)
    before, now = family.cloud.get(family.id), season.publication_at + 4 * HOUR
    result = result_of(before, season)
    after = confirm(before, result, by=Keyed(("1:supervisor",)), season=season, now=now)
    deed = Deed(season.id, Act.RESULT_CONFIRMED, "1:supervisor", family.id, {"result": result})
    composition.decision_table().confirm(before, after, deed, now=now)
    seen = family.look()
    assert (seen["results"], seen["outcome"]) == ("shown", "admitted")
    assert [one["what"] for one in seen["timeline"]][-1] == "result_confirmed"
    assert "outcome_changed-1" in {one["id"] for one in seen["notices"]}
