"""A person's tries and codes are spent by that person's deeds alone, however often ours fail (docs/promises.md)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from functions.cloud import composition
from functions.cloud.aws.errors import ThrottledError
from functions.cloud.sealing.seal import Seal
from functions.cloud.sealing.secrets import macs
from functions.cloud.table.code_requests import CodeRequestTable
from functions.cloud.table.code_tries import CodeTries
from functions.cloud.table.registrations import Loaded
from functions.cloud.table.table import Table
from functions.registration.keyed import Keyed
from functions.submit.commands import SubmissionCommand
from functions.submit.submission import submit

from .client import Client
from .household import NOW, SEASON, Household
from .test_codes import wrong

THROTTLED = ThrottledError("AnyCall", 400, "ThrottlingException", {})


@contextmanager
def failing(owner: type, method: str, *, after_the_effect: bool = False) -> Iterator[None]:
    """The method fails, before or after it did what it is for."""
    real: Callable[..., Any] = getattr(owner, method)

    def fails(*args: Any, **kwargs: Any) -> Any:
        if after_the_effect:
            real(*args, **kwargs)
        raise THROTTLED

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, method, fails)
        yield


@pytest.mark.parametrize(("owner", "method"), [(Seal, "open"), (Table, "transact")])
@pytest.mark.parametrize("key", ["", "one"])
def test_r24_a_right_code_that_a_fault_of_ours_stopped_costs_no_try(
    family: Household, owner: type, method: str, key: str
) -> None:
    code = family.ready().code()
    with failing(owner, method):
        for _ in range(6):
            assert family.submit(code, key=key).status == 503
    assert family.stored().code_tries <= (1 if key else 0)
    assert family.submit(code, key=key).status == 200


def test_r24_a_submission_whose_answer_was_lost_is_answered_under_its_key(family: Household) -> None:
    code = family.ready().code()
    with failing(Table, "transact", after_the_effect=True):
        assert family.submit(code, key="one").status == 503
    again = family.submit(code, key="one")
    assert (again.status, again.json["status"]) == (200, "submitted")


def test_r24_a_try_repeated_under_its_key_is_one_try(family: Household) -> None:
    code = family.ready().code()
    for _ in range(7):
        assert family.submit(wrong(code), key="one").code == "code_wrong"
    assert family.stored().code_tries == 1
    for turn in range(4):
        assert family.submit(wrong(code), key=f"other-{turn}").code == "code_wrong"
    assert family.submit(code, key="right").code == "code_tries_used_up"
    assert family.submit(wrong(code), key="one").code == "code_wrong"


def test_r24_another_code_under_the_same_key_is_another_try(family: Household) -> None:
    code = family.ready().code()
    for turn in range(5):
        guess = f"{(int(code) + 1 + turn) % 10**6:06d}"
        assert family.submit(guess, key="one").code == "code_wrong"
    assert family.submit(code, key="one").code == "code_tries_used_up"


def test_parallel_requests_under_one_key_are_one_try_and_all_get_the_same_answer(family: Household) -> None:
    """All of them read before any of them writes."""
    code = family.ready().code()
    table, season = composition.registration_table(), composition.season_table().get(SEASON, NOW)
    owner = Keyed((family.stored().owner,))
    read = [table.get(family.id, owner) for _ in range(3)]

    def request(first: Loaded) -> Any:
        reads = iter([first])
        submitted = submit(
            SubmissionCommand(code=code, pledge_version=season.pledge.version),
            owner,
            key="one",
            language="en",
            load=lambda: next(reads, None) or table.get(family.id, owner),
            tries=CodeTries(composition.table()),
            store=composition.submission_table(),
            season_of=lambda _: season,
            macs=macs(),
            now=NOW,
        )
        return (submitted.registration or table.get(family.id, owner).registration).receipt

    assert len({request(one) for one in read}) == 1
    assert (family.stored().code_tries, family.look()["status"]) == (1, "submitted")


@pytest.mark.parametrize(("owner", "method"), [(Table, "transact"), (CodeRequestTable, "ask")])
def test_r24_a_fault_while_a_code_is_asked_for_counts_nothing(
    family: Household, owner: type, method: str
) -> None:
    family.ready()
    with failing(owner, method):
        for _ in range(6):
            assert family.ask_code().status == 503
    assert family.stored().code is None
    assert family.ask_code().status == 202


def test_r24_a_code_whose_answer_was_lost_is_answered_under_its_key_and_is_one_code(
    family: Household, clock: time_machine.Traveller
) -> None:
    family.ready()
    with failing(CodeRequestTable, "ask", after_the_effect=True):
        assert family.client.call("POST", f"{family.path}/code", Idempotency_Key="k").status == 503
    clock.shift(timedelta(seconds=20))
    again = [family.client.call("POST", f"{family.path}/code", Idempotency_Key="k") for _ in range(2)]
    assert [one.status for one in again] == [202, 202]
    assert again[0].json["next_at"] == "2022-07-05T02:01:00Z"
    assert len(family.stored().notices) == 1
    assert family.ask_code().code == "code_too_soon"


def test_fifty_discarded_drafts_keep_nobody_from_beginning(family: Household) -> None:
    for _ in range(50):
        family.begin()
        assert family.client.call("DELETE", family.path).status == 204
    assert family.begin().look()["status"] == "draft"
    assert [one["id"] for one in family.client.ok("GET", "/registrations")["registrations"]] == [family.id]


def test_beginning_without_end_ends_for_the_day_and_says_until_when(family: Household) -> None:
    client = Client(family.story.account)
    for _ in range(100):
        begun = client.call("POST", "/registrations", {"season": SEASON})
        if begun.status == 429:
            break
        client.call("DELETE", f"/registrations/{begun.json['id']}")
    assert (begun.code, begun.headers["retry-after"]) == ("too_many_begun", str(14 * 3600))
