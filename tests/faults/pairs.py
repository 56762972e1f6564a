"""Deeds of a family, of staff and of functions on one registration, each as two calls of the table or more, so that
any two of them can meet in between: what it read may be old when it writes.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from functions.cloud import composition
from functions.cloud.sealing.secrets import macs
from functions.registration.checking.patience import handed_over
from functions.registration.checks import CheckState
from functions.registration.errors import StaleVersion
from functions.registration.placing.leaving import left_by
from functions.registration.registration import Action, NoticeKind, NoticeState, Registration, Status
from functions.registration.staff.decisions import Result
from functions.review.cases.cases import Request, decide_once, known, take
from functions.review.cases.view import staff_version
from functions.review.commands import DecisionCommand
from functions.submit import drafts
from local.population import Population
from tests.api.household import SEASON
from tests.aws import Cloud
from tests.midseason import NOW
from tests.review.conftest import CASE, judged
from tests.review.test_races import person
from tests.rooms.registrations import form, notice

Deed = Callable[[], object]
"""Raises Refusal, or StaleVersion where another was faster and it may be done anew."""

STUDENT = "student-0"


def with_an_open_case(cloud: Cloud, city: Population) -> None:
    """Its home waits for staff, its child's identity for the registry, one notice for its SMS."""
    states = {"property": CheckState.MANUAL_REVIEW, STUDENT: CheckState.QUEUED}
    pending = notice(NoticeKind.SUBMITTED)
    cloud.put(judged(form(city, "public_rental"), CASE, states, notices={pending.id: pending}))


def _read() -> Registration:
    [found] = composition.result_table().many([CASE])
    return found


def _held(done: bool) -> None:  # noqa: FBT001 - what a conditional write answered
    if not done:
        raise StaleVersion


def amend() -> None:
    season = composition.season_table().get(SEASON, NOW)
    drafts.amend(_read(), season=season, store=composition.submission_table(), now=NOW)


def withdraw() -> None:
    before = _read()
    owner = macs().keyed("account", "https://issuer.example", "family")
    composition.submission_table().leave(before, owner, left_by(before, Action.WITHDRAW, NOW))


def accept() -> None:
    _decide("first", Result.ACCEPTED, "documents_sufficient")


def refuse() -> None:
    _decide("second", Result.REFUSED, "not_entitled")


def _decide(member: str, result: Result, reason: str) -> None:
    cases = composition.decision_table()
    found = known(CASE, cases)
    command = DecisionCommand(check="property", result=result, reason=reason)
    asked = Request(command, person(member), "", staff_version(found.registration))
    season = composition.season_table().get(SEASON, NOW)
    decide_once(found, asked, season=season, cases=cases, macs=macs(), now=NOW)


def claim() -> None:
    cases = composition.decision_table()
    take(known(CASE, cases), member=person("third"), cases=cases, now=NOW)


def answer() -> None:
    """The registry's."""
    check = _read().checks[STUDENT]
    passed = check.model_copy(update={"state": CheckState.PASSED, "since": NOW, "attempts": 1})
    _held(composition.result_table().record_check(CASE, passed, now=NOW))


def hand_over() -> None:
    """By the reconciler."""
    before = _read()
    handed = handed_over(before.checks[STUDENT], NOW)
    _held(composition.result_table().replace_check(before, handed, now=NOW))


def tell() -> None:
    """That results are out."""
    _read()
    outcome = notice(NoticeKind.OUTCOME, id="outcome")
    told = (Status.SUBMITTED, Status.DECIDED, Status.AMENDING)
    _held(composition.result_table().add_notice(CASE, outcome, statuses=told))


def send() -> None:
    """One SMS is taken, and noted as sent."""
    stands = _read().notices["submitted-2"]
    taken = stands.model_copy(update={"state": NoticeState.SENDING, "since": _later(), "sends": 1, "paid": 1})
    _held(composition.result_table().move_notice(CASE, taken, expected=stands))
    sent = taken.model_copy(update={"state": NoticeState.SENT, "sent_at": _later()})
    _held(composition.result_table().move_notice(CASE, sent, expected=taken))


def _later() -> datetime:
    return NOW + timedelta(minutes=1)


DEEDS: tuple[Deed, ...] = (amend, withdraw, accept, refuse, claim, answer, hand_over, tell, send)
