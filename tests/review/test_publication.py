"""Rehearsal, the instant, and that what is shown is what was confirmed."""

from datetime import datetime, timedelta
from typing import Any

import time_machine

from functions.cloud import composition
from functions.registration.checks import CheckState
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from tests.aws import Cloud
from tests.calls import before_dynamodb
from tests.rooms.registrations import NOW

from .conftest import CASE
from .jobs import checked, rehearse, start
from .staff import CLERK, OTHER_SUPERVISOR, STRANGER, SUPERVISOR, Answer, Member

SEASON = "/staff/seasons/siming-2022"
LATER = datetime.fromisoformat("2022-08-01T09:00:00+08:00")


def propose(at: datetime, rehearsed: Answer, **changed: Any) -> Answer:
    body = {
        "publication_at": at.isoformat(),
        "rehearsal": rehearsed.body["hash"],
        "pending": rehearsed.body["outcomes"]["pending"],
    }
    return SUPERVISOR.call("PUT", f"{SEASON}/publication", body | changed, If_Match=rehearsed.etag)


def confirm(rehearsed: Answer, by: Member = OTHER_SUPERVISOR, **changed: Any) -> Answer:
    body = {"rehearsal": rehearsed.body["hash"], "pending": rehearsed.body["outcomes"]["pending"]}
    path = f"{SEASON}/publication/confirmation"
    return by.call("POST", path, body | changed, If_Match=rehearsed.etag)


def set_for(at: datetime, rehearsed: Answer) -> Answer:
    """By two; the first refusal where there is one."""
    proposed = propose(at, rehearsed)
    return proposed if proposed.status != 200 else confirm(rehearsed)


def stands(opened: Cloud) -> Season:
    return composition.season_desk().current("siming-2022")[1]


def test_a_rehearsal_lists_what_would_be_published_and_what_is_pending(
    opened: Cloud, case: Registration
) -> None:
    before = rehearse(opened).body
    assert (before["families"], before["outcomes"]["pending"], before["pending"]) == (1, 1, [CASE])
    CLERK.decide(CASE)
    after = rehearse(opened).body
    assert after["outcomes"] == {"admitted": 1, "refused": 0, "pending": 0}
    assert after["hash"] != before["hash"]


def test_a_refusal_that_waits_for_its_second_person_is_named(opened: Cloud, case: Registration) -> None:
    CLERK.decide(CASE, "refused")
    assert rehearse(opened).body["waiting_for_second"] == [CASE]


def test_publication_is_set_with_the_hash_of_what_was_rehearsed(opened: Cloud, case: Registration) -> None:
    assert set_for(LATER, rehearse(opened)).status == 200
    assert stands(opened).publication_at == LATER
    told = checked(opened)
    assert (told["deviations"], told["held"], told["published"]) == (0, False, False)


def test_another_rehearsal_than_the_newest_is_proposed_by_nobody(opened: Cloud, case: Registration) -> None:
    rehearsed = rehearse(opened)
    CLERK.decide(CASE)
    rehearse(opened)
    late = set_for(LATER, rehearsed)
    assert (late.status, late.code) == (412, "rehearsal_outdated")
    assert stands(opened).publication_at != LATER


def test_what_was_published_otherwise_than_rehearsed_is_named(opened: Cloud, case: Registration) -> None:
    set_for(LATER, rehearse(opened))
    assert SUPERVISOR.get(f"{SEASON}/publication").body["deviations"] is None
    CLERK.decide(CASE)
    told = checked(opened)
    assert told["deviations"] == 1
    assert told["deviating"][0]["registration"] == CASE
    assert told["deviating"][0]["rehearsed"] == "pending"


def test_publication_can_be_cancelled_and_set_anew(
    opened: Cloud, case: Registration, season: Season, clock: time_machine.Traveller
) -> None:
    rehearsed = rehearse(opened)
    assert SUPERVISOR.call("DELETE", f"{SEASON}/publication", If_Match=rehearsed.etag).status == 204
    clock.move_to(season.publication_at + timedelta(days=1))
    assert SUPERVISOR.get(f"{SEASON}/publication").body["published"] is False
    assert CLERK.decide(CASE).status == 200
    anew = season.publication_at + timedelta(days=2)
    assert set_for(anew, rehearse(opened)).status == 200
    clock.move_to(anew)
    assert SUPERVISOR.get(f"{SEASON}/publication").body["published"] is True


