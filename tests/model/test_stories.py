"""Which few runs come to: a contested child, an outage of the household registry, what a spot check finds."""

from collections.abc import Iterator

import pytest

from .case import CONTESTED, DISPLACED, Case
from .checks import ACCEPTED, AWAY, MANUAL, PASSED, REFUSED
from .households import MISTAKEN, PARENT, STRANGER, TENANT
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


def test_r32_what_a_silent_registry_owes_is_staff_s_after_a_day_and_read_so(run: Registrations) -> None:
    run.begins({TENANT}, right=True, draws=False, silent="household")
    run.the_silence_lasts(23)
    run.decide(TENANT, 0, "student-0", "accepted", paper=True)
    assert case_of(run, TENANT).shown_state("student-0", run.model.season, run.now) == AWAY
    run.the_silence_lasts(25)
    assert case_of(run, TENANT).shown_state("student-0", run.model.season, run.now) == MANUAL
    run.ask(TENANT, 1, "guardian-0")
    run.decide(TENANT, 0, "student-0", "accepted", paper=True)
    run.speak_again()
    said = case_of(run, TENANT)
    assert [said.checks[one].state for one in ("student-0", "guardian-0")] == [ACCEPTED, PASSED]
    assert (said.request, said.checks["student-0"].contradicted) == (None, False)


@pytest.mark.parametrize("result", [ACCEPTED, REFUSED])
def test_r32_a_late_answer_brings_back_what_it_contradicts_and_undoes_nothing(
    run: Registrations, result: str
) -> None:
    """And a colleague who did not decide it has the last word."""
    run.begins({TENANT}, right=True, draws=False, silent="property")
    run.register(MISTAKEN, right=result == REFUSED)
    run.the_silence_lasts(25)
    run.decide_by_two(MISTAKEN, 0, 1, "property", result)
    run.speak_again()
    said = case_of(run, MISTAKEN).checks["property"]
    assert (said.state, said.contradicted) == (result, True)
    for clerk in range(3):
        run.decide(MISTAKEN, clerk, "property", result, paper=True)
        run.every_sight_is_as_the_model_says()
    assert (said.state, said.contradicted) == (result, False)


def test_r32_a_refusal_that_waits_is_looked_at_together_with_the_pass(run: Registrations) -> None:
    run.begins({TENANT}, right=True, draws=False, silent="property")
    run.register(MISTAKEN, right=True)
    run.the_silence_lasts(25)
    run.decide(MISTAKEN, 0, "property", "refused", paper=True)
    run.speak_again()
    assert case_of(run, MISTAKEN).checks["property"].state == MANUAL


def test_r36_what_was_refused_and_answered_late_is_decided_once_more_and_asked_of_no_registry(
    run: Registrations,
) -> None:
    run.begins({TENANT}, right=True, draws=False, silent="property")
    run.register(MISTAKEN, right=False)
    run.the_silence_lasts(25)
    run.decide_by_two(MISTAKEN, 0, 1, "property", "refused")
    run.speak_again()
    run.amend(MISTAKEN)
    run.submit(MISTAKEN)
    assert case_of(run, MISTAKEN).checks["property"].state == MANUAL
    run.decide_by_two(MISTAKEN, 2, 3, "property", "accepted")
    for _ in range(3):
        run.time_passes(24)
    assert case_of(run, MISTAKEN).checks["property"].state == ACCEPTED
    assert not case_of(run, MISTAKEN).checks["property"].contradicted


def test_r40_what_was_asked_of_a_family_stands_while_people_still_decide_it(run: Registrations) -> None:
    """Also where its registry is silent, and the family submits the same again."""
    run.begins({TENANT}, right=True, draws=False, silent="household")
    run.the_silence_lasts(25)
    run.ask(TENANT, 0, "student-0")
    run.amend(TENANT)
    run.submit(TENANT)
    assert case_of(run, TENANT).request is not None


def test_r28_a_question_that_came_while_its_answers_were_amended_is_put_again(run: Registrations) -> None:
    run.begins({TENANT}, right=True, draws=False, silent="property")
    run.register(MISTAKEN, right=False)
    run.amend(MISTAKEN)
    run.save(MISTAKEN, right=True)
    run.the_silence_lasts(23)
    run.speak_again()
    run.cancel(MISTAKEN)
    assert case_of(run, MISTAKEN).checks["property"].state == AWAY
    run.time_passes(24)
    assert case_of(run, MISTAKEN).checks["property"].state == "no_record"


def test_r30_a_word_that_its_family_wants_to_leave_is_over_with_the_family_s_next_step(
    run: Registrations,
) -> None:
    """Also in staff's queue, where nobody is wanted for a second word any more."""
    run.begins({TENANT, PARENT}, right=True, draws=False, silent=None)
    for name, step in ((TENANT, run.cancel), (PARENT, run.submit)):
        run.amend(name)
        run.withdraw_by_phone(name, 0)
        step(name)
        assert "second" not in case_of(run, name).queues


def test_r35_nobody_frees_a_child_of_a_case_that_a_colleague_has_in_hand(run: Registrations) -> None:
    """And whoever says so gives the case to the next one."""
    run.begins({TENANT}, right=True, draws=False, silent=None)
    run.take(TENANT, 0)
    run.release(TENANT, 1)
    assert case_of(run, TENANT).freeing is None
    run.release(TENANT, 0)
    run.release(TENANT, 1)
    assert case_of(run, TENANT).freed


def test_r40_a_missed_day_of_a_family_that_lost_its_child_gives_the_check_back_to_staff(
    run: Registrations,
) -> None:
    """Which stands among the disputed all the time, and never where families' answers are waited for."""
    run.begins({TENANT}, right=True, draws=False, silent=None)
    run.release(TENANT, 0)
    run.release(TENANT, 1)
    assert case_of(run, TENANT).dispute == DISPLACED
    run.ask(TENANT, 1, "property")
    run.time_passes(hours=24 * 3)
    run.time_passes(hours=24)
    assert case_of(run, TENANT).request is None
    run.decide(TENANT, 1, "property", "accepted", paper=True)
    assert case_of(run, TENANT).checks["property"].state == ACCEPTED


def test_r40_a_missed_day_of_a_family_that_amends_is_over_when_its_amendment_is(run: Registrations) -> None:
    run.begins({TENANT}, right=True, draws=False, silent=None)
    run.ask(TENANT, 1, "property")
    run.amend(TENANT)
    run.time_passes(hours=24 * 3)
    run.time_passes(hours=24)
    run.call_off(TENANT, 2)
    run.cancel(TENANT)
    run.decide(TENANT, 1, "property", "accepted", paper=True)
    assert case_of(run, TENANT).checks["property"].state == ACCEPTED
