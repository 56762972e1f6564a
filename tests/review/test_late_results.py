"""R43, R44: two supervisors, what appears at the instant, and every change of a result after it."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from functions.cloud import composition
from functions.dispatch import handler as dispatch_room
from functions.notify import handler as notify_room
from functions.publish import handler as publish_room
from functions.registration.checks import CheckState
from functions.registration.placing.results import Standing, published_outcome, standing
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season
from tests.aws import Cloud
from tests.midseason import NOW
from tests.rooms.deliveries import consumed
from tests.rooms.test_wiring import TICK

from .conftest import CASE
from .jobs import checked, rehearse
from .staff import AUDITOR, CLERK, OTHER_SUPERVISOR, SECOND, SUPERVISOR, THIRD, Answer, Member
from .test_publication import LATER, SEASON, confirm, propose, set_for, stands


def tick(cloud: Cloud) -> None:
    """A minute of the clock: stamps, notices, and their SMS."""
    publish_room.publish(TICK, None)
    dispatch_room.dispatch(cloud.changes(), None)
    assert consumed(cloud, "Notice", notify_room.notify) == []


def seen(cloud: Cloud) -> tuple[str | None, str | None]:
    """Standing and outcome in the family's eyes."""
    found, season, now = cloud.get(CASE), stands(cloud), datetime.now(UTC)
    return standing(found, season, now), published_outcome(found, season, now)


def changed(opened: Cloud) -> list[dict[str, str]]:
    return [
        {"registration": one["registration"], "result": one["published"]}
        for one in checked(opened)["deviating"]
    ]


def confirm_late(results: list[dict[str, str]], by: Member = SUPERVISOR) -> Answer:
    return by.call("POST", f"{SEASON}/results", {"results": results})


@pytest.fixture
def unconfirmed(opened: Cloud, season: Season) -> Season:
    held = season.model_copy(update={"publication_held": True})
    composition.season_table().put(held, replaces=1, by="test", now=NOW)
    return held


@pytest.fixture
def published(
    opened: Cloud, case: Registration, unconfirmed: Season, clock: time_machine.Traveller
) -> Registration:
    """Published with the case pending, as two confirmed it."""
    assert set_for(LATER, rehearse(opened)).status == 200
    tick(opened)
    clock.move_to(LATER)
    tick(opened)
    assert seen(opened) == (Standing.SHOWN, "pending")
    assert len(opened.sms()) == 1
    return opened.get(CASE)


def test_r44_what_one_proposed_appears_only_once_another_confirmed_it(
    opened: Cloud, case: Registration, unconfirmed: Season
) -> None:
    rehearsed = rehearse(opened)
    assert propose(LATER, rehearsed).status == 200
    assert stands(opened).publication_held
    own = confirm(rehearsed, SUPERVISOR)
    assert (own.status, own.code) == (403, "own_proposal")
    assert stands(opened).publication_held
    told = SUPERVISOR.get(f"{SEASON}/publication").body
    assert (told["proposed"]["pending"], told["confirmed"], told["held"]) == (1, None, True)
    assert confirm(rehearsed).status == 200
    assert not stands(opened).publication_held
    acts = [one["act"] for one in AUDITOR.get(f"{SEASON}/audit").body["events"]]
    assert acts.count("publication_proposed") == acts.count("publication_set") == 1


def test_r44_both_acknowledge_how_many_are_pending(
    opened: Cloud, case: Registration, unconfirmed: Season
) -> None:
    rehearsed = rehearse(opened)
    refused = propose(LATER, rehearsed, pending=0)
    assert (refused.status, refused.body["errors"][0]["code"]) == (422, "pending_differs")
    assert propose(LATER, rehearsed).status == 200
    refused = confirm(rehearsed, pending=2)
    assert (refused.status, refused.body["errors"][0]["code"]) == (422, "pending_differs")
    assert stands(opened).publication_held


def test_r44_a_season_that_changed_since_voids_the_proposal(
    opened: Cloud, case: Registration, unconfirmed: Season
) -> None:
    rehearsed = rehearse(opened)
    assert propose(LATER, rehearsed).status == 200
    composition.season_table().put(unconfirmed, replaces=2, by="test", now=NOW)
    late = OTHER_SUPERVISOR.call(
        "POST",
        f"{SEASON}/publication/confirmation",
        {"rehearsal": rehearsed.body["hash"], "pending": 1},
        If_Match=rehearse(opened).etag,
    )
    assert (late.status, late.code) == (412, "proposal_outdated")
    assert SUPERVISOR.get(f"{SEASON}/publication").body["proposed"] is None


