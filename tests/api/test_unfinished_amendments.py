"""R38: an amendment asks first, can be gone on with and cancelled, and ends by the clock where it is left."""

from datetime import timedelta

import time_machine

from functions.cloud import composition, settings
from functions.cloud.table import keys
from functions.publish import handler as publish_room
from functions.registration.checks import CheckState
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season
from tests.confirmed import stamp_as_it_stands
from tests.documents.files import jpeg
from tests.rooms.deliveries import played
from tests.rooms.test_wiring import TICK

from .household import Household
from .test_documents import uploaded

MINUTE = timedelta(minutes=1)


def what_counts(registration: Registration) -> object:
    return (
        registration.form,
        registration.documents,
        registration.checks,
        registration.claims,
        registration.marks,
        registration.status,
        registration.submitted_at,
    )


def changed(family: Household) -> None:
    family.form["guardians"][0]["employer"] = "别的公司"
    family.save()


def test_r38_cancelling_puts_back_what_was_submitted_its_checks_and_its_papers(family: Household) -> None:
    family.checked()
    paper = next(iter(family.stored().documents))
    before = what_counts(family.stored())
    family.client.ok("POST", f"{family.path}/amendment")
    changed(family)
    family.client.ok("DELETE", f"{family.path}/documents/{paper}")
    extra = uploaded(family, jpeg())["id"]
    shown = family.client.ok("DELETE", f"{family.path}/amendment")
    assert (shown["status"], shown["missing"]) == ("submitted", [])
    assert paper in {one["id"] for one in shown["documents"]}
    assert extra not in {one["id"] for one in shown["documents"]}
    assert family.stored().timeline[-1].what == "amendment_cancelled"
    assert what_counts(family.stored()) == before
    item = family.cloud.item(keys.registration(family.id))
    assert not {"previous", "abandoned", "amended_from"} & item.keys()


def test_r38_the_file_of_a_paper_that_was_submitted_survives_its_removal(family: Household) -> None:
    mine = uploaded(family.ready(), jpeg(), kind="other")["id"]
    assert family.submit(family.code()).status == 200
    family.client.ok("POST", f"{family.path}/amendment")
    other = uploaded(family, jpeg(), kind="other")["id"]
    for one in (mine, other):
        family.client.ok("DELETE", f"{family.path}/documents/{one}")
    family.client.ok("DELETE", f"{family.path}/amendment")
    bucket = settings.buckets().documents
    stored = family.cloud.clients.s3.list_objects_v2(Bucket=bucket, Prefix="").get("Contents", [])
    names = "\n".join(one["Key"] for one in stored)
    assert mine in names
    assert other not in names


def test_r38_a_cancelled_amendment_can_be_begun_again_and_submitted(
    family: Household, clock: time_machine.Traveller
) -> None:
    family.amending()
    clock.shift(MINUTE)
    family.client.ok("DELETE", f"{family.path}/amendment")
    family.client.ok("POST", f"{family.path}/amendment")
    changed(family)
    assert family.submit(family.code()).status == 200
    assert family.stored().form.guardians[0].employer == "别的公司"


def test_r38_what_waited_for_staff_waits_again(family: Household) -> None:
    family.submitted()
    stored = family.stored()
    check = stored.checks["property"].model_copy(update={"state": CheckState.MANUAL_REVIEW})
    family.cloud.put(stored.model_copy(update={"checks": stored.checks | {"property": check}}))
    family.client.ok("POST", f"{family.path}/amendment")
    assert "gsi2pk" not in family.cloud.item(keys.registration(family.id))
    family.client.ok("DELETE", f"{family.path}/amendment")
    assert family.cloud.item(keys.registration(family.id))["queues"] == {"property"}


def test_r38_a_decision_stands_where_the_amendment_is_cancelled(family: Household) -> None:
    family.submitted()
    family.cloud.put(family.stored().model_copy(update={"status": Status.DECIDED}))
    family.client.ok("POST", f"{family.path}/amendment")
    family.client.ok("DELETE", f"{family.path}/amendment")
    assert family.stored().status is Status.DECIDED


def test_r38_there_is_nothing_to_cancel_where_nothing_is_amended(family: Household) -> None:
    family.amending()
    family.client.ok("DELETE", f"{family.path}/amendment")
    answer = family.client.call("DELETE", f"{family.path}/amendment")
    assert (answer.status, answer.code) == (409, "not_possible_now")


def test_r38_an_unfinished_amendment_ends_by_the_clock(
    family: Household, clock: time_machine.Traveller, season: Season
) -> None:
    family.checked()
    before = what_counts(family.stored())
    family.client.ok("POST", f"{family.path}/amendment")
    changed(family)
    clock.move_to(season.amendment_deadline - MINUTE)
    publish_room.publish(TICK, None)
    assert family.look()["status"] == "amending"
    clock.move_to(season.amendment_deadline)
    publish_room.publish(TICK, None)
    assert family.stored().timeline[-1].what == "amendment_lapsed"
    assert what_counts(family.stored()) == before
    stamp_as_it_stands(family.cloud, season, family.id)
    clock.move_to(season.publication_at)
    assert family.look()["outcome"] == "admitted"


def test_r38_the_clock_waits_for_a_code_that_was_asked_for_in_time(
    family: Household, clock: time_machine.Traveller, season: Season
) -> None:
    family.amending()
    changed(family)
    clock.move_to(season.amendment_deadline - MINUTE)
    code = family.code()
    clock.move_to(season.amendment_deadline + 8 * MINUTE)
    publish_room.publish(TICK, None)
    assert set(family.look()["actions"]) == {"submit", "cancel_amendment", "withdraw", "copy"}
    assert family.ask_code().status == 409
    assert family.submit(code).status == 200
    assert family.stored().form.guardians[0].employer == "别的公司"


def test_r38_a_code_that_ran_out_ends_with_the_amendment(
    family: Household, clock: time_machine.Traveller, season: Season
) -> None:
    family.amending()
    clock.move_to(season.amendment_deadline - MINUTE)
    code = family.code()
    clock.move_to(season.amendment_deadline + 9 * MINUTE)
    assert family.submit(code).code == "not_possible_now"
    publish_room.publish(TICK, None)
    assert family.look()["status"] == "submitted"
    assert family.submit(code).code == "not_possible_now"


def test_r38_a_family_that_is_faster_than_the_clock_is_left_alone(
    family: Household, clock: time_machine.Traveller, season: Season
) -> None:
    family.amending()
    seen = family.stored()
    clock.move_to(season.amendment_deadline - MINUTE)
    assert family.submit(family.code()).status == 200
    table = composition.submission_table()
    assert not table.lapse_amendment(seen, to=Status.SUBMITTED, now=season.amendment_deadline)
    assert family.stored().timeline[-1].what == "resubmitted"


def test_r38_an_authority_is_asked_again_about_what_it_had_not_answered(
    family: Household, clock: time_machine.Traveller, season: Season
) -> None:
    family.amending()
    family.form["property"]["address"] = "另一路 2 号"
    family.save()
    played(family.cloud)
    assert family.stored().checks["property"].state is CheckState.QUEUED
    family.client.ok("DELETE", f"{family.path}/amendment")
    clock.shift(timedelta(hours=3))
    publish_room.reconcile(TICK, None)
    assert played(family.cloud) == []
    assert family.stored().checks["property"].state is CheckState.PASSED
