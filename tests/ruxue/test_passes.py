"""The clock's passes now: without `--yes` they say what they would do, to the letter, and do nothing."""

import time_machine

from functions.cloud.table import keys
from functions.cloud.table.expressions import Update
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from tests.aws import Cloud
from tests.rooms.registrations import DAY, ID, MINUTE, NOW, request_of
from tests.rooms.test_erasing import items, objects, stand

from .running import asked, run

CLAIM = "1.sha256:child"
OTHER = "01G76PAV40BBBBBBBBBBBBBBBB"


def test_the_reconciler_says_what_it_would_mend_and_mends_nothing(
    opened: Cloud, clock: time_machine.Traveller, family_submitted: Registration
) -> None:
    opened.put(family_submitted)
    clock.move_to(NOW + 31 * MINUTE)
    before = items(opened)

    told = asked("reconcile")

    assert (told["done"], told["mended"]) == (False, {"CheckQueuedAgain": len(family_submitted.checks)})
    assert items(opened) == before
    assert opened.bodies("Identity") == opened.bodies("Property") == []


def test_the_reconciler_mends_what_it_said(
    opened: Cloud, clock: time_machine.Traveller, family_submitted: Registration
) -> None:
    opened.put(family_submitted)
    clock.move_to(NOW + 31 * MINUTE)
    said = asked("reconcile")["mended"]

    told = asked("reconcile", "--yes")

    assert (told["done"], told["mended"]) == (True, said)
    queued = [one["check"] for one in (*opened.bodies("Identity"), *opened.bodies("Property"))]
    assert sorted(queued) == sorted(family_submitted.checks)
    assert asked("reconcile", "--yes")["mended"] == {}


def test_a_day_that_a_family_missed_is_counted_and_left_until_it_is_done(
    opened: Cloud, clock: time_machine.Traveller, family_submitted: Registration
) -> None:
    opened.put(family_submitted.model_copy(update={"request": request_of(NOW + DAY)}))
    clock.move_to(NOW + DAY)
    before = items(opened)
    assert asked("reconcile")["mended"]["RequestMissed"] == 1
    assert items(opened) == before
    assert asked("reconcile", "--yes")["mended"]["RequestMissed"] == 1
    assert opened.get(ID).request is None
    assert "RequestMissed" not in asked("reconcile", "--yes")["mended"]


def test_the_eraser_says_what_it_would_erase_and_erases_nothing(
    opened: Cloud, clock: time_machine.Traveller, family_submitted: Registration, season: Season
) -> None:
    stand(opened, family_submitted, season)
    clock.move_to(season.archive_until)
    before, files = items(opened), objects(opened, _buckets(opened))

    told = asked("erase")

    assert (told["done"], told["erased"][0]["season"]) == (False, season.id)
    assert (items(opened), objects(opened, _buckets(opened))) == (before, files)


def test_the_eraser_erases_what_it_said(
    opened: Cloud, clock: time_machine.Traveller, family_submitted: Registration, season: Season
) -> None:
    stand(opened, family_submitted, season)
    clock.move_to(season.archive_until)
    said = asked("erase")["erased"]

    told = asked("erase", "--yes")

    assert (told["done"], told["erased"], told["to_the_end"]) == (True, said, True)
    assert opened.table.get(keys.registration(ID)) is None
    assert ID not in objects(opened, _buckets(opened))


def test_a_family_out_of_line_with_its_claim_is_counted_and_left_until_it_is_done(
    opened: Cloud, family_submitted: Registration
) -> None:
    family = family_submitted.model_copy(update={"claims": (CLAIM,)})
    opened.put(family)
    opened.put(family.model_copy(update={"id": OTHER, "reference": "22-7K3M-9Q8"}))
    opened.table.put({**keys.child_claim(family.season, CLAIM)._asdict(), "family": {OTHER}})
    before = items(opened)
    assert asked("reconcile")["mended"] == {"DisputeAligned": 1}
    assert items(opened) == before
    assert asked("reconcile", "--yes")["mended"] == {"DisputeAligned": 1}
    dispute = opened.get(ID).dispute
    assert dispute is not None
    assert dispute.displaced == (CLAIM,)


def _buckets(cloud: Cloud) -> list[str]:
    return [cloud.stack.outputs[f"{name}BucketName"] for name in ("Quarantine", "Document", "Export")]


def test_the_reconciler_says_of_a_claim_whose_registration_cannot_be_read_what_it_does_nothing(
    opened: Cloud, family_submitted: Registration
) -> None:
    opened.put(family_submitted.model_copy(update={"claims": (CLAIM,)}))
    opened.table.update(keys.registration(ID), Update().set("status", "of_tomorrow"))
    opened.table.update(keys.child_claim("siming-2022", CLAIM), Update().add("family", {ID}))
    assert asked("reconcile")["mended"] == asked("reconcile", "--yes")["mended"] == {}
    assert opened.item(keys.child_claim("siming-2022", CLAIM))["family"] == {ID}


def test_what_was_counted_is_shown_to_people_too_and_that_there_is_nothing_to_do(
    opened: Cloud, clock: time_machine.Traveller, family_submitted: Registration
) -> None:
    assert run("reconcile").splitlines() == ["done: no", "mended: –", "There is nothing to do."]
    opened.put(family_submitted)
    clock.move_to(NOW + 31 * MINUTE)
    number = len(family_submitted.checks)
    assert f"mended: CheckQueuedAgain {number}" in run("reconcile")
    assert "Nothing was changed; with --yes it is." in run("reconcile")
    assert "Nothing was changed" not in run("reconcile", "--yes")
