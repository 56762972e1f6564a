"""A notice goes out only while it is true, in time, and has somebody to go to."""

from datetime import datetime
from typing import Any

import pytest

from functions.cloud.queues.batches import ComeBackLater
from functions.notify.handing import Result
from functions.registration.checks import CheckState
from functions.registration.registration import NoticeKind, NoticeState, Registration, Status
from functions.registration.season.season import Season
from functions.registration.submitting.codes import digits
from local.population import Population

from .fakes import Budget, Phones, Records
from .notifying import holding, sent, stands
from .registrations import (
    DAY,
    ID,
    MACS,
    MINUTE,
    NOW,
    checked,
    form,
    notice,
    submitted,
    with_code,
)


def test_the_code_that_is_sent_is_the_one_that_will_be_asked_for(city: Population, season: Season) -> None:
    asked = with_code(form(city))
    records, phones, budget = Records(asked), Phones(), Budget(0)
    assert sent(records, phones, season, "code-01CODE", budget=budget) is Result.SENT
    assert asked.code is not None
    assert phones.sent[0][2] == {"code": digits(ID, asked.code, MACS)}


@pytest.mark.parametrize(
    ("changed", "later", "reason"),
    [
        ({}, 10 * MINUTE, "expired"),
        ({"code": None}, MINUTE, "outdated"),
        ({"status": Status.SUBMITTED}, MINUTE, "outdated"),
        ({"notices": {"code-01OLD": notice(NoticeKind.CODE, id="code-01OLD")}}, MINUTE, "outdated"),
    ],
)
def test_a_code_that_nobody_can_use_any_more_is_not_sent(
    city: Population, season: Season, changed: Any, later: Any, reason: str
) -> None:
    records, phones = Records(with_code(form(city), **changed)), Phones()
    [notice_id] = records.all[ID].notices
    assert sent(records, phones, season, notice_id, now=NOW + later) is Result.NOT_NEEDED
    assert (stands(records, notice_id).state, stands(records, notice_id).reason) == (
        NoticeState.FAILED,
        reason,
    )
    assert phones.sent == []


@pytest.mark.parametrize(
    ("kind", "status", "check", "now", "reason"),
    [
        (NoticeKind.SUBMITTED, Status.WITHDRAWN, CheckState.PASSED, NOW, "outdated"),
        (NoticeKind.ABNORMAL, Status.SUBMITTED, CheckState.ABNORMAL, NOW, None),
        (NoticeKind.ABNORMAL, Status.SUBMITTED, CheckState.QUEUED, NOW, "outdated"),
        (NoticeKind.ABNORMAL, Status.AMENDING, CheckState.ABNORMAL, NOW, "outdated"),
        (NoticeKind.ABNORMAL, Status.SUBMITTED, CheckState.ABNORMAL, NOW + 20 * DAY, "expired"),
        (NoticeKind.AMENDMENT_REMINDER, Status.AMENDING, CheckState.PASSED, NOW, None),
        (NoticeKind.AMENDMENT_REMINDER, Status.SUBMITTED, CheckState.PASSED, NOW, "outdated"),
        (NoticeKind.DRAFT_REMINDER, Status.DRAFT, CheckState.QUEUED, NOW, None),
        (NoticeKind.DRAFT_REMINDER, Status.SUBMITTED, CheckState.QUEUED, NOW, "outdated"),
        (NoticeKind.DRAFT_REMINDER, Status.DRAFT, CheckState.QUEUED, NOW + 6 * DAY, "expired"),
        (NoticeKind.OUTCOME, Status.WITHDRAWN, CheckState.PASSED, NOW + 40 * DAY, "outdated"),
        (NoticeKind.OUTCOME, Status.DECIDED, CheckState.PASSED, NOW + 40 * DAY, None),
    ],
)
def test_a_notice_that_is_true_no_more_is_not_sent(
    city: Population,
    season: Season,
    kind: NoticeKind,
    status: Status,
    check: CheckState,
    now: datetime,
    reason: str | None,
) -> None:
    told = notice(kind, id="it")
    registration = checked(submitted(form(city), status=status, notices={"it": told}), check)
    records, phones = Records(registration), Phones()
    assert sent(records, phones, season, "it", now=now) is (
        Result.SENT if reason is None else Result.NOT_NEEDED
    )
    assert stands(records, "it").reason == reason
    assert len(phones.sent) == (reason is None)


@pytest.mark.parametrize("kind", [NoticeKind.ABNORMAL, NoticeKind.AMENDMENT_REMINDER])
@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.DECIDED])
def test_r21_a_decision_that_nobody_sees_keeps_back_no_word_of_what_can_be_put_right(
    city: Population, season: Season, kind: NoticeKind, status: Status
) -> None:
    registration = submitted(form(city), status=status, notices={"it": notice(kind, id="it")})
    denied = checked(registration, CheckState.ACCEPTED, read_as=CheckState.ABNORMAL)
    assert sent(Records(denied), Phones(), season, "it", now=NOW) is Result.SENT
    confirmed = checked(registration, CheckState.ACCEPTED, read_as=None)
    assert sent(Records(confirmed), Phones(), season, "it", now=NOW) is Result.NOT_NEEDED


def test_no_outcome_is_told_of_before_its_instant(family_submitted: Registration, season: Season) -> None:
    records = holding(family_submitted, notice(NoticeKind.OUTCOME, id="outcome"))
    phones = Phones()
    with pytest.raises(ComeBackLater):
        sent(records, phones, season, "outcome", now=season.publication_at - MINUTE)
    assert (phones.sent, stands(records, "outcome").state) == ([], NoticeState.PENDING)
    assert sent(records, phones, season, "outcome", now=season.publication_at) is Result.SENT


def test_a_family_with_a_deadline_of_its_own_is_told_that_one(
    family_submitted: Registration, season: Season
) -> None:
    own = season.amendment_deadline + DAY
    registration = checked(family_submitted, CheckState.ABNORMAL).model_copy(
        update={"amendment_extended_to": own}
    )
    phones = Phones()
    sent(holding(registration, notice(NoticeKind.ABNORMAL, id="abnormal-2")), phones, season, "abnormal-2")
    assert phones.sent[0][2]["amend_until"] == "2022-07-16 18:00"


@pytest.mark.parametrize(("part", "reason"), [("guardians", "no_phone"), ("students", "fact_missing")])
def test_a_draft_too_empty_to_write_to_is_left_alone(
    city: Population, season: Season, part: str, reason: str
) -> None:
    empty = form(city).model_copy(update={part: ()})
    draft = submitted(empty, status=Status.DRAFT, checks={})
    records, phones = holding(draft, notice(NoticeKind.DRAFT_REMINDER, id="it")), Phones()
    assert sent(records, phones, season, "it") is Result.NOT_NEEDED
    assert (stands(records, "it").reason, phones.sent) == (reason, [])