def test_r44_a_date_that_comes_unconfirmed_publishes_nothing_and_is_counted_every_minute(
    opened: Cloud,
    case: Registration,
    unconfirmed: Season,
    clock: time_machine.Traveller,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for seconds, late in ((-1, False), (0, True)):
        clock.move_to(unconfirmed.publication_at + timedelta(seconds=seconds))
        capsys.readouterr()
        tick(opened)
        assert ("PublicationUnconfirmed" in capsys.readouterr().out) is late
        assert SUPERVISOR.get(f"{SEASON}/publication").body["late"] is late
        assert seen(opened) == (Standing.LATE if late else Standing.AHEAD, None)
    assert opened.sms() == []
    at = unconfirmed.publication_at + timedelta(hours=1)
    assert set_for(at, rehearse(opened)).status == 200
    clock.shift(timedelta(minutes=2))
    tick(opened)
    clock.move_to(at)
    tick(opened)
    assert seen(opened) == (Standing.SHOWN, "pending")
    assert len(opened.sms()) == 1


def test_r44_a_family_that_is_not_stamped_at_the_instant_is_held_and_not_shown(
    opened: Cloud, case: Registration, unconfirmed: Season, clock: time_machine.Traveller
) -> None:
    assert set_for(LATER, rehearse(opened)).status == 200
    clock.move_to(LATER)
    assert seen(opened) == (Standing.HELD, None)
    tick(opened)
    assert seen(opened) == (Standing.SHOWN, "pending")


def test_r43_a_late_decision_is_held_then_confirmed_by_another_told_once_and_dated(
    opened: Cloud, published: Registration, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(hours=4))
    decider = Member(CLERK.account, "reviewer supervisor")
    assert decider.decide(CASE).status == 200
    assert seen(opened) == (Standing.HELD, None)
    late = changed(opened)
    assert late[0]["result"].startswith("admitted ")
    own = confirm_late(late, decider).body
    assert own == {"confirmed": 0, "refused": [{"registration": CASE, "code": "own_decision"}]}
    assert confirm_late(late).body == {"confirmed": 1, "refused": []}
    assert seen(opened) == (Standing.SHOWN, "admitted")
    for _ in range(2):
        tick(opened)
    kept = opened.get(CASE)
    assert [one for one in kept.notices if one.startswith("outcome_changed")] == ["outcome_changed-1"]
    assert len(opened.sms()) == 2
    assert [one.what for one in kept.timeline].count("result_confirmed") == 1
    assert changed(opened) == []
    again = confirm_late(late).body
    assert again["refused"] == [{"registration": CASE, "code": "confirmed_already"}]


def test_r37_nobody_confirms_the_result_of_a_case_in_which_they_are_a_person(
    opened: Cloud, case: Registration, published: Registration
) -> None:
    assert CLERK.decide(CASE).status == 200
    late, document = changed(opened), case.form.guardians[0].identity_document
    assert document is not None
    parent = Member("parent", "supervisor", identity_number=document.number)
    assert confirm_late(late, parent).body["refused"] == [{"registration": CASE, "code": "own_case"}]
    assert seen(opened) == (Standing.HELD, None)
    assert confirm_late(late).body["confirmed"] == 1


def test_r43_a_correction_of_what_a_family_saw_takes_two_and_is_held_meanwhile(
    opened: Cloud, published: Registration
) -> None:
    CLERK.decide(CASE)
    confirm_late(changed(opened))
    assert CLERK.decide(CASE, "refused").status == 202
    assert seen(opened) == (Standing.SHOWN, "admitted")
    assert SECOND.decide(CASE, "refused").status == 200
    assert seen(opened) == (Standing.HELD, None)
    assert confirm_late([{"registration": CASE, "result": "refused"}]).body["confirmed"] == 1
    assert seen(opened) == (Standing.SHOWN, "refused")


def test_r43_who_gave_the_school_by_hand_does_not_confirm_the_result_that_it_makes(
    opened: Cloud, published: Registration, season: Season, clock: time_machine.Traveller
) -> None:
    THIRD.decide(CASE)
    confirm_late(changed(opened))
    clock.shift(timedelta(minutes=1))
    had = str(CLERK.get(f"/staff/registrations/{CASE}").body["school"]["id"])
    given = {"school": next(one.id for one in season.schools if one.id != had), "reason": "correction"}
    both = [Member(who.account, "reviewer supervisor") for who in (CLERK, SECOND)]
    for who, status in zip(both, (202, 200), strict=True):
        tag = who.get(f"/staff/registrations/{CASE}").etag
        sent = who.call("PUT", f"/staff/registrations/{CASE}/school", given, If_Match=tag)
        assert sent.status == status
    late = changed(opened)
    for who in both:
        assert confirm_late(late, who).body["refused"] == [{"registration": CASE, "code": "own_decision"}]
    assert confirm_late(late).body["confirmed"] == 1


def test_r43_a_registry_that_comes_back_after_publication_changes_nothing_unseen(
    opened: Cloud, published: Registration
) -> None:
    checks = {
        name: check.model_copy(update={"state": CheckState.PASSED})
        for name, check in published.checks.items()
    }
    opened.put(published.model_copy(update={"checks": checks}))
    assert seen(opened) == (Standing.HELD, None)
    assert confirm_late([{"registration": CASE, "result": "pending"}]).body["refused"][0]["code"] == (
        "confirmed_already"
    )
    assert confirm_late([{"registration": CASE, "result": "refused"}]).body["refused"][0]["code"] == (
        "result_changed"
    )
    assert confirm_late(changed(opened)).body["confirmed"] == 1
    tick(opened)
    assert len(opened.sms()) == 2


def test_a_withdrawal_after_publication_is_listed_and_confirmed_without_an_sms(
    opened: Cloud, published: Registration
) -> None:
    opened.put(published.model_copy(update={"status": Status.WITHDRAWN}))
    assert changed(opened) == [{"registration": CASE, "result": ""}]
    assert confirm_late(changed(opened)).body["confirmed"] == 1
    assert changed(opened) == []
    tick(opened)
    assert len(opened.sms()) == 1


@pytest.mark.parametrize("when", ["before", "over"])
def test_nothing_is_confirmed_alone_before_publication_or_once_results_are_over(
    opened: Cloud, case: Registration, season: Season, clock: time_machine.Traveller, when: str
) -> None:
    at = {"before": season.publication_at - timedelta(seconds=1), "over": season.results_until}[when]
    clock.move_to(at)
    told = confirm_late([{"registration": CASE, "result": "pending"}]).body
    code = {"before": "not_published_yet", "over": "results_over"}[when]
    assert told == {"confirmed": 0, "refused": [{"registration": CASE, "code": code}]}
    assert json.dumps(opened.get(CASE).confirmed_result) == "null"
