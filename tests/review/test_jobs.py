"""Background jobs: stopped anywhere they go on where they were, and end as if nothing had stopped them."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from chalice.local import LambdaContext

from functions.cloud import composition
from functions.cloud.staff.jobs.job_table import LEASE, job_table
from functions.jobs.placing import GIVING
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season
from functions.registration.staff.jobs import STALLED_AFTER, Job, JobState
from infra.staff.app import app
from local.population import Population
from tests.aws import Cloud
from tests.calls import before_dynamodb
from tests.rooms.registrations import form

from .conftest import judged
from .jobs import SEASON, counted, rehearse, run, start
from .staff import AUDITOR, OTHER_SUPERVISOR, SUPERVISOR, Member

FAMILIES = tuple(f"01G76PAV40CCCCCCCCCCCCC{number:03d}" for number in range(6))
SHORT, LONG = 3_000, 300_000
"""Milliseconds that a run has: enough for one step, and for all."""


@pytest.fixture
def families(opened: Cloud, city: Population) -> tuple[str, ...]:
    for one in FAMILIES:
        opened.put(judged(form(city), one))
    return FAMILIES


def one_run(opened: Cloud, milliseconds: int = LONG) -> int:
    """Takes every message that is there once; how many came back."""
    back = 0
    for record in opened.received("Job")["Records"]:
        told = app.handler_map["job"]({"Records": [record]}, LambdaContext("job", 512, milliseconds))
        back += len(told["batchItemFailures"])
        if not told["batchItemFailures"]:
            opened.done("Job", record)
    return back


def job(name: str = "rehearsal") -> Job:
    return job_table().get("siming-2022", name)


def test_a_job_with_little_time_does_a_step_a_run_and_says_how_far_it_is(
    opened: Cloud, families: tuple[str, ...], clock: time_machine.Traveller
) -> None:
    whole = rehearse(opened).body
    assert SUPERVISOR.call("POST", f"{SEASON}/rehearsal").status == 202
    counted(opened)
    percents: list[int] = []
    while one_run(opened, SHORT):
        percents.append(SUPERVISOR.get(f"{SEASON}/jobs/rehearsal").body["percent"])
        clock.shift(timedelta(seconds=2))
    assert len(percents) == 16
    assert percents == sorted(percents)
    assert percents[-1] == 90
    told = SUPERVISOR.get(f"{SEASON}/jobs/rehearsal").body
    assert (told["state"], told["percent"], told["looked_at"], told["mine"]) == ("done", 100, 6, True)
    assert SUPERVISOR.get(f"{SEASON}/rehearsal").body == whole


def test_two_runs_never_have_one_job(
    opened: Cloud, families: tuple[str, ...], clock: time_machine.Traveller
) -> None:
    SUPERVISOR.call("POST", f"{SEASON}/rehearsal")
    started = job()
    taken = job_table().take(
        "siming-2022", "rehearsal", started.id, lease="other", now=datetime.now().astimezone()
    )
    assert taken is not None
    counted(opened)
    assert one_run(opened) == 1
    assert job().lease == "other"
    clock.shift(LEASE)
    assert one_run(opened) == 0
    assert job().state is JobState.DONE


def test_a_job_that_is_cancelled_goes_no_further_and_the_run_that_had_it_changes_nothing_more(
    opened: Cloud, families: tuple[str, ...]
) -> None:
    SUPERVISOR.call("POST", f"{SEASON}/rehearsal")
    counted(opened)
    calls = iter(range(1000))

    def cancel() -> None:
        if next(calls) == 20:
            assert OTHER_SUPERVISOR.call("DELETE", f"{SEASON}/jobs/rehearsal").status == 200

    with before_dynamodb(cancel):
        assert one_run(opened) == 0
    told = OTHER_SUPERVISOR.get(f"{SEASON}/jobs/rehearsal").body
    assert (told["state"], told["mine"]) == ("cancelled", False)
    assert SUPERVISOR.get(f"{SEASON}/rehearsal").status == 404
    assert SUPERVISOR.call("DELETE", f"{SEASON}/jobs/rehearsal").code == "job_over"
    assert rehearse(opened).body["families"] == 6


def test_a_job_is_started_once_however_often_it_is_asked_for(
    opened: Cloud, families: tuple[str, ...], season: Season
) -> None:
    first, second = (SUPERVISOR.call("POST", f"{SEASON}/rehearsal") for _ in range(2))
    assert first.body == second.body
    until = season.amendment_deadline + timedelta(days=1)
    later = {"families": "affected", "until": until.isoformat()}
    assert SUPERVISOR.call("POST", f"{SEASON}/extension", later).status == 202
    another = later | {"until": (until + timedelta(hours=1)).isoformat()}
    refused = SUPERVISOR.call("POST", f"{SEASON}/extension", another)
    assert (refused.status, refused.code) == (409, "job_running")
    acts = [one["act"] for one in AUDITOR.get(f"{SEASON}/audit").body["events"]]
    assert (acts.count("rehearsed"), acts.count("deadline_extended")) == (1, 1)


def test_a_job_that_fails_says_why_and_is_started_again(
    opened: Cloud, families: tuple[str, ...], season: Season
) -> None:
    SUPERVISOR.call("POST", f"{SEASON}/rehearsal")
    read = SUPERVISOR.get(SEASON)
    changed = read.body | {"sample_note": {"zh-CN": "样例", "en": "Sample"}}
    assert SUPERVISOR.call("PUT", SEASON, changed, If_Match=read.etag).status == 200
    run(opened)
    told = SUPERVISOR.get(f"{SEASON}/jobs/rehearsal").body
    assert (told["state"], told["reason"]) == ("failed", "season_changed")
    assert told["detail"]
    again = OTHER_SUPERVISOR.call("POST", f"{SEASON}/jobs/rehearsal")
    assert (again.status, again.body["state"]) == (202, "queued")
    run(opened)
    assert SUPERVISOR.get(f"{SEASON}/jobs/rehearsal").body["state"] == "done"
    assert SUPERVISOR.call("POST", f"{SEASON}/jobs/rehearsal").code == "job_not_stopped"


def test_a_job_whose_every_run_ends_without_a_step_is_given_up_and_alarms(
    opened: Cloud, families: tuple[str, ...], clock: time_machine.Traveller
) -> None:
    SUPERVISOR.call("POST", f"{SEASON}/rehearsal")
    counted(opened)

    def broken() -> None:
        raise RuntimeError

    with before_dynamodb(broken, "Query"):
        for _ in range(6):
            one_run(opened)
            clock.shift(timedelta(hours=1))
    told = SUPERVISOR.get(f"{SEASON}/jobs/rehearsal").body
    assert (told["state"], told["reason"]) == ("failed", "job_interrupted")
    assert len(opened.bodies("JobDlq")) == 1
    SUPERVISOR.call("POST", f"{SEASON}/jobs/rehearsal")
    run(opened)
    assert job().state is JobState.DONE


def test_a_job_whose_message_is_lost_is_told_of_and_can_be_started_again(
    opened: Cloud, families: tuple[str, ...], clock: time_machine.Traveller
) -> None:
    SUPERVISOR.call("POST", f"{SEASON}/rehearsal")
    opened.changes()
    assert SUPERVISOR.call("POST", f"{SEASON}/jobs/rehearsal").code == "job_not_stopped"
    clock.shift(STALLED_AFTER + timedelta(seconds=1))
    [listed] = SUPERVISOR.get(f"{SEASON}/jobs").body["jobs"]
    assert (listed["state"], listed["stalled"]) == ("queued", True)
    assert SUPERVISOR.call("POST", f"{SEASON}/jobs/rehearsal").status == 202
    run(opened)
    assert job().state is JobState.DONE


@pytest.fixture
def full(season: Season, families: tuple[str, ...]) -> Season:
    """No school has a seat left."""
    made = season.model_copy(
        update={
            "schools": tuple(one.model_copy(update={"seats": 0}) for one in season.schools),
            "placing": season.placing[1:],
        }
    )
    composition.season_table().put(made, replaces=1, by="test", now=datetime.now().astimezone())
    return made


def test_a_proposal_that_is_another_by_now_gives_no_school(
    opened: Cloud, families: tuple[str, ...], full: Season
) -> None:
    proposal = rehearse(opened).body["assignment"]["hash"]
    one: Registration = opened.get(families[0])
    opened.put(one.model_copy(update={"status": Status.WITHDRAWN}))
    told = start(opened, "/assignment", {"proposal": proposal})
    assert (told["state"], told["reason"]) == ("failed", "proposal_outdated")
    assert {opened.get(each).school for each in families} == {None}


def test_r47_a_school_that_two_people_give_while_a_proposal_is_carried_out_stays(
    opened: Cloud, families: tuple[str, ...], full: Season, clock: time_machine.Traveller
) -> None:
    proposal = rehearse(opened).body["assignment"]["hash"]
    assert SUPERVISOR.call("POST", f"{SEASON}/assignment", {"proposal": proposal}).status == 202
    counted(opened)
    while job("assignment").cursor.phase < GIVING:
        one_run(opened, SHORT)
        clock.shift(timedelta(seconds=2))
    by_hand, school = f"/staff/registrations/{families[0]}", full.schools[0].id
    for clerk in (Member("clerk"), Member("colleague")):
        given = {"school": school, "reason": "seat_freed"}
        clerk.call("PUT", f"{by_hand}/school", given, If_Match=clerk.get(by_hand).etag)
    one_run(opened)
    assert SUPERVISOR.get(f"{SEASON}/jobs/assignment").body["counts"] == {"changed": 5, "left": 1}
    assert [opened.get(each).school for each in families] == [school, *["-"] * 5]


def test_a_job_is_worked_on_under_the_trace_of_the_request_that_started_it(
    opened: Cloud, families: tuple[str, ...], logged: list[dict[str, Any]]
) -> None:
    SUPERVISOR.call("POST", f"{SEASON}/rehearsal")
    run(opened)
    lines = [one for one in logged if one["message"] in {"done", "job_dispatched", "job_taken"}]
    assert [one["message"] for one in lines] == ["done", "job_dispatched", "job_taken"]
    assert len({one["trace"] for one in lines}) == 1
