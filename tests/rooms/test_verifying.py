"""A check is put to its authority and recorded once; an authority that is away loses nothing."""

from typing import Any

import pytest

from functions.cloud.queues.batches import CanNeverSucceed, ComeBackLater
from functions.cloud.queues.checking import Answered, Settled, settle
from functions.cloud.queues.messages import CheckMessage, check_messages_in
from functions.registration.checking.authorities import AuthorityUnavailableError
from functions.registration.checking.findings import Verdict, judged, unreadable
from functions.registration.checks import Check, CheckState
from functions.registration.form import Form
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season
from local.population import Population

from .fakes import Records
from .registrations import DAY, HOUR, ID, MACS, NOW, checked, form, submitted

PASSED = Answered(Verdict(CheckState.PASSED), b"{}")
ABNORMAL = Answered(Verdict(CheckState.ABNORMAL), b"{}")


def message(check: str = "student-0", version: int = 2, registration_id: str = ID) -> CheckMessage:
    return CheckMessage(registration_id=registration_id, version=version, check=check)


class Asking:
    """Answers with what it was given, and counts."""

    def __init__(self, answer: Answered | Exception) -> None:
        self.answer = answer
        self.asked = 0

    def __call__(self, form: Form, check: Check, season: Season) -> Answered:
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def settled(
    records: Records, ask: Asking, season: Season, told: CheckMessage | None = None, *, now: Any = NOW
) -> Settled:
    return settle(
        told or message(),
        ask,
        registrations=records,
        results=records,
        season_of=lambda _: season,
        macs=MACS,
        now=now,
    )


def test_an_answer_is_recorded_with_what_the_authority_said(
    family_submitted: Registration, season: Season
) -> None:
    records = Records(family_submitted)
    assert settled(records, Asking(PASSED), season, now=NOW + HOUR) is Settled.RECORDED
    check = records.all[ID].checks["student-0"]
    assert (check.state, check.since, check.attempts) == (CheckState.PASSED, NOW + HOUR, 1)
    assert records.answers == {(ID, "student-0"): b"{}"}
    assert records.all[ID].notices == {}


def test_the_same_message_again_changes_nothing_and_asks_nobody(
    family_submitted: Registration, season: Season
) -> None:
    records = Records(family_submitted)
    settled(records, Asking(PASSED), season)
    again = Asking(ABNORMAL)
    assert settled(records, again, season) is Settled.STALE
    assert (again.asked, records.writes) == (0, 1)


@pytest.mark.parametrize(
    "told", [message(version=1), message(version=3), message(check="student-1"), message(check="nonsense")]
)
def test_a_stale_message_changes_nothing(
    family_submitted: Registration, season: Season, told: CheckMessage
) -> None:
    records, ask = Records(family_submitted), Asking(PASSED)
    assert settled(records, ask, season, told) is Settled.STALE
    assert (ask.asked, records.writes) == (0, 0)


def test_a_withdrawn_registrations_checks_are_asked_no_more(
    family_submitted: Registration, season: Season
) -> None:
    records = Records(family_submitted.model_copy(update={"status": Status.WITHDRAWN}))
    ask = Asking(PASSED)
    assert settled(records, ask, season) is Settled.STALE
    assert ask.asked == 0


def test_answers_edited_since_are_not_tested_in_the_old_ones_name(
    family_submitted: Registration, season: Season
) -> None:
    student = family_submitted.form.students[0].model_copy(update={"name": "另一个名字"})
    edited = family_submitted.form.model_copy(update={"students": (student,)})
    records = Records(family_submitted.model_copy(update={"status": Status.AMENDING, "form": edited}))
    ask = Asking(PASSED)
    assert settled(records, ask, season) is Settled.STALE
    assert ask.asked == 0
    assert settled(records, ask, season, message("property")) is Settled.RECORDED


