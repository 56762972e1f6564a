"""R35: a child changes hands while its registration is amended, decided, rehearsed, freed, or its time ends. Seeded."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from functions.cloud import composition
from functions.cloud.sealing.secrets import macs
from functions.cloud.table.children.disputes import DisputeTable
from functions.cloud.table.code_tries import CodeTries
from functions.publish.lapses import lapse
from functions.registration.checks import CheckState
from functions.registration.errors import Refusal, StaleVersion
from functions.registration.placing.outcome import Outcome, outcome_as_it_stands
from functions.registration.registration import Status
from functions.registration.season.season import Season
from functions.registration.staff.decisions import Result
from functions.registration.staff.trials.rehearsal import rehearse
from functions.review.cases.cases import Request, decide_once, known
from functions.review.cases.view import staff_version
from functions.review.commands import DecisionCommand
from functions.submit import drafts, submission
from functions.submit.commands import SubmissionCommand
from tests.review.staff import CLERK, Member
from tests.review.test_races import Turns, paused, person
from tests.rooms.deliveries import played
from tests.seeds import seeds

from .client import ISSUER
from .household import SEASON, Household
from .test_claims import submits, with_child_of
from .test_releases import frees

Another = Callable[[], Household]
SEEDS = seeds(3, whole=50)
OTHER_CLERK = Member("other clerk")


@pytest.fixture
def displaced(family: Household, another: Another) -> tuple[Household, Household]:
    """A stranger whose claim is gone, before the stream told anybody; and the family that has it now."""
    stranger = with_child_of(family, another())
    assert submits(stranger) == (200, "")
    played(family.cloud)
    assert submits(family) == (200, "")
    macs()
    return stranger, family


def stands() -> Season:
    return composition.season_table().get(SEASON, datetime.now(UTC))


def aligned(stranger: Household, child: str) -> None:
    """What the stream asks for."""
    DisputeTable(composition.table()).align(
        SEASON, child, [stranger.id], season_of=lambda _: stands(), now=datetime.now(UTC)
    )


def owner_of(one: Household) -> submission.Keyed:
    return macs().keyed("account", ISSUER, one.story.account.sub)


def submit(one: Household, code: str) -> None:
    """What the handler does, without Chalice's one current request."""
    table, owner = composition.registration_table(), owner_of(one)
    submission.submit(
        SubmissionCommand(code=code, pledge_version=stands().pledge.version),
        owner,
        key="",
        language="en",
        load=lambda: table.get(one.id, owner),
        tries=CodeTries(composition.table()),
        store=composition.submission_table(),
        season_of=lambda _: stands(),
        macs=macs(),
        now=datetime.now(UTC),
    )


def is_lost_once(stranger: Household) -> None:
    """Whatever came first: in the end the child is lost, told once, and nothing that was done is forgotten."""
    assert played(stranger.cloud) == []
    found = stranger.stored()
    assert found.claims == ()
    assert found.dispute is not None
    assert found.dispute.displaced != ()
    assert [one.what for one in found.timeline].count("displaced") == 1
    assert sum(one.kind.value == "displaced" for one in found.notices.values()) == 1
    assert outcome_as_it_stands(found) in {Outcome.PENDING, Outcome.REFUSED}


@pytest.mark.parametrize("seed", SEEDS)
def test_r35_an_amendment_that_begins_while_the_child_is_lost_goes_on_without_it(
    displaced: tuple[Household, Household], seed: int
) -> None:
    stranger, _ = displaced
    [child] = stranger.stored().claims
    turns = Turns(seed)

    def amend() -> None:
        found = composition.registration_table().get(stranger.id, owner_of(stranger)).registration
        drafts.amend(found, season=stands(), store=composition.submission_table(), now=datetime.now(UTC))

    with paused(turns):
        amended, _ = turns.run(amend, lambda: aligned(stranger, child))
    assert amended is None or isinstance(amended, StaleVersion)
    is_lost_once(stranger)
    assert stranger.stored().status is (Status.AMENDING if amended is None else Status.SUBMITTED)


