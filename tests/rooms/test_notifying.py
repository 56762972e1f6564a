"""One SMS for one notice, to guardian 1, by one sender, and never too late."""

from typing import Any

import pytest

from functions.cloud.queues.batches import CanNeverSucceed, ComeBackLater
from functions.cloud.sms import (
    SmsBlockedError,
    SmsRefusedError,
    SmsRetryError,
    SmsTellStaffError,
    SmsUnknownError,
)
from functions.cloud.sms.blocks import Gate
from functions.notify.handing import LEASE, Held, Result
from functions.registration.registration import Notice, NoticeKind, NoticeState, Status
from functions.registration.season.season import Season

from .fakes import Blocks, Budget, Phones, Records
from .notifying import holding, records, sent, stands
from .registrations import (
    DAY,
    HOUR,
    ID,
    MINUTE,
    NOW,
    notice,
    phone_of,
)

__all__ = ["records"]


def test_a_notice_goes_to_guardian_1s_phone_and_is_noted_as_sent(records: Records, season: Season) -> None:
    phones = Phones()
    assert sent(records, phones, season, now=NOW + MINUTE) is Result.SENT
    [(phone, kind, values, text, reference)] = phones.sent
    assert phone == phone_of(records.all[ID])
    assert (kind, reference) == (NoticeKind.SUBMITTED, f"{ID}/submitted-2")
    assert values == {
        "student": "单**",
        "reference": "22-7K3M-9Q7",
        "published_at": "2022-08-05 10:00",
        "support_phone": "0592-2684508",
    }
    assert "2022年8月5日 10:00" in text
    done = stands(records)
    assert (done.state, done.sent_at) == (NoticeState.SENT, NOW + MINUTE)
    assert done.phone == f"{phone[:3]}****{phone[-4:]}"


def test_the_same_message_again_sends_nothing(records: Records, season: Season) -> None:
    phones = Phones()
    sent(records, phones, season)
    assert sent(records, phones, season) is Result.REPEATED
    assert len(phones.sent) == 1


class Racing(Records):
    """Another sender takes the notice between reading and taking it."""

    def move_notice(self, registration_id: str, notice: Notice, *, expected: Notice) -> bool:
        return False


def test_of_two_senders_that_race_one_sends(records: Records, season: Season) -> None:
    phones = Phones()
    assert sent(Racing(*records.all.values()), phones, season) is Result.REPEATED
    assert phones.sent == []


def test_a_notice_that_another_sender_has_is_left_to_it_for_two_minutes(
    records: Records, season: Season
) -> None:
    records = holding(records.all[ID], notice(state=NoticeState.SENDING))
    phones = Phones()
    with pytest.raises(ComeBackLater) as later:
        sent(records, phones, season, now=NOW + MINUTE)
    assert later.value.after == 61
    assert phones.sent == []


def test_a_sender_that_died_is_followed_after_two_minutes_with_the_same_reference(
    records: Records, season: Season
) -> None:
    class DiesAfterSending(Records):
        def move_notice(self, registration_id: str, notice: Notice, *, expected: Notice) -> bool:
            if notice.state is NoticeState.SENT:
                raise ConnectionError
            return super().move_notice(registration_id, notice, expected=expected)

    dying, phones, budget = DiesAfterSending(*records.all.values()), Phones(), Budget(5)
    with pytest.raises(ConnectionError):
        sent(dying, phones, season, budget=budget)
    follower = Records(*dying.all.values())
    assert sent(follower, phones, season, now=NOW + LEASE, budget=budget) is Result.SENT
    assert [reference for *_, reference in phones.sent] == [f"{ID}/submitted-2"] * 2
    assert budget.left == 3, "each sending is paid for"
    assert sent(follower, phones, season, now=NOW + HOUR) is Result.REPEATED


@pytest.mark.parametrize(("retry_after", "after"), [(60, None), (3600, 3600)])
def test_what_the_provider_cannot_send_now_is_pending_again_and_comes_back(
    records: Records, season: Season, retry_after: int, after: int | None
) -> None:
    phones, budget = Phones(SmsRetryError("Throttling", retry_after=retry_after)), Budget(5)
    with pytest.raises(ComeBackLater) as later:
        sent(records, phones, season, budget=budget)
    assert later.value.after == after
    assert (stands(records).state, stands(records).reason) == (NoticeState.PENDING, "Throttling")
    phones.error = None
    assert sent(records, phones, season, now=NOW + HOUR, budget=budget) is Result.SENT
    assert (stands(records).state, stands(records).reason, budget.left) == (NoticeState.SENT, None, 4)


