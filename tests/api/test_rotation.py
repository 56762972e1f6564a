"""The MAC key is changed in the middle of a season: families go on, and everything keyed still matches."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from functions.cloud.table import keys
from local.population import Story
from tests.aws import Cloud
from tests.rooms.deliveries import played
from tests.rotation import hold, rotate

from .client import Client
from .household import SEASON, Household
from .test_one_registration import from_the_other_account

MINUTE = timedelta(minutes=1)
"""Between two codes to one phone."""


@pytest.fixture(autouse=True)
def _one_key_again(cloud: Cloud) -> Iterator[None]:
    yield
    hold(cloud, 1, current=1)


@pytest.fixture
def neighbours(cloud: Cloud, _families: Iterator[Story]) -> Household:
    """Another family than the first."""
    return Household(cloud, next(_families))


def prefill(family: Household, client: Client | None = None) -> Any:
    document = family.form["students"][0]["identity_document"]
    asked = {"season": SEASON, "identity_document": document}
    return (client or family.client).call("POST", "/prefill", asked)


def keyed_with(family: Household) -> str:
    """All of its item but the notices, which say to which phone a code once went."""
    item = family.cloud.item(keys.registration(family.id))
    return str({name: value for name, value in item.items() if name != "notices"})


def test_a_family_finds_and_saves_its_draft(saved: Household) -> None:
    rotate(saved.cloud)
    assert [one["id"] for one in saved.client.ok("GET", "/registrations")["registrations"]] == [saved.id]
    saved.form["students"][0]["residence_address"] = "示例路 9 号"
    saved.save()
    assert saved.look()["form"]["students"][0]["residence_address"] == "示例路 9 号"


def test_another_account_still_finds_nothing_of_it(saved: Household, stranger: Client) -> None:
    rotate(saved.cloud)
    assert stranger.call("GET", saved.path).status == 404
    assert stranger.ok("GET", "/registrations") == {"registrations": [], "unreadable": []}


def test_what_prefill_told_before_still_says_where_a_field_came_from(family: Household) -> None:
    told = prefill(family).json
    family.form["students"][0]["name"] = told["student"]["name"]
    family.begin().save()
    before = family.look()["provenance"]
    assert before["students.0.name"] == "registry"
    rotate(family.cloud)
    assert family.look()["provenance"] == before
    prefill(family)
    assert family.look()["provenance"] == before


def test_the_same_child_is_not_registered_twice(family: Household) -> None:
    family.submitted()
    rotate(family.cloud)
    second = from_the_other_account(family).ready()
    answer = second.submit(second.code())
    assert (answer.status, answer.code) == (409, "child_already_registered")
    assert answer.faults == {"students.0.identity_document.number": "child_already_registered"}


def test_a_process_that_has_not_read_the_new_key_yet_refuses_the_child_too(family: Household) -> None:
    hold(family.cloud, 1, 2, current=2)
    family.submitted()
    hold(family.cloud, 1, current=1)
    second = from_the_other_account(family).ready()
    assert second.submit(second.code()).code == "child_already_registered"


def test_an_amendment_keeps_the_checks_that_stand_and_withdrawing_frees_the_child(
    family: Household, clock: time_machine.Traveller
) -> None:
    family.checked()
    before = {key: check.since for key, check in family.stored().checks.items()}
    rotate(family.cloud)
    clock.shift(MINUTE)
    family.client.ok("POST", f"{family.path}/amendment")
    assert family.submit(family.code()).status == 200
    stored = family.stored()
    assert {key: check.since for key, check in stored.checks.items()} == before
    assert {check.covers.partition(":")[0] for check in stored.checks.values()} == {"2.sm3"}
    family.withdrawn()
    second = from_the_other_account(family).ready()
    assert second.submit(second.code()).status == 200


def test_what_was_queued_before_is_checked_after(family: Household) -> None:
    family.submitted()
    rotate(family.cloud)
    assert played(family.cloud) == []
    assert set(family.states().values()) == {"passed"}


def test_a_code_that_was_asked_for_before_submits_after(family: Household) -> None:
    code = family.ready().code()
    rotate(family.cloud)
    assert family.digits() == code
    assert family.submit(code).status == 200


def test_a_code_for_another_phone_still_submits_nothing(family: Household) -> None:
    code = family.ready().code()
    rotate(family.cloud)
    family.form["guardians"][0]["phone"] = "13912345670"
    family.save()
    assert family.submit(code).code == "code_for_another_form"


def test_a_repeated_submission_is_answered_as_before(family: Household) -> None:
    code = family.ready().code()
    assert family.submit(code, key="once").status == 200
    rotate(family.cloud)
    assert family.submit(code, key="once").status == 200
    assert family.submit("000000", key="once").code == "idempotency_key_reused"


def test_a_new_key_gives_no_more_prefills(family: Household) -> None:
    for _ in range(12):
        prefill(family)
    rotate(family.cloud)
    assert [prefill(family).status for _ in range(9)] == [200] * 8 + [429]


def test_a_process_with_the_old_key_counts_what_others_counted_under_the_new_one(family: Household) -> None:
    hold(family.cloud, 1, 2, current=2)
    for _ in range(20):
        prefill(family)
    hold(family.cloud, 1, current=1)
    assert prefill(family).status == 429


def test_a_new_key_gives_a_phone_no_second_code_within_the_minute(family: Household) -> None:
    family.ready().code()
    rotate(family.cloud)
    assert family.ask_code().code == "code_too_soon"


def test_a_new_key_gives_no_more_registrations(family: Household) -> None:
    for _ in range(30):
        family.begin()
    rotate(family.cloud)
    body = {"season": SEASON}
    assert [family.client.call("POST", "/registrations", body).status for _ in range(21)] == [201] * 20 + [
        409
    ]


def test_once_everything_was_rewritten_the_old_key_can_go(
    family: Household, clock: time_machine.Traveller
) -> None:
    family.submitted()
    rotate(family.cloud)
    clock.shift(MINUTE)
    family.client.ok("POST", f"{family.path}/amendment")
    family.save()
    assert family.submit(family.code()).status == 200
    hold(family.cloud, 2, current=2)
    clock.shift(MINUTE)
    assert family.look()["status"] == "submitted"
    family.client.ok("POST", f"{family.path}/amendment")
    family.save()
    assert family.submit(family.code()).status == 200
    assert "1.sha256:" not in keyed_with(family)
    clock.shift(MINUTE)
    second = from_the_other_account(family).ready()
    assert second.submit(second.code()).code == "child_already_registered"


def test_of_two_children_the_one_that_is_registered_already_is_named(
    family: Household, neighbours: Household
) -> None:
    """However many keys each child is claimed under."""
    family.submitted()
    rotate(family.cloud)
    neighbours.form["students"].append(family.form["students"][0])
    answer = neighbours.ready().submit(neighbours.code())
    assert answer.faults == {"students.1.identity_document.number": "child_already_registered"}
