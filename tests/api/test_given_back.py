"""R35: a child that was lost to a better claim, once that claim is no more. Seeded."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine

from functions.cloud import composition
from functions.registration.errors import ChildAlreadyRegistered
from ruxue import passes
from tests.review.test_races import Turns, paused
from tests.rooms.deliveries import played
from tests.rooms.registrations import HOUR

from .household import Household
from .test_claim_races import SEEDS, aligned, stands, submit
from .test_claims import REFUSED, dispute, submits, told, with_child_of
from .test_releases import freed

Another = Callable[[], Household]


def reconciled() -> dict[str, int]:
    """What one pass of the reconciler mended."""
    return passes.reconcile(datetime.now(UTC), do=True, step=lambda _: None)


@pytest.fixture
def displaced(family: Household, another: Another, clock: time_machine.Traveller) -> Household:
    """Who lost the child to its family, an hour ago."""
    stranger = with_child_of(family, another())
    submits(stranger)
    submits(family)
    played(family.cloud)
    clock.shift(HOUR)
    return stranger


def test_r35_whoever_lost_a_child_has_it_back_when_the_better_claim_is_withdrawn(
    family: Household, another: Another, displaced: Household
) -> None:
    assert reconciled() == {}
    family.withdrawn()
    played(family.cloud)
    assert reconciled() == {"DisputeAligned": 1}
    assert played(family.cloud) == []
    assert reconciled() == {}
    assert dispute(displaced) is None
    assert len(displaced.stored().claims) == 1
    assert "child_kept" in told(displaced)
    assert submits(with_child_of(family, another())) == REFUSED


def test_r35_a_child_that_two_of_staff_freed_does_not_come_back_by_itself(
    family: Household, another: Another
) -> None:
    holder = with_child_of(family, another())
    submits(holder)
    freed(holder, reason="not_the_guardian")
    played(family.cloud)
    assert reconciled() == {}
    assert holder.stored().claims == ()
    assert submits(family) == (200, "")


@pytest.mark.parametrize("seed", SEEDS)
def test_r35_a_child_that_comes_back_and_is_claimed_at_once_is_held_by_one(
    family: Household, another: Another, displaced: Household, seed: int
) -> None:
    other = with_child_of(family, another()).ready()
    family.withdrawn()
    played(family.cloud)
    lost = displaced.stored().dispute
    assert lost is not None
    [child] = lost.displaced
    code = other.code()
    stands()
    turns = Turns(seed)
    with paused(turns):
        _, submitted = turns.run(lambda: aligned(displaced, child), lambda: submit(other, code))
    assert submitted is None or isinstance(submitted, ChildAlreadyRegistered)
    assert played(family.cloud) == []
    assert [one.stored().claims != () for one in (displaced, other)] == [
        submitted is not None,
        submitted is None,
    ]
    [claim] = composition.child_claims().of(displaced.stored().season, [child])
    assert len(claim.ranks) == 1
