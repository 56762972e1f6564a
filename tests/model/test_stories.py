"""Which few runs come to: a contested child, an outage of the household registry, what a spot check finds."""

from collections.abc import Iterator

import pytest

from .case import CONTESTED, DISPLACED, Case
from .households import PARENT, STRANGER, TENANT
from .office import Registrations
from .test_model import _town

__all__ = ["_town"]


@pytest.fixture
def run(_town: None) -> Iterator[Registrations]:
    made = Registrations()
    yield made
    made.every_sight_is_as_the_model_says()
    made.teardown()


def case_of(run: Registrations, name: str) -> Case:
    run.every_sight_is_as_the_model_says()
    case = run.model.cases[name]
    assert case is not None
    return case


def disputes(run: Registrations) -> list[str | None]:
    return [case_of(run, name).dispute for name in (PARENT, STRANGER)]


def test_r35_a_contest_ends_as_the_model_says_once_the_registry_speaks_again(run: Registrations) -> None:
    """And whoever lost the child has it again by the clock, once the other one withdrew (R30)."""
    run.begins({STRANGER}, right=True, draws=False, silent="household")
    run.register(PARENT, right=True)
    assert disputes(run) == [CONTESTED, CONTESTED]
    run.take(PARENT, 0)
    run.amend(STRANGER)
    run.speak_again()
    assert disputes(run) == [None, DISPLACED]
    run.cancel(STRANGER)
    run.leave(PARENT, "withdraw")
    assert disputes(run) == [None, DISPLACED]
    run.time_passes(1)
    assert disputes(run) == [None, None]
    assert run.model.claims.of["x"].keys() == {STRANGER}


def test_r35_a_contest_that_two_of_staff_end_is_as_the_model_says(run: Registrations) -> None:
    run.begins({PARENT, STRANGER}, right=True, draws=False, silent="household")
    run.release(PARENT, 0)
    assert disputes(run) == [CONTESTED, CONTESTED]
    run.release(PARENT, 1)
    assert disputes(run) == [DISPLACED, None]
    run.speak_again()


def test_r37_what_a_spot_check_finds_is_decided_and_asked_about_as_the_model_says(run: Registrations) -> None:
    """And no old message of a check says otherwise afterwards."""
    run.begins({PARENT, TENANT}, right=True, draws=True, silent="household")
    run.publish()
    run.speak_again()
    assert (case_of(run, PARENT).waiting_spot, case_of(run, TENANT).waiting_spot) == (True, False)
    run.decide(TENANT, 0, "student-0", "refused", paper=True)
    run.decide(PARENT, 0, "property", "refused", paper=True)
    assert not case_of(run, PARENT).waiting_spot
    run.ask(PARENT, 1, "property")
    run.answer(PARENT)
    run.decide(PARENT, 1, "property", "refused", paper=True)
    for message in range(len(run.house.taken)):
        run.an_old_message_comes_again(message)
    assert case_of(run, PARENT).result == "refused"
    run.amend(PARENT)
    run.save(PARENT, right=True)
    run.submit(PARENT)
    assert not case_of(run, PARENT).waiting_spot


def test_r37_an_outcome_waits_for_no_spot_check(run: Registrations) -> None:
    run.begins({PARENT}, right=True, draws=True, silent=None)
    run.publish()
    run.the_next_milestone(2)
    assert case_of(run, PARENT).waiting_spot
    run.the_next_milestone(2)
    run.the_next_milestone(2)
    assert case_of(run, PARENT).outcome(run.model.season, run.now) == "admitted"
    run.find_nothing(PARENT, 0)
    assert not case_of(run, PARENT).waiting_spot
