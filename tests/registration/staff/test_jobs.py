"""What a job may become, whatever it does."""

from datetime import timedelta
from typing import Any

import pytest

from functions.registration.errors import NotPossibleNow
from functions.registration.staff.jobs import (
    PARTS_KEPT,
    STALLED_AFTER,
    UNFINISHED,
    Cursor,
    Job,
    JobKind,
    JobState,
    job_name,
)
from tests.rooms.registrations import NOW

HALFWAY = Cursor(part=7, after="01G76PAV4000000000000000A1")


def job(state: JobState, **more: Any) -> Job:
    fields: dict[str, Any] = {
        "id": "01G76PAV4000000000000000J1",
        "season": "siming-2022",
        "name": "rehearsal",
        "kind": JobKind.REHEARSAL,
        "state": state,
        "by": "1:5f0c",
        "started_at": NOW,
        "moved_at": NOW,
        "season_version": 3,
        "cursor": HALFWAY,
        "parts": 7,
        "expires": 0,
    }
    return Job.model_validate(fields | more)


def test_names_tell_what_a_new_job_replaces() -> None:
    assert job_name(JobKind.REHEARSAL) == "rehearsal"
    assert job_name(JobKind.EXPORT, "01G7") == "export-01G7"


@pytest.mark.parametrize("state", JobState)
def test_only_what_stopped_is_started_again_and_only_what_is_not_over_is_cancelled(state: JobState) -> None:
    if state is JobState.FAILED:
        assert job(state).started_again(NOW, 3).state is JobState.QUEUED
    else:
        with pytest.raises(NotPossibleNow):
            job(state).started_again(NOW + STALLED_AFTER, 3)
    if state in UNFINISHED | {JobState.FAILED}:
        assert job(state).cancelled(NOW).state is JobState.CANCELLED
    else:
        with pytest.raises(NotPossibleNow):
            job(state).cancelled(NOW)


def test_it_goes_on_where_it_stopped_while_what_it_gathered_is_kept_and_the_season_is_the_same() -> None:
    stopped = job(JobState.RUNNING, lease="gone", tries=4)
    soon = NOW + STALLED_AFTER + timedelta(seconds=1)
    again = stopped.started_again(soon, 3)
    assert (again.cursor, again.parts, again.tries, again.lease) == (HALFWAY, 7, 0, None)
    for later, version in ((NOW + PARTS_KEPT, 3), (soon, 4)):
        anew = stopped.started_again(later, version)
        assert (anew.cursor, anew.parts, anew.season_version) == (Cursor(), 0, version)
