"""A supervisor sees that an account at an SMS provider is blocked, and releases it: what was held goes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from chalice.local import LambdaContext

from functions.cloud.sms.blocks import SmsBlocks
from functions.dispatch.handler import dispatch
from functions.notify.handler import notify
from functions.registration.checks import CheckState
from functions.registration.registration import NoticeState
from infra.staff.app import app
from local.population import Population
from tests.aws import Cloud
from tests.cloud.sms.provider import Provider
from tests.midseason import NOW
from tests.rooms.deliveries import NONE_FAILED, consumed
from tests.rooms.registrations import MACS, form, notice, phone_of
from tests.rooms.sms_providers import send_by, tencent, tencent_took

from .conftest import CASE, judged
from .staff import AUDITOR, CLERK, SUPERVISOR, Answer, Member

__all__ = ["tencent"]

SMS = "/staff/seasons/siming-2022/sms"
ARREARS = "FailedOperation.InsufficientBalanceInSmsPackage"
REVOKED = "AuthFailure.SecretIdNotFound"
ELSEWHERE = Member("supervisor elsewhere", "supervisor", "350206")
HELD = notice()
ITS_TURN = timedelta(minutes=10, seconds=1)
"""From a message of what is held to its next look."""


def release(who: Member = SUPERVISOR, code: str = ARREARS) -> Answer:
    return who.call("POST", f"{SMS}/release", {"provider": "tencent", "code": code})


def refuses(provider: Provider, code: str) -> None:
    provider.answers({"Response": {"SendStatusSet": [{"Code": code}], "RequestId": "1"}})


@pytest.fixture
def held(opened: Cloud, city: Population, tencent: Provider) -> Provider:
    """A family's notice that met an account in arrears, and the figures that follow from it."""
    refuses(tencent, ARREARS)
    send_by(opened, ("tencent", tencent))
    case = judged(form(city), CASE, {"property": CheckState.MANUAL_REVIEW}, notices={HELD.id: HELD})
    proved = MACS.of("phone", phone_of(case))
    opened.put(case.model_copy(update={"proved_phone": proved}))
    first = opened.changes()
    assert dispatch(first, None) == NONE_FAILED
    assert len(consumed(opened, "Notice", notify)) == 1
    for event in (first, opened.changes()):
        assert app.handler_map["count"](event, LambdaContext("count", 512)) == NONE_FAILED
    return tencent


def test_a_blocked_account_is_told_with_its_code_and_how_many_notices_wait(
    opened: Cloud, held: Provider
) -> None:
    assert opened.get(CASE).notices[HELD.id].state is NoticeState.HELD
    told = SUPERVISOR.get(SMS).body
    assert told["held"] == 1
    [account] = told["blocked"]
    assert (account["provider"], account["code"]) == ("tencent", ARREARS)
    assert account["since"] == account["tried_at"]


def test_what_was_held_goes_within_ten_minutes_of_the_release_and_once(
    opened: Cloud, held: Provider, clock: time_machine.Traveller
) -> None:
    held.answers(tencent_took("5000:1"))
    assert release().status == 204
    assert SUPERVISOR.get(SMS).body["blocked"] == []
    for _ in range(2):
        clock.shift(ITS_TURN)
        consumed(opened, "Notice", notify)
    done = opened.get(CASE).notices[HELD.id]
    assert (done.state, done.sends, len(held.requests)) == (NoticeState.SENT, 1, 2)


def test_an_account_that_is_not_in_order_is_blocked_again_by_the_next_sms(
    opened: Cloud, held: Provider, clock: time_machine.Traveller
) -> None:
    refuses(held, REVOKED)
    assert release().status == 204
    clock.shift(ITS_TURN)
    consumed(opened, "Notice", notify)
    assert [account["code"] for account in SUPERVISOR.get(SMS).body["blocked"]] == [REVOKED]
    assert opened.get(CASE).notices[HELD.id].state is NoticeState.HELD


def test_the_trail_says_who_released_what(opened: Cloud, held: Provider) -> None:
    assert release().status == 204
    [event] = AUDITOR.get("/staff/seasons/siming-2022/audit", act="sms_released").body["events"]
    assert event["details"] == {"provider": "tencent", "code": ARREARS}
    assert event["by"] == SUPERVISOR.key


@pytest.mark.parametrize(
    "meanwhile",
    [lambda blocks: blocks.release(), lambda blocks: blocks.block(REVOKED, NOW)],
    ids=["released by another", "blocked for another reason"],
)
def test_a_block_is_released_as_it_was_seen_or_not_at_all(
    opened: Cloud, held: Provider, meanwhile: Callable[[SmsBlocks], None]
) -> None:
    meanwhile(SmsBlocks(opened.table, "tencent"))
    before = SUPERVISOR.get(SMS).body["blocked"]
    assert release().status == 412
    assert SUPERVISOR.get(SMS).body["blocked"] == before
    assert AUDITOR.get("/staff/seasons/siming-2022/audit", act="sms_released").body["events"] == []


def test_another_provider_s_account_stays_as_it_is(opened: Cloud, held: Provider) -> None:
    SmsBlocks(opened.table, "alibaba").block(ARREARS, NOW)
    assert release().status == 204
    assert [account["provider"] for account in SUPERVISOR.get(SMS).body["blocked"]] == ["alibaba"]


@pytest.mark.parametrize(("who", "status"), [(CLERK, 403), (AUDITOR, 403), (ELSEWHERE, 404)])
def test_only_a_supervisor_of_the_season_releases(
    opened: Cloud, held: Provider, who: Member, status: int
) -> None:
    assert (who.get(SMS).status, release(who).status) == (status, status)
    assert len(SUPERVISOR.get(SMS).body["blocked"]) == 1


@pytest.mark.parametrize("named", [{"provider": "nobody", "code": "1"}, {"provider": "tencent"}, {}])
def test_what_names_no_account_is_refused(opened: Cloud, held: Provider, named: dict[str, str]) -> None:
    assert SUPERVISOR.call("POST", f"{SMS}/release", named).status == 422