@pytest.mark.parametrize("seed", SEEDS)
def test_r35_a_decision_while_the_child_is_lost_stands_or_is_taken_again(
    displaced: tuple[Household, Household], seed: int
) -> None:
    stranger, _ = displaced
    [child] = stranger.stored().claims
    turns = Turns(seed)

    def decide() -> None:
        cases = composition.decision_table()
        found = known(stranger.id, cases)
        command = DecisionCommand(check="student-0", result=Result.ACCEPTED, reason="documents_sufficient")
        asked = Request(command, person("first"), "", staff_version(found.registration))
        decide_once(found, asked, season=stands(), cases=cases, macs=macs(), now=datetime.now(UTC))

    with paused(turns):
        decided, _ = turns.run(decide, lambda: aligned(stranger, child))
    assert decided is None or isinstance(decided, StaleVersion)
    is_lost_once(stranger)
    found = stranger.stored()
    assert len(found.decisions) == (decided is None)
    accepted = found.checks["student-0"].state is CheckState.ACCEPTED
    assert accepted is (decided is None)
    assert outcome_as_it_stands(found) is Outcome.PENDING


@pytest.mark.parametrize("seed", SEEDS)
def test_r35_a_rehearsal_while_the_child_is_lost_admits_nobody_twice(
    displaced: tuple[Household, Household], seed: int
) -> None:
    stranger, family = displaced
    [child] = stranger.stored().claims
    turns = Turns(seed)

    def rehearsed() -> object:
        return rehearse(composition.result_table().many([stranger.id, family.id]), stands())

    with paused(turns):
        turns.run(rehearsed, lambda: aligned(stranger, child))
    is_lost_once(stranger)
    lines = {one.registration: one.outcome for one in rehearsed().lines}
    assert lines[stranger.id] == Outcome.PENDING
    assert lines[family.id] == Outcome.ADMITTED


@pytest.mark.parametrize("seed", SEEDS)
def test_r35_a_child_that_is_freed_while_it_is_lost_is_lost_once(
    displaced: tuple[Household, Household], seed: int
) -> None:
    stranger, _ = displaced
    [child] = stranger.stored().claims
    assert frees(stranger, CLERK, reason="not_the_guardian").status == 202
    turns = Turns(seed)
    with paused(turns):
        answer, _ = turns.run(
            lambda: frees(stranger, OTHER_CLERK, reason="not_the_guardian"),
            lambda: aligned(stranger, child),
        )
    assert getattr(answer, "status", 0) in {200, 409, 412}
    is_lost_once(stranger)


@pytest.mark.parametrize("seed", SEEDS)
def test_r35_of_the_deadlines_clock_and_a_submission_in_time_one_wins_and_nothing_is_lost(
    family: Household, clock: time_machine.Traveller, seed: int
) -> None:
    family.submitted()
    played(family.cloud)
    clock.move_to(stands().amendment_deadline - timedelta(minutes=5))
    family.client.ok("POST", f"{family.path}/amendment")
    family.form["family_notes"] = "补充"
    family.save()
    code = family.code()
    clock.shift(timedelta(minutes=10, seconds=seed))
    # Read before the race: whoever reads a season that grew old holds up everybody else who wants it.
    assert stands()
    macs()
    turns = Turns(seed)

    def clock_runs() -> None:
        lapse(
            [stands()],
            registrations=composition.result_table(),
            amendments=composition.submission_table(),
            checkpoints=composition.checkpoints(),
            now=datetime.now(UTC) + timedelta(minutes=5),
        )

    with paused(turns):
        submitted, _ = turns.run(lambda: submit(family, code), clock_runs)
    assert submitted is None or isinstance(submitted, Refusal)
    found = family.stored()
    assert found.status is Status.SUBMITTED
    assert len(found.claims) == 1
    assert (found.form.family_notes == "补充") is (submitted is None)
    whats = [one.what for one in found.timeline]
    assert ("amendment_lapsed" in whats) is (submitted is not None)