def test_an_unknown_registration_can_never_succeed(season: Season) -> None:
    with pytest.raises(CanNeverSucceed, match="unknown_registration"):
        settled(Records(), Asking(PASSED), season)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"registration_id": "R", "check": "student-0"}',
        '{"registration_id": "R", "version": "2", "check": "student-0"}',
        '{"registration_id": "R", "version": 2, "check": "student-0", "name": "林"}',
    ],
)
def test_a_malformed_body_is_no_message(body: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        check_messages_in(body)


def test_while_the_authority_is_away_the_page_says_so_and_the_message_comes_back(
    family_submitted: Registration, season: Season
) -> None:
    records = Records(family_submitted)
    for attempt in (1, 2, 3):
        with pytest.raises(ComeBackLater) as later:
            settled(records, Asking(AuthorityUnavailableError("timeout")), season, now=NOW + attempt * HOUR)
        assert later.value.after is None  # so the delay grows
        check = records.all[ID].checks["student-0"]
        assert check.state is CheckState.AUTHORITY_UNAVAILABLE
        assert (check.attempts, check.since, check.asked_at) == (attempt, NOW, NOW + attempt * HOUR)
    assert settled(records, Asking(PASSED), season, now=NOW + 4 * HOUR) is Settled.RECORDED
    assert records.all[ID].checks["student-0"].state is CheckState.PASSED


def test_several_abnormal_checks_of_one_submission_are_one_notice(
    family_submitted: Registration, season: Season
) -> None:
    records = Records(family_submitted)
    settled(records, Asking(ABNORMAL), season)
    settled(records, Asking(Answered(Verdict(CheckState.NO_RECORD), b"{}")), season, message("property"))
    assert list(records.all[ID].notices) == ["abnormal-2"]


def test_nobody_is_asked_to_amend_after_the_deadline(family_submitted: Registration, season: Season) -> None:
    records = Records(family_submitted)
    settled(records, Asking(ABNORMAL), season, now=season.amendment_deadline)
    assert records.all[ID].notices == {}
    extended = family_submitted.model_copy(update={"amendment_extended_to": season.amendment_deadline + DAY})
    records = Records(extended)
    settled(records, Asking(ABNORMAL), season, now=season.amendment_deadline)
    assert list(records.all[ID].notices) == ["abnormal-2"]


def test_a_check_that_is_settled_is_not_asked_about(city: Population, season: Season) -> None:
    registration = checked(submitted(form(city)), CheckState.ACCEPTED)
    asking = Asking(PASSED)
    assert settled(Records(registration), asking, season) is Settled.STALE
    assert asking.asked == 0


def test_r31_an_answer_that_cannot_be_read_is_recorded_for_staff_and_counted(
    family_submitted: Registration, season: Season
) -> None:
    records = Records(family_submitted)
    unread = Answered(judged([unreadable("name")]), b"{}")
    assert settled(records, Asking(unread), season) is Settled.UNREADABLE
    assert records.all[ID].checks["student-0"].state is CheckState.MANUAL_REVIEW
    assert records.all[ID].notices == {}


def in_staff_s_hands(registration: Registration, state: CheckState, **more: Any) -> Registration:
    return checked(registration, state, handed_over_at=NOW + DAY, attempts=9, **more)


def test_r32_an_answer_comes_to_what_staff_have_and_takes_it_out_of_their_queue(
    family_submitted: Registration, season: Season
) -> None:
    records = Records(in_staff_s_hands(family_submitted, CheckState.AUTHORITY_UNAVAILABLE))
    assert settled(records, Asking(PASSED), season, now=NOW + 2 * DAY) is Settled.RECORDED
    check = records.all[ID].checks["student-0"]
    assert (check.state, check.handed_over_at) == (CheckState.PASSED, None)


def test_r32_an_answer_comes_beside_what_staff_decided_and_tells_no_family(
    family_submitted: Registration, season: Season
) -> None:
    records = Records(in_staff_s_hands(family_submitted, CheckState.ACCEPTED, since=NOW + DAY))
    assert settled(records, Asking(ABNORMAL), season, now=NOW + 2 * DAY) is Settled.RECORDED
    check = records.all[ID].checks["student-0"]
    assert (check.state, check.is_contradicted) == (CheckState.ACCEPTED, True)
    assert records.answers[ID, "student-0"] == b"{}"
    assert records.all[ID].notices == {}
    assert settled(records, Asking(ABNORMAL), season, now=NOW + 2 * DAY) is Settled.STALE


def test_r32_an_authority_that_stays_away_changes_nothing_of_what_staff_decided(
    family_submitted: Registration, season: Season
) -> None:
    records = Records(in_staff_s_hands(family_submitted, CheckState.REFUSED))
    with pytest.raises(ComeBackLater):
        settled(records, Asking(AuthorityUnavailableError("timeout")), season, now=NOW + 2 * DAY)
    check = records.all[ID].checks["student-0"]
    assert (check.state, check.attempts, check.asked_at) == (CheckState.REFUSED, 10, NOW + 2 * DAY)


def test_r32_an_answer_that_crosses_a_decision_comes_back_to_stand_beside_it(
    family_submitted: Registration, season: Season
) -> None:
    records = Records(in_staff_s_hands(family_submitted, CheckState.AUTHORITY_UNAVAILABLE))

    class Crossed(Asking):
        def __call__(self, form: Form, check: Check, season: Season) -> Answered:
            records.all[ID] = in_staff_s_hands(family_submitted, CheckState.ACCEPTED, since=NOW + DAY)
            return super().__call__(form, check, season)

    with pytest.raises(ComeBackLater):
        settled(records, Crossed(ABNORMAL), season, now=NOW + 2 * DAY)
    assert records.all[ID].checks["student-0"].state is CheckState.ACCEPTED
    assert settled(records, Asking(ABNORMAL), season, now=NOW + 2 * DAY) is Settled.RECORDED
    assert records.all[ID].checks["student-0"].is_contradicted
