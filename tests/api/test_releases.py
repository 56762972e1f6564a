"""R35: two of staff free a child, and who was kept out has a day of its own, also after the closing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from functions.cloud import composition
from functions.registration.submitting.retention import staff_acted_on
from local.authorities import Authorities
from tests.review.staff import AUDITOR, CLERK, Answer, Member
from tests.rooms.deliveries import played
from tests.rooms.registrations import HOUR

from .household import SEASON, Household
from .test_claims import REFUSED, asked_later, dispute, submits, told, with_child_of

Another = Callable[[], Household]
OTHER_CLERK = Member("other clerk")


def children(one: Household, who: Member = CLERK) -> Answer:
    return who.get(f"/staff/registrations/{one.id}/children")


def frees(one: Household, who: Member, **more: Any) -> Answer:
    command = {"student": 0, "reason": "other_guardian_shown"} | more
    tag = children(one, who).etag
    return who.call("POST", f"/staff/registrations/{one.id}/release", command, If_Match=tag)


def freed(one: Household, **more: Any) -> None:
    assert frees(one, CLERK, **more).status == 202
    assert frees(one, OTHER_CLERK, **more).status == 200


@pytest.fixture
def kept_out(family: Household, another: Another) -> tuple[Household, Household]:
    """Somebody of no registry's family holds the child, and another one, as little known there, was refused."""
    holder, other = with_child_of(family, another()), with_child_of(family, another())
    assert submits(holder) == (200, "")
    assert submits(other) == REFUSED
    played(family.cloud)
    return holder, other


def test_r35_a_child_is_freed_by_two_people_and_never_by_one(kept_out: tuple[Household, Household]) -> None:
    holder, other = kept_out
    assert frees(holder, CLERK).status == 202
    again = frees(holder, CLERK)
    assert (again.status, again.code) == (403, "second_person_needed")
    assert holder.stored().claims != ()
    assert frees(holder, OTHER_CLERK).status == 200
    assert holder.stored().claims == ()
    found = dispute(holder)
    assert found is not None
    assert found["state"] == "displaced"
    assert other.submit(other.digits()).status == 200


def test_r35_both_families_are_told_and_the_trail_holds_both_deeds(
    kept_out: tuple[Household, Household],
) -> None:
    holder, other = kept_out
    other.proves_its_phone()
    freed(holder, favours=other.stored().reference)
    assert played(holder.cloud) == []
    assert "displaced" in told(holder)
    assert "own_day" in told(other)
    events = AUDITOR.get(f"/staff/seasons/{SEASON}/audit").body["events"]
    acts = [one["act"] for one in events if one["act"] in {"release_proposed", "child_freed"}]
    assert acts == ["child_freed", "release_proposed"]


def test_r35_whom_it_kept_out_submits_on_a_day_of_its_own_after_the_closing(
    kept_out: tuple[Household, Household], clock: time_machine.Traveller
) -> None:
    holder, other = kept_out
    season = composition.season_table().get(SEASON, holder.stored().created_at)
    clock.move_to(season.closes_at + HOUR)
    assert other.look()["actions"] == ["discard"]
    freed(holder, favours=other.stored().reference)
    shown = other.look()
    assert {"edit", "submit"} <= set(shown["actions"])
    assert other.put().status == 200
    answer = other.submit(other.code())
    assert answer.status == 200, answer.content.decode()
    assert other.stored().claims != ()


def test_r35_a_day_of_ones_own_ends(
    kept_out: tuple[Household, Household], clock: time_machine.Traveller
) -> None:
    holder, other = kept_out
    season = composition.season_table().get(SEASON, holder.stored().created_at)
    clock.move_to(season.closes_at + HOUR)
    freed(holder, favours=other.stored().reference)
    own = other.stored().own_day
    assert own is not None
    clock.move_to(own + timedelta(seconds=1))
    assert other.look()["actions"] == ["discard"]
    assert other.put().status == 409
    assert other.ask_code().status == 409


def test_r35_a_child_is_given_back_to_whom_it_was_taken_from(family: Household, another: Another) -> None:
    guardian = with_child_of(family, another())
    submits(guardian)
    submits(family)
    played(family.cloud)
    freed(family, favours=guardian.stored().reference)
    assert played(family.cloud) == []
    assert dispute(guardian) is None
    assert guardian.stored().claims != ()
    assert "child_kept" in told(guardian)
    found = dispute(family)
    assert found is not None
    assert found["state"] == "displaced"
    assert submits(with_child_of(family, another())) == REFUSED


def test_r35_staff_see_both_of_a_contested_child_and_free_it_from_one(
    family: Household, another: Another, authorities: Authorities
) -> None:
    stranger = with_child_of(family, another())
    asked_later(stranger, authorities)
    submits(family)
    played(family.cloud)
    queue = CLERK.call("GET", f"/staff/seasons/{SEASON}/queue", query={"kind": "contested"})
    assert {one["id"] for one in queue.body["cases"]} == {stranger.id, family.id}
    [child] = children(family).body["children"]
    ranks = {one["reference"]: one["rank"] for one in child["claimants"]}
    assert ranks == {stranger.stored().reference: "unknown", family.stored().reference: "family"}
    freed(stranger, reason="not_the_guardian")
    assert played(family.cloud) == []
    assert dispute(family) is None
    assert "child_kept" in told(family)
    lost = dispute(stranger)
    assert lost is not None
    assert lost["state"] == "displaced"


@pytest.mark.parametrize(
    ("command", "status", "code"),
    [
        ({"reason": "because"}, 422, "invalid_input"),
        ({"student": 3}, 409, "child_not_held"),
        ({"favours": "26-2222-222"}, 422, "invalid_input"),
    ],
)
def test_r35_a_release_of_what_is_not_there_changes_nothing(
    kept_out: tuple[Household, Household], command: dict[str, Any], status: int, code: str
) -> None:
    holder, _ = kept_out
    told_so = frees(holder, CLERK, **command)
    assert (told_so.status, told_so.code) == (status, code)
    assert holder.stored().releases == ()


def test_r35_a_registration_is_kept_that_staff_freed_a_child_from(
    kept_out: tuple[Household, Household],
) -> None:
    holder, _ = kept_out
    freed(holder)
    holder.withdrawn()
    assert staff_acted_on(holder.stored())
