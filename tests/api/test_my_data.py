"""R49: a family gets a copy of all that is held, sees who read it, and has erased what the law lets."""

import json
from datetime import timedelta

import pytest
import time_machine

from functions.cloud import composition
from functions.cloud.table import keys
from functions.registration.checks import CheckState
from functions.registration.registration import Decision
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act
from tests.aws import Cloud
from tests.calls import counted
from tests.midseason import NOW
from tests.review.staff import CLERK

from .client import Answer, Client, Json
from .household import SEASON, Household
from .test_life import decided

LATER = timedelta(minutes=5)


def copy(family: Household) -> Json:
    """Opened by a code where it was not yet, or not lately."""
    path = f"{family.path}/copy"
    if family.client.call("GET", path).status == 403:
        opened = family.open_copy(family.may_have_another_code().code("copy"))
        assert opened.status == 200, opened.content.decode()
    told: Json = family.client.ok("GET", path)
    return told


def erase(family: Household) -> Answer:
    return family.client.call("POST", f"{family.path}/erasure")


def test_r49_a_copy_holds_everything_that_the_family_gave(family: Household, season: Season) -> None:
    family.submitted()
    told = copy(family)
    assert told["registration"] == family.look()
    assert {one["id"] for one in told["papers"]} == {one["id"] for one in family.look()["documents"]}
    assert all(one["link"].startswith("https://") for one in told["papers"])
    [consent] = told["consents"]
    assert consent["answers"]["child"] is True
    assert told["pledge"]["version"] == season.pledge.version
    assert {one["door"] for one in told["questions"]} == {"code", "submission"}


def test_r49_a_copy_shows_no_other_adults_number_once_it_is_submitted(family: Household) -> None:
    family.submitted()
    whole = json.dumps(copy(family), ensure_ascii=False)
    numbers = [one["identity_document"]["number"] for one in family.form["guardians"]]
    assert [one for one in (*numbers, family.phone) if one in whole] == []


def test_r49_who_of_the_staff_read_it_is_told_by_role_and_time_and_by_no_name(
    family: Household, clock: time_machine.Traveller
) -> None:
    family.submitted()
    assert copy(family)["readings"] == []
    one = f"/staff/registrations/{family.id}"
    assert CLERK.get(one).status == 200
    clock.shift(LATER)
    paper = next(iter(family.stored().documents))
    assert CLERK.get(f"{one}/documents/{paper}").status == 200
    told = copy(family)["readings"]
    assert [(one["what"], one["role"]) for one in told] == [
        ("document_read", "reviewer"),
        ("read", "reviewer"),
    ]
    assert all(set(one) == {"at", "role", "what"} for one in told)
    assert told[0]["at"] > told[1]["at"]


@pytest.mark.parametrize("part", ["", "/history", "/children", "/place"])
def test_r49_whatever_of_a_case_somebody_opens_its_family_sees_it(family: Household, part: str) -> None:
    family.submitted()
    assert CLERK.get(f"/staff/registrations/{family.id}{part}").status == 200
    told = copy(family)["readings"]
    assert [(one["what"], one["role"]) for one in told] == [("read", "reviewer")]


def test_r49_a_reading_and_its_event_are_written_together_or_not_at_all(
    family: Household, cloud: Cloud
) -> None:
    family.submitted()
    CLERK.get(f"/staff/registrations/{family.id}")
    events = [
        event
        for chain in range(4)
        for event in composition.audit_trail().page(SEASON, chain, before=None, limit=50).events
        if event.registration == family.id
    ]
    assert [event.act for event in events] == [Act.READ]
    kept = cloud.item(keys.reading(family.id, "2022-07-05T02:00:00.000000Z", events[0].number))
    assert (kept["act"], kept["role"]) == ("read", "reviewer")
    assert "by" not in kept


def test_r49_a_copy_is_the_same_whatever_staff_decided_before_publication(family: Household) -> None:
    family.submitted()
    told = []
    for state in (CheckState.REFUSED, CheckState.ACCEPTED):
        decided(family, property=state)
        told.append(copy(family))
    assert told[0] == told[1]
    assert told[0]["registration"]["status"] == "submitted"


def test_r49_what_was_submitted_before_is_in_the_copy(
    family: Household, clock: time_machine.Traveller
) -> None:
    family.amending()
    address = family.form["property"]["address"]
    family.form["property"]["address"] = "改后的地址 9 号"
    family.save()
    [earlier] = copy(family)["earlier"]
    assert (earlier["kind"], earlier["form"]["property"]["address"]) == ("previous", address)
    assert copy(family)["registration"]["form"]["property"]["address"] == "改后的地址 9 号"


def test_r49_another_familys_copy_is_absent(family: Household, stranger: Client) -> None:
    family.submitted()
    assert stranger.call("GET", f"{family.path}/copy").status == 404
    assert stranger.call("POST", f"{family.path}/erasure").status == 404


def test_r49_a_draft_is_erased_at_once_with_a_record_that_names_nobody(
    saved: Household, cloud: Cloud
) -> None:
    assert saved.look()["keeping"]["erasable"] is True
    assert erase(saved).status == 204
    assert saved.client.call("GET", saved.path).status == 404
    assert saved.client.ok("GET", "/registrations")["registrations"] == []
    [event] = composition.audit_trail().page(SEASON, 0, before=None, limit=9).events
    assert (event.act, event.by, event.registration, event.details) == (
        Act.ERASED,
        "family",
        None,
        {"draft": "1"},
    )


def test_r49_what_is_live_is_withdrawn_first_and_says_so(family: Household) -> None:
    family.submitted()
    keeping = family.look()["keeping"]
    assert (keeping["erasable"], "Withdraw it first" in keeping["detail"]) == (False, True)
    refused = erase(family)
    assert (refused.status, refused.code) == (409, "kept_while_live")
    assert family.look()["status"] == "submitted"


def test_r49_what_was_withdrawn_is_erased_at_once(family: Household) -> None:
    family.submitted()
    family.withdrawn()
    assert family.look()["keeping"]["erasable"] is True
    assert erase(family).status == 204
    assert family.client.call("GET", f"{family.path}/copy").status == 404


def test_r49_what_staff_decided_is_kept_for_the_archive_although_it_was_withdrawn(
    family: Household, season: Season
) -> None:
    family.submitted()
    before = family.stored()
    one = Decision(check="property", result="accepted", by="1:clerk", at=NOW)
    family.cloud.put(before.model_copy(update={"decisions": (one,)}))
    family.withdrawn()
    keeping = family.look()["keeping"]
    assert keeping["erasable"] is False
    assert keeping["until"].startswith(f"{season.local(season.archive_until):%Y-%m-%d}")
    assert erase(family).code == "kept_for_archive"


def test_a_copy_takes_a_call_for_each_kind_of_thing_that_is_held_and_one_that_counts_it(
    family: Household,
) -> None:
    family.submitted()
    copy(family)
    with counted() as calls:
        family.client.ok("GET", f"{family.path}/copy")
    assert calls == ["BatchGetItem", "Decrypt", "UpdateItem", "Query", "Query"]
