"""Before the instant nothing that a guardian can ask for tells what staff decided; at the instant everything does."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from functions.cloud.table import keys
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.submit.account import Account as Owner
from local.population import Population
from local.population.people import Account
from tests.api.client import Client
from tests.aws import Cloud
from tests.confirmed import stamp_as_it_stands
from tests.readers import ISSUER, MACS

from .conftest import CASE
from .staff import CLERK, FOURTH, SECOND, SUPERVISOR, THIRD, Member

ONE = f"/registrations/{CASE}"
SEASON = "siming-2022"


def nothing() -> None:
    pass


def accepted() -> None:
    assert CLERK.decide(CASE).status == 200


def half_refused() -> None:
    assert CLERK.decide(CASE, "refused").status == 202


def refused() -> None:
    half_refused()
    assert SECOND.decide(CASE, "refused", note="not entitled").status == 200


def half_corrected() -> None:
    refused()
    assert THIRD.decide(CASE).status == 202


def corrected() -> None:
    half_corrected()
    assert FOURTH.decide(CASE).status == 200


def ask_for_more() -> None:
    path = f"/staff/registrations/{CASE}"
    asked = {"check": "property", "reason": "paper_needed", "words": ["owner"], "until": "2022-07-12"}
    answer = SECOND.call("POST", f"{path}/requests", asked, If_Match=SECOND.get(path).etag)
    assert answer.status == 200, answer.body


DECISIONS = (nothing, accepted, half_refused, refused, half_corrected, corrected)


@pytest.fixture
def guardian(opened: Cloud, case: Registration, city: Population) -> Client:
    """The account that the case belongs to."""
    account: Account = city.stories["public_rental"].account
    owner = Owner(MACS.keyed("account", ISSUER, account.sub), account.name, account.identity_number)
    mine = case.model_copy(update={"owner": owner.key})
    opened.put(mine)
    opened.table.put({**keys.account(owner.key)._asdict(), "registrations": {CASE}})
    return Client(account)


def seen(guardian: Client) -> list[tuple[str, int, Any, bytes]]:
    """Every answer of every guardian's route that changes nothing, to the byte."""
    routes = (ONE, "/registrations", f"{ONE}/receipt", "/seasons", f"/seasons/{SEASON}", "/me")
    answers = [(route, guardian.call("GET", route)) for route in routes]
    answers.append(("code", guardian.call("POST", f"{ONE}/code")))
    answers.append(("save", guardian.call("PUT", ONE, {}, If_Match='"2"')))
    return [(route, one.status, sorted(one.headers.items()), one.content) for route, one in answers]


@pytest.fixture
def undecided(guardian: Client, season: Season, clock: time_machine.Traveller) -> Any:
    """What is seen a moment before the instant when nobody decided anything."""
    clock.move_to(season.publication_at - timedelta(hours=1))
    return seen(guardian)


@pytest.mark.parametrize("decide", DECISIONS, ids=lambda one: one.__name__)
def test_every_answer_is_the_same_to_the_byte_whatever_was_decided(
    guardian: Client,
    undecided: Any,
    season: Season,
    clock: time_machine.Traveller,
    decide: Callable[[], None],
) -> None:
    decide()
    clock.move_to(season.publication_at - timedelta(seconds=1))
    told = seen(guardian)
    for before, after in zip(undecided, told, strict=True):
        if before[0] == f"{ONE}/receipt":
            assert after[:3] == before[:3]  # a PDF holds when it was made
            continue
        assert after == before
    for word in (b"accepted", b"refused", b"decided", b"admitted", b"second"):
        assert not any(word in content for route, _, _, content in told if route in {ONE, "/registrations"})


@pytest.mark.parametrize("decide", [nothing, half_refused], ids=lambda one: one.__name__)
def test_r40_what_is_asked_for_reads_the_same_whatever_was_decided_before(
    guardian: Client, opened: Cloud, case: Registration, decide: Callable[[], None]
) -> None:
    before = opened.get(CASE)
    decide()
    ask_for_more()
    after_a_decision = seen(guardian)
    opened.put(before)
    ask_for_more()
    receipt = f"{ONE}/receipt"
    for one, other in zip(after_a_decision, seen(guardian), strict=True):
        assert one[:3] == other[:3] if one[0] == receipt else one == other


@pytest.mark.parametrize("decide", DECISIONS, ids=lambda one: one.__name__)
def test_amending_is_as_possible_as_ever_and_keeps_the_decision_hidden(
    guardian: Client, opened: Cloud, decide: Callable[[], None]
) -> None:
    decide()
    answer = guardian.call("POST", f"{ONE}/amendment")
    assert answer.status == 200
    body = json.loads(answer.content)
    assert (body["status"], body["outcome"], body["school"]) == ("amending", None, None)
    assert {one["state"] for one in body["checks"]} <= {"passed", "manual_review"}


def test_at_the_instant_everyone_sees_it_by_the_clock_alone(
    guardian: Client, opened: Cloud, season: Season, clock: time_machine.Traveller
) -> None:
    refused()
    stamp_as_it_stands(opened, season, CASE)
    for before, outcome in ((timedelta(microseconds=1), None), (timedelta(0), "refused")):
        clock.move_to(season.publication_at - before)
        assert json.loads(guardian.call("GET", ONE).content)["outcome"] == outcome


def test_an_outcome_that_is_held_back_stays_hidden_after_the_instant(
    guardian: Client, opened: Cloud, season: Season, clock: time_machine.Traveller
) -> None:
    accepted()
    stamp_as_it_stands(opened, season, CASE)
    path = f"/staff/seasons/{SEASON}"
    assert SUPERVISOR.call("DELETE", f"{path}/publication", If_Match='"1"').status == 204
    clock.move_to(season.publication_at + timedelta(days=1))
    assert json.loads(guardian.call("GET", ONE).content)["outcome"] is None


def test_no_staff_route_answers_a_guardian(opened: Cloud, case: Registration) -> None:
    guardian = Member("guardian", "")
    for path in (f"/staff{ONE}", f"/staff{ONE}/history", f"/staff/seasons/{SEASON}/statistics"):
        answer = guardian.get(path)
        assert (answer.status, answer.code) == (403, "not_allowed")