def test_two_minutes_before_the_instant_and_after_it_nothing_moves(
    opened: Cloud, case: Registration, season: Season, clock: time_machine.Traveller
) -> None:
    clock.move_to(season.publication_at - timedelta(minutes=2))
    rehearsed = rehearse(opened)
    for answer in (
        set_for(season.publication_at + timedelta(days=1), rehearsed),
        SUPERVISOR.call("DELETE", f"{SEASON}/publication", If_Match=rehearsed.etag),
    ):
        assert (answer.status, answer.code) == (409, "published_already")


def test_an_instant_that_some_process_would_learn_too_late_is_refused(
    opened: Cloud, case: Registration
) -> None:
    answer = set_for(NOW + timedelta(minutes=4), rehearse(opened))
    assert (answer.status, answer.body["errors"][0]["code"]) == (422, "publication_too_soon")


def test_two_supervisors_who_set_it_at_once_are_told(opened: Cloud, case: Registration) -> None:
    rehearsed = rehearse(opened)
    assert propose(LATER, rehearsed).status == 200
    assert confirm(rehearsed).status == 200
    assert propose(LATER + timedelta(hours=1), rehearsed).status == 412
    assert confirm(rehearsed).status == 412
    assert SUPERVISOR.call("DELETE", f"{SEASON}/publication").status == 428


def test_whoever_loses_the_race_for_the_instant_confirms_nothing(
    opened: Cloud, case: Registration, season: Season
) -> None:
    assert set_for(LATER, rehearse(opened)).status == 200
    rehearsed, rivals = rehearse(opened), [season.model_copy(update={"publication_at": LATER})]

    def rival() -> None:
        if rivals:
            composition.season_table().put(rivals.pop(), replaces=2, by="rival", now=NOW)

    assert propose(LATER + timedelta(days=1), rehearsed).status == 200
    with before_dynamodb(rival, "TransactWriteItems"):
        late = confirm(rehearsed)
    assert (late.status, late.code) == (412, "season_changed")
    confirmed = SUPERVISOR.get(f"{SEASON}/publication").body["confirmed"]
    assert datetime.fromisoformat(confirmed["publication_at"]) == LATER


def test_seats_are_proposed_by_the_rules_and_given_only_when_confirmed(
    opened: Cloud, case: Registration, season: Season
) -> None:
    CLERK.decide(CASE)
    school = season.school_of(case.communities[0])
    assert school is not None
    full = season.model_copy(
        update={
            "schools": tuple(one.model_copy(update={"seats": 0}) for one in season.schools),
            "placing": season.placing[1:],
        }
    )
    composition.season_table().put(full, replaces=1, by="test", now=NOW)
    proposed = rehearse(opened).body["assignment"]
    assert SUPERVISOR.get(f"{SEASON}/assignment").body == proposed
    assert proposed["schools"][0]["placed_later"] == [CASE]
    assert opened.get(CASE).school is None
    stale = SUPERVISOR.call("POST", f"{SEASON}/assignment", {"proposal": "0" * 64})
    assert (stale.status, stale.code) == (412, "proposal_outdated")
    for changed in (1, 0):
        told = start(opened, "/assignment", {"proposal": proposed["hash"]})
        assert (told["state"], told["counts"]) == ("done", {"changed": changed, "left": 0})
    assert opened.get(CASE).school == "-"
    assert CLERK.get(f"/staff/registrations/{CASE}").body["school"] is None


def test_another_districts_supervisor_sets_nothing(opened: Cloud, case: Registration) -> None:
    body = {"publication_at": LATER.isoformat(), "rehearsal": "0" * 64, "pending": 0}
    assert STRANGER.call("PUT", f"{SEASON}/publication", body, If_Match='"1"').status == 404
    assert CheckState.MANUAL_REVIEW in {one.state for one in opened.get(CASE).checks.values()}
