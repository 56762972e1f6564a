"""R25: a child has one live registration a season, also where two submit it at the same time."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Event, Lock
from typing import Any

import pytest

from functions.cloud import composition
from functions.cloud.sealing.secrets import macs
from functions.cloud.table.code_tries import CodeTries
from functions.cloud.table.submissions import Submission, SubmissionTable
from functions.registration.errors import Refusal
from functions.registration.registration import Registration
from functions.submit.commands import SubmissionCommand
from functions.submit.submission import submit
from seasons import siming_2022
from tests.patience import PATIENCE

from .client import ISSUER
from .household import NOW, Household


class _Turns:
    """Lets one thread at a time into moto, and both to the end of their reads before any write."""

    def __init__(self, order: list[str]) -> None:
        self.order = order
        self._moto = Lock()
        self._read = Barrier(2, timeout=PATIENCE)
        self._first = Event()

    def alone(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def inner(*args: Any, **kwargs: Any) -> Any:
            with self._moto:
                return call(*args, **kwargs)

        return inner

    def written(self, registration_id: str, write: Callable[[], None]) -> None:
        self._read.wait()
        if registration_id != self.order[0]:
            assert self._first.wait(PATIENCE)
        try:
            self.alone(write)()
        finally:
            self._first.set()


def _submit(family: Household, code: str, turns: _Turns) -> str:
    """What the handler does, without Chalice's one current request."""
    store, table, keys = composition.submission_table(), composition.registration_table(), macs()
    season = siming_2022()
    owner = keys.keyed("account", ISSUER, family.story.account.sub)
    try:
        submit(
            SubmissionCommand(code=code, pledge_version=season.pledge.version),
            owner,
            key="",
            language="en",
            store=_Guarded(store, turns),
            load=turns.alone(lambda: table.get(family.id, owner)),
            tries=_GuardedTries(CodeTries(composition.table()), turns),
            season_of=lambda _: season,
            macs=keys,
            now=NOW,
        )
    except Refusal as refusal:
        return refusal.reason
    return "submitted"


class _GuardedTries:
    """The real tries, counted in turns."""

    def __init__(self, tries: CodeTries, turns: _Turns) -> None:
        self.count = turns.alone(tries.count)


class _Guarded:
    """The real table, entered in turns."""

    def __init__(self, store: SubmissionTable, turns: _Turns) -> None:
        self._store, self._turns = store, turns

    def submit(self, registration: Registration, submission: Submission) -> None:
        self._turns.written(registration.id, lambda: self._store.submit(registration, submission))


def from_the_other_account(family: Household) -> Household:
    """The same family's form under another account, with another phone."""
    account = replace(family.story.account, sub=family.story.account.sub + "-father")
    other = Household(family.cloud, replace(family.story, account=account))
    other.form["guardians"][0]["phone"] = "13912345671"
    return other


def test_r25_a_second_registration_of_the_same_child_is_refused(family: Household) -> None:
    family.submitted()
    second = from_the_other_account(family).ready()
    answer = second.submit(second.code())
    assert (answer.status, answer.code) == (409, "child_already_registered")
    assert answer.faults == {"students.0.identity_document.number": "child_already_registered"}
    assert "0592-2684508" in answer.json["detail"]
    assert family.id not in answer.content.decode()
    assert second.look()["status"] == "draft"


@pytest.mark.parametrize("seed", range(3))
def test_r25_of_two_at_the_same_time_exactly_one_is_submitted(family: Household, seed: int) -> None:
    """Two threads, both past every read before either writes; a seeded draw says who writes first."""
    families = [family, from_the_other_account(family)]
    codes = [one.ready().code() for one in families]
    turns = _Turns(random.Random(seed).sample([one.id for one in families], 2))
    with ThreadPoolExecutor(2) as pool:
        answers = [pool.submit(_submit, one, code, turns) for one, code in zip(families, codes, strict=True)]
        told = {one.id: answer.result(30) for one, answer in zip(families, answers, strict=True)}
    assert [told[one] for one in turns.order] == ["submitted", "child_already_registered"]
    assert {one.id: one.look()["status"] for one in families} == dict(
        zip(turns.order, ("submitted", "draft"), strict=True)
    )
