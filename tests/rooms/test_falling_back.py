"""A second provider: only for what the first certainly did not take, never for what it may have, and paid for once."""

from datetime import timedelta

import pytest

from functions.cloud.queues.batches import ComeBackLater
from functions.cloud.sms import (
    UNREACHABLE,
    SmsBlockedError,
    SmsError,
    SmsRefusedError,
    SmsRetryError,
    SmsTellStaffError,
    SmsUnknownError,
)
from functions.cloud.sms.blocks import Gate
from functions.notify.handing import LEASE, Held, Result
from functions.notify.ports import Provider
from functions.registration.registration import Notice, NoticeState
from functions.registration.season.season import Season

from .fakes import Blocks, Budget, Phones, Records
from .notifying import records, sent, stands
from .registrations import DAY, HOUR, ID, NOW

__all__ = ["records"]

ARREARS = SmsBlockedError("isv.AMOUNT_NOT_ENOUGH")
AWAY = SmsRetryError(UNREACHABLE, retry_after=60)
WORDS = SmsTellStaffError("FailedOperation.ContainSensitiveWord")
LOST = SmsUnknownError("time_out")


class Second:
    """Its own account, beside the first."""

    def __init__(self, error: Exception | None = None) -> None:
        self.phones, self.blocks = Phones(error), Blocks()
        self.others = [Provider("second", self.phones, self.blocks)]


@pytest.mark.parametrize("error", [ARREARS, AWAY, WORDS], ids=lambda error: type(error).__name__)
def test_what_the_first_certainly_did_not_take_goes_by_the_second_and_is_paid_for_once(
    records: Records, season: Season, error: SmsError
) -> None:
    first, second, budget = Phones(error), Second(), Budget(5)
    assert sent(records, first, season, budget=budget, others=second.others) is Result.FELL_BACK
    assert (len(first.sent), len(second.phones.sent), budget.left) == (0, 1, 4)
    done = stands(records)
    assert (done.state, done.provider, done.sends, done.paid) == (NoticeState.SENT, "second", 1, 1)
    assert sent(records, first, season, now=NOW + DAY, others=second.others) is Result.REPEATED
    assert len(second.phones.sent) == 1


def test_a_blocked_account_is_passed_over_and_tried_again_by_the_clock(
    records: Records, season: Season
) -> None:
    first, second, blocks = Phones(), Second(), Blocks(Gate.CLOSED, "arrears")
    assert sent(records, first, season, blocks=blocks, others=second.others) is Result.FELL_BACK
    assert (first.sent, len(second.phones.sent)) == ([], 1)
    records = Records(records.all[ID].model_copy(update={"notices": {"submitted-2": _again(records)}}))
    blocks.state = Gate.TRIAL
    assert sent(records, first, season, blocks=blocks, others=second.others) is Result.SENT
    assert (len(first.sent), len(second.phones.sent), blocks.state) == (1, 1, Gate.OPEN)


def _again(records: Records) -> Notice:
    fresh = {"state": NoticeState.PENDING, "sends": 0, "paid": 0, "provider": None}
    return stands(records).model_copy(update=fresh)


@pytest.mark.parametrize("minutes", [2, 10, 600])
def test_what_the_first_may_have_never_goes_by_the_second(
    records: Records, season: Season, minutes: int
) -> None:
    first, second = Phones(LOST), Second()
    with pytest.raises(ComeBackLater):
        sent(records, first, season, others=second.others)
    for error in (ARREARS, AWAY, WORDS, LOST):
        first.error = error
        try:
            sent(records, first, season, now=NOW + timedelta(minutes=minutes), others=second.others)
        except ComeBackLater:
            minutes += 20
    assert second.phones.sent == []
    assert len(first.sent) <= 2


def test_a_sender_that_died_with_the_first_is_followed_at_the_first(records: Records, season: Season) -> None:
    class Dies(Records):
        def sent(self, *_: object, **__: object) -> bool:
            raise ConnectionError

    dying, first, second = Dies(*records.all.values()), Phones(), Second()
    with pytest.raises(ConnectionError):
        sent(dying, first, season, others=second.others)
    follower = Records(*dying.all.values())
    first.error = ARREARS
    with pytest.raises(Held):
        sent(follower, first, season, now=NOW + LEASE, others=second.others)
    assert second.phones.sent == []
    first.error = None
    assert sent(follower, first, season, now=NOW + HOUR, others=second.others) is Result.SENT
    assert (len(first.sent), second.phones.sent) == (2, [])


def test_what_the_second_may_have_is_asked_of_the_second_and_never_goes_by_the_first(
    records: Records, season: Season
) -> None:
    first, second = Phones(ARREARS), Second(LOST)
    with pytest.raises(ComeBackLater):
        sent(records, first, season, others=second.others)
    first.error = None
    second.phones.known.add(f"{ID}/submitted-2")
    assert sent(records, first, season, now=NOW + LEASE, others=second.others) is Result.SENT
    assert (first.sent, len(second.phones.sent), stands(records).provider) == ([], 1, "second")


def test_what_a_provider_may_have_that_is_no_longer_ours_is_sent_by_no_other(
    records: Records, season: Season
) -> None:
    first, second = Phones(ARREARS), Second(LOST)
    with pytest.raises(ComeBackLater):
        sent(records, first, season, others=second.others)
    first.error = None
    assert sent(records, first, season, now=NOW + LEASE) is Result.UNKNOWN
    assert (first.sent, stands(records).state) == ([], NoticeState.UNKNOWN)


def test_a_phone_that_the_first_refuses_is_refused(records: Records, season: Season) -> None:
    second = Second()
    assert sent(records, Phones(SmsRefusedError("blacklist")), season, others=second.others) is Result.REFUSED
    assert (second.phones.sent, stands(records).state) == ([], NoticeState.FAILED)


def test_a_phone_that_had_its_share_at_the_first_waits_and_gets_none_of_the_second_s(
    records: Records, season: Season
) -> None:
    second = Second()
    with pytest.raises(ComeBackLater):
        sent(
            records,
            Phones(SmsRetryError("isv.BUSINESS_LIMIT_CONTROL", retry_after=3600)),
            season,
            others=second.others,
        )
    assert second.phones.sent == []


@pytest.mark.parametrize(
    ("one", "other", "state"),
    [
        (ARREARS, ARREARS, NoticeState.HELD),
        (WORDS, ARREARS, NoticeState.HELD),
        (AWAY, WORDS, NoticeState.PENDING),
        (ARREARS, AWAY, NoticeState.PENDING),
        (WORDS, WORDS, NoticeState.FAILED),
    ],
)
def test_what_no_provider_takes_waits_for_whichever_may_take_it_first(
    records: Records, season: Season, one: SmsError, other: SmsError, state: NoticeState
) -> None:
    budget, second = Budget(5), Second(other)
    try:
        result = sent(records, Phones(one), season, budget=budget, others=second.others)
    except ComeBackLater:
        result = None
    assert result is (Result.TELL_STAFF if state is NoticeState.FAILED else None)
    assert (stands(records).state, budget.left) == (state, 4)
    second.phones.error = None
    if state is not NoticeState.FAILED:
        open_again = [Provider("second", second.phones, Blocks())]
        shut = Blocks(Gate.CLOSED)
        again = sent(
            records, Phones(one), season, now=NOW + HOUR, budget=budget, blocks=shut, others=open_again
        )
        assert again is Result.FELL_BACK
        assert (len(second.phones.sent), budget.left) == (1, 4)
