"""An auditor finds events by person, registration, act and day, and reads the name of who did them."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from functions.cloud.table import keys
from functions.cloud.table.accounts.roster import roster
from functions.registration.registration import Registration
from functions.registration.staff.roles import Role
from local.population import Population
from tests.aws import Cloud
from tests.calls import counted
from tests.rooms.registrations import NOW, form

from .conftest import CASE, judged
from .staff import AUDITOR, DISTRICT, SUPERVISOR, Member

SEASON = "/staff/seasons/siming-2022"
OTHER = "01G76PAV40CCCCCCCCCCCCCCCC"
WANG, CHEN = Member("w.clerk", name="王审核"), Member("c.clerk", name="陈审核")


@pytest.fixture
def morning(
    opened: Cloud, case: Registration, city: Population, clock: time_machine.Traveller
) -> Registration:
    """One looks at two cases and decides one; another does, a day later, what the first did."""
    opened.put(judged(form(city, "public_rental"), OTHER))
    WANG.get(f"/staff/registrations/{OTHER}")
    WANG.decide(CASE)
    clock.move_to(NOW + timedelta(days=1))
    CHEN.get(f"/staff/registrations/{CASE}")
    return case


def found(**asked: Any) -> list[tuple[str, str, str]]:
    """Name, act and registration of every event that fits, over all pages."""
    events: list[tuple[str, str, str]] = []
    cursor: dict[str, str] = {}
    while True:
        page = AUDITOR.get(f"{SEASON}/audit", **asked, **cursor)
        assert page.status == 200, page.body
        events += [(one["name"], one["act"], one.get("registration", "")) for one in page.body["events"]]
        if page.body["cursor"] is None:
            return [one for one in events if one[1] != "audit_read"]
        cursor = {"cursor": page.body["cursor"]}


def test_events_are_found_by_person_registration_act_and_day(morning: Registration) -> None:
    read, decided = ("王审核", "read", CASE), ("王审核", "decided", CASE)
    beside, later = ("王审核", "read", OTHER), ("陈审核", "read", CASE)
    assert sorted(found(person=WANG.key)) == sorted([read, decided, beside])
    assert sorted(found(registration=CASE)) == sorted([read, decided, later])
    assert sorted(found(act="read")) == sorted([read, beside, later])
    assert sorted(found(day="2022-07-05")) == sorted([read, decided, beside])
    assert found(day="2022-07-06") == [later]
    assert found(person=CHEN.key, registration=CASE, act="read", day="2022-07-06") == [later]
    assert found(person=CHEN.key, act="decided") == []


def test_a_registration_is_found_by_the_reference_that_people_know(
    opened: Cloud, morning: Registration
) -> None:
    opened.table.put({**keys.reference(morning.reference)._asdict(), "registration": CASE})
    assert found(registration=morning.reference.lower()) == found(registration=CASE) != []
    page = AUDITOR.get(f"{SEASON}/audit", registration=CASE).body["events"]
    assert {one["reference"] for one in page} == {morning.reference}


@pytest.mark.parametrize(
    ("asked", "value", "code"),
    [
        ("person", "1.sha256:nobody", "invalid_choice"),
        ("act", "looked", "invalid_choice"),
        ("day", "yesterday", "invalid_date"),
        ("registration", "22-7K3M-9Q8", "reference_check_failed"),
    ],
)
def test_what_cannot_be_looked_for_is_refused_by_name(
    opened: Cloud, asked: str, value: str, code: str
) -> None:
    told = AUDITOR.get(f"{SEASON}/audit", **{asked: value})
    assert told.status == 422
    assert [(one["field"], one["code"]) for one in told.body["errors"]] == [(asked, code)]


def test_what_an_auditor_looked_for_is_an_event_too(opened: Cloud, morning: Registration) -> None:
    AUDITOR.get(f"{SEASON}/audit", act="decided", day="2022-07-05")
    [last, *_] = AUDITOR.get(f"{SEASON}/audit", act="audit_read").body["events"]
    assert (last["details"]["sought_act"], last["details"]["sought_day"]) == ("decided", "2022-07-05")


def test_a_page_that_is_narrowed_loses_nothing_where_it_is_cut(morning: Registration) -> None:
    for _ in range(5):
        CHEN.get(f"/staff/registrations/{CASE}")
        CHEN.get(f"/staff/registrations/{OTHER}")
    assert len(found(act="read", limit=3)) == len(found(act="read")) == 13


def test_who_is_who_is_known_to_supervisors_and_auditors_of_the_district_alone(morning: Registration) -> None:
    for who in (SUPERVISOR, AUDITOR):
        told = who.get(f"{SEASON}/colleagues").body["colleagues"]
        assert {"王审核", "陈审核"} <= {one["name"] for one in told}
        assert next(one["roles"] for one in told if one["name"] == "王审核") == ["reviewer"]
    assert WANG.get(f"{SEASON}/colleagues").status == 403
    assert roster().of_district("350206") == []


def test_whoever_takes_a_case_or_starts_a_job_is_known_without_having_read_anything(
    opened: Cloud, case: Registration
) -> None:
    lead = Member("lead", "supervisor", name="李主管")
    assert WANG.call("POST", f"/staff/registrations/{CASE}/claim").status == 200
    assert lead.call("POST", f"{SEASON}/rehearsal").status == 202
    assert sorted(found()) == sorted([("王审核", "claimed", CASE), ("李主管", "rehearsed", "")])


def test_nobodys_name_stands_in_the_table_in_the_clear(opened: Cloud, morning: Registration) -> None:
    item = opened.item(keys.colleague(DISTRICT, WANG.key))
    assert "王审核" not in str(item)
    assert item["expires"] > (NOW + timedelta(days=365)).timestamp()
    assert [one.roles for one in roster().of_district(DISTRICT) if one.name == "王审核"] == [(Role.REVIEWER,)]


def test_a_page_of_the_trail_takes_ten_calls_at_most(morning: Registration) -> None:
    for asked in ({}, {"person": WANG.key}, {"act": "read"}, {"registration": CASE}):
        with counted() as calls:
            assert AUDITOR.get(f"{SEASON}/audit", **asked).status == 200
        assert len(calls) <= 10, calls


def test_a_name_is_kept_once_a_day_and_process(opened: Cloud, case: Registration) -> None:
    writes = []
    for _ in range(2):
        with counted() as calls:
            WANG.get(f"/staff/registrations/{CASE}")
        writes.append(calls.count("UpdateItem"))
    assert writes == [1, 0]
