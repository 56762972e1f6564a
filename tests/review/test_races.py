"""Two at once: one winner, a clear answer for the other, and nothing lost. Every interleaving is seeded."""

import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from functions.cloud import composition
from functions.cloud.sealing.secrets import macs
from functions.registration.checks import CheckState
from functions.registration.errors import NotPossibleNow, Refusal, StaleVersion
from functions.registration.keyed import Keyed
from functions.registration.placing.outcome import refuse_when_published
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.staff.decisions import Result
from functions.registration.staff.queues import CLAIM_FOR
from functions.review.cases.cases import Request, decide_once, known, take
from functions.review.cases.view import staff_version
from functions.review.commands import DecisionCommand
from tests.aws import Cloud
from tests.calls import before_dynamodb
from tests.patience import PATIENCE
from tests.rooms.registrations import NOW
from tests.seeds import seeds

from .conftest import CASE

Step = Callable[[], None]
SEEDS = seeds(6, whole=100)


class Turns:
    """Lets threads go on one step at a time, in an order that the seed decides."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._racing = threading.local()
        self._waiting: dict[int, threading.Event] = {}
        self._ready = threading.Condition()
        self._alive = 0

    def pause(self, *_: Any, **__: Any) -> None:
        """Called before each AWS call of a racing thread."""
        turn = threading.Event()
        with self._ready:
            self._waiting[self._racing.number] = turn
            self._ready.notify()
        turn.wait(PATIENCE)

    def run(self, *racers: Callable[[], object]) -> list[object]:
        """What each answered, or the refusal that it met."""

        def racing(number: int, racer: Callable[[], object]) -> object:
            self._racing.number = number
            self.pause()
            try:
                return racer()
            except Refusal as refusal:
                return refusal
            finally:
                with self._ready:
                    self._alive -= 1
                    self._ready.notify()

        self._alive = len(racers)
        with ThreadPoolExecutor(len(racers)) as pool:
            futures = [pool.submit(racing, number, racer) for number, racer in enumerate(racers)]
            while True:
                with self._ready:
                    self._ready.wait_for(lambda: len(self._waiting) >= self._alive, PATIENCE)
                    if not self._alive:
                        break
                    chosen = self._random.choice(sorted(self._waiting))
                    self._waiting.pop(chosen).set()
            return [future.result() for future in futures]


@contextmanager
def paused(turns: Turns) -> Iterator[None]:
    """Every DynamoDB call of a racing thread waits for its turn."""
    main = threading.get_ident()

    def wait() -> None:
        if threading.get_ident() != main:
            turns.pause()

    with before_dynamodb(wait):
        yield


def person(name: str) -> Keyed:
    return macs().keyed("staff", name)


def decision(
    member: str, result: Result, season: Season, *, key: str = "", at: timedelta = timedelta(0)
) -> object:
    reasons = {Result.ACCEPTED: "documents_sufficient", Result.REFUSED: "not_entitled"}
    command = DecisionCommand(check="property", result=result, reason=reasons[result])
    cases = composition.decision_table()
    found = known(CASE, cases)
    asked = Request(command, person(member), key, staff_version(found.registration))
    return decide_once(found, asked, season=season, cases=cases, macs=macs(), now=NOW + at)


@pytest.mark.parametrize("seed", SEEDS)
def test_of_two_clerks_who_decide_at_once_one_wins(
    opened: Cloud, case: Registration, season: Season, seed: int
) -> None:
    turns = Turns(seed)
    macs()
    with paused(turns):
        answers = turns.run(
            lambda: decision("first", Result.ACCEPTED, season),
            lambda: decision("second", Result.REFUSED, season),
        )
    kept = opened.get(CASE)
    refused = [one for one in answers if isinstance(one, Refusal)]
    assert len(kept.decisions) == 2 - len(refused)
    assert all(isinstance(one, StaleVersion) for one in refused)
    first = kept.decisions[0]
    expected = (
        CheckState.ACCEPTED
        if first.by == person("first") or len(kept.decisions) == 2
        else CheckState.MANUAL_REVIEW
    )
    assert kept.checks["property"].state is expected
    verified = [composition.audit_trail().verify("siming-2022", chain) for chain in range(4)]
    assert sum(one.events for one in verified) == len(kept.decisions)
    assert all(one.broken is None for one in verified)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_request_sent_twice_at_once_decides_once_and_both_are_told_so(
    opened: Cloud, case: Registration, season: Season, seed: int
) -> None:
    turns = Turns(seed)
    macs()
    with paused(turns):
        answers = turns.run(*(lambda: decision("first", Result.REFUSED, season, key="k") for _ in range(2)))
    assert not [one for one in answers if isinstance(one, Refusal)]
    assert len(opened.get(CASE).decisions) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_a_claim_that_ends_while_its_clerk_decides_gives_the_case_to_one_of_two(
    opened: Cloud, case: Registration, season: Season, seed: int
) -> None:
    cases = composition.decision_table()
    take(known(CASE, cases), member=person("first"), cases=cases, now=NOW)
    turns = Turns(seed)
    macs()

    def second() -> object:
        return take(known(CASE, cases), member=person("second"), cases=cases, now=NOW + CLAIM_FOR)

    with paused(turns):
        decided, taken = turns.run(
            lambda: decision("first", Result.ACCEPTED, season, at=CLAIM_FOR - timedelta(seconds=1)), second
        )
    kept = opened.get(CASE)
    if isinstance(decided, Refusal):
        assert isinstance(decided, NotPossibleNow)
        assert decided.reason == "claimed_by_another"
        assert (kept.claimed_by, kept.decisions) == (person("second"), ())
    else:
        assert kept.checks["property"].state is CheckState.ACCEPTED
        assert kept.claimed_by == person("second") or isinstance(taken, Refusal)
        if isinstance(taken, NotPossibleNow):
            assert taken.reason == "nothing_to_decide"


def test_once_it_is_too_near_no_supervisor_moves_it(season: Season) -> None:
    refuse_when_published(season, season.publication_at - timedelta(seconds=121))
    with pytest.raises(NotPossibleNow):
        refuse_when_published(season, season.publication_at - timedelta(seconds=120))
