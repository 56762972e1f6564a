"""What did not go is sent after all; what went, or may have gone, never is."""

import ast
import inspect
from typing import Any

import pytest

from functions.notify import sending, staleness
from functions.registration.registration import NoticeKind, NoticeState
from functions.registration.sms.resending import NOT_SENDABLE, NOT_WANTED, given_up, resent
from tests.rooms.registrations import NOW, notice

REFUSED: dict[str, Any] = {
    "state": NoticeState.FAILED,
    "reason": "isv.SMS_TEMPLATE_ILLEGAL",
    "sends": 1,
    "paid": 1,
}


def test_what_the_provider_would_not_have_is_sent_anew_and_not_paid_for_twice() -> None:
    anew = resent(notice(**REFUSED), NOW)
    assert anew is not None
    assert (anew.state, anew.since, anew.reason) == (NoticeState.PENDING, NOW, None)
    assert (anew.sends, anew.paid) == (0, 1)


@pytest.mark.parametrize(
    "changed",
    [
        {"sends": 2, "paid": 2},
        {"reason": "outdated", "sends": 0},
        {"reason": "expired", "sends": 0},
        {"reason": "phone_not_proved", "sends": 1},
        {"kind": NoticeKind.CODE},
        *({"state": state, "sends": 0} for state in NoticeState if state is not NoticeState.FAILED),
    ],
)
def test_what_went_or_may_have_gone_or_nobody_needs_is_left(changed: dict[str, Any]) -> None:
    assert resent(notice(**(REFUSED | changed)), NOW) is None


@pytest.mark.parametrize("reason", sorted(NOT_SENDABLE))
def test_what_could_not_be_sent_for_a_reason_of_ours_is_sent_only_where_it_is_named(reason: str) -> None:
    unsent = notice(state=NoticeState.FAILED, reason=reason)
    assert not given_up(unsent)
    assert resent(unsent, NOW) is not None


def test_every_reason_of_ours_is_known_for_one() -> None:
    made = (
        sending._theirs,
        sending._written,
        sending._not_theirs,
        staleness.stale_reason,
        staleness._expired,
    )
    more = (staleness._why_not_asked, staleness._why_no_code)
    reasons = {
        node.value
        for function in (*made, *more)
        for returned in ast.walk(ast.parse(inspect.getsource(function)))
        if isinstance(returned, ast.Return)
        for node in ast.walk(returned)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert reasons - {"phone", ""} == NOT_WANTED | NOT_SENDABLE
