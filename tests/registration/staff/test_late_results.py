"""R43, R44: who may confirm a result that changed, when, and what its family is told."""

from datetime import datetime, timedelta

import pytest

from functions.publish.publication import outcome_notice
from functions.registration.check_kinds import CheckKind
from functions.registration.checks import CheckState
from functions.registration.errors import NotAllowed, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.placing.results import Standing, standing
from functions.registration.registration import NoticeKind, Registration, Status
from functions.registration.requests import Release, SchoolProposal, WithdrawalWord
from functions.registration.staff.late_results import confirm
from tests.registration.placing.test_outcome import INSTANT, SEASON

from .cases import check, refusal, submitted

LATE = INSTANT + timedelta(hours=4)


def refused(confirmed: str | None, **more: object) -> Registration:
    made = submitted(check("property", CheckKind.PROPERTY, CheckState.REFUSED), status=Status.DECIDED, **more)
    confirmed_at = None if confirmed is None else INSTANT
    return made.model_copy(update={"confirmed_result": confirmed, "result_confirmed_at": confirmed_at})


def test_r43_it_is_shown_dated_and_told_once_for_each_change() -> None:
    one = refused("pending", notices={"outcome": outcome_notice(INSTANT)})
    assert standing(one, SEASON, LATE) is Standing.HELD
    after = confirm(one, "refused", by=Keyed(("1:s",)), season=SEASON, now=LATE)
    assert standing(after, SEASON, LATE) is Standing.SHOWN
    assert [moment.what for moment in after.timeline if moment.at == LATE] == ["result_confirmed"]
    changed = after.model_copy(update={"confirmed_result": "pending"})
    again = confirm(changed, "refused", by=Keyed(("1:s",)), season=SEASON, now=LATE + timedelta(days=1))
    told = [one for one, notice in again.notices.items() if notice.kind is NoticeKind.OUTCOME_CHANGED]
    assert told == ["outcome_changed-1", "outcome_changed-2"]


def test_r43_a_result_confirmed_before_its_first_word_was_queued_sends_one_sms() -> None:
    """The clock's own pass then finds that notice there, and adds none."""
    after = confirm(refused("pending"), "refused", by=Keyed(("1:s",)), season=SEASON, now=LATE)
    assert [(notice.id, notice.kind) for notice in after.notices.values()] == [
        ("outcome", NoticeKind.OUTCOME)
    ]
    assert outcome_notice(LATE) == after.notices["outcome"]


def test_r43_whoever_decided_it_since_does_not_confirm_it() -> None:
    decided = refused("pending").model_copy(update={"decisions": (refusal("1:a", LATE, waits=False),)})
    with pytest.raises(NotAllowed):
        confirm(decided, "refused", by=Keyed(("1:a",)), season=SEASON, now=LATE)
    assert (
        confirm(decided, "refused", by=Keyed(("1:s",)), season=SEASON, now=LATE).confirmed_result == "refused"
    )


RELEASED = Release(student=0, reason="guardianship", by="1:a", at=LATE, waits_for_second=False)
SCHOOL = SchoolProposal(school="s", reason="correction", by="1:a", at=LATE)
LEFT = WithdrawalWord(reason="phone", by="1:a", at=LATE, version=7)


@pytest.mark.parametrize(
    "said", [{"releases": (RELEASED,)}, {"school_words": (SCHOOL,)}, {"withdrawals": (LEFT,)}], ids=list
)
def test_r43_nor_does_whoever_said_since_what_it_came_of(said: dict[str, tuple[object, ...]]) -> None:
    came_of_it = refused("pending").model_copy(update=said)
    with pytest.raises(NotAllowed):
        confirm(came_of_it, "refused", by=Keyed(("1:a",)), season=SEASON, now=LATE)
    confirmed = confirm(came_of_it, "refused", by=Keyed(("1:s",)), season=SEASON, now=LATE)
    assert confirmed.confirmed_result == "refused"


@pytest.mark.parametrize(
    ("confirmed", "result", "now", "code"),
    [
        ("pending", "refused", INSTANT - timedelta(seconds=1), "not_published_yet"),
        ("pending", "refused", SEASON.results_until, "results_over"),
        ("refused", "refused", LATE, "confirmed_already"),
        ("pending", "admitted", LATE, "result_changed"),
    ],
)
def test_r43_only_what_stands_and_only_between_publication_and_the_end_of_results(
    confirmed: str, result: str, now: datetime, code: str
) -> None:
    with pytest.raises(NotPossibleNow) as told:
        confirm(refused(confirmed), result, by=Keyed(("1:s",)), season=SEASON, now=now)
    assert told.value.reason == code


def test_a_family_that_gave_up_its_place_is_told_nothing() -> None:
    gone = refused("refused").model_copy(update={"status": Status.WITHDRAWN})
    after = confirm(gone, "", by=Keyed(("1:s",)), season=SEASON, now=LATE)
    assert (after.confirmed_result, after.notices, after.timeline) == ("", gone.notices, gone.timeline)