@pytest.mark.parametrize(
    ("error", "result"),
    [
        (SmsRefusedError("MOBILE_NUMBER_ILLEGAL"), Result.REFUSED),
        (SmsTellStaffError("CONTENT_ILLEGAL"), Result.TELL_STAFF),
    ],
)
def test_what_no_retry_helps_fails_with_the_providers_code(
    records: Records, season: Season, error: Any, result: Result
) -> None:
    assert sent(records, Phones(error), season) is result
    assert (stands(records).state, stands(records).reason) == (NoticeState.FAILED, error.code)


def test_a_provider_that_sends_and_times_out_for_a_day_sends_one_notice_twice_and_no_more(
    records: Records, season: Season
) -> None:
    phones, budget = Phones(SmsUnknownError("time_out")), Budget(5)
    results: list[Result | str] = []
    for minute in range(0, 24 * 60, 10):
        try:
            results.append(sent(records, phones, season, now=NOW + minute * MINUTE, budget=budget))
        except ComeBackLater:
            results.append("later")
    assert results[:3] == ["later", Result.UNKNOWN, Result.UNKNOWN]
    assert (len(phones.sent), budget.left) == (2, 3)
    assert (stands(records).state, stands(records).sends, stands(records).paid) == (NoticeState.UNKNOWN, 2, 2)


def test_what_the_provider_knows_by_its_reference_is_not_sent_again(records: Records, season: Season) -> None:
    phones = Phones(SmsUnknownError("time_out"))
    with pytest.raises(ComeBackLater):
        sent(records, phones, season)
    phones.known.add(f"{ID}/submitted-2")
    assert sent(records, phones, season, now=NOW + LEASE) is Result.SENT
    assert (len(phones.sent), stands(records).state) == (1, NoticeState.SENT)


def test_what_may_have_gone_and_nobody_needs_any_more_stays_unknown(records: Records, season: Season) -> None:
    phones = Phones(SmsUnknownError("time_out"))
    with pytest.raises(ComeBackLater):
        sent(records, phones, season)
    withdrawn = records.all[ID].model_copy(update={"status": Status.WITHDRAWN})
    records = Records(withdrawn)
    assert sent(records, phones, season, now=NOW + LEASE) is Result.UNKNOWN
    assert (len(phones.sent), stands(records).state) == (1, NoticeState.UNKNOWN)


@pytest.mark.parametrize(
    "code", ["UnauthorizedOperation.ServiceSuspendDueToArrears", "isv.AMOUNT_NOT_ENOUGH", "New"]
)
def test_a_blocked_account_holds_every_notice_and_sends_what_it_held(
    records: Records, season: Season, code: str
) -> None:
    phones, blocks, budget = Phones(SmsBlockedError(code)), Blocks(), Budget(5)
    for _ in range(2):
        with pytest.raises(Held) as held:
            sent(records, phones, season, blocks=blocks, budget=budget)
    assert held.value.after == 600
    assert (stands(records).state, stands(records).reason, blocks.code) == (NoticeState.HELD, code, code)
    blocks.state = Gate.TRIAL
    with pytest.raises(Held):
        sent(records, phones, season, now=NOW + HOUR, blocks=blocks, budget=budget)
    phones.error, blocks.state = None, Gate.TRIAL
    assert sent(records, phones, season, now=NOW + DAY, blocks=blocks, budget=budget) is Result.SENT
    assert (blocks.state, len(phones.sent), budget.left) == (Gate.OPEN, 1, 4)


def test_no_sms_goes_beyond_the_seasons_budget_and_goes_once_there_is_more(
    records: Records, season: Season
) -> None:
    phones = Phones()
    with pytest.raises(Held):
        sent(records, phones, season, budget=Budget(0))
    held = stands(records)
    assert (held.state, held.reason, phones.sent) == (NoticeState.HELD, "sms_budget_spent", [])
    assert sent(records, phones, season, now=NOW + HOUR, budget=Budget(1)) is Result.SENT


def test_an_unknown_registration_can_never_succeed(season: Season) -> None:
    with pytest.raises(CanNeverSucceed, match="unknown_registration"):
        sent(Records(), Phones(), season)


def test_a_notice_that_is_not_there_is_nobodys(records: Records, season: Season) -> None:
    assert sent(records, Phones(), season, "nonsense") is Result.REPEATED
