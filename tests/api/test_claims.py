"""R35: whose child it is, where two register the same one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy

import pytest
import time_machine

from functions.dispatch import handler as dispatch_room
from functions.registration.placing.outcome import Outcome, outcome_as_it_stands
from local.authorities import Authorities, Switches
from tests.rooms.deliveries import NONE_FAILED, played
from tests.rooms.registrations import HOUR
from tests.rotation import hold, rotate

from .client import Json
from .household import Household
from .test_one_registration import from_the_other_account

Another = Callable[[], Household]


def with_child_of(family: Household, other: Household) -> Household:
    """The other's form, with the family's child in it."""
    other.form["students"][0] = deepcopy(family.form["students"][0])
    return other


def submits(one: Household) -> tuple[int, str]:
    answer = one.ready().submit(one.code())
    return answer.status, answer.json.get("code") or ""


@contextmanager
def silent(authorities: Authorities) -> Iterator[None]:
    """The household registry is out of service."""
    authorities.household.control(Switches(mode="down"))
    yield
    authorities.household.control(Switches())


def asked_later(one: Household, authorities: Authorities) -> None:
    """Submitted while the registry is silent, which is not asked again before a test says so."""
    with silent(authorities):
        assert submits(one) == (200, "")
    assert dispatch_room.dispatch(one.cloud.changes(), None) == NONE_FAILED
    one.cloud.bodies("Identity")


def dispute(one: Household) -> Json | None:
    found: Json | None = one.look()["dispute"]
    return found


def told(one: Household) -> list[str]:
    """Kinds of the notices that went out to it, in no order."""
    return sorted(notice["kind"] for notice in one.look()["notices"] if notice["state"] == "sent")


REFUSED = (409, "child_already_registered")


def test_r35_the_childs_family_displaces_a_stranger_and_both_are_told(
    family: Household, another: Another
) -> None:
    stranger = with_child_of(family, another())
    assert submits(stranger) == (200, "")
    assert submits(family) == (200, "")
    assert played(family.cloud) == []
    lost = dispute(stranger)
    assert lost is not None
    assert (lost["state"], lost["students"]) == ("displaced", [0])
    assert dispute(family) is None
    assert "displaced" in told(stranger)
    assert "child_kept" in told(family)
    assert len(family.stored().claims) == 1
    assert stranger.stored().claims == ()


def test_r35_a_displaced_registration_tells_nothing_of_the_other_family(
    family: Household, another: Another
) -> None:
    stranger = with_child_of(family, another())
    submits(stranger)
    submits(family)
    played(family.cloud)
    shown = stranger.client.call("GET", stranger.path).content.decode()
    assert family.id not in shown
    assert family.stored().reference not in shown
    [sms] = [text for phone, text in family.cloud.sms() if phone.endswith(stranger.phone)][-1:]
    name = family.form["students"][0]["name"]
    assert name not in sms
    assert family.form["guardians"][0]["name"] not in sms


def test_r35_a_displaced_registration_can_be_read_amended_submitted_and_withdrawn(
    family: Household, another: Another, clock: time_machine.Traveller
) -> None:
    stranger = with_child_of(family, another())
    submits(stranger)
    submits(family)
    played(family.cloud)
    clock.shift(HOUR)
    stranger.client.ok("POST", f"{stranger.path}/amendment")
    answer = stranger.submit(stranger.code())
    assert answer.status == 200, answer.content.decode()
    assert stranger.stored().claims == ()
    found = dispute(stranger)
    assert found is not None
    assert found["state"] == "displaced"
    stranger.withdrawn()
    assert played(family.cloud) == []
    assert family.look()["status"] == "submitted"
    assert submits(from_the_other_account(family)) == REFUSED


def test_r35_a_displaced_registration_that_takes_the_child_out_is_like_any_other(
    family: Household, another: Another, clock: time_machine.Traveller
) -> None:
    stranger = another()
    own = deepcopy(stranger.form["students"][0])
    submits(with_child_of(family, stranger))
    submits(family)
    played(family.cloud)
    clock.shift(HOUR)
    stranger.client.ok("POST", f"{stranger.path}/amendment")
    stranger.form["students"][0] = own
    stranger.save()
    answer = stranger.submit(stranger.code())
    assert answer.status == 200, answer.content.decode()
    assert dispute(stranger) is None
    assert len(stranger.stored().claims) == 1


def test_r35_withdrawing_at_the_very_moment_of_being_displaced_is_no_trap(
    family: Household, another: Another
) -> None:
    stranger = with_child_of(family, another())
    submits(stranger)
    submits(family)
    stranger.withdrawn()
    assert played(family.cloud) == []
    assert stranger.look()["status"] == "withdrawn"
    assert submits(from_the_other_account(family)) == REFUSED


def test_r35_a_stranger_is_refused_after_the_family_and_after_another_stranger(
    family: Household, another: Another
) -> None:
    assert submits(with_child_of(family, another())) == (200, "")
    assert submits(with_child_of(family, another())) == REFUSED
    assert submits(family) == (200, "")
    assert submits(with_child_of(family, another())) == REFUSED


def test_r35_where_the_registry_has_not_answered_neither_is_refused_and_both_are_told(
    family: Household, another: Another, authorities: Authorities
) -> None:
    stranger = with_child_of(family, another())
    asked_later(stranger, authorities)
    assert submits(family) == (200, "")
    assert played(family.cloud) == []
    for one in (stranger, family):
        found = dispute(one)
        assert found is not None
        assert (found["state"], found["students"]) == ("contested", [0])
        assert "contested" in told(one)
    assert submits(with_child_of(family, another())) == REFUSED


def test_r35_a_contest_ends_when_one_of_the_two_withdraws(
    family: Household, another: Another, authorities: Authorities
) -> None:
    stranger = with_child_of(family, another())
    asked_later(stranger, authorities)
    submits(family)
    played(family.cloud)
    stranger.withdrawn()
    assert played(family.cloud) == []
    assert dispute(family) is None
    assert "child_kept" in told(family)


def test_r35_a_contested_child_is_admitted_by_neither_until_staff_have_looked(
    family: Household, another: Another, authorities: Authorities
) -> None:
    stranger = with_child_of(family, another())
    asked_later(stranger, authorities)
    submits(family)
    played(family.cloud)
    assert set(family.states().values()) == {"passed"}
    assert {outcome_as_it_stands(one.stored()) for one in (family, stranger)} == {Outcome.PENDING}


def test_r35_what_prefill_proved_counts_where_the_registry_is_silent_afterwards(
    family: Household, another: Another, authorities: Authorities
) -> None:
    assert submits(with_child_of(family, another())) == (200, "")
    document = family.form["students"][0]["identity_document"]
    family.client.ok("POST", "/prefill", {"season": "siming-2022", "identity_document": document})
    with silent(authorities):
        assert submits(family) == (200, "")
    assert played(family.cloud) == []
    assert dispute(family) is None


@pytest.mark.parametrize("rotated", [False, True])
def test_r35_a_stranger_is_displaced_in_the_middle_of_a_rotation(
    family: Household, another: Another, *, rotated: bool
) -> None:
    stranger = with_child_of(family, another())
    submits(stranger)
    rotate(family.cloud)
    if rotated:
        played(family.cloud)
    assert submits(family) == (200, "")
    assert played(family.cloud) == []
    found = dispute(stranger)
    assert found is not None
    assert found["state"] == "displaced"
    assert told(stranger).count("displaced") == 1
    hold(family.cloud, 1, current=1)


def prefilled(one: Household) -> Json:
    document = one.form["students"][0]["identity_document"]
    answer = one.client.call("POST", "/prefill", {"season": "siming-2022", "identity_document": document})
    assert answer.status in {200, 404}
    found: Json = answer.json
    return found


def test_r35_the_second_parent_is_told_at_the_first_number_that_the_child_is_registered(
    family: Household,
) -> None:
    other = from_the_other_account(family).consent()
    assert prefilled(other)["registered"] is False
    family.submitted()
    assert prefilled(other)["registered"] is True
    assert prefilled(family)["registered"] is False


def test_r35_a_family_whose_child_a_stranger_registered_is_told_nothing_that_stops_it(
    family: Household, another: Another
) -> None:
    submits(with_child_of(family, another()))
    assert prefilled(family)["registered"] is False


def test_r35_a_stranger_gets_the_one_answer_whether_or_not_the_child_is_registered(
    family: Household, another: Another
) -> None:
    stranger = with_child_of(family, another())
    before = prefilled(stranger)
    family.submitted()
    after = prefilled(stranger)
    assert before["code"] == after["code"] == "prefill_nothing"
    assert before.keys() == after.keys()
