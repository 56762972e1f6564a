"""R35: a contest ends by itself once the registry, silent when the code was asked for, says whose child it is."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from local.authorities import Authorities
from tests.review.staff import CLERK
from tests.review.test_races import Turns, paused
from tests.rooms.deliveries import played
from tests.seeds import seeds

from .household import SEASON, Household
from .test_claims import REFUSED, asked_later, dispute, silent, submits, told, with_child_of
from .test_one_registration import from_the_other_account
from .test_registries import waited

Another = Callable[[], Household]
SEEDS = seeds(3, whole=50)


def contested() -> set[str]:
    queue = CLERK.call("GET", f"/staff/seasons/{SEASON}/queue", query={"kind": "contested"})
    return {case["id"] for case in queue.body["cases"]}


def answers(one: Household, clock: time_machine.Traveller) -> None:
    """Of the registry, to whatever the reconciler asks it again."""
    waited(one.cloud, clock, 3)
    assert played(one.cloud) == []


def stands(family: Household, stranger: Household) -> None:
    """What each of the two reads, and that nothing waits for staff."""
    lost = dispute(stranger)
    assert lost is not None
    assert (lost["state"], lost["students"]) == ("displaced", [0])
    assert lost["until"] is not None
    assert "amend" in stranger.look()["actions"]
    assert dispute(family) is None
    assert "displaced" in told(stranger)
    assert "child_kept" in told(family)
    assert (family.stored().claims != (), stranger.stored().claims) == (True, ())
    assert family.id not in contested()


def test_r35_the_family_that_came_second_has_its_child_once_the_first_is_known_for_a_stranger(
    family: Household, another: Another, authorities: Authorities, clock: time_machine.Traveller
) -> None:
    stranger = with_child_of(family, another())
    asked_later(stranger, authorities)
    submits(family)
    played(family.cloud)
    assert contested() == {stranger.id, family.id}
    answers(family, clock)
    stands(family, stranger)


def test_r35_the_family_that_came_first_has_its_child_once_it_is_known_for_its_family(
    family: Household, another: Another, authorities: Authorities, clock: time_machine.Traveller
) -> None:
    asked_later(family, authorities)
    stranger = with_child_of(family, another())
    asked_later(stranger, authorities)
    assert dispute(family) is not None
    answers(family, clock)
    stands(family, stranger)


def test_r35_an_unknown_claim_that_is_alone_is_known_from_the_answer_on(
    family: Household, another: Another, authorities: Authorities, clock: time_machine.Traveller
) -> None:
    """Of a stranger: its family displaces it at once. Of the family: a stranger is refused."""
    stranger = with_child_of(family, another())
    asked_later(stranger, authorities)
    answers(stranger, clock)
    assert submits(family) == (200, "")
    assert played(family.cloud) == []
    stands(family, stranger)
    assert submits(with_child_of(family, another())) == REFUSED


def test_r35_what_the_registry_told_later_stands_when_it_is_silent_at_the_next_code(
    family: Household, another: Another, authorities: Authorities, clock: time_machine.Traveller
) -> None:
    asked_later(family, authorities)
    answers(family, clock)
    family.client.ok("POST", f"{family.path}/amendment")
    with silent(authorities):
        assert family.submit(family.code()).status == 200
    assert submits(with_child_of(family, another())) == REFUSED


def test_r35_two_of_one_family_are_left_to_staff_and_so_are_two_strangers(
    family: Household, another: Another, authorities: Authorities, clock: time_machine.Traveller
) -> None:
    other = from_the_other_account(family)
    for one in (family, other):
        asked_later(one, authorities)
    answers(family, clock)
    assert [found["state"] for found in map(dispute, (family, other)) if found] == ["contested"] * 2
    assert contested() == {family.id, other.id}


def test_r35_who_was_amending_reads_of_its_loss_once_the_amendment_is_cancelled(
    family: Household, another: Another, authorities: Authorities, clock: time_machine.Traveller
) -> None:
    stranger = with_child_of(family, another())
    asked_later(stranger, authorities)
    submits(family)
    played(family.cloud)
    stranger.client.ok("POST", f"{stranger.path}/amendment")
    clock.shift(timedelta(minutes=2))
    assert (stranger.submit(stranger.code()).status, stranger.look()["status"]) == (409, "amending")
    stranger.client.ok("DELETE", f"{stranger.path}/amendment")
    answers(family, clock)
    stands(family, stranger)


@pytest.mark.parametrize("seed", SEEDS)
def test_r35_an_answer_that_crosses_a_withdrawal_leaves_no_claim_behind(
    family: Household, another: Another, authorities: Authorities, clock: time_machine.Traveller, seed: int
) -> None:
    stranger = with_child_of(family, another())
    with silent(authorities):
        submits(stranger)
    code = stranger.may_have_another_code().code("withdraw")
    turns = Turns(seed)
    with paused(turns):
        turns.run(lambda: played(family.cloud), lambda: stranger.withdraw(code))
    played(family.cloud)
    assert stranger.stored().claims == ()
    assert submits(family) == (200, "")
    played(family.cloud)
    assert dispute(family) is None
