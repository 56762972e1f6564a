"""Season data in a supervisor's hands."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from functions.cloud import composition
from functions.cloud.table import shards
from functions.registration.checks import CheckState
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from local.population import Population
from tests.aws import Cloud
from tests.calls import counted
from tests.rooms.registrations import HOUR, NOW, form

from .conftest import CASE, judged
from .jobs import start
from .staff import AUDITOR, CLERK, STRANGER, SUPERVISOR, Answer

SEASON = "/staff/seasons/siming-2022"


def data() -> dict[str, Any]:
    found: dict[str, Any] = SUPERVISOR.get(SEASON).body
    return found


def put(body: Any, etag: str = '"1"', path: str = SEASON) -> Answer:
    return SUPERVISOR.call("PUT", path, body, If_Match=etag)


def test_a_season_is_replaced_whole_and_every_version_is_kept(opened: Cloud) -> None:
    changed = data() | {"cutoff_birth_date": "2016-08-30"}
    answer = put(changed)
    assert (answer.status, answer.etag) == (200, '"2"')
    assert data()["cutoff_birth_date"] == "2016-08-30"
    versions = SUPERVISOR.get(f"{SEASON}/versions").body["versions"]
    assert [one["version"] for one in versions] == [2, 1]
    assert composition.season_desk().version("siming-2022", 1).cutoff_birth_date.isoformat() == "2016-08-31"


def test_each_version_is_read_whole_as_it_was_kept(opened: Cloud) -> None:
    before = data()
    put(before | {"cutoff_birth_date": "2016-08-30"})
    assert SUPERVISOR.get(f"{SEASON}/versions/1").body == before
    assert SUPERVISOR.get(f"{SEASON}/versions/2").body == data()
    [latest, *_] = AUDITOR.get(f"{SEASON}/audit").body["events"]
    assert latest["act"] == "season_read"


@pytest.mark.parametrize("version", ["3", "0", "01", "-1", "x", "１", "99999999", "999999999"])
def test_a_version_that_was_never_made_is_absent_however_it_is_written(opened: Cloud, version: str) -> None:
    answer = SUPERVISOR.get(f"{SEASON}/versions/{version}")
    assert (answer.status, answer.code) == (404, "not_found")


def test_every_fault_is_told_at_once_with_its_path(opened: Cloud) -> None:
    broken = data()
    broken["closes_at"] = broken["opens_at"]
    broken["catchments"] |= {broken["communities"][0]["code"]: "no-such-school"}
    gone = min(broken["texts"])
    broken["texts"].pop(gone)
    answer = put(broken)
    assert (answer.status, answer.code) == (422, "season_faults")
    fields = {one["field"] for one in answer.body["errors"]}
    assert {"closes_at", f"texts.{gone}"} <= fields
    assert any(field.startswith("catchments.") for field in fields)
    assert len(SUPERVISOR.get(f"{SEASON}/versions").body["versions"]) == 1


def test_whoever_replaces_an_older_version_is_told(opened: Cloud) -> None:
    assert put(data()).status == 200
    late = put(data())
    assert (late.status, late.code) == (412, "season_changed")
    assert SUPERVISOR.call("PUT", SEASON, data()).status == 428


@pytest.mark.parametrize("field", ["publication_at", "publication_held"])
def test_the_instant_has_a_route_of_its_own(opened: Cloud, field: str) -> None:
    value = "2022-08-20T09:00:00+08:00" if field == "publication_at" else True
    answer = put(data() | {field: value})
    assert [(one["field"], one["code"]) for one in answer.body["errors"]] == [
        (field, "publication_by_its_own_route")
    ]


@pytest.mark.parametrize("seconds", [-120, 0])
def test_from_two_minutes_before_publication_only_words_and_contacts_change(
    opened: Cloud, season: Season, clock: time_machine.Traveller, seconds: int
) -> None:
    clock.move_to(season.publication_at + timedelta(seconds=seconds))
    answer = put(data() | {"cutoff_birth_date": "2016-08-30"})
    assert [one["code"] for one in answer.body["errors"]] == ["fixed_after_publication"]
    words = data()
    words["contacts"]["support_phone"] = "0592-1234567"
    assert put(words).status == 200


def test_a_new_season_is_made_only_in_ones_own_district(opened: Cloud) -> None:
    new = json.loads(json.dumps(data()).replace("siming-2022", "siming-2023").replace('"2022-', '"2023-'))
    new |= {"year": 2023, "cutoff_birth_date": "2017-08-31"}
    path = "/staff/seasons/siming-2023"
    assert STRANGER.call("PUT", path, new, If_Match='"0"').status == 404
    published = put(new | {"publication_held": False}, '"0"', path)
    assert [one["code"] for one in published.body["errors"]] == ["publication_by_its_own_route"]
    assert put(new | {"publication_held": True}, '"0"', path).status == 200
    assert STRANGER.call("PUT", path, new, If_Match='"1"').status == 404


def test_a_replay_says_whose_school_documents_or_eligibility_would_change(
    opened: Cloud, case: Registration
) -> None:
    changed = data()
    [community] = case.communities[:1]
    changed["catchments"][community] = None
    changed["cutoff_birth_date"] = "2014-08-31"
    effects, cursor = [], None
    for _ in range(10):
        query: dict[str, Any] = {} if cursor is None else {"cursor": cursor}
        answer = SUPERVISOR.call("POST", f"{SEASON}/replay", changed, query)
        effects += answer.body["effects"]
        cursor = answer.body["cursor"]
        if cursor is None:
            break
    [effect] = effects
    assert effect["registration"] == CASE
    assert {one["what"] for one in effect["changes"]} == {"school", "eligibility"}
    assert data()["catchments"][community] is not None


def test_a_replay_reads_a_page_of_families_in_one_call(opened: Cloud, city: Population) -> None:
    ids = (f"01G76PAV40CCCCCCCCCCCCC{number:03d}" for number in range(200))
    for one in [one for one in ids if shards.shard_of(one) == 0][:5]:
        opened.put(judged(form(city), one))
    found = data()
    SUPERVISOR.call("POST", f"{SEASON}/replay", found)
    with counted() as calls:
        looked_at = SUPERVISOR.call("POST", f"{SEASON}/replay", found).body["looked_at"]
    assert looked_at == calls.count("Decrypt") == 5
    assert (calls.count("BatchGetItem"), calls.count("GetItem")) == (2, 1)


def test_the_deadline_is_extended_for_all(opened: Cloud, season: Season) -> None:
    until = season.amendment_deadline + timedelta(days=1)
    command = {"until": until.isoformat(), "families": "all"}
    first, again = (SUPERVISOR.call("POST", f"{SEASON}/extension", command) for _ in range(2))
    assert (first.status, first.body) == (again.status, again.body) == (200, {"version": 2, "job": None})
    assert composition.season_desk().current("siming-2022")[1].amendment_deadline == until
    acts = [one["act"] for one in AUDITOR.get(f"{SEASON}/audit").body["events"]]
    assert acts.count("deadline_extended") == 1


def test_only_whom_an_authority_held_up_too_long_gets_a_deadline_of_its_own(
    opened: Cloud, city: Population, season: Season, clock: time_machine.Traveller
) -> None:
    waiting, answered, quick = (
        "01G76PAV40CCCCCCCCCCCCCCC1",
        "01G76PAV40CCCCCCCCCCCCCCC2",
        "01G76PAV40CCCCCCCCCCCCCCC3",
    )
    long = HOUR * (season.limits.authority_outage_hours + 1)
    for each, state, since, attempts in (
        (waiting, CheckState.AUTHORITY_UNAVAILABLE, NOW, 9),
        (answered, CheckState.ABNORMAL, NOW + long, 9),
        (quick, CheckState.ABNORMAL, NOW + long, 1),
    ):
        made = judged(form(city), each)
        check = made.checks["property"].model_copy(
            update={"state": state, "since": since, "attempts": attempts}
        )
        opened.put(made.model_copy(update={"checks": made.checks | {"property": check}}))
    clock.move_to(NOW + long)
    until = season.amendment_deadline + timedelta(days=2)
    told = start(opened, "/extension", {"until": until.isoformat(), "families": "affected"})
    assert (told["state"], told["counts"]) == ("done", {"extended": 2})
    assert opened.get(waiting).amendment_extended_to == opened.get(answered).amendment_extended_to == until
    assert opened.get(quick).amendment_extended_to is None
    too_late = {"until": season.publication_at.isoformat(), "families": "affected"}
    assert (
        SUPERVISOR.call("POST", f"{SEASON}/extension", too_late).body["errors"][0]["code"]
        == "extension_not_later"
    )


def test_a_reviewer_replaces_no_season(opened: Cloud) -> None:
    assert CLERK.call("PUT", SEASON, data(), If_Match='"1"').status == 403
