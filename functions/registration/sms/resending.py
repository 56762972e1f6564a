"""Resending 补发: which notices go after all once people put right why they did not; none that may have gone."""

from datetime import datetime

from functions.registration.registration import Notice, NoticeState

from .notices import NOTICES

NOT_WANTED = frozenset({"outdated", "expired"})
"""Why a notice that is true no longer was given up: nobody needs it."""

NOT_SENDABLE = frozenset({"no_phone", "phone_changed", "phone_not_proved", "fact_missing"})
"""Why it never was handed over; every other reason of a failed notice is the provider's code, which says: not sent."""


def given_up(notice: Notice) -> bool:
    """Whether the provider would not have it, by a code that people can do something about."""
    return notice.state is NoticeState.FAILED and notice.reason not in NOT_WANTED | NOT_SENDABLE


def resent(notice: Notice, now: datetime) -> Notice | None:
    """The notice as it waits to be sent anew; None for what went, may have gone, is on its way, or is a code."""
    if notice.state is not NoticeState.FAILED or NOTICES[notice.kind].a_secret or notice.reason in NOT_WANTED:
        return None
    may_have_gone = notice.sends - (1 if given_up(notice) else 0)
    if may_have_gone > 0:
        return None
    anew = {"state": NoticeState.PENDING, "since": now, "reason": None, "sends": 0}
    return notice.model_copy(update=anew)
