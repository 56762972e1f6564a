"""R28 to R30, and the season's window: what the clock allows and shows."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from functions.cloud.table import keys
from functions.registration.checks import CheckState
from functions.registration.registration import Status
from functions.registration.season.season import Season
from tests.confirmed import stamp_as_it_stands

from .household import SEASON, Household

SECOND = timedelta(seconds=1)


def decided(family: Household, state: CheckState = CheckState.PASSED, **named: CheckState) -> None:
    stored = family.stored()
    wanted = {name.replace("_", "-"): value for name, value in named.items()}
    checks = {
        name: check.model_copy(update={"state": wanted.get(name, state)})
        for name, check in stored.checks.items()
    }
    family.cloud.put(stored.model_copy(update={"checks": checks}))


def test_r28_amending_ends_at_the_deadline(
    family: Household, clock: time_machine.Traveller, season: Season
) -> None:
    family.submitted()
    clock.move_to(season.amendment_deadline - SECOND)
    assert "amend" in family.look()["actions"]
    clock.move_to(season.amendment_deadline)
    assert "amend" not in family.look()["actions"]
    answer = family.client.call("POST", f"{family.path}/amendment")
    assert (answer.status, answer.code) == (409, "not_possible_now")


def test_r28_what_is_being_amended_cannot_be_submitted_after_the_deadline(
    family: Household, clock: time_machine.Traveller, season: Season
) -> None:
    family.amending()
    clock.move_to(season.amendment_deadline)
    assert family.put().status == 409
    assert family.ask_code().status == 409
    assert family.look()["actions"] == ["cancel_amendment", "withdraw", "copy"]


def test_r28_a_family_s_own_extension_reopens_amending(
    family: Household, clock: time_machine.Traveller, season: Season
) -> None:
    family.submitted()
    extended = season.amendment_deadline + timedelta(days=3)
    family.cloud.put(family.stored().model_copy(update={"amendment_extended_to": extended}))
    clock.move_to(season.amendment_deadline + timedelta(days=2))
    family.client.ok("POST", f"{family.path}/amendment")
    family.form["guardians"][0]["employer"] = "别的公司"
    family.save()
    assert datetime.fromisoformat(family.look()["deadlines"]["amendment_deadline"]) == extended
    assert family.submit(family.code()).status == 200


@pytest.mark.parametrize("minutes", [-1, 1])
def test_r28_an_extension_ends_at_its_instant(
    family: Household, clock: time_machine.Traveller, season: Season, minutes: int
) -> None:
    family.amending()
    extended = season.amendment_deadline.astimezone(UTC) + timedelta(days=3)
    family.cloud.put(family.stored().model_copy(update={"amendment_extended_to": extended}))
    clock.move_to(extended + timedelta(minutes=minutes))
    assert family.put().status == (200 if minutes < 0 else 409)


def test_a_season_takes_drafts_in_its_window_only(
    family: Household, clock: time_machine.Traveller, season: Season
) -> None:
    clock.move_to(season.opens_at - SECOND)
    early = family.client.call("POST", "/registrations", {"season": SEASON})
    clock.move_to(season.opens_at)
    family.ready()
    clock.move_to(season.closes_at)
    late = family.client.call("POST", "/registrations", {"season": SEASON})
    assert {(one.status, one.code) for one in (early, late)} == {(409, "season_closed")}
    assert family.put().status == 409
    assert family.ask_code().status == 409
    assert family.look()["actions"] == ["discard"]


OUTCOMES: Mapping[str, CheckState] = {
    "admitted": CheckState.ACCEPTED,
    "refused": CheckState.REFUSED,
    "pending": CheckState.MANUAL_REVIEW,
}

AFTERWARDS: Mapping[str, list[str]] = {
    "admitted": ["decline", "review", "copy"],
    "refused": ["review", "copy"],
    "pending": ["copy"],
}


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_r29_the_outcome_appears_at_the_instant_and_not_before(
    family: Household, clock: time_machine.Traveller, season: Season, outcome: str
) -> None:
    family.submitted()
    decided(family, property=OUTCOMES[outcome])
    stamp_as_it_stands(family.cloud, season, family.id)
    clock.move_to(season.publication_at - SECOND)
    before = family.look()
    clock.move_to(season.publication_at)
    after = family.look()
    assert (before["outcome"], before["school"], before["status"]) == (None, None, "submitted")
    assert (after["outcome"], after["status"]) == (outcome, "decided")
    assert (before["results"], after["results"]) == ("ahead", "shown")
    assert (after["school"] is not None) == (outcome == "admitted")
    if outcome == "admitted":
        assert after["school"]["phone"]
    assert after["actions"] == AFTERWARDS[outcome]
    assert "published" in [one["what"] for one in after["timeline"]]


def test_r21_what_staff_decided_shows_nowhere_before_publication(
    family: Household, clock: time_machine.Traveller
) -> None:
    """The answers of a family that was refused, one accepted and one nobody looked at are the same."""
    family.submitted()
    shown = []
    for state in (CheckState.MANUAL_REVIEW, CheckState.ACCEPTED, CheckState.REFUSED):
        decided(family, property=state)
        shown.append(family.look())
    assert shown[0] == shown[1] == shown[2]
    family.cloud.put(family.stored().model_copy(update={"status": Status.DECIDED}))
    assert family.look() == shown[0]


def test_r30_withdrawing_frees_the_child_for_another_registration(family: Household) -> None:
    family.submitted()
    assert family.withdrawn().look()["status"] == "withdrawn"
    assert family.look()["actions"] == ["copy"]
    second = Household(family.cloud, family.story)
    second.form["guardians"][0]["phone"] = "13912345672"
    assert second.submitted().look()["status"] == "submitted"
    mine = family.client.ok("GET", "/registrations")["registrations"]
    assert {one["id"]: one["status"] for one in mine} == {family.id: "withdrawn", second.id: "submitted"}


def test_the_list_of_ones_own_names_each_registrations_children_as_they_were_saved(family: Household) -> None:
    family.begin()
    typed = Household(family.cloud, family.story)
    typed.submitted()
    lines = family.client.ok("GET", "/registrations")["registrations"]
    names = [student["name"] for student in typed.form["students"]]
    assert {line["id"]: line["students"] for line in lines} == {family.id: [], typed.id: names}
    assert names
    assert not {"form", "checks", "documents"} & set().union(*lines)


def test_r30_what_is_withdrawn_stays_so(family: Household) -> None:
    family.begin()
    family.client.call("DELETE", family.path)
    for method, end in (("DELETE", ""), ("POST", "/amendment"), ("POST", "/code"), ("GET", "/receipt")):
        answer = family.client.call(method, family.path + end, Accept="application/pdf")
        assert (answer.status, answer.code) == (409, "not_possible_now")


def test_r30_nothing_is_withdrawn_after_publication(
    family: Household, clock: time_machine.Traveller, season: Season
) -> None:
    family.submitted()
    clock.move_to(season.publication_at)
    assert family.ask_code("withdraw").status == 409
    assert family.withdraw("123456").status == 409


def test_the_receipt_is_a_pdf_that_the_gateway_can_pass_on(family: Household) -> None:
    family.begin().save()
    assert family.client.call("GET", f"{family.path}/receipt", Accept="application/pdf").status == 409
    family.submitted()
    answer = family.client.call("GET", f"{family.path}/receipt", Accept="application/pdf")
    assert answer.kind == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    text = family.client.call("GET", f"{family.path}/receipt", Accept="application/json")
    assert (text.status, text.code) == (406, "not_acceptable")


def test_a_draft_is_kept_thirty_days_after_closing_and_what_is_submitted_until_the_archive_ends(
    family: Household, season: Season
) -> None:
    family.begin()
    draft = family.cloud.item(keys.registration(family.id))["expires"]
    assert datetime.fromtimestamp(draft, UTC) == season.closes_at + timedelta(days=30)
    family.submitted()
    kept = family.cloud.item(keys.registration(family.id))["expires"]
    assert datetime.fromtimestamp(kept, UTC) == season.archive_until.replace(microsecond=0)
